import type { Organization } from '../directory/organization.js';
import { findRecipient } from '../directory/recipient.js';
import type { EwsOrganization } from '../ews/operation.js';
import type { MailboxStore } from '../mailbox/mailbox-store.js';

/** The organisation as the web service sees it: one address book for all. */
export function ewsOrganization(organization: () => Organization, mailboxes: MailboxStore): EwsOrganization {
  return {
    findRecipient: (address) => findRecipient(organization().recipients, address),
    addressBookOf: () => organization().recipients,
    mailboxOf: (owner) => mailboxes.mailboxOf(owner),
    subscriptions: mailboxes.subscriptions,
  };
}
