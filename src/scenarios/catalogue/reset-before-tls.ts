import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8 F04: the reset comes as soon as the connection is open. */
export const resetBeforeTls: Scenario = {
  id: 'reset-before-tls',
  title: 'A firewall resets the connection before TLS begins',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['connection'],
  teaches:
    'The port accepts and is reset at once: a firewall or load balancer that has nobody to hand the connection to, or does not want this client. A reset at any moment has the same words.',
  ticket: () =>
    'Our provider says the port is open, and his scanner agrees. Users in the cloud still see nothing of calendars on-premises since Saturday.',
  hints: () => [
    'An open port is no conversation. What does the test say of the connection?',
    'No line in the IIS log; and in openssl s_client not even a ServerHello.',
    'Who accepts the connection in place of Exchange, and has he a server behind him that he takes for healthy?',
  ],
  cause: 'connection-reset',
  sources: ['seed page, table of failures', 'facts/oauth-outbound-admin §1.8 F04'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Connection ResetBeforeTls')],
  expected: () => ({
    result: 'Error',
    says: ['An existing connection was forcibly closed by the remote host'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Connection Accept')],
};
