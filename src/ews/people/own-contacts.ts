import type { FoundFolder } from '../folder-access.js';
import type { FoundItem } from '../found-item.js';
import { itemIdOf, saidOf } from '../item-properties.js';
import type { EwsCall } from '../operation.js';
import type { EmailAddress } from './address-book.js';
import { addressesOfContact, type ContactProperties, mayMean, namesOfContact } from './name-matching.js';

/** Contacts and private distribution lists: they stand in folders of a mailbox. */

/** The caller's Contacts folder; undefined where his mailbox is not here. */
export function ownContactsFolder({ organization, user }: EwsCall): FoundFolder | undefined {
  const mailbox = organization.mailboxOf(user);
  const folder = mailbox?.folderNamed('contacts');
  return mailbox && folder && { mailbox, folder, owner: user, isOwn: true };
}

export function contactsIn({ mailbox, owner, folder, isOwn }: FoundFolder): readonly FoundItem[] {
  return mailbox
    .itemsIn(folder.number)
    .filter(({ kind }) => kind === 'Contact' || kind === 'DistributionList')
    .map((item) => ({ mailbox, owner, item, isOwn }));
}

export function contactsMeant(unresolved: string, folder: FoundFolder): readonly FoundItem[] {
  return contactsIn(folder).filter((found) => mayMean(unresolved, namesOfContact(propertiesOf(found))));
}

export function propertiesOf(found: FoundItem): ContactProperties {
  return saidOf(found) as ContactProperties;
}

/** A contact or list as answers name it: its id leads to the whole, or to its members. */
export function addressOfContact(found: FoundItem): EmailAddress {
  const properties = propertiesOf(found);
  const { DisplayName, FileAs, Subject } = properties;
  const [first] = addressesOfContact(properties);
  const Name = DisplayName ?? FileAs ?? Subject ?? first?.text ?? '';
  const ItemId = itemIdOf(found);
  if (found.item.kind === 'DistributionList') {
    return { Name, RoutingType: 'MAPIPDL', MailboxType: 'PrivateDL', ItemId };
  }
  const address = first && { EmailAddress: first.text, RoutingType: first.RoutingType ?? 'SMTP' };
  return { Name, ...address, MailboxType: 'Contact', ItemId };
}
