import type { AuthenticationPolicy } from '../directory/permissions.js';
import { type BoundParameters, type CmdletContext, CmdletError, type ParameterDefinition } from './cmdlet.js';
import { dates } from './named-objects.js';
import type { PowerShellObject } from './object.js';

/** What the cmdlets of authentication policies have in common (Microsoft's page). */

const protocols = ['ActiveSync', 'Autodiscover', 'Imap', 'Mapi', 'OfflineAddressBook', 'Pop', 'Rpc', 'WebServices'];

/** On-premises a policy blocks, in Exchange Online it allows Basic authentication to more protocols. */
const switches = {
  OnPremises: ['BlockLegacyAuth', 'BlockModernAuth'].flatMap((verb) => protocols.map((name) => `${verb}${name}`)),
  Cloud: [...protocols, 'OutlookService', 'Powershell', 'ReportingWebServices', 'Smtp']
    .toSorted()
    .map((name) => `AllowBasicAuth${name}`),
} as const;

export const policyParameters: readonly ParameterDefinition[] = (['OnPremises', 'Cloud'] as const).flatMap((session) =>
  switches[session].map((name) => ({
    name,
    type: 'SwitchParameter',
    session,
    help:
      session === 'Cloud' ? 'Allows Basic authentication there.' : 'Blocks that kind of authentication for its users.',
  })),
);

/** A switch for each protocol, in the order of Microsoft's page; what follows is ours. */
export function policyObject(policy: AuthenticationPolicy, context: CmdletContext): PowerShellObject {
  return {
    ...Object.fromEntries(switches[context.session].map((name) => [name, policy.switches.includes(name)])),
    Name: policy.name,
    Identity: policy.name,
    Guid: policy.guid,
    ...dates(policy, context),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** The policy with the switches that were given; `-Switch:$false` takes one back. */
export function changedPolicy(policy: AuthenticationPolicy, parameters: BoundParameters): AuthenticationPolicy {
  const given = policyParameters.map(({ name }) => name).filter((name) => typeof parameters[name] === 'boolean');
  const kept = policy.switches.filter((name) => !given.includes(name));
  return { ...policy, switches: [...kept, ...given.filter((name) => parameters[name] === true)] };
}

/** On-premises the cmdlets came with Exchange 2019; in an older shell PowerShell knows no such name. */
export function requirePolicies(cmdlet: string, { session, state }: CmdletContext): void {
  const { exchangeVersion } = state.state.organization;
  if (session === 'Cloud' || exchangeVersion === '2019' || exchangeVersion === 'SE') return;
  throw new CmdletError(
    'CommandNotFound',
    `The term '${cmdlet}' is not recognized as the name of a cmdlet. [lab] Exchange ${exchangeVersion} has no authentication policies.`,
  );
}
