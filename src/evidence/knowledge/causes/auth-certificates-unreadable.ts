import type { Cause } from '../cause.js';

export const authCertificatesUnreadable: Cause = {
  id: 'auth-certificates-unreadable',
  title: "Exchange can't read its certificates",
  part: 'client',
  explanation:
    'Event 2005 of MSExchange OAuth says that the certificates could not be read; what its text is, the sources do not say.',
  tellApart: ['The event stands beside failures to build tokens on this server.'],
  fix: [
    {
      say: 'See whether the certificates can be listed.',
      command: 'Get-ExchangeCertificate -Server <server> | Format-Table Thumbprint,Services,Subject',
    },
    {
      say: 'See the entries.',
      command:
        'Get-EventLog Application -Source "MSExchange OAuth" -Newest 20 | Format-List TimeGenerated,EventID,Message',
    },
  ],
  sources: ['facts/oauth-inbound §5 (event 2005)'],
};
