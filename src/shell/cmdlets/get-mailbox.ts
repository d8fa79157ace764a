import { findRecipient, isMailbox, type Recipient } from '../../directory/recipient.js';
import type { Cmdlet, CmdletContext, PowerShellObject } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';

/** Get-Mailbox: the mailboxes that live on the side of the session; those of the other side are no mailboxes here. */
export const getMailbox: Cmdlet = {
  name: 'Get-Mailbox',
  synopsis: 'Shows the mailboxes of this side.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [{ name: 'Identity', type: 'String', position: 0, help: 'Address, alias, name or GUID of one mailbox.' }],
  tableView: ['Name', 'Alias', 'PrimarySmtpAddress', 'RecipientTypeDetails'],
  run({ Identity: identity }, context) {
    const all = mailboxes(context);
    if (typeof identity !== 'string') return { output: all.map(mailboxObject) };
    const found = findRecipient(all, identity);
    if (!found) throw objectNotFound(identity, context);
    return { output: [mailboxObject(found)] };
  },
};

function mailboxes({ session, tenant, state }: CmdletContext): readonly Recipient[] {
  return (session === 'Cloud' ? tenant.recipients : state.state.organization.recipients).filter(isMailbox);
}

export function mailboxObject(recipient: Recipient): PowerShellObject {
  return {
    Name: recipient.name,
    Alias: recipient.alias,
    DisplayName: recipient.displayName,
    UserPrincipalName: recipient.userPrincipalName,
    PrimarySmtpAddress: recipient.primarySmtpAddress,
    EmailAddresses: recipient.emailAddresses,
    RecipientTypeDetails: recipient.recipientTypeDetails,
    Guid: recipient.guid,
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}
