import type { FixStep } from './cause.js';

/** As Microsoft has it published (facts/oauth-outbound-admin §3.3 A); the key has 2048 bits there. */
export function newAuthCertificateCommand(bits = 2048): string {
  return `New-ExchangeCertificate -KeySize ${bits} -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()`;
}

/** A new auth certificate at once, on any server (facts/oauth-outbound-admin §3.3 B; Microsoft KB 2617816). */
export const renewAuthCertificate: readonly FixStep[] = [
  {
    say: 'Make a new one. Answer N when asked to overwrite the SMTP certificate.',
    command: newAuthCertificateCommand(),
  },
  {
    say: 'Make it the next one, from now on.',
    command: 'Set-AuthConfig -NewCertificateThumbprint <new thumbprint> -NewCertificateEffectiveDate (Get-Date)',
  },
  { say: 'Publish it.', command: 'Set-AuthConfig -PublishCertificate' },
  { say: 'Clear the old one.', command: 'Set-AuthConfig -ClearPreviousCertificate' },
  { say: 'Restart the service that deploys it.', command: 'Restart-Service MSExchangeServiceHost' },
  { say: 'Make it count.', command: 'iisreset' },
  { say: 'In a hybrid run the Hybrid Configuration Wizard again: the cloud must know the new key.' },
];
