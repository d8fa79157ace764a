import type { Cause } from '../cause.js';

export const linkedAccountDangling: Cause = {
  id: 'linked-account-dangling',
  title: 'The partner application links to an account that does not exist',
  part: 'web service',
  explanation:
    'The account was deleted; the link is still there. Exchange answers 403 with a sentence that names application and account, and no x-ms-diagnostics.',
  tellApart: ['403 with \'The OAuth partner application "…" links to an invalid service account "…".\''],
  fix: [
    { say: 'Look.', command: 'Get-PartnerApplication "Exchange Online" | Format-List LinkedAccount' },
    {
      say: 'Restore the account from the recycle bin, or run the Hybrid Configuration Wizard again, and link it.',
      command: 'Set-PartnerApplication "Exchange Online" -LinkedAccount "Exchange Online-ApplicationAccount"',
    },
    { say: 'Make it count.', command: 'iisreset /noforce' },
  ],
  reproduce: ['Get-PartnerApplication | ForEach-Object { Remove-ADUser $_.LinkedAccount -Confirm:$false }', 'iisreset'],
  sources: ['facts/oauth-inbound §1.3 (403) and §1.4 (status codes)', 'facts/oauth-outbound-admin §6.2 C09'],
};
