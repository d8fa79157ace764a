import type { Organization } from '../directory/organization.js';
import { findRecipient } from '../directory/recipient.js';
import type { EwsOrganization } from '../ews/operation.js';
import type { MailboxStore } from '../mailbox/mailbox-store.js';

/** The organisation as the web service sees it: one address book for all. */
export function ewsOrganization(organization: () => Organization, mailboxes: MailboxStore): EwsOrganization {
  return {
    findRecipient: (address) => findRecipient(organization().recipients, address),
    findBySid: (sid) =>
      organization().recipients.find((recipient) => recipient.sid?.toUpperCase() === sid.toUpperCase()),
    addressBookOf: () => organization().recipients,
    groupsOf: () => organization().distributionGroups ?? [],
    domainsOf: () => organization().acceptedDomains.map(({ domainName }) => domainName),
    mailboxOf: (owner) => mailboxes.mailboxOf(owner),
  };
}
