import { paths } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { cloudAsksOnPremises, onPremises, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, C01: the auth server is disabled; seen from the cloud. */
export const authServerDisabled: Scenario = {
  id: 'auth-server-disabled',
  title: 'The auth server of the tenant is disabled',
  difficulty: 'medium',
  direction: 'cloud -> on-premises',
  subjects: ['authServer'],
  teaches:
    'A healthy challenge names trusted_issuers. Without an enabled auth server there is none to name, and the cloud sends no token at all: the IIS log has one 401 and no second request.',
  ticket: ({ cloudUser }) =>
    `${cloudUser} and all others in the cloud lost the calendars of the people on-premises on Thursday evening, when the operations team “tested the emergency plan”. They assure us that everything was switched on again.`,
  hints: () => [
    'How many requests does the test leave in the IIS log? A healthy one leaves two.',
    'The cloud did not send its token. Read the challenge in Detail: is everything there that should be?',
    'trusted_issuers is missing. Where does Exchange take its trusted issuers from?',
  ],
  cause: 'auth-server-disabled',
  sources: ['facts/oauth-outbound-admin §6.2 C01', 'facts/oauth-inbound §2.1'],
  check: cloudAsksOnPremises,
  break: () => [
    onPremises('Get-AuthServer | Where-Object Type -eq MicrosoftACS | Set-AuthServer -Enabled $false'),
    restartIis,
  ],
  expected: ({ hybrid }) => ({
    result: 'Error',
    says: [`The challenge value returned from 'https://${hybrid}${paths.ews}' is not valid.`],
    iisStatus: [401],
    looks: [
      {
        ...onPremises('Get-AuthServer | Where-Object Type -eq MicrosoftACS | Format-List Enabled'),
        shows: 'Enabled : False',
      },
    ],
  }),
  mend: () => [
    onPremises('Get-AuthServer | Where-Object Type -eq MicrosoftACS | Set-AuthServer -Enabled $true'),
    restartIis,
  ],
};
