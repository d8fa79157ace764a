import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** Seed page: "On-Premises System beendet die Verbindung". */
export const connectionReset: Scenario = {
  id: 'connection-reset',
  title: 'The connection is torn down',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['connection'],
  teaches:
    'A firewall resets the TCP connection: no HTTP answer, no status, no diagnostics, and no line in the IIS log.',
  ticket: ({ domain }) =>
    `Since the maintenance window of last night, users in the cloud see no free/busy times of mailboxes in ${domain}. Outlook and OWA in the company's own network work.`,
  hints: () => [
    'Run Test-OAuthConnectivity in the cloud: does Exchange answer at all?',
    'Look for the request in the IIS log of the Exchange server. None there: what stands between the Internet and IIS?',
    '"forcibly closed by the remote host" is a TCP reset. Ask who can send one: a firewall that inspects TLS, or that does not let these addresses in.',
  ],
  cause: 'connection-reset',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F04'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Connection ResetDuringTls')],
  expected: () => ({
    result: 'Error',
    says: ['An existing connection was forcibly closed by the remote host'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Connection Accept')],
};
