import { enumeration, words, xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import { nonEmptyString, recipients, singleRecipient } from './email-address.js';
import { item } from './item.js';
import { itemId } from './item-ids.js';
import { t } from './namespaces.js';
import { guid } from './paths.js';

/** E-mail (MS-OXWSMSG). */
const approvalRequestData = t.complex('ApprovalRequestDataType', {
  content: [
    {
      IsUndecidedApprovalRequest: optional(xs.boolean),
      ApprovalDecision: optional(xs.int),
      ApprovalDecisionMaker: optional(xs.string),
      ApprovalDecisionTime: optional(xs.dateTime),
    },
  ],
});

const votingOption = t.complex('VotingOptionDataType', {
  content: [
    {
      DisplayName: optional(xs.string),
      SendPrompt: optional(enumeration('t', 'SendPromptType', words('None Send VotingOption'))),
    },
  ],
});

const votingInformation = t.complex('VotingInformationType', {
  content: [
    {
      UserOptions: optional(
        t.complex('ArrayOfVotingOptionDataType', { content: [{ VotingOptionData: many(votingOption) }] }),
      ),
      VotingResponse: optional(xs.string),
    },
  ],
});

const reminderMessageData = t.complex('ReminderMessageDataType', {
  content: [
    {
      ReminderText: optional(xs.string),
      Location: optional(xs.string),
      StartTime: optional(xs.dateTime),
      EndTime: optional(xs.dateTime),
      AssociatedCalendarItemId: optional(itemId),
    },
  ],
});

const smtpAddress = t.text('SmtpAddressType', nonEmptyString, {});

export const message = t.extended('MessageType', () => item, {
  content: [
    {
      Sender: optional(singleRecipient),
      ToRecipients: optional(recipients),
      CcRecipients: optional(recipients),
      BccRecipients: optional(recipients),
      IsReadReceiptRequested: optional(xs.boolean),
      IsDeliveryReceiptRequested: optional(xs.boolean),
      ConversationIndex: optional(xs.base64Binary),
      ConversationTopic: optional(xs.string),
      From: optional(singleRecipient),
      InternetMessageId: optional(xs.string),
      IsRead: optional(xs.boolean),
      IsResponseRequested: optional(xs.boolean),
      References: optional(xs.string),
      ReplyTo: optional(recipients),
      ReceivedBy: optional(singleRecipient),
      ReceivedRepresenting: optional(singleRecipient),
      ApprovalRequestData: optional(approvalRequestData),
      VotingInformation: optional(votingInformation),
      ReminderMessageData: optional(reminderMessageData),
      SenderSMTPAddress: optional(smtpAddress),
      MailboxGuids: optional(t.complex('MailboxGuidsType', { content: [{ MailboxGuid: many(guid) }] })),
    },
  ],
});

/** A message in a public folder (MS-OXWSPOST). */
export const postItem = t.extended('PostItemType', () => item, {
  content: [
    {
      ConversationIndex: optional(xs.base64Binary),
      ConversationTopic: optional(xs.string),
      From: optional(singleRecipient),
      InternetMessageId: optional(xs.string),
      IsRead: optional(xs.boolean),
      PostedTime: optional(xs.dateTime),
      References: optional(xs.string),
      Sender: optional(singleRecipient),
    },
  ],
});
