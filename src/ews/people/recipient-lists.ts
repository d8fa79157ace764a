import type { Recipient } from '../../directory/recipient.js';
import { EwsError } from '../errors.js';
import { requireItem } from '../item-access.js';
import { saidOf } from '../item-properties.js';
import type { EwsCall } from '../operation.js';
import { type Address, recipientOf, resolved } from '../recipients.js';
import { addressBook, addressOf, type EmailAddress, entryWithAddress, isGroup, peopleIn } from './address-book.js';

interface Members {
  readonly Member?: readonly { readonly Mailbox?: EmailAddress }[];
}

/** Of a list among somebody's contacts, as they stand there; throws EwsError where the item is none. */
export function privateMembers(id: NonNullable<EmailAddress['ItemId']>, call: EwsCall): readonly EmailAddress[] {
  const found = requireItem({ ItemId: id }, call);
  if (found.item.kind !== 'DistributionList') {
    throw new EwsError('ErrorInvalidItemForOperationExpandDL', 'ExpandDL operation does not support this item type.');
  }
  const { Member = [] } = (saidOf(found).Members ?? {}) as Members;
  return Member.flatMap(({ Mailbox }) => (Mailbox ? [Mailbox] : []));
}

/**
 * Recipients as they are sent to: a private list is nobody else's, so its members stand for it, those of lists in it too
 * (that Exchange shows them so is inferred). A name becomes an address, or there is an EwsError.
 */
export function withAddresses(all: readonly Address[], call: EwsCall): readonly Address[] {
  const book = addressBook(call);
  return withoutLists(all, call, new Set()).map((address) => {
    const entry = address.EmailAddress === undefined ? undefined : entryWithAddress(book, address.EmailAddress);
    return entry && isGroup(entry) ? addressOf(entry) : resolved(address, call.organization.addressBookOf(call.user));
  });
}

function withoutLists(all: readonly Address[], call: EwsCall, seen: Set<string>): readonly Address[] {
  return all.flatMap((address) => {
    const { ItemId, MailboxType } = address as EmailAddress;
    if (ItemId === undefined || MailboxType !== 'PrivateDL') return [address];
    if (seen.has(ItemId.Id)) return [];
    seen.add(ItemId.Id);
    return withoutLists(privateMembers(ItemId, call), call, seen);
  });
}

/** Whom of the directory an address reaches: somebody, or all that are in a group. */
export function peopleAt(address: Address, call: EwsCall): readonly Recipient[] {
  const book = addressBook(call);
  const entry = address.EmailAddress === undefined ? undefined : entryWithAddress(book, address.EmailAddress);
  if (entry && isGroup(entry)) return peopleIn(entry, book);
  const one = recipientOf(address, call.organization.addressBookOf(call.user));
  return one ? [one] : [];
}
