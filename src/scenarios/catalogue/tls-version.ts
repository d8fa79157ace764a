import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** Seed page: "TLS-Inkompatibilität". */
export const tlsVersion: Scenario = {
  id: 'tls-version',
  title: 'The server speaks only old TLS versions',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['tls'],
  teaches:
    'The handshake ends before a request is sent. The page sees the same words as for a reset, so look at the handshake itself, for instance with openssl s_client.',
  ticket: () =>
    'After a fallback to the old appliance, users in the cloud see no free/busy times of mailboxes on-premises. Port 443 is open from everywhere, says the network team, and shows a successful telnet.',
  hints: () => [
    'An open port is not yet a conversation. How far does the cloud get?',
    'No line in the IIS log: the failure is before HTTP. What comes between TCP and HTTP?',
    'Which TLS versions does the published port offer? Exchange Online wants 1.2 at least.',
  ],
  cause: 'tls-version-inbound',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F04 and §6.2 D08'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -MinTlsVersion Tls10 -MaxTlsVersion Tls11')],
  expected: () => ({
    result: 'Error',
    says: ['An existing connection was forcibly closed by the remote host'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -MinTlsVersion Tls12 -MaxTlsVersion Tls13')],
};
