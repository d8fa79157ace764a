import type { Recipient } from '../../directory/recipient.js';
import { type CalendarEvent, eventAt, eventFrom } from '../../mailbox/calendar.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { StoredItem } from '../../mailbox/stored.js';
import { utcText } from '../../mailbox/time-zone.js';
import type { Sending } from '../delivery.js';
import type { FoundItem } from '../found-item.js';
import { propertyOf } from '../item-view.js';
import { type Address, recipientOf, resolved } from '../recipients.js';

type Properties = StoredItem['properties'];

/** Somebody who is invited. */
export interface Attendee {
  readonly Mailbox: Address;
  readonly ResponseType?: string | undefined;
  readonly LastResponseTime?: string | undefined;
  readonly ProposedStart?: string | undefined;
  readonly ProposedEnd?: string | undefined;
}

/** What a message about a meeting repeats of it. */
export const timeAndPlace = [
  ...(['Start', 'End', 'Location', 'EnhancedLocation'] as const),
  ...(['Recurrence', 'CalendarItemType', 'Sensitivity'] as const),
] as const;

export const attendeeLists = ['RequiredAttendees', 'OptionalAttendees', 'Resources'] as const;

export function attendeesIn(list: unknown): readonly Attendee[] {
  return (list as { readonly Attendee?: readonly Attendee[] } | undefined)?.Attendee ?? [];
}

export function attendeesOf(properties: Properties): readonly Attendee[] {
  return attendeeLists.flatMap((name) => attendeesIn(properties[name]));
}

/** The lists of attendees, each attendee changed. */
export function mapAttendees(properties: Properties, change: (attendee: Attendee) => Attendee): Properties {
  const lists = attendeeLists.flatMap((name) => {
    const attendees = attendeesIn(properties[name]);
    return attendees.length === 0 ? [] : [[name, { Attendee: attendees.map(change) }] as const];
  });
  return Object.fromEntries(lists);
}

/** With every attendee's address; throws EwsError where a name is nobody's. */
export function withResolvedAttendees(properties: Properties, { owner, call }: Sending): Properties {
  const book = call.organization.addressBookOf(owner);
  const lists = mapAttendees(properties, (one) => ({
    ResponseType: 'Unknown',
    ...one,
    Mailbox: resolved(one.Mailbox, book),
  }));
  return { ...properties, ...lists };
}

/** A meeting of the mailbox's owner: he has invited others. */
export function isOrganizers(found: FoundItem): boolean {
  return propertyOf(found, 'MyResponseType') === 'Organizer';
}

/** What a meeting is known by in every calendar. */
export function uidOf(found: FoundItem): string {
  return String(propertyOf(found, 'UID') ?? '');
}

/** Where a meeting stands in somebody's mailbox; one that was deleted does not count. */
export function meetingIn(mailbox: Mailbox, owner: Recipient, uid: string): FoundItem | undefined {
  const gone = new Set(['deleteditems', 'recoverableitemsdeletions']);
  return mailbox.folders
    .filter(({ kind, distinguishedName = '' }) => kind === 'CalendarFolder' && !gone.has(distinguishedName))
    .flatMap(({ number }) => mailbox.itemsIn(number))
    .filter(({ kind }) => kind === 'CalendarItem')
    .map((item) => ({ mailbox, owner, item, isOwn: true }))
    .find((found) => uidOf(found) === uid);
}

/** When an occurrence would have begun; undefined for what is no occurrence. */
export function recurrenceIdOf({ item, occurrence }: FoundItem): string | undefined {
  const own = item.properties.RecurrenceId as string | undefined;
  if (occurrence?.index === undefined) return own;
  return originalStartOf(occurrence);
}

function originalStartOf({ start, exception }: Pick<CalendarEvent, 'start' | 'exception'>): string {
  return exception?.originalStart ?? utcText(start);
}

/** The occurrence of a series that would have begun then; the meeting itself where no occurrence is meant. */
export function occurrenceAt(found: FoundItem, recurrenceId: string | undefined): FoundItem | undefined {
  if (recurrenceId === undefined || found.item.properties.Recurrence === undefined) return found;
  const occurrence = eventFrom(found.item, Date.parse(recurrenceId));
  return occurrence && { ...found, occurrence };
}

/** Sets properties of a meeting: of an occurrence alone, where one is meant. */
export function changeMeeting(found: FoundItem, properties: Properties, more: Partial<StoredItem> = {}): FoundItem {
  const { mailbox, item, occurrence } = found;
  const changed =
    occurrence?.index === undefined
      ? { ...item, ...more, properties: { ...item.properties, ...properties } }
      : { ...withException(item, occurrence, properties), ...more };
  return withItem(found, mailbox.updateItem(changed));
}

/** The same, in the state that the item has now. */
export function withItem(found: FoundItem, item: StoredItem): FoundItem {
  const { index } = found.occurrence ?? {};
  if (index === undefined) return { ...found, item };
  return { ...found, item, occurrence: eventAt(item, index) };
}

/** A series with an occurrence that is not like the others; the properties are those that differ. */
export function withException(item: StoredItem, occurrence: CalendarEvent, properties: Properties): StoredItem {
  const { start, end, exception } = occurrence;
  const { Start = utcText(start), End = utcText(end), ...differing } = properties as { Start?: string; End?: string };
  const originalStart = originalStartOf(occurrence);
  const others = (item.exceptions ?? []).filter((one) => one.originalStart !== originalStart);
  const own = { originalStart, start: Start, end: End, properties: { ...exception?.properties, ...differing } };
  return { ...item, exceptions: [...others, own] };
}

/** Whether an attendee of a list is this recipient. */
export function isAttendee({ Mailbox }: Attendee, recipient: Recipient, book: readonly Recipient[]): boolean {
  return recipientOf(Mailbox, book)?.guid === recipient.guid;
}

/** The organizer of a meeting, as every copy of it names him. */
export function organizerOf(found: FoundItem): Address | undefined {
  return (propertyOf(found, 'Organizer') as { readonly Mailbox?: Address } | undefined)?.Mailbox;
}

/** The messages about a meeting in the folder of one of them, or in the inbox where the meeting itself is given. */
export function messagesAbout(reference: FoundItem, kind: string): readonly FoundItem[] {
  const { mailbox, item } = reference;
  const folder = item.kind === kind ? item.folder : mailbox.folderNamed('inbox')?.number;
  const [uid, recurrenceId] = [uidOf(reference), recurrenceIdOf(reference)];
  return mailbox
    .itemsIn(folder ?? 0)
    .filter(({ kind: one, properties }) => one === kind && properties.UID === uid)
    .filter(({ properties }) => properties.RecurrenceId === recurrenceId)
    .map((message) => ({ ...reference, item: message, occurrence: undefined }));
}
