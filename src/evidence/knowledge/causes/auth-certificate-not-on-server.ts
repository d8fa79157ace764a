import type { Cause } from '../cause.js';

export const authCertificateNotOnServer: Cause = {
  id: 'auth-certificate-not-on-server',
  title: 'The auth certificate is missing on a server',
  part: 'on-premises front end',
  explanation:
    "The organisation's auth certificate is there, but not on this server: a new server, or another Active Directory site to which it was not copied. Calls fail depending on the server that makes or checks the token.",
  tellApart: [
    'It fails on some servers only; run the test on each.',
    '"Federation or Auth certificate not found" of MSExchange Certificate Deployment; "Auth Certificate seems Not to be present in <server>" of FreeBusyChecker.',
  ],
  fix: [
    {
      say: 'See who has it.',
      command:
        'Get-ExchangeServer | ForEach-Object { Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint -Server $_.Name | Format-List Identity,NotAfter,HasPrivateKey }',
    },
    {
      say: 'Export it where it is.',
      command:
        '$pfx = Export-ExchangeCertificate -Thumbprint <thumbprint> -BinaryEncoded -Password (Read-Host -AsSecureString)',
    },
    {
      say: 'Import it where it is missing.',
      command:
        'Import-ExchangeCertificate -Server <server> -FileData $pfx.FileData -PrivateKeyExportable $true -Password (Read-Host -AsSecureString)',
    },
    {
      say: "Or let Microsoft's script do so.",
      command: '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true',
    },
  ],
  scenario: 'auth-certificate-not-on-server',
  sources: ['facts/oauth-outbound-admin §3.4, §4.2 (S4) and §6.2 A06', 'facts/oauth-inbound §1.3 (10001)'],
};
