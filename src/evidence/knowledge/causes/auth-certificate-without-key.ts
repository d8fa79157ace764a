import type { Cause } from '../cause.js';

export const authCertificateWithoutKey: Cause = {
  id: 'auth-certificate-without-key',
  title: 'The auth certificate has no private key on the server',
  part: 'client',
  explanation:
    'Only the certificate (.cer) was imported, or its store was restored without keys. It can be shown but not sign.',
  tellApart: ['HasPrivateKey False; "…is not valid for use with Exchange Server (reason: PrivateKeyMissing)."'],
  fix: [
    {
      say: 'Look.',
      command:
        'Get-ExchangeCertificate (Get-AuthConfig).CurrentCertificateThumbprint | Format-List Thumbprint,HasPrivateKey,Status',
    },
    {
      say: 'Import it with its key from a server that has it (PFX), or make a new one as for a missing certificate.',
      command:
        'Import-ExchangeCertificate -Server <server> -FileData $pfx.FileData -PrivateKeyExportable $true -Password (Read-Host -AsSecureString)',
    },
  ],
  scenario: 'auth-certificate-without-key',
  sources: ['facts/oauth-outbound-admin §3.4 and §6.2 A05', 'facts/oauth-inbound §5 (event 2004)'],
};
