import type { Scenario } from '../scenario.js';
import { inCloud, onNetwork, onPremises, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B16: the server is 20 minutes late. */
export const clockOff: Scenario = {
  id: 'clock-off',
  title: 'The clock of the server is wrong',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['clock', 'exchangeServer'],
  teaches:
    'Tokens live by the clock, with 5 minutes of tolerance. Entra refuses a request of a server that is late, and the server in turn takes fresh tokens of the cloud for not valid.',
  ticket: ({ onPremisesUser }) =>
    `Since the virtual machines were moved to the new cluster, ${onPremisesUser} sees no calendars of the cloud, and the cloud none of hers. On Friday she was also twenty minutes late for a meeting, but that is another story.`,
  hints: () => [
    'Both directions, from one moment on. Begin with the test on-premises: who refuses, and with which code?',
    'The token service tells its own time. The token request has one too: nbf and exp in Detail, seconds since 1970.',
    'The two times are far more apart than a request takes. Which of the two clocks would you believe?',
  ],
  cause: 'clock-off',
  sources: ['facts/oauth-outbound-admin §1.8 F19 and §6.2 B16', 'facts/oauth-inbound §1.4 (Lifetime) and §7'],
  check: onPremisesAsksCloud,
  break: () => [
    onNetwork('(Get-ExchangeServer).Name | ForEach-Object { Set-LabExchangeServer $_ -ClockOffset -00:20:00 }'),
  ],
  expected: ({ hybrid, cloudUser }) => ({
    result: 'Error',
    says: ['AADSTS700024: Client assertion is not within its valid time range.'],
    iisStatus: [],
    looks: [
      {
        ...inCloud(
          `Test-OAuthConnectivity -Service EWS -TargetUri https://${hybrid} -Mailbox ${cloudUser} | Format-List Detail`,
        ),
        shows: 'diagnostics: 2000002;reason="The token has expired."',
      },
    ],
  }),
  mend: () => [
    {
      ...onPremises('(Get-ExchangeServer).Name | ForEach-Object { Set-LabExchangeServer $_ -ClockOffset 00:00:00 }'),
      say: 'In life: w32tm /resync, and a host of virtual machines that does not set their clocks.',
    },
  ],
};
