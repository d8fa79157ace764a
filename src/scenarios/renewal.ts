import { onPremises } from './steps.js';

/** The auth certificate is renewed and counts at once; nobody tells the cloud. The question is for SMTP's certificate. */
export const renewAuthCertificate = {
  ...onPremises(
    '$new = New-ExchangeCertificate -KeySize 2048 -PrivateKeyExportable $true -SubjectName "cn=Microsoft Exchange Server Auth Certificate" -FriendlyName "Microsoft Exchange Server Auth Certificate" -DomainName @()',
    'Set-AuthConfig -NewCertificateThumbprint $new.Thumbprint -NewCertificateEffectiveDate (Get-Date) -Force',
    'Set-AuthConfig -PublishCertificate',
  ),
  answers: ['N'],
};
