import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A05. */
export const authCertificateWithoutKey: Scenario = {
  id: 'auth-certificate-without-key',
  title: 'The auth certificate is there, its private key is not',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate'],
  teaches:
    'A certificate without its private key looks right by thumbprint and date, and signs nothing. Another server that has the key can give it back.',
  ticket: () =>
    'After the disk crash EX01 was set up again and I have put back all certificates from our documentation folder, every .cer file. Thumbprint and validity of the auth certificate are exactly those of the printout, and yet Outlook on-premises shows no times of people in the cloud. I have run out of ideas.',
  hints: () => [
    'Run Test-OAuthConnectivity on-premises: what is missing, and is it really?',
    'Event 2004 of MSExchange OAuth names the thumbprint. Look at all properties of that certificate, not only at its dates.',
    'Compare it with the one of the same thumbprint on EX02: HasPrivateKey.',
  ],
  cause: 'auth-certificate-without-key',
  sources: ['facts/oauth-outbound-admin §3.4 and §6.2 A05', 'facts/oauth-inbound §5 (event 2004)'],
  check: onPremisesAsksCloud,
  break: () => [
    onPremises(
      '$t = (Get-AuthConfig).CurrentCertificateThumbprint',
      '$cer = (Get-ExchangeCertificate -Thumbprint $t).RawData',
      'Remove-ExchangeCertificate -Thumbprint $t -Confirm:$false',
      'Import-ExchangeCertificate -FileData $cer -FriendlyName "Microsoft Exchange Server Auth Certificate" | Out-Null',
    ),
    restartIis,
  ],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    events: [{ source: 'MSExchange OAuth', eventId: 2004 }],
    looks: [
      {
        ...onPremises(
          'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl HasPrivateKey',
        ),
        shows: 'HasPrivateKey : False',
      },
    ],
  }),
  mend: () => [
    {
      ...onPremises(
        '$t = (Get-AuthConfig).CurrentCertificateThumbprint',
        '$password = Read-Host -AsSecureString',
        '$pfx = Export-ExchangeCertificate -Server EX02 -Thumbprint $t -BinaryEncoded -Password $password',
        'Import-ExchangeCertificate -FileData $pfx.FileData -FriendlyName "Microsoft Exchange Server Auth Certificate" -PrivateKeyExportable $true -Password $password | Out-Null',
      ),
      answers: ['Pa55w0rd'],
    },
    restartIis,
  ],
  putBackAfterwards: true,
};
