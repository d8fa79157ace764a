import { renewAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { commandLine, onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A20. */
export const poolsNotRecycled: Scenario = {
  id: 'pools-not-recycled',
  title: 'Everything is right again, and the application pools do not know it',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal'],
  teaches:
    'Worker processes keep what they have loaded. After a new auth certificate they are recycled, or one waits; who goes on changing things meanwhile breaks what was right.',
  ticket: () =>
    'The auth certificate had been deleted by mistake. I have made a new one, published it, run the wizard, and checked every thumbprint three times, on both servers and in the cloud: all as it should be. The test says the same as before I began. Shall I do it all again?',
  hints: () => [
    'Believe your eyes: the configuration is right. Who has looked at it last, and when?',
    'Run the test as it is, then once more with -ReloadConfig, and compare.',
    'What is in memory ends with the process it is in. What were the last lines of the procedure for a new certificate?',
  ],
  cause: 'pools-not-recycled',
  sources: ['facts/oauth-outbound-admin §3.3 and §6.2 A20', 'facts/oauth-inbound §1.4 (30 minutes)'],
  check: onPremisesAsksCloud,
  break: (names) => [
    onPremises(
      'Get-ExchangeServer | ForEach-Object { Remove-ExchangeCertificate -Server $_.Name -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint -Confirm:$false }',
    ),
    restartIis,
    {
      ...onPremises(`${commandLine(onPremisesAsksCloud(names))} | Out-Null`),
      say: 'Users ask meanwhile: the pools load what there is.',
    },
    renewAuthCertificate,
    runHybridWizard,
  ],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl HasPrivateKey,Status',
        ),
        shows: 'Status : Valid',
      },
      {
        ...onPremises('.\\MonitorExchangeAuthCertificate.ps1'),
        shows: 'Test result: No renewal action is required',
      },
    ],
  }),
  mend: () => [restartIis],
  putBackAfterwards: true,
};
