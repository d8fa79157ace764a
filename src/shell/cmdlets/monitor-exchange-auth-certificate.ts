import type { BoundParameters, Cmdlet, CmdletContext, CmdletResult, HostLine } from '../cmdlet.js';
import { type AuthCertificateStatus, authCertificateStatus } from '../monitoring/auth-certificate-status.js';
import {
  branchOf,
  hybridLines,
  type MonitorMode,
  modeLine,
  reportLines,
  unreachableLines,
  wordingOf,
} from '../monitoring/auth-certificate-texts.js';
import { exportedAuthCertificates } from '../monitoring/exported-certificates.js';
import { checkMonitorParameters, monitorParameters } from '../monitoring/monitor-parameters.js';
import { monitoredState } from '../monitoring/monitored-state.js';
import { renew } from '../monitoring/renewal.js';
import { renewalPlan } from '../monitoring/renewal-plan.js';

/** MonitorExchangeAuthCertificate.ps1 of Microsoft's CSS-Exchange, re-created: facts/oauth-outbound-admin §4.1 to §4.4. */
export const monitorExchangeAuthCertificate: Cmdlet = {
  name: 'MonitorExchangeAuthCertificate.ps1',
  synopsis: 'Checks whether the auth certificate has to be renewed or imported, and does it where it may.',
  description: 'A re-creation of the script of Microsoft’s CSS-Exchange; docs/monitoring.md says how far it goes.',
  examples: [
    '.\\MonitorExchangeAuthCertificate.ps1',
    '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: monitorParameters,
  async run(parameters, context) {
    checkMonitorParameters(parameters);
    if (parameters.ExportAuthCertificatesAsPfx === true) {
      return exportedAuthCertificates(String(parameters.Password), context);
    }
    const mode = modeOf(parameters);
    const status = authCertificateStatus(
      monitoredState(context, {
        ignoreUnreachableServers: parameters.IgnoreUnreachableServers === true,
        ignoreHybridConfig: parameters.IgnoreHybridConfig === true,
        enforceNewAuthCertificate: mode === 'enforce',
      }),
    );
    const lines = await linesOf(status, mode, parameters, context);
    return result(status, [modeLine(mode), ...lines, tail]);
  },
};

/** The script's last line names its log file; there is none here. */
const tail: HostLine = {
  text: '[lab] This is a re-creation of MonitorExchangeAuthCertificate.ps1; it writes no log file.',
  color: 'Gray',
};

function modeOf(parameters: BoundParameters): MonitorMode {
  if (parameters.EnforceNewAuthCertificateCreation === true) return 'enforce';
  return parameters.ValidateAndRenewAuthCertificate === true ? 'renew' : 'check';
}

async function linesOf(
  status: AuthCertificateStatus,
  mode: MonitorMode,
  parameters: BoundParameters,
  context: CmdletContext,
): Promise<readonly HostLine[]> {
  const branch = branchOf(status, mode, parameters.IgnoreUnreachableServers === true);
  if (branch === 'unreachable') return unreachableLines(status);
  if (branch === 'hybrid') return hybridLines;
  const plan = branch === 'action' ? renewalPlan(status, mode === 'enforce', context.clock.now()) : undefined;
  if (!plan) return reportLines(status);
  const scenario: HostLine = { text: `Renewal scenario: ${wordingOf(status)}`, color: 'Yellow' };
  const target = plan.kind === 'import' ? plan.missingOn.join(', ') : 'Auth Configuration';
  const question = plan.kind === 'import' ? {} : { question: creationQuestion };
  if (!(await context.shouldProcess({ target, ...question }))) {
    return [scenario, { text: '[lab] Nothing was changed.' }];
  }
  const lifetimeInDays = Number(parameters.CustomCertificateLifetimeInDays ?? 0);
  return [scenario, ...(await renew(plan, { lifetimeInDays, hybrid: status.HybridSetupDetected }, context))];
}

/** facts/oauth-outbound-admin §4.3 */
const creationQuestion = [
  'The internal transport certificate will be queried',
  'A new certificate will be generated, it overrides the internal transport certificate',
  'The internal transport certificate will be set back to the previous one',
  'or',
  'A new internal transport certificate will be generated if the previous one is invalid',
].join('\n');

function result(status: AuthCertificateStatus, host: readonly HostLine[]): CmdletResult {
  return { output: [{ ...status }], host };
}
