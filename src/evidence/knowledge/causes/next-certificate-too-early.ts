import type { Cause } from '../cause.js';

export const nextCertificateTooEarly: Cause = {
  id: 'next-certificate-too-early',
  title: 'The next auth certificate was made to count before all servers had it',
  part: 'client',
  explanation:
    'With an effective date less than 48 hours ahead, servers may not have the certificate when it begins to count.',
  tellApart: [
    'It fails on some servers after a change of certificate, and heals by itself when the certificate has been copied.',
  ],
  fix: [
    {
      say: 'See who has it.',
      command:
        'Get-ExchangeServer | ForEach-Object { Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint -Server $_.Name | Format-List Identity,NotAfter }',
    },
    {
      say: 'Export it where it is, and import it where it is missing; or have Microsoft’s script do so.',
      command: '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true',
    },
    { say: 'Have that server use it.', command: 'iisreset' },
    {
      say: 'Plan 48 hours or more the next time.',
      command:
        'Set-AuthConfig -NewCertificateThumbprint <new thumbprint> -NewCertificateEffectiveDate (Get-Date).AddHours(49)',
    },
  ],
  scenario: 'next-certificate-too-early',
  sources: ['facts/oauth-outbound-admin §3.2 and §6.2 A11'],
};
