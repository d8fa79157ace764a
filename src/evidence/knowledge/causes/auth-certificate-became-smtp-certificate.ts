import type { Cause } from '../cause.js';

export const authCertificateBecameSmtpCertificate: Cause = {
  id: 'auth-certificate-became-smtp-certificate',
  title: 'The new auth certificate was made the SMTP certificate',
  part: 'client',
  explanation:
    '"Overwrite the existing default SMTP certificate?" was answered with Y: the auth certificate is now the internal transport certificate.',
  tellApart: ['HealthChecker shows Internal Transport Certificate True on the auth certificate.'],
  fix: [
    {
      say: 'Give SMTP back to the old certificate, and answer Y this time.',
      command: 'Enable-ExchangeCertificate <old thumbprint> -Services SMTP',
    },
  ],
  scenario: 'auth-certificate-became-smtp-certificate',
  sources: ['facts/oauth-outbound-admin §3.3 A and §6.2 A09'],
};
