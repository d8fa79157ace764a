import type { Cause } from '../cause.js';

export const mailboxDownLevel: Cause = {
  id: 'mailbox-down-level',
  title: 'The mailbox sits on a server too old for OAuth',
  part: 'user lookup',
  explanation:
    'Exchange can\'t hand an OAuth request on to a server older than 2013 and answers 403, "Cannot proxy OAuth request to down level server."',
  tellApart: ['2000005 with HTTP 403 and that status text.'],
  fix: [{ say: 'Move the mailbox.', command: 'New-MoveRequest <mailbox>' }],
  reproduce: ['Set-LabDirectoryFault -DownLevelMailboxes user1@<domain>'],
  sources: ['facts/oauth-inbound §1.3 (6004) and §1.4 (status codes)'],
};
