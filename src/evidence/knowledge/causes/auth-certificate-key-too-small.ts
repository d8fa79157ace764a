import type { Cause } from '../cause.js';

export const authCertificateKeyTooSmall: Cause = {
  id: 'auth-certificate-key-too-small',
  title: 'The key of the auth certificate has less than 2048 bits',
  part: 'client',
  explanation: 'Exchange signs with RSA keys of 2048 bits or more.',
  tellApart: [
    '"The signing certificate should have a private key with at least 2048 bits."; HealthChecker shows the key size in red.',
  ],
  fix: [
    {
      say: 'Make a new certificate with -KeySize 2048, set and publish it.',
      command:
        'New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()',
    },
  ],
  scenario: 'auth-certificate-key-too-small',
  sources: ['facts/oauth-outbound-admin §2 and §6.2 A07'],
};
