import type { Cause } from '../cause.js';

export const authCertificateNotRsa: Cause = {
  id: 'auth-certificate-not-rsa',
  title: 'The auth certificate is an ECC or CNG certificate',
  part: 'client',
  explanation: 'Exchange needs an RSA key in a CSP; that signing fails with another is inferred.',
  tellApart: ['HealthChecker says "ECC Certificate" True.'],
  fix: [
    {
      say: 'Make one with New-ExchangeCertificate, which gives RSA.',
      command:
        'New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()',
    },
  ],
  sources: ['facts/oauth-outbound-admin §6.2 A08 (inferred)'],
};
