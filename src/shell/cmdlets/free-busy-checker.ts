import type { Cmdlet } from '../cmdlet.js';
import { authConfigFindings } from '../monitoring/auth-config-findings.js';
import { connectivityFindings } from '../monitoring/connectivity-findings.js';
import { findingsResult } from '../monitoring/finding.js';
import { connectorFindings, partnerFindings } from '../monitoring/partner-findings.js';
import { virtualDirectoryFindings } from '../monitoring/virtual-directory-findings.js';

/** FreeBusyChecker.ps1 of Microsoft's CSS-Exchange, re-created as far as it speaks of OAuth on-premises (facts/oauth-outbound-admin §4.5). */
export const freeBusyChecker: Cmdlet = {
  name: 'FreeBusyChecker.ps1',
  synopsis: 'Says what FreeBusyChecker finds about OAuth on-premises.',
  description:
    'A re-creation of those parts of the script of Microsoft’s CSS-Exchange; its parameter, its objects, and how lines are laid out, are the lab’s own.',
  examples: ['.\\FreeBusyChecker.ps1', '.\\FreeBusyChecker.ps1 -Mailbox user2@msxfaq.de'],
  sessions: ['OnPremises'],
  parameters: [
    {
      name: 'Mailbox',
      type: 'String',
      help: 'Mailbox on-premises for Test-OAuthConnectivity; the first when left out.',
    },
  ],
  async run({ Mailbox: mailbox }, context) {
    const { organization } = context.state.state;
    const directories = [
      ...(await context.invoke('Get-WebServicesVirtualDirectory')).output,
      ...(await context.invoke('Get-AutodiscoverVirtualDirectory')).output,
    ];
    const findings = [
      ...connectorFindings(organization),
      ...authConfigFindings(organization),
      ...directories.flatMap(virtualDirectoryFindings),
      ...(await partnerFindings(context)),
      ...(await connectivityFindings(typeof mailbox === 'string' ? mailbox : undefined, context)),
    ];
    return findingsResult(
      findings,
      '[lab] This is a re-creation of FreeBusyChecker.ps1: its findings about OAuth on-premises only.',
    );
  },
};
