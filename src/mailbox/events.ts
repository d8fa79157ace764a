import type { Mailbox } from './mailbox.js';
import type { Change, Origin, StoredFolder, StoredItem, Tombstone } from './stored.js';

/** What subscribers can hear of (MS-OXWSNTIF). */
export type EventType =
  | 'CopiedEvent'
  | 'CreatedEvent'
  | 'DeletedEvent'
  | 'ModifiedEvent'
  | 'MovedEvent'
  | 'NewMailEvent'
  | 'FreeBusyChangedEvent';

/** Something that has happened to a folder or item. */
export interface MailboxEvent {
  readonly type: EventType;
  readonly of: 'folder' | 'item';
  readonly number: number;
  readonly change: number;
  /** The folder that it is in, or was in. */
  readonly parent: number;
  /** Of what was moved or copied: what it was before, and where. */
  readonly old?: Pick<Origin, 'number' | 'folder'>;
  /** What has changed of a folder are the items in it. */
  readonly isOfContents?: true;
}

/** The events that a change makes; the mailbox is as it was left by the change. */
export function eventsOf(mailbox: Mailbox, change: Change): readonly MailboxEvent[] {
  if ('folder' in change) return [folderEvent(change.folder)];
  if ('item' in change) return itemEvents(mailbox, change.item);
  return removalEvents(mailbox, change.gone);
}

const typesOfWay = { moved: 'MovedEvent', copied: 'CopiedEvent' } as const;

function folderEvent({ number, parent, arrived, change, origin }: StoredFolder): MailboxEvent {
  const event = { of: 'folder', number, change, parent } as const;
  if (origin?.change === change) return { ...event, type: typesOfWay[origin.how], old: origin };
  return { ...event, type: arrived === change ? 'CreatedEvent' : 'ModifiedEvent' };
}

function itemEvents(mailbox: Mailbox, item: StoredItem): readonly MailboxEvent[] {
  const { number, folder, arrived, change, origin } = item;
  const event = { of: 'item', number, change, parent: folder } as const;
  const isNew = arrived === change;
  const main: MailboxEvent =
    isNew && origin
      ? { ...event, type: typesOfWay[origin.how], old: origin }
      : { ...event, type: isNew ? 'CreatedEvent' : 'ModifiedEvent' };
  const isMail = isNew && !origin && isNewMail(mailbox, item);
  return [
    ...(isMail ? [{ ...event, type: 'NewMailEvent' } as const] : []),
    main,
    ...freeBusyChange(mailbox, event),
    ...folderChange(mailbox, folder, change),
  ];
}

function removalEvents(mailbox: Mailbox, { kind, number, from, change, isMoved }: Tombstone): readonly MailboxEvent[] {
  const event = { of: kind, number, change, parent: from } as const;
  if (kind === 'folder') return [{ ...event, type: 'DeletedEvent' }];
  const deleted = isMoved ? [] : [{ ...event, type: 'DeletedEvent' } as const];
  return [...deleted, ...freeBusyChange(mailbox, event), ...folderChange(mailbox, from, change)];
}

/** What has come in, not what was put there: it says when it was received. */
function isNewMail(mailbox: Mailbox, { folder, properties }: StoredItem): boolean {
  return mailbox.folder(folder)?.distinguishedName === 'inbox' && properties.DateTimeReceived !== undefined;
}

function freeBusyChange(mailbox: Mailbox, event: Omit<MailboxEvent, 'type'>): readonly MailboxEvent[] {
  const isCalendar = mailbox.folder(event.parent)?.distinguishedName === 'calendar';
  return isCalendar ? [{ ...event, type: 'FreeBusyChangedEvent' }] : [];
}

/** Its counts are properties of a folder, too. */
function folderChange(mailbox: Mailbox, number: number, change: number): readonly MailboxEvent[] {
  const folder = mailbox.folder(number);
  return folder
    ? [{ type: 'ModifiedEvent', of: 'folder', number, change, parent: folder.parent, isOfContents: true }]
    : [];
}
