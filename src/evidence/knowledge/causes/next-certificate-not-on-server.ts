import type { Cause } from '../cause.js';

export const nextCertificateNotOnServer: Cause = {
  id: 'next-certificate-not-on-server',
  title: 'The next auth certificate is missing on a server',
  part: 'client',
  explanation: 'When it is published, that server has nothing to sign with.',
  tellApart: [
    'MonitorExchangeAuthCertificate says "The certificate which is configured as next Auth Certificate is missing on the following servers:".',
  ],
  fix: [
    {
      say: 'Import it there, or let the script do so.',
      command: '.\\MonitorExchangeAuthCertificate.ps1 -ValidateAndRenewAuthCertificate $true -IgnoreHybridConfig $true',
    },
  ],
  scenario: 'next-certificate-not-on-server',
  sources: ['facts/oauth-outbound-admin §4.2 (S5), §4.4 and §6.2 A16'],
};
