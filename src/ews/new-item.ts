import { firstEventOf } from '../mailbox/calendar.js';
import type { FolderKind, NewItem } from '../mailbox/stored.js';
import { momentOf, utcText, windowsIdOf, zoneOf } from '../mailbox/time-zone.js';
import { withContactNames, withMembers } from './contact-names.js';
import { EwsError, errors } from './errors.js';
import { type FoundFolder, may, type NamedFolder, requireFolder } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import { contentOf, type ItemContent } from './item-content.js';
import type { EwsCall } from './operation.js';
import { withTaskState } from './task-state.js';

type Said = Readonly<Record<string, unknown>>;

/** A kind of item that CreateItem makes. */
interface NewKind {
  /** Where it goes when nothing else is said. */
  readonly folder: string;
  /** Folders of this kind alone take it. */
  readonly within?: FolderKind;
  readonly refusal?: () => EwsError;
  /** Item classes it can have. */
  readonly classes: RegExp;
  readonly complete?: (said: Said, call: EwsCall) => Said;
}

const { cannotCreateIn } = errors;

/** Meeting messages and the like come into being by the way (the public page on ResponseCode). */
const newKinds: Readonly<Record<string, NewKind>> = {
  Item: { folder: 'drafts', classes: /^/ },
  Message: { folder: 'drafts', classes: /^(?!IPM\.(?:Appointment|Contact|DistList|Task|Post)(?:\.|$))/i },
  CalendarItem: {
    folder: 'calendar',
    within: 'CalendarFolder',
    refusal: cannotCreateIn.CalendarItem,
    classes: /^IPM\.Appointment(?:\.|$)/i,
    complete: withTimes,
  },
  Contact: {
    folder: 'contacts',
    within: 'ContactsFolder',
    refusal: cannotCreateIn.Contact,
    classes: /^IPM\.Contact(?:\.|$)/i,
    complete: withContactNames,
  },
  DistributionList: {
    folder: 'contacts',
    within: 'ContactsFolder',
    refusal: cannotCreateIn.Contact,
    classes: /^IPM\.DistList(?:\.|$)/i,
    complete: withMembers,
  },
  Task: {
    folder: 'tasks',
    within: 'TasksFolder',
    refusal: cannotCreateIn.Task,
    classes: /^IPM\.Task(?:\.|$)/i,
    complete: (said, { now }) => withTaskState({}, said, now),
  },
  PostItem: { folder: 'inbox', within: 'Folder', refusal: cannotCreateIn.PostItem, classes: /^IPM\.Post(?:\.|$)/i },
};

/** Only the server says these; a client's word of them does not count (MS-OXWSCORE). */
const serversWord: ReadonlySet<string> = new Set([
  ...['IsSubmitted', 'IsDraft', 'IsFromMe', 'IsResend', 'IsUnmodified', 'IsAssociated', 'ResponseObjects'],
  ...['DateTimeSent', 'DateTimeReceived', 'DisplayTo', 'DisplayCc', 'DisplayBcc', 'ConversationId', 'UniqueBody'],
  ...['NormalizedBody', 'TextBody', 'Preview', 'ReceivedBy', 'ReceivedRepresenting', 'StoreEntryId', 'IsOrganizer'],
  ...['IsMeeting', 'IsCancelled', 'IsRecurring', 'MeetingRequestWasSent', 'MyResponseType', 'Organizer', 'Duration'],
  ...['AppointmentReplyTime', 'AppointmentSequenceNumber', 'AppointmentState', 'OriginalStart', 'IsComplete'],
  ...['ConflictingMeetingCount', 'AdjacentMeetingCount', 'ConflictingMeetings', 'AdjacentMeetings', 'PostedTime'],
]);

/** A client's words of a new item. */
export function clientsWord(value: Said): Said {
  return Object.fromEntries(Object.entries(value).filter(([name]) => !serversWord.has(name)));
}

/** What a client wants to create; throws EwsError where its kind can't be created, or not so. */
export function newContent(kind: string, said: Said, call: EwsCall): ItemContent {
  const known = newKinds[kind];
  if (!known) throw errors.itemInvalidFor.CreateItem();
  const { ItemClass } = said as { readonly ItemClass?: string };
  if (ItemClass !== undefined && !known.classes.test(ItemClass)) throw errors.objectTypeChanged();
  return contentOf(kind, known.complete?.(said, call) ?? said, call.zone);
}

/** The folder that an item is created in: the one that is named, or that of its kind. */
export function folderForNew(kind: string, named: NamedFolder | undefined, call: EwsCall): FoundFolder {
  const { folder: usual = 'drafts', within, refusal } = newKinds[kind] ?? {};
  const found = named ? savedItemFolder(named, call) : folderOfKind(usual, call);
  if (refusal && found.folder.kind !== within) throw refusal();
  return found;
}

export function folderOfKind(name: string, call: EwsCall): FoundFolder {
  return requireFolder({ DistinguishedFolderId: { Id: name as never } }, call);
}

/** Who may see a folder and not create in it is told so. */
export function savedItemFolder(named: NamedFolder, call: EwsCall): FoundFolder {
  try {
    const found = requireFolder(named, call);
    if (found.isOwn || may(found, call, 'create')) return found;
  } catch (error) {
    if (!(error instanceof EwsError)) throw error;
    if (error.responseCode === 'ErrorFolderNotFound') throw errors.savedItemFolderNotFound();
    if (error.responseCode === 'ErrorAccessDenied') return requireFolder(named, call, 'create');
    throw error;
  }
  throw errors.createItemAccessDenied();
}

/** Puts it there. */
export function createIn({ mailbox, owner, folder, isOwn }: FoundFolder, item: Omit<NewItem, 'folder'>): FoundItem {
  return { mailbox, owner, isOwn, item: mailbox.createItem({ ...item, folder: folder.number }) };
}

const minuteMs = 60_000;
const halfHourMs = 30 * minuteMs;
/** The documented limit of an appointment, five years (the public page on ResponseCode). */
const longestMs = 5 * 366 * 24 * 60 * minuteMs;

/** An appointment has a zone and times: without them it takes the request's zone, and the next half hour (the lab's choice). */
function withTimes(said: Said, { zone, now }: EwsCall): Said {
  const { StartTimeZone, MeetingTimeZone, EndTimeZone } = said as CalendarTimes;
  const Id = StartTimeZone?.Id ?? knownZone(MeetingTimeZone?.TimeZoneName) ?? windowsIdOf(zone) ?? 'UTC';
  const next = utcText(Math.ceil(now / halfHourMs) * halfHourMs);
  const { Start = next, End = utcText(momentOf(Start, zoneOf(Id)) + halfHourMs) } = said as CalendarTimes;
  return { ...said, Start, End, StartTimeZone: StartTimeZone ?? { Id }, EndTimeZone: EndTimeZone ?? { Id } };
}

/** Clients of Exchange 2007 name a zone so. */
function knownZone(name: string | undefined): string | undefined {
  return name !== undefined && zoneOf(name).name !== 'Etc/UTC' ? name : undefined;
}

interface CalendarTimes {
  readonly Start?: string;
  readonly End?: string;
  readonly StartTimeZone?: { readonly Id?: string };
  readonly EndTimeZone?: { readonly Id?: string };
  readonly MeetingTimeZone?: { readonly TimeZoneName?: string };
}

/** Throws EwsError for an appointment that never is, or is longer than any may be. */
export function requireOccurrence({ properties }: Pick<ItemContent, 'properties'>): void {
  const first = firstEventOf({ properties });
  if (!first) throw errors.recurrenceEmpty();
  if (first.end - first.start > longestMs) {
    throw new EwsError('ErrorCalendarDurationIsTooLong', 'Calendar item duration is too long.');
  }
}
