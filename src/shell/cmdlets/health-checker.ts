import type { Cmdlet } from '../cmdlet.js';
import { authCertificateFindings } from '../monitoring/auth-certificate-findings.js';
import { certificateFindings } from '../monitoring/certificate-findings.js';
import { extendedProtectionFindings } from '../monitoring/extended-protection-findings.js';
import { findingsResult } from '../monitoring/finding.js';
import { hybridFindings } from '../monitoring/hybrid-findings.js';
import { serverOf, serverParameter } from '../server-certificates.js';

/** HealthChecker.ps1 of Microsoft's CSS-Exchange, re-created as far as it speaks of OAuth (facts/oauth-outbound-admin §4.5). */
export const healthChecker: Cmdlet = {
  name: 'HealthChecker.ps1',
  synopsis: 'Says what HealthChecker finds about certificates, OAuth and the hybrid.',
  description:
    'A re-creation of those parts of the script of Microsoft’s CSS-Exchange; its objects, and how lines are laid out, are the lab’s own.',
  examples: ['.\\HealthChecker.ps1', '.\\HealthChecker.ps1 -Server EX02'],
  sessions: ['OnPremises'],
  parameters: [{ ...serverParameter, help: 'The server; that of the shell when left out.' }],
  run(parameters, context) {
    const server = serverOf(context, parameters.Server);
    const { organization } = context.state.state;
    const findings = [
      ...hybridFindings(organization),
      ...authCertificateFindings(context, server, organization.authConfig),
      ...certificateFindings(context, server, organization.authConfig),
      ...extendedProtectionFindings(organization, server.name),
    ];
    return findingsResult(
      findings,
      '[lab] This is a re-creation of HealthChecker.ps1: its findings about certificates, OAuth and hybrid only.',
    );
  },
};
