import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises } from '../steps.js';

/** facts/oauth-outbound-admin §1.8, F00: what the other scenarios are compared with. */
export const healthy: Scenario = {
  id: 'healthy',
  title: 'Everything is in order',
  difficulty: 'easy',
  direction: 'cloud -> on-premises',
  subjects: ['nothing'],
  teaches:
    'What each tool says when nothing is wrong. Who knows the healthy picture, line for line, sees at once what differs in a broken one.',
  ticket: () =>
    'Next week I take over the hybrid from a colleague who retires. Nobody complains at the moment. Could somebody show me what it looks like when it works, so that I know it when it does not?',
  hints: () => [
    'Run the test in both directions, and keep what it says.',
    'Look at the connection, the auth certificate and the virtual directories with the scripts of Microsoft as well.',
    'Look for something that should be otherwise. If you find nothing in any tool, that is an answer too.',
  ],
  explanation:
    'Nothing is broken. The test gives Success in both directions; the IIS log has two lines for it, a 401 without x-ms-diagnostics and a 200; free/busy crosses the hybrid both ways; auth certificate, auth servers, partner application and connectors are as the wizard has left them. HealthChecker advises the dedicated hybrid app and Extended Protection, which is advice, no failure.',
  sources: ['facts/oauth-outbound-admin §1.6, §1.8 F00 and §4'],
  check: cloudAsksOnPremises,
  break: () => [],
  expected: ({ cloudUser, onPremisesUser }) => ({
    result: 'Success',
    iisStatus: [401, 200],
    looks: [
      {
        at: 'on-premises',
        type: [
          `Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office365.com -Mailbox ${onPremisesUser} | Format-List`,
        ],
        say: 'The other direction.',
        shows: /ResultType\s+: Success/,
      },
      {
        at: 'cloud',
        type: [`Get-LabFreeBusy ${onPremisesUser} ${cloudUser} | Format-List`],
        shows: /ResultType\s+: Success/,
      },
      {
        at: 'on-premises',
        type: ['.\\MonitorExchangeAuthCertificate.ps1'],
        shows: 'Test result: No renewal action is required',
      },
      { at: 'on-premises', type: ['.\\FreeBusyChecker.ps1'], shows: 'OAuthAuthentication: True' },
      { at: 'on-premises', type: ['.\\HealthChecker.ps1'], shows: 'Valid Auth Certificate Found On Server: True' },
    ],
  }),
  mend: () => [],
};
