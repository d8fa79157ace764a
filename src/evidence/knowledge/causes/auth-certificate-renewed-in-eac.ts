import type { Cause } from '../cause.js';

export const authCertificateRenewedInEac: Cause = {
  id: 'auth-certificate-renewed-in-eac',
  title: 'The auth certificate was renewed in the admin center, and the configuration still names the old one',
  part: 'client',
  explanation:
    'Renewing there makes another certificate, on that server alone; Get-AuthConfig keeps the old thumbprint, which goes on to expire.',
  tellApart: ['Two certificates of the same name, and CurrentCertificateThumbprint is that of the older.'],
  fix: [
    {
      say: 'See both.',
      command:
        'Get-ExchangeCertificate | Where-Object { $_.Subject -eq "CN=Microsoft Exchange Server Auth Certificate" } | Format-List Thumbprint,NotAfter',
    },
    {
      say: 'Make the new one the next.',
      command:
        'Set-AuthConfig -NewCertificateThumbprint <new thumbprint> -NewCertificateEffectiveDate (Get-Date).AddHours(49)',
    },
  ],
  scenario: 'auth-certificate-renewed-in-eac',
  sources: ['facts/oauth-outbound-admin §3.5 and §6.2 A10'],
};
