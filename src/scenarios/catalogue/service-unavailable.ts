import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D14: 503. */
export const serviceUnavailable: Scenario = {
  id: 'service-unavailable',
  title: 'The load balancer has no healthy server',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['proxyAnswer'],
  teaches:
    'A 503 that leaves no line in any log of Exchange is said by a device before it, which takes all servers for dead.',
  ticket: () =>
    'The health check of our load balancer was changed from a ping to "something with HTTP". All lights are red now, but Outlook in the company, which goes past it, works.',
  hints: () => [
    'What status does the test see, and who has said so?',
    'No line in the IIS log, none in HTTPERR: Exchange was not asked.',
    'Which servers does the load balancer take for healthy, and what does it ask them?',
  ],
  cause: 'hybrid-agent-down',
  explanation: 'Here it is a load balancer without a healthy server.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D14'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Answer ServiceUnavailable')],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (503) Server Unavailable.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Answer None')],
};
