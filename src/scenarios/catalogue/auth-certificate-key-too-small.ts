import { renewAuthCertificateWithSmallKey, replaceAuthCertificate, runHybridWizard } from '../renewal.js';
import type { Scenario } from '../scenario.js';
import { onPremises, onPremisesAsksCloud, restartIis } from '../steps.js';

/** facts/oauth-outbound-admin §6.2, A07. That Set-AuthConfig takes such a certificate is not known: the lab does, and warns. */
export const authCertificateKeyTooSmall: Scenario = {
  id: 'auth-certificate-key-too-small',
  title: 'The new auth certificate has a key of 1024 bits',
  difficulty: 'medium',
  direction: 'on-premises -> cloud',
  subjects: ['authCertificate', 'authConfig', 'sharedPrincipal'],
  teaches: 'Exchange signs with RSA keys of 2048 bits or more. New, valid, published and uploaded is not enough.',
  ticket: () =>
    'I have renewed the auth certificate two years ahead of time, to be on the safe side, with a script of a former colleague. The wizard was run and is happy, all servers have it, it is good until the thirties. And exactly since then the calendars of the cloud are gone.',
  hints: () => [
    'Run Test-OAuthConnectivity on-premises, and read the line before the exception.',
    'It is about the certificate itself this time, not about who knows it. What do HealthChecker’s colours say?',
    'Compare PublicKeySize with that of the certificate before.',
  ],
  cause: 'auth-certificate-key-too-small',
  explanation:
    'Whether Exchange’s Set-AuthConfig takes such a certificate is not publicly known; the lab’s does, with a warning of its own.',
  sources: ['facts/oauth-outbound-admin §2 (CertificatePrivateKeySizeTooSmall), §4.5 and §6.2 A07'],
  check: onPremisesAsksCloud,
  break: () => [renewAuthCertificateWithSmallKey, restartIis, runHybridWizard],
  expected: () => ({
    result: 'Error',
    says: ['The signing certificate should have a private key with at least 2048 bits.'],
    iisStatus: [],
    looks: [
      {
        ...onPremises('.\\HealthChecker.ps1'),
        shows: "It's recommended to use a key size of at least 2048 bit",
      },
      {
        ...onPremises(
          'Get-ExchangeCertificate -Thumbprint (Get-AuthConfig).CurrentCertificateThumbprint | fl PublicKeySize',
        ),
        shows: 'PublicKeySize : 1024',
      },
    ],
  }),
  mend: () => replaceAuthCertificate,
  putBackAfterwards: true,
};
