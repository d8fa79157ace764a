import type { HostLine } from '../cmdlet.js';
import type { AuthCertificateStatus } from './auth-certificate-status.js';

/** What MonitorExchangeAuthCertificate.ps1 writes: words and order of facts/oauth-outbound-admin §4.4. The colours are ours. */

export type MonitorMode = 'check' | 'renew' | 'enforce';

const modeLines: Readonly<Record<MonitorMode, string>> = {
  check:
    'The script was run without parameter therefore, only a check of the Auth Certificate configuration is performed and no change will be made',
  renew: 'Mode: Testing and replacing or importing the Auth Certificate (if required)',
  enforce: 'Mode: Enforce new next Auth Certificate creation',
};

export function modeLine(mode: MonitorMode): HostLine {
  return { text: modeLines[mode] };
}

/** What a check comes to, in the order in which the script looks: what comes first hides the rest. */
export type Branch = 'unreachable' | 'hybrid' | 'action' | 'report';

export function branchOf(
  status: AuthCertificateStatus,
  mode: MonitorMode,
  ignoreUnreachableServers: boolean | undefined,
): Branch {
  if (status.NumberOfUnreachableServers > 0 && ignoreUnreachableServers !== true) return 'unreachable';
  if (status.StopProcessingDueToHybrid) return 'hybrid';
  return mode !== 'check' && isActionRequired(status) ? 'action' : 'report';
}

function isActionRequired(status: AuthCertificateStatus): boolean {
  return status.ReplaceRequired || status.ConfigureNextAuthRequired || isImportRequired(status);
}

function isImportRequired(status: AuthCertificateStatus): boolean {
  return status.CurrentAuthCertificateImportRequired || status.NextAuthCertificateImportRequired;
}

/** The wording of a state, used for the result of a check and for what is going to be done. */
export function wordingOf(status: AuthCertificateStatus): string {
  if (status.ReplaceRequired) return 'The Auth Certificate in use must be replaced by a new one.';
  if (status.ConfigureNextAuthRequired) {
    return 'The Auth Certificate configured as next Auth Certificate must be configured or replaced by a new one or is created on express request.';
  }
  if (isImportRequired(status)) {
    return 'The current or next Auth Certificate is missing on some servers and must be imported.';
  }
  return noAction;
}

export function unreachableLines({
  NumberOfUnreachableServers: count,
  UnreachableServersList: servers,
}: AuthCertificateStatus): readonly HostLine[] {
  return [
    {
      text: `We couldn't validate if the Auth Certificate is properly configured because ${count} servers were unreachable.`,
      color: 'Yellow',
    },
    { text: `The unreachable servers are: ${servers.join(', ')}`, color: 'Yellow' },
  ];
}

export const hybridLines: readonly HostLine[] = [
  'We have not made any configuration change because Exchange Hybrid has been detected in your environment.',
  "Please rerun the script using the '-IgnoreHybridConfig $true' parameter to perform the renewal action.",
  "It's also required to run the Hybrid Configuration Wizard (HCW) after the primary Auth Certificate was replaced.",
].map((text) => ({ text, color: 'Yellow' }));

/** The report of a check that nothing stopped. */
export function reportLines(status: AuthCertificateStatus): readonly HostLine[] {
  const next = status.NextAuthCertificateThumbprint;
  const importRequired = isImportRequired(status);
  const result = wordingOf(status);
  const lines: readonly (HostLine | false)[] = [
    { text: `Current Auth Certificate thumbprint: ${status.CurrentAuthCertificateThumbprint}` },
    { text: `Current Auth Certificate is valid for ${status.CurrentAuthCertificateLifetimeInDays} day(s)` },
    next !== '' && { text: `Next Auth Certificate thumbprint: ${next}` },
    next !== '' && { text: `Next Auth Certificate is valid for ${status.NextAuthCertificateLifetimeInDays} day(s)` },
    status.MultipleExchangeADSites && { text: "We've detected Exchange servers in multiple AD sites" },
    status.HybridSetupDetected && { text: 'Exchange Hybrid was detected in this environment' },
    status.NumberOfUnreachableServers > 0 && {
      text: `Number of unreachable Exchange servers: ${status.NumberOfUnreachableServers}`,
      color: 'Yellow',
    },
    ...missingLines(status),
    { text: `Test result: ${result}`, color: result === noAction ? 'Green' : 'Yellow' },
    importRequired && {
      text: "The script will try to import the certificate to the missing servers automatically (as long as it's valid).",
    },
  ];
  return lines.filter((line) => line !== false);
}

const noAction = 'No renewal action is required';

function missingLines(status: AuthCertificateStatus): readonly (HostLine | false)[] {
  const current = status.AuthCertificateMissingOnServers;
  const next = status.NextAuthCertificateMissingOnServers;
  return [
    current.length > 0 && {
      text: `The actively used Auth Certificate is missing on the following servers: ${current.join(', ')}`,
      color: 'Yellow',
    },
    next.length > 0 && {
      text: `The certificate which is configured as next Auth Certificate is missing on the following servers: ${next.join(', ')}`,
      color: 'Yellow',
    },
  ];
}
