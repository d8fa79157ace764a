import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D05: the port is closed. */
export const connectionRefused: Scenario = {
  id: 'connection-refused',
  title: 'Nothing listens on the published port',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['connection'],
  teaches:
    'A refused connection comes back at once: there is an address, and nothing listens there. A drop by a firewall takes long instead.',
  ticket: () =>
    "The firewall cluster failed over at two o'clock. Mail still flows. Since then nobody whose mailbox is in the cloud gets free/busy times from us.",
  hints: () => [
    'How long does the test take, and how far does it get?',
    'The exception speaks of a connection, not of an answer. No log on-premises has a line.',
    'Test-NetConnection to the published name, port 443, from outside: does anything listen?',
  ],
  cause: 'connect-timeout',
  explanation: 'Here the connection was refused: whatever held the published port open is not there any more.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D05'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Connection Refuse')],
  expected: () => ({ result: 'Error', says: ['Unable to connect to the remote server'], iisStatus: [] }),
  mend: () => [onNetwork('Set-LabPublishing -Connection Accept')],
};
