import type { Cause } from '../cause.js';

export const authServerWithoutCertificates: Cause = {
  id: 'auth-server-without-certificates',
  title: 'The auth server has no certificates, so its issuer is dropped',
  part: 'on-premises front end',
  explanation:
    'An auth server whose metadata brought no signing certificate is left out of the trust: its tokens are of an unknown issuer, and the challenge does not name it.',
  tellApart: [
    'Event 2003 of MSExchange OAuth names the auth server; its issuer is missing in trusted_issuers of the challenge.',
  ],
  fix: [
    {
      say: 'See the entries.',
      command:
        'Get-EventLog Application -Source "MSExchange OAuth" -Newest 20 | Format-List TimeGenerated,EventID,Message',
    },
    { say: 'Read the metadata again.', command: 'Set-AuthServer "<auth server>" -RefreshAuthMetadata' },
    { say: 'Wait about 15 minutes, or make it count.', command: 'iisreset /noforce' },
  ],
  sources: ['facts/oauth-inbound §2.1 and §5 (event 2003)'],
};
