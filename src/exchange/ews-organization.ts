import type { ForeignFreeBusy } from '../connectivity/foreign-free-busy.js';
import type { Organization } from '../directory/organization.js';
import { findRecipient } from '../directory/recipient.js';
import { foreignAddress } from '../directory/sharing-route.js';
import { globalThrottlingPolicy } from '../directory/throttling-policy.js';
import type { EwsOrganization } from '../ews/operation.js';
import type { MailboxStore } from '../mailbox/mailbox-store.js';

/** What the web service needs to know of an on-premises organisation, and may change of it. */
export interface EwsOrganizationSource {
  /** The organisation as the directory has it now. */
  readonly organization: () => Organization;
  readonly mailboxes: MailboxStore;
  readonly foreignFreeBusy: ForeignFreeBusy;
  readonly setFolderPermissions: EwsOrganization['setFolderPermissions'];
}

function maxSubscriptions({ throttlingPolicy = globalThrottlingPolicy }: Organization): number {
  const { ewsMaxSubscriptions: most } = throttlingPolicy;
  return most === 'Unlimited' ? Number.POSITIVE_INFINITY : most;
}

/** The organisation as the web service sees it: one address book for all. */
export function ewsOrganization({
  organization,
  mailboxes,
  foreignFreeBusy,
  setFolderPermissions,
}: EwsOrganizationSource): EwsOrganization {
  return {
    findRecipient: (address) => findRecipient(organization().recipients, address),
    findBySid: (sid) =>
      organization().recipients.find((recipient) => recipient.sid?.toUpperCase() === sid.toUpperCase()),
    addressBookOf: () => organization().recipients,
    groupsOf: () => organization().distributionGroups ?? [],
    domainsOf: () => organization().acceptedDomains.map(({ domainName }) => domainName),
    mailboxOf: (owner) => mailboxes.mailboxOf(owner),
    foreignAddress: (address) => {
      const domains = organization().acceptedDomains.map(({ domainName }) => domainName);
      return foreignAddress(address, domains, organization());
    },
    foreignFreeBusy,
    setFolderPermissions,
    subscriptions: mailboxes.subscriptions,
    maxSubscriptions: maxSubscriptions(organization()),
  };
}
