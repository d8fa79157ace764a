import type { Recipient } from '../../directory/recipient.js';
import type { Cmdlet, PowerShellObject } from '../cmdlet.js';
import { blankable } from '../property.js';
import { mailboxObject, recipientIdentity, recipientTable, selectRecipients } from '../recipients.js';

/** Get-RemoteMailbox: users of Active Directory whose mailbox is in Exchange Online. */
export const getRemoteMailbox: Cmdlet = {
  name: 'Get-RemoteMailbox',
  synopsis: 'Shows the users whose mailbox is in Exchange Online.',
  sessions: ['OnPremises'],
  parameters: [recipientIdentity('Address, alias, name or GUID of one remote mailbox.', false)],
  tableView: recipientTable,
  run: ({ Identity: identity }, context) => ({
    output: selectRecipients('RemoteUserMailbox', identity, context).map(remoteMailboxObject),
  }),
};

function remoteMailboxObject(recipient: Recipient): PowerShellObject {
  return { RemoteRoutingAddress: blankable(recipient.targetAddress ?? ''), ...mailboxObject(recipient) };
}
