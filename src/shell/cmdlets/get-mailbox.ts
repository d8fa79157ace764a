import type { Cmdlet } from '../cmdlet.js';
import { mailboxObject, recipientIdentity, recipientTable, selectRecipients } from '../recipients.js';

/** Get-Mailbox: the mailboxes that live on the side of the session; those of the other side are no mailboxes here. */
export const getMailbox: Cmdlet = {
  name: 'Get-Mailbox',
  synopsis: 'Shows the mailboxes of this side.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [recipientIdentity('Address, alias, name or GUID of one mailbox.', false)],
  tableView: recipientTable,
  run: ({ Identity: identity }, context) => ({
    output: selectRecipients('UserMailbox', identity, context).map(mailboxObject),
  }),
};
