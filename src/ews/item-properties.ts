import { changeKeyOf, writeId } from '../mailbox/object-id.js';
import { folderIdOf } from './folder-view.js';
import type { FoundItem } from './found-item.js';
import { bytesOf, textOfBody } from './item-text.js';
import { ownRights, readerRights } from './rights.js';

/** What the server says of an item beside what was said of it: property by property, undefined where there is nothing. */
export type ComputedProperties = Readonly<Record<string, (found: FoundItem) => unknown>>;

/** What a client has said, an occurrence's own words first. */
export function saidOf({ item, occurrence }: FoundItem): Readonly<Record<string, unknown>> {
  return occurrence?.exception ? { ...item.properties, ...occurrence.exception.properties } : item.properties;
}

export function itemIdOf({ mailbox, item, occurrence }: FoundItem) {
  const id = occurrence?.index
    ? writeId({ kind: 'occurrence', mailbox, number: item.number, part: occurrence.index })
    : writeId({ kind: 'item', mailbox, number: item.number });
  return { Id: id, ChangeKey: changeKeyOf(item.change) };
}

/** Of every item (MS-OXWSCORE). */
export const itemProperties: ComputedProperties = {
  ItemId: itemIdOf,
  ParentFolderId: ({ mailbox, item }) => {
    const folder = mailbox.folder(item.folder);
    return folder && folderIdOf(mailbox, folder);
  },
  ItemClass: ({ item }) => itemClasses[item.kind] ?? 'IPM.Note',
  Sensitivity: () => 'Normal',
  Importance: () => 'Normal',
  Size: (found) => bytesOf(saidOf(found)),
  DateTimeReceived: ({ item }) => item.created,
  DateTimeSent: ({ item }) => item.created,
  DateTimeCreated: ({ item }) => item.created,
  LastModifiedTime: ({ item }) => item.modified,
  LastModifiedName: ({ owner }) => owner.displayName,
  IsSubmitted: () => false,
  IsDraft: () => false,
  IsFromMe: () => false,
  IsResend: () => false,
  IsUnmodified: ({ item }) => item.change === item.arrived,
  IsAssociated: () => false,
  HasAttachments: ({ item }) => (item.attachments ?? []).length > 0,
  ReminderIsSet: () => false,
  ReminderMinutesBeforeStart: () => 0,
  DisplayTo: (found) => namesOf(saidOf(found).ToRecipients),
  DisplayCc: (found) => namesOf(saidOf(found).CcRecipients),
  DisplayBcc: (found) => namesOf(saidOf(found).BccRecipients),
  Culture: () => 'en-US',
  EffectiveRights: ({ isOwn }) => (isOwn ? ownRights : readerRights),
  InstanceKey: ({ item }) => changeKeyOf(item.number),
  Preview: (found) => textOfBody(saidOf(found).Body)?.slice(0, previewLength),
};

const previewLength = 255;

/** A message that was read (MS-OXWSMSG). */
export const messageProperties: ComputedProperties = {
  IsRead: ({ item }) => item.isRead,
  IsReadReceiptRequested: () => false,
  IsDeliveryReceiptRequested: () => false,
  ConversationTopic: (found) => saidOf(found).Subject,
  InternetMessageId: ({ mailbox, item, owner }) =>
    `<${mailbox.guid}.${item.number}@${owner.primarySmtpAddress.replace(/^.*@/, '')}>`,
};

/** What an item is when nobody has said it. */
const itemClasses: Readonly<Record<string, string>> = {
  Message: 'IPM.Note',
  CalendarItem: 'IPM.Appointment',
  Contact: 'IPM.Contact',
  DistributionList: 'IPM.DistList',
  Task: 'IPM.Task',
  PostItem: 'IPM.Post',
};

/** `User1; User2`, as clients show recipients. */
function namesOf(recipients: unknown): string {
  const { Mailbox = [] } = (recipients ?? {}) as { readonly Mailbox?: readonly NamedMailbox[] };
  return Mailbox.map(({ Name, EmailAddress }) => Name ?? EmailAddress ?? '').join('; ');
}

interface NamedMailbox {
  readonly Name?: string;
  readonly EmailAddress?: string;
}
