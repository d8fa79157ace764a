import { renewAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A11: published at once, while one server stands in a site that nothing is copied to. */
export const nextCertificateTooEarly: Scenario = {
  id: 'next-certificate-too-early',
  title: 'The new auth certificate counts before every server has it',
  difficulty: 'hard',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'exchangeServer'],
  teaches:
    'The 48 hours before the effective date are there for the servers to get the certificate. Who skips them should know that each server has it, those of other sites above all.',
  ticket: () =>
    'I followed the emergency procedure for the auth certificate, although there was no emergency, because it takes ten minutes and not two days. Headquarters is happy. Since then the branch office calls: half of their meetings have hatched calendars. They are on EX02, their line is slow, I suspect the network.',
  hints: () => [
    'Run the test on both servers, not only on the one you are sitting at.',
    'The one that fails does not even ask the token service. What has the change of certificates left it with?',
    'Event log and MonitorExchangeAuthCertificate.ps1 say who lacks which certificate; Get-ExchangeServer shows the sites.',
  ],
  cause: 'next-certificate-too-early',
  sources: ['facts/oauth-outbound-admin §3.2, §3.3, §4.2 (S4) and §6.2 A11'],
  check: (names) => ({ ...onPremisesAsksCloud(names), server: 'EX02' }),
  break: () => [
    onPremises('Set-LabExchangeServer EX02 -ADSite Branch'),
    renewAuthCertificate,
    onPremises('Set-AuthConfig -ClearPreviousCertificate', 'Restart-Service MSExchangeServiceHost'),
    restartIis,
    runHybridWizard,
  ],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          "Get-EventLog -LogName Application -Source 'MSExchange Certificate Deployment' -Newest 1 | fl MachineName,Message",
        ),
        shows: /MachineName : ex02\.[\s\S]*Federation or Auth certificate not found:/,
      },
      {
        ...onPremises('.\\MonitorExchangeAuthCertificate.ps1'),
        shows: 'The actively used Auth Certificate is missing on the following servers: ex02.',
      },
    ],
  }),
  mend: () => [
    {
      ...onPremises(
        '$t = (Get-AuthConfig).CurrentCertificateThumbprint',
        '$password = Read-Host -AsSecureString',
        '$pfx = Export-ExchangeCertificate -Thumbprint $t -BinaryEncoded -Password $password',
        'Import-ExchangeCertificate -Server EX02 -FileData $pfx.FileData -FriendlyName "Microsoft Exchange Server Auth Certificate" -PrivateKeyExportable $true -Password $password | Out-Null',
      ),
      answers: ['Pa55w0rd'],
    },
    { ...restartIis, server: 'EX02' },
  ],
  putBackAfterwards: true,
};
