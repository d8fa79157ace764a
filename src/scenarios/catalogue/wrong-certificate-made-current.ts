import { exchangeApplicationId } from '../../protocol/well-known.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, B02: the cloud knows another certificate, which is still there. */
export const wrongCertificateMadeCurrent: Scenario = {
  id: 'wrong-certificate-made-current',
  title: 'Another certificate was made current; the cloud knows the one before',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'cloudKeys'],
  teaches:
    'Where the certificate that the cloud knows is still there with its private key, on-premises can go back to it: nothing has to be uploaded.',
  ticket: () =>
    'My deputy had an evening with the event log while I was on holiday and “replaced a few certificates, to be safe”. Ours was good until 2031, if I remember right! Since then the on-premises people see nothing of the cloud people. And our cloud admin, who would have to upload things, is away till Monday.',
  hints: () => [
    'Who refuses in the test on-premises, and which thumbprint does it quote?',
    'Compare three lists: the certificates on the server, the current one of Get-AuthConfig, and the keys in the cloud.',
    'One certificate is in the cloud and on the server, valid, with private key. It is not the one that is used.',
  ],
  cause: 'auth-certificate-unknown-in-cloud',
  sources: [
    'facts/oauth-outbound-admin §1.8 F17 and §6.2 B02',
    'Microsoft Learn, Resolve free/busy errors in hybrid Exchange, option 2',
  ],
  check: onPremisesAsksCloud,
  break: () => [
    {
      ...onPremises(
        '$new = New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Exchange Auth, new" -DomainName @()',
        'Set-AuthConfig -CertificateThumbprint $new.Thumbprint -Force',
      ),
      answers: ['N'],
    },
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ['AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found.'],
    iisStatus: [],
    looks: [
      {
        ...onPremises(
          `$known = (Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'").KeyCredentials.CustomKeyIdentifier`,
          'Get-ExchangeCertificate | Where-Object { $known -contains $_.Thumbprint } | Format-List Status,HasPrivateKey',
        ),
        shows: /HasPrivateKey\s*: True/,
      },
      { ...onPremises('Get-AuthConfig | Format-List PreviousCertificateThumbprint'), shows: /Thumbprint :\s*$/ },
    ],
  }),
  mend: () => [
    {
      ...onPremises(
        '$wrong = (Get-AuthConfig).CurrentCertificateThumbprint',
        `$known = (Get-MgServicePrincipal -Filter "appId eq '${exchangeApplicationId}'").KeyCredentials.CustomKeyIdentifier`,
        '$good = Get-ExchangeCertificate | Where-Object { $known -contains $_.Thumbprint }',
        'Set-AuthConfig -CertificateThumbprint $good.Thumbprint -Force',
      ),
      say: 'Back to the certificate that the cloud knows.',
    },
    {
      ...onPremises(
        'foreach ($server in (Get-ExchangeServer).Name) { Get-ExchangeCertificate -Server $server | Where-Object FriendlyName -eq "Exchange Auth, new" | ForEach-Object { Remove-ExchangeCertificate -Server $server -Thumbprint $_.Thumbprint -Confirm:$false } }',
      ),
      say: 'The other one is of no use to anybody.',
    },
    restartIis,
  ],
};
