import { replaceAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A03. */
export const authCertificateMissing: Scenario = {
  id: 'auth-certificate-missing',
  title: 'The auth certificate was removed',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal'],
  teaches:
    'Get-AuthConfig keeps the thumbprint of a certificate that is on no server any more. A self-signed certificate that nothing seems to use may be the one that the hybrid stands on.',
  ticket: () =>
    'We had an audit: no self-signed certificates on servers, so somebody has tidied up. All services are running and mail flows. Now the help desk says that free/busy towards the cloud is dead; that can have nothing to do with it, the certificate of our CA is still bound to IIS.',
  hints: () => [
    'Run Test-OAuthConnectivity on-premises. How far does it get: is the token service asked, or does it fail before?',
    'The server has nothing to sign with. Which certificate should it be? Compare the configuration with the stores of all servers.',
    'Ask Get-ExchangeCertificate for the thumbprint that Get-AuthConfig names, server by server.',
  ],
  cause: 'auth-certificate-missing',
  sources: [
    'facts/oauth-outbound-admin §1.8 F16, §3.4 and §6.2 A03',
    'facts/oauth-inbound §5 (event 2004)',
    'Microsoft KB 3089171',
  ],
  check: onPremisesAsksCloud,
  break: () => [
    onPremises(
      'Get-ExchangeServer | ForEach-Object { Remove-ExchangeCertificate -Server $_.Name -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint -Confirm:$false }',
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
        ...onPremises('.\\HealthChecker.ps1'),
        shows: 'No valid Auth Certificate found. This may cause several problems.',
      },
      { ...onPremises('.\\FreeBusyChecker.ps1'), shows: 'Auth Certificate seems Not to be present in' },
    ],
  }),
  mend: () => replaceAuthCertificate,
  putBackAfterwards: true,
};
