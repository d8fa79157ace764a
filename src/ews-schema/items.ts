import { type ComplexType, choice, type Field, type OneOf, once, type ValueOf } from '../xsd/model.js';
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

/** Items have attachments, and those are items again: the compiler ends its round at this name. */
interface Items {
  readonly Item: ValueOf<typeof item>;
  readonly Message: ValueOf<typeof message>;
  readonly CalendarItem: ValueOf<typeof calendarItem>;
  readonly Contact: ValueOf<typeof contactItem>;
  readonly DistributionList: ValueOf<typeof distributionList>;
  readonly MeetingMessage: ValueOf<typeof meetingMessage>;
  readonly MeetingRequest: ValueOf<typeof meetingRequest>;
  readonly MeetingResponse: ValueOf<typeof meetingResponse>;
  readonly MeetingCancellation: ValueOf<typeof meetingCancellation>;
  readonly Task: ValueOf<typeof task>;
  readonly PostItem: ValueOf<typeof postItem>;
  readonly RoleMember: ValueOf<typeof roleMember>;
  readonly Network: ValueOf<typeof network>;
  readonly Person: ValueOf<typeof person>;
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
type AnyItem = { [Kind in keyof Items]: { readonly [Only in Kind]: Items[Kind] } }[keyof Items];

export const realItems: ComplexType<readonly AnyItem[]> = t.list('ArrayOfRealItemsType', itemKinds);
export const oneItem = choice(itemKinds);

/** What can be created: items, and answers to items. */
export const allItems: ComplexType<readonly (AnyItem | OneOf<typeof responseObjectKinds>)[]> = t.list(
  'NonEmptyArrayOfAllItemsType',
  { ...itemKinds, ...responseObjectKinds },
  1,
);

const { DistributionList: _, ...attachedKinds } = itemKinds;

type ItemAttachment = ValueOf<typeof attachment> & {
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
