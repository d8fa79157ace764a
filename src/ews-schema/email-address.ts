import { enumeration, nonEmpty, words, xs } from '../xsd/simple-types.js';
import { choice, many, optional } from '../xsd/types.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';

export const nonEmptyString = nonEmpty('t', 'NonEmptyStringType');

/** What an address stands for (MS-OXWSCDATA). */
export const mailboxType = enumeration(
  't',
  'MailboxTypeType',
  words('Unknown OneOff Mailbox PublicDL PrivateDL Contact PublicFolder GroupMailbox ImplicitContact User'),
);

/** A mailbox, contact or list by its address (MS-OXWSCDATA). */
export const emailAddress = t.complex('EmailAddressType', {
  content: [
    {
      Name: optional(xs.string),
      EmailAddress: optional(nonEmptyString),
      RoutingType: optional(nonEmptyString),
      MailboxType: optional(mailboxType),
      ItemId: optional(itemId),
      OriginalDisplayName: optional(xs.string),
    },
  ],
});

export const singleRecipient = t.complex('SingleRecipientType', { content: [choice({ Mailbox: emailAddress })] });

export const recipients = t.complex('ArrayOfRecipientsType', { content: [{ Mailbox: many(emailAddress) }] });

export const emailAddresses = t.complex('ArrayOfEmailAddressesType', { content: [{ Address: many(emailAddress) }] });

export const strings = t.complex('ArrayOfStringsType', { content: [{ String: many(xs.string) }] });
