import type { Cause } from '../cause.js';

export const userSidMismatch: Cause = {
  id: 'user-sid-mismatch',
  title: 'The SID in the token is not that of the account found',
  part: 'user lookup',
  explanation:
    'The account found by its names has another master account than the token says: a linked mailbox whose account has changed, or a restored account.',
  tellApart: ['2000005 with "The MasterAccountSid doesn\'t match the SID claim."'],
  fix: [
    {
      say: 'Compare.',
      command: 'Get-Mailbox <mailbox> | Format-List LinkedMasterAccount,UserPrincipalName,SamAccountName',
    },
  ],
  sources: ['facts/oauth-inbound §1.3 (6003) and §1.4 (User lookup)'],
};
