import { type BoundParameters, CmdletError, type ParameterDefinition } from '../cmdlet.js';
import type { ParameterType } from '../parameter.js';

/** What a lab can't do for MonitorExchangeAuthCertificate.ps1, and why. */
const refused: readonly (readonly [name: string, type: ParameterType, why: string])[] = [
  ['PrepareADForAutomationOnly', 'SwitchParameter', 'the lab has no account for automation'],
  ['ADAccountDomain', 'String', 'the lab has no account for automation'],
  ['ConfigureScriptToRunViaScheduledTask', 'SwitchParameter', 'the lab has no Task Scheduler; move its clock instead'],
  ['AutomationAccountCredential', 'Object[]', 'the lab has no account for automation'],
  ['SendEmailNotificationTo', 'String[]', 'the lab sends no mail'],
  ['TrustAllCertificates', 'SwitchParameter', 'it concerns the sending of mail, and the lab sends none'],
  ['TestEmailNotification', 'SwitchParameter', 'the lab sends no mail'],
  ['ScriptUpdateOnly', 'SwitchParameter', 'the re-creation comes with the lab, and nothing is downloaded'],
];

/** Parameters of facts/oauth-outbound-admin §4.1; -WhatIf and -Confirm come with shouldProcess. */
export const monitorParameters: readonly ParameterDefinition[] = [
  { name: 'ValidateAndRenewAuthCertificate', type: 'Boolean', help: 'Renew or import it where that is required.' },
  { name: 'EnforceNewAuthCertificateCreation', type: 'SwitchParameter', help: 'Make a new one in any case.' },
  { name: 'CustomCertificateLifetimeInDays', type: 'Int32', help: 'How long a new one lasts; 0 is five years.' },
  { name: 'IgnoreUnreachableServers', type: 'Boolean', help: 'Judge by the servers that answer.' },
  { name: 'IgnoreHybridConfig', type: 'Boolean', help: 'Renew in a hybrid organisation too.' },
  { name: 'ExportAuthCertificatesAsPfx', type: 'SwitchParameter', help: 'Give the certificates as FileData.' },
  { name: 'Password', type: 'SecureString', help: 'The password of the exported files.' },
  { name: 'SkipVersionCheck', type: 'SwitchParameter', help: 'Accepted without effect: no version is checked.' },
  ...refused.map(([name, type, why]): ParameterDefinition => ({ name, type, help: `Refused: ${why}.` })),
];

/** Throws CmdletError for what the lab can't do, and for values that make no sense. */
export function checkMonitorParameters(parameters: BoundParameters): void {
  const asked = refused.find(([name]) => parameters[name] !== undefined && parameters[name] !== false);
  if (asked) throw new CmdletError('InvalidOperation', `[lab] -${asked[0]} is refused: ${asked[2]}.`);
  const days = Number(parameters.CustomCertificateLifetimeInDays ?? 0);
  if (days < 0 || days > longestLifetime) {
    throw new CmdletError(
      'InvalidArgument',
      `[lab] -CustomCertificateLifetimeInDays is a number from 0 to ${longestLifetime}.`,
    );
  }
  if (parameters.ExportAuthCertificatesAsPfx === true && parameters.Password === undefined) {
    throw new CmdletError('InvalidArgument', '[lab] -ExportAuthCertificatesAsPfx needs -Password for the files.');
  }
}

/** A hundred years: what the clock of the lab can see the end of. */
const longestLifetime = 36_500;
