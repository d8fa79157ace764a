import type { Cause } from '../cause.js';

export const setupWithExpiredCertificate: Cause = {
  id: 'setup-with-expired-certificate',
  title: 'Setup stops because the auth certificate has expired',
  part: 'client',
  explanation: "A cumulative update's setup runs Install-AuthCertificate and finds an expired certificate.",
  tellApart: ['"System.Security.Cryptography.CryptographicException: The certificate is expired."'],
  fix: [
    {
      say: 'Renew the certificate first (as for an expired auth certificate), then run setup again.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter',
    },
  ],
  sources: ['facts/oauth-outbound-admin §3.4 and §6.2 A19'],
};
