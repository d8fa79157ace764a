import { atEndOfAuthCertificate, replaceAuthCertificate } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A01. */
export const authCertificateExpired: Scenario = {
  id: 'auth-certificate-expired',
  title: 'The auth certificate has expired',
  difficulty: 'easy',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal', 'clock'],
  teaches:
    'The certificate that setup made is good for five years, and nobody renews it. Expired, it is worded "Missing signing certificate.", although it is there; the other direction goes on, since Microsoft signs there.',
  ticket: ({ onPremisesUser }) =>
    `Five years without any trouble, and since this morning ${onPremisesUser} and everybody else on-premises has seen no calendars of colleagues in the cloud. OWA asks for the password again and again. The certificate of the web site is fine, I have looked: the browser shows a lock.`,
  hints: () => [
    'Which direction fails? Run Test-OAuthConnectivity on-premises and in the cloud, and see how far the failing one gets.',
    'Something of the server’s own is said to be missing before the token service is asked at all. The Application log of the same hour says more.',
    'Get-AuthConfig names a certificate: look at it on the server. Is it really missing, and until when is it good?',
  ],
  cause: 'auth-certificate-expired',
  sources: [
    'facts/oauth-outbound-admin §1.8 F16, §3.3 B, §3.9 (24) and §6.2 A01',
    'Microsoft KB 2617816',
    'that an expired certificate is worded like a missing one is inferred',
  ],
  check: onPremisesAsksCloud,
  break: () => [atEndOfAuthCertificate('AddHours(1)')],
  expected: () => ({
    result: 'Error',
    says: ['Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Missing signing certificate.'],
    iisStatus: [],
    events: [{ source: 'MSExchange Web Services', eventId: 24 }],
    looks: [
      {
        ...onPremises(
          'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl NotAfter,Status',
        ),
        shows: 'Status : DateInvalid',
      },
      {
        ...onPremises('.\\HealthChecker.ps1'),
        shows: 'Auth Certificate has expired',
      },
    ],
  }),
  mend: () => replaceAuthCertificate,
  putBackAfterwards: true,
};
