import type { ComplexType, Field, OneOf, ValueOf } from '../xsd/model.js';
import { choice, once } from '../xsd/types.js';
import { attachment, fileAttachment, referenceAttachment } from './attachments.js';
import { calendarItem } from './calendar.js';
import { contactItem, distributionList } from './contacts.js';
import { item } from './item.js';
import { meetingCancellation, meetingMessage, meetingRequest, meetingResponse } from './meetings.js';
import { message, postItem } from './messages.js';
import { t } from './namespaces.js';
import { network, person, roleMember } from './network-items.js';
import { responseObjectKinds } from './response-objects.js';
import { task } from './tasks.js';

export interface ItemValue extends ValueOf<typeof item> {}
export interface MessageValue extends ValueOf<typeof message> {}
export interface CalendarItemValue extends ValueOf<typeof calendarItem> {}
export interface ContactValue extends ValueOf<typeof contactItem> {}
export interface DistributionListValue extends ValueOf<typeof distributionList> {}
export interface MeetingMessageValue extends ValueOf<typeof meetingMessage> {}
export interface MeetingRequestValue extends ValueOf<typeof meetingRequest> {}
export interface MeetingResponseValue extends ValueOf<typeof meetingResponse> {}
export interface MeetingCancellationValue extends ValueOf<typeof meetingCancellation> {}
export interface TaskValue extends ValueOf<typeof task> {}
export interface PostItemValue extends ValueOf<typeof postItem> {}
export interface RoleMemberValue extends ValueOf<typeof roleMember> {}
export interface NetworkValue extends ValueOf<typeof network> {}
export interface PersonValue extends ValueOf<typeof person> {}

/** Items have attachments, and those are items again: the compiler ends its round at this name. */
export interface Items {
  readonly Item: ItemValue;
  readonly Message: MessageValue;
  readonly CalendarItem: CalendarItemValue;
  readonly Contact: ContactValue;
  readonly DistributionList: DistributionListValue;
  readonly MeetingMessage: MeetingMessageValue;
  readonly MeetingRequest: MeetingRequestValue;
  readonly MeetingResponse: MeetingResponseValue;
  readonly MeetingCancellation: MeetingCancellationValue;
  readonly Task: TaskValue;
  readonly PostItem: PostItemValue;
  readonly RoleMember: RoleMemberValue;
  readonly Network: NetworkValue;
  readonly Person: PersonValue;
}

/**
 * Kinds of items, by their elements (MS-OXWSCORE). The files of item types refer to each other in functions alone, so that
 * any of them can be loaded first; but for the response objects, which only items lead to.
 */
export const itemKinds: { readonly [Kind in keyof Items]: Field<Items[Kind], 'once'> } = {
  Item: once(() => item),
  Message: once(() => message),
  CalendarItem: once(() => calendarItem),
  Contact: once(() => contactItem),
  DistributionList: once(() => distributionList),
  MeetingMessage: once(() => meetingMessage),
  MeetingRequest: once(() => meetingRequest),
  MeetingResponse: once(() => meetingResponse),
  MeetingCancellation: once(() => meetingCancellation),
  Task: once(() => task),
  PostItem: once(() => postItem),
  RoleMember: once(() => roleMember),
  Network: once(() => network),
  Person: once(() => person),
};

/** An item, under the name of its kind. */
export type AnyItem = { [Kind in keyof Items]: { readonly [Only in Kind]: Items[Kind] } }[keyof Items];

export const realItems: ComplexType<readonly AnyItem[]> = t.list('ArrayOfRealItemsType', itemKinds);
export const oneItem = choice(itemKinds);

/** What can be created: items, and answers to items. */
export const allItems: ComplexType<readonly (AnyItem | OneOf<typeof responseObjectKinds>)[]> = t.list(
  'NonEmptyArrayOfAllItemsType',
  { ...itemKinds, ...responseObjectKinds },
  1,
);

const { DistributionList: _, ...attachedKinds } = itemKinds;

export type ItemAttachment = ValueOf<typeof attachment> & {
  readonly [Kind in Exclude<keyof Items, 'DistributionList'>]?: Items[Kind] | undefined;
};

const itemAttachment: ComplexType<ItemAttachment> = t.extended('ItemAttachmentType', attachment, {
  content: [choice(attachedKinds, 0)],
});

const attachmentKinds = {
  ItemAttachment: itemAttachment,
  FileAttachment: fileAttachment,
  ReferenceAttachment: referenceAttachment,
};

export const attachments: ComplexType<readonly OneOf<typeof attachmentKinds>[]> = t.list(
  'NonEmptyArrayOfAttachmentsType',
  attachmentKinds,
  1,
);
export const shownAttachments = t.list('ArrayOfAttachmentsType', attachmentKinds);
