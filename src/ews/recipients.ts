import { findRecipient, type Recipient } from '../directory/recipient.js';
import { errors } from './errors.js';

/** A mailbox by its address, as messages and meetings name it. */
export interface Address {
  readonly Name?: string | undefined;
  readonly EmailAddress?: string | undefined;
  readonly RoutingType?: string | undefined;
  readonly MailboxType?: string | undefined;
}

interface AddressList {
  readonly Mailbox?: readonly Address[] | undefined;
}

/** As a message shows somebody of the address book. */
export function addressOf({ displayName, primarySmtpAddress }: Recipient): Address {
  return { Name: displayName, EmailAddress: primarySmtpAddress, RoutingType: 'SMTP', MailboxType: 'Mailbox' };
}

/** Whom of the address book an address means: by the address, or by the name where there is none. */
export function recipientOf(address: Address | undefined, book: readonly Recipient[]): Recipient | undefined {
  const text = address?.EmailAddress ?? address?.Name;
  return text === undefined ? undefined : findRecipient(book, text);
}

/** `From` and the like. */
export function addressIn(one: unknown): Address | undefined {
  return (one as { readonly Mailbox?: Address } | undefined)?.Mailbox;
}

/** `ToRecipients` and the like. */
export function addressesIn(list: unknown): readonly Address[] {
  return (list as AddressList | undefined)?.Mailbox ?? [];
}

/** Undefined where there is nobody: an empty list is not said. */
export function listOf(addresses: readonly Address[]): AddressList | undefined {
  return addresses.length === 0 ? undefined : { Mailbox: addresses };
}

/** As it is sent: a name becomes an address, or there is an EwsError; a stranger's address is good as it is. */
export function resolved(address: Address, book: readonly Recipient[]): Address {
  const known = recipientOf(address, book);
  if (known) return addressOf(known);
  const { Name, EmailAddress, RoutingType = 'SMTP' } = address;
  if (EmailAddress === undefined || RoutingType.toUpperCase() !== 'SMTP' || !/^[^\s@]+@[^\s@]+$/.test(EmailAddress)) {
    throw errors.unresolvedRecipient(EmailAddress ?? Name ?? '');
  }
  return { Name: Name ?? EmailAddress, EmailAddress, RoutingType: 'SMTP', MailboxType: 'OneOff' };
}
