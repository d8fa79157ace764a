import { enumeration, listOf, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { emailAddress } from './email-address.js';
import { duration } from './free-busy.js';
import { t } from './namespaces.js';
import { replyBody } from './out-of-office.js';

/** What a sender is told of a recipient before the message goes out (MS-OXWMT). */

/** One value or several: a list. */
export const mailTipTypes = listOf(
  't',
  'MailTipTypes',
  enumeration(
    't',
    'MailTipTypeNameType',
    words(
      'All OutOfOfficeMessage MailboxFullStatus CustomMailTip ExternalMemberCount TotalMemberCount MaxMessageSize DeliveryRestriction ModerationStatus InvalidRecipient Scope RecipientSuggestions',
    ),
  ),
);

const outOfOfficeMailTip = t.complex('OutOfOfficeMailTip', {
  content: [{ ReplyBody: replyBody, Duration: optional(duration) }],
});

export const mailTips = t.complex('MailTips', {
  content: [
    {
      RecipientAddress: emailAddress,
      PendingMailTips: mailTipTypes,
      OutOfOffice: optional(outOfOfficeMailTip),
      MailboxFull: optional(xs.boolean),
      CustomMailTip: optional(xs.string),
      TotalMemberCount: optional(xs.int),
      ExternalMemberCount: optional(xs.int),
      MaxMessageSize: optional(xs.int),
      DeliveryRestricted: optional(xs.boolean),
      IsModerated: optional(xs.boolean),
      InvalidRecipient: optional(xs.boolean),
      Scope: optional(xs.int),
    },
  ],
});
