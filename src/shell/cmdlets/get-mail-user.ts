import type { Recipient } from '../../directory/recipient.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { blankable } from '../property.js';
import { mailboxObject, recipientIdentity, recipientTable, selectRecipients } from '../recipients.js';

/** Get-MailUser: in Exchange Online, the synchronised users whose mailbox is on-premises. Remote mailboxes are not among them. */
export const getMailUser: Cmdlet = {
  name: 'Get-MailUser',
  synopsis: 'Shows the users whose mailbox is elsewhere.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [recipientIdentity('Address, alias, name or GUID of one mail user.', false)],
  tableView: recipientTable,
  run: ({ Identity: identity }, context) => ({
    output: selectRecipients('MailUser', identity, context).map(mailUserObject),
  }),
};

function mailUserObject(recipient: Recipient): PowerShellObject {
  return { ExternalEmailAddress: blankable(recipient.targetAddress ?? ''), ...mailboxObject(recipient) };
}
