import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F04: the reset comes once the request was sent. */
export const resetAfterTls: Scenario = {
  id: 'reset-after-tls',
  title: 'A firewall resets the connection after it has seen the request',
  difficulty: 'hard',
  direction: 'cloud -> on-premises',
  subjects: ['connection'],
  teaches:
    'TLS is complete, so it is no question of versions or certificates: a device that looks into the request does not like what it reads.',
  ticket: () =>
    'The new intrusion prevention is live. Its dashboard is green. openssl s_client shows our certificate from outside, TLS 1.2, all fine, and yet free/busy from the cloud is dead.',
  hints: () => [
    'The handshake works from outside. Where does the conversation end?',
    'The words are those of any reset. Does a request reach the IIS log?',
    'The device ends it after it has read the request. Look for blocked sessions in the log of whatever inspects TLS.',
  ],
  cause: 'connection-reset',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F04 and §6.2 D05'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Connection ResetAfterTls')],
  expected: () => ({
    result: 'Error',
    says: ['An existing connection was forcibly closed by the remote host'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Connection Accept')],
};
