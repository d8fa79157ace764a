import type { Organization } from '../directory/organization.js';
import { CmdletError, type PowerShellObject } from '../shell/cmdlet.js';
import { authConfigFindings } from '../shell/monitoring/auth-config-findings.js';
import type { CmdletHost } from './cmdlet-host.js';

/** What Microsoft's three scripts find wrong about the auth certificate, in their words (docs/monitoring.md); the scripts ask nobody over the network. */
export async function authCertificateProblems(
  organization: Organization,
  cmdlets: CmdletHost,
): Promise<readonly string[]> {
  const reachable = organization.servers.filter((server) => server.reachable);
  const health = reachable.map(async ({ name }) => {
    const { output } = await cmdlets.run('HealthChecker.ps1', { Server: name });
    return output.filter(isSentence).map(({ Value }) => `${name}: ${String(Value)}`);
  });
  const freeBusy = authConfigFindings(organization).filter(({ name, color }) => name === '' && color === 'Red');
  const problems = await Promise.all([monitored(cmdlets), ...health]);
  return [...new Set([...problems.flat(), ...freeBusy.map(({ value }) => String(value))])];
}

/** A finding that stands alone, in the section of the auth certificate. */
function isSentence({ Section, Name, Color }: PowerShellObject): boolean {
  return Section === 'Auth certificate' && Name === '' && Color === 'Red';
}

async function monitored(cmdlets: CmdletHost): Promise<readonly string[]> {
  try {
    const { host = [] } = await cmdlets.run('MonitorExchangeAuthCertificate.ps1', {});
    return host.filter(({ color }) => color === 'Yellow' || color === 'Red').map(({ text }) => text);
  } catch (error) {
    if (error instanceof CmdletError) return [error.message];
    throw error;
  }
}
