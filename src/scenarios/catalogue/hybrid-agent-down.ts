import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onNetwork } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D14: 504. */
export const hybridAgentDown: Scenario = {
  id: 'hybrid-agent-down',
  title: 'The Hybrid Agent does not reach Exchange',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['proxyAnswer'],
  teaches: 'A 504 comes from what stands between: it was reached, and what it should reach was not.',
  ticket: () =>
    'We have no open ports, thanks to the agent the wizard installed on a server in the basement. Since the power cut free/busy from the cloud does not work. All the Exchange servers are up again.',
  hints: () => [
    'Who answers? The status tells, if the IIS log has no line.',
    'A gateway timed out: it waits for somebody. Which way do requests take from the cloud to Exchange here?',
    'Look at the service of the agent, and at its way to Exchange.',
  ],
  cause: 'hybrid-agent-down',
  explanation: 'The lab has no Hybrid Agent: what publishes Exchange gives the answer that its endpoint gives.',
  sources: ['facts/oauth-outbound-admin §1.8, run-time siblings, and §6.2 D14'],
  check: cloudAsksOnPremises,
  break: () => [onNetwork('Set-LabPublishing -Answer GatewayTimeout')],
  expected: () => ({
    result: 'Error',
    says: ['The remote server returned an error: (504) Gateway Timeout.'],
    iisStatus: [],
  }),
  mend: () => [onNetwork('Set-LabPublishing -Answer None')],
};
