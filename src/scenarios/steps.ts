import type { ScenarioNames } from './names.js';
import type { ScenarioCheck, ScenarioStep } from './scenario.js';

/** Lines for the Exchange Management Shell on-premises. */
export function onPremises(...type: readonly string[]): ScenarioStep {
  return { at: 'on-premises', type };
}

/** Lines for Exchange Online's PowerShell, Microsoft Graph's too. */
export function inCloud(...type: readonly string[]): ScenarioStep {
  return { at: 'cloud', type };
}

/** Lines that change the network between the two. */
export function onNetwork(...type: readonly string[]): ScenarioStep {
  return { at: 'network', type };
}

/** What makes the front ends read their configuration anew. */
export const restartIis: ScenarioStep = onPremises('iisreset');

/** The usual check: the cloud asks on-premises for its user at the name the hybrid is published under. */
export function cloudAsksOnPremises({ hybrid, cloudUser }: ScenarioNames): ScenarioCheck {
  return test('EWS', `https://${hybrid}`, cloudUser);
}

/** The usual check the other way: on-premises asks Exchange Online for its own user. */
export function onPremisesAsksCloud({ onPremisesUser }: ScenarioNames): ScenarioCheck {
  return test('EWS', 'https://outlook.office365.com', onPremisesUser);
}

export function test(Service: 'EWS' | 'AutoD', TargetUri: string, Mailbox: string): ScenarioCheck {
  return { cmdlet: 'Test-OAuthConnectivity', parameters: { Service, TargetUri, Mailbox } };
}

/** As it is typed: `Test-OAuthConnectivity -Service EWS -TargetUri …`. */
export function commandLine({ cmdlet, parameters }: ScenarioCheck): string {
  const words = Object.entries(parameters).map(([name, value]) =>
    typeof value === 'boolean' ? `-${name}:$${value}` : `-${name} ${quoted(String(value))}`,
  );
  return [cmdlet, ...words].join(' ');
}

function quoted(value: string): string {
  return /^[\w@.:/\\-]+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}
