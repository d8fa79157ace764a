import type { Cause } from '../cause.js';

export const ewsPoolCrashes: Cause = {
  id: 'ews-pool-crashes',
  title: 'The EWS application pool crashes: the auth certificate has expired',
  part: 'web service',
  explanation:
    'With an expired auth certificate w3wp of MSExchangeServicesAppPool ends every 10 to 15 minutes; http.sys answers 503 meanwhile.',
  tellApart: [
    'Event 4999 of MSExchange Common with V1ProfileLocalTokenIssuer and OAuthTokenRequestFailedException; event 5011 of WAS in the System log.',
    'The 503 stands in HTTPERR, not in the IIS log.',
  ],
  fix: [
    {
      say: 'See the certificate.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,NotAfter,Status,HasPrivateKey',
    },
    {
      say: 'Make a new one. Answer N when asked to overwrite the SMTP certificate.',
      command:
        'New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()',
    },
    {
      say: 'Set and publish it.',
      command: 'Set-AuthConfig -NewCertificateThumbprint <new thumbprint> -NewCertificateEffectiveDate (Get-Date)',
    },
    { say: 'Publish.', command: 'Set-AuthConfig -PublishCertificate' },
    { say: 'Clear the old one.', command: 'Set-AuthConfig -ClearPreviousCertificate' },
    { say: 'Restart.', command: 'Restart-Service MSExchangeServiceHost' },
    { say: 'Make it count.', command: 'iisreset' },
    { say: 'In a hybrid run the Hybrid Configuration Wizard again.' },
  ],
  sources: ['facts/oauth-outbound-admin §3.9 (4999, 5011) and §6.2 A02', 'Microsoft KB 2617816'],
};
