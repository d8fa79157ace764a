import type { ComplexType, ValueOf } from '../xsd/model.js';
import { xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { recipients, singleRecipient } from './email-address.js';
import { itemId } from './item-ids.js';
import { body, internetHeaders, sensitivity } from './item-parts.js';
import { attachments } from './items.js';
import { message } from './messages.js';
import { t } from './namespaces.js';

/**
 * Answers to items: replies, yes and no to a meeting (MS-OXWSCDATA). There these types restrict the message's, and so say
 * all they have themselves.
 */
const objectName = { ObjectName: optional(xs.string) };

const wellKnown = t.complex('WellKnownResponseObjectType', {
  attributes: objectName,
  content: [
    {
      ItemClass: optional(xs.string),
      Sensitivity: optional(sensitivity),
      Body: optional(body),
      Attachments: optional(() => attachments),
      InternetMessageHeaders: optional(internetHeaders),
      Sender: optional(singleRecipient),
      ToRecipients: optional(recipients),
      CcRecipients: optional(recipients),
      BccRecipients: optional(recipients),
      IsReadReceiptRequested: optional(xs.boolean),
      IsDeliveryReceiptRequested: optional(xs.boolean),
      From: optional(singleRecipient),
      ReferenceItemId: optional(itemId),
    },
  ],
});

const meetingRegistration = t.extended('MeetingRegistrationResponseObjectType', wellKnown, {
  content: [{ ProposedStart: optional(xs.dateTime), ProposedEnd: optional(xs.dateTime) }],
});

const smartResponseBase = t.complex('SmartResponseBaseType', {
  attributes: objectName,
  content: [
    {
      Subject: optional(xs.string),
      Body: optional(body),
      ToRecipients: optional(recipients),
      CcRecipients: optional(recipients),
      BccRecipients: optional(recipients),
      IsReadReceiptRequested: optional(xs.boolean),
      IsDeliveryReceiptRequested: optional(xs.boolean),
      From: optional(singleRecipient),
      ReferenceItemId: optional(itemId),
    },
  ],
});

const smartResponse = t.extended('SmartResponseType', smartResponseBase, {
  content: [{ NewBodyContent: optional(body) }],
});

const referenceItemResponse = t.complex('ReferenceItemResponseType', {
  attributes: objectName,
  content: [{ ReferenceItemId: optional(itemId) }],
});

const postReplyBase = t.complex('PostReplyItemBaseType', {
  attributes: objectName,
  content: [{ Subject: optional(xs.string), Body: optional(body), ReferenceItemId: optional(itemId) }],
});

/** Named, for a message has what can be done with it. */
export interface Reference {
  readonly ReferenceItemId?: ValueOf<typeof itemId> | undefined;
}

const responseObjectCore = t.extended('ResponseObjectCoreType', () => message, {
  isAbstract: true,
  content: [{ ReferenceItemId: optional(itemId) }],
});

const responseObject = t.extended('ResponseObjectType', responseObjectCore, {
  attributes: objectName,
  isAbstract: true,
});

const removeItem: ComplexType<Reference> = t.extended('RemoveItemType', responseObject, {});

const addItemToMyCalendar: ComplexType<Reference> = t.extended('AddItemToMyCalendarType', responseObject, {});
const proposeNewTime: ComplexType<Reference> = t.extended('ProposeNewTimeType', responseObject, {});

export const responseObjectKinds = {
  AcceptItem: t.extended('AcceptItemType', meetingRegistration, {}),
  TentativelyAcceptItem: t.extended('TentativelyAcceptItemType', meetingRegistration, {}),
  DeclineItem: t.extended('DeclineItemType', meetingRegistration, {}),
  ReplyToItem: t.extended('ReplyToItemType', smartResponse, {}),
  ForwardItem: t.extended('ForwardItemType', smartResponse, {}),
  ReplyAllToItem: t.extended('ReplyAllToItemType', smartResponse, {
    content: [{ IsSpecificMessageReply: optional(xs.boolean) }],
  }),
  CancelCalendarItem: t.extended('CancelCalendarItemType', smartResponse, {}),
  RemoveItem: removeItem,
  SuppressReadReceipt: t.extended('SuppressReadReceiptType', referenceItemResponse, {}),
  PostReplyItem: t.extended('PostReplyItemType', postReplyBase, { content: [{ NewBodyContent: optional(body) }] }),
  AcceptSharingInvitation: t.extended('AcceptSharingInvitationType', referenceItemResponse, {}),
};

/** What an item can be answered with. */
export const responseObjects = t.list('NonEmptyArrayOfResponseObjectsType', {
  ...responseObjectKinds,
  AddItemToMyCalendar: addItemToMyCalendar,
  ProposeNewTime: proposeNewTime,
});
