import { type CalendarEvent, firstEventOf } from '../mailbox/calendar.js';
import { utcText } from '../mailbox/time-zone.js';
import type { KnownProperties } from './extended-properties.js';
import type { FoundItem } from './found-item.js';
import { itemIdOf, itemProperties, messageProperties, saidOf } from './item-properties.js';

/**
 * MAPI properties of an item that clients ask for (MS-OXPROPS). The article number grows with every item of a
 * mailbox, so with every item of a folder: mail programs count by it (facts/ews-clients §1.3 rule 3).
 */
export function mapiProperties(found: FoundItem): KnownProperties {
  return (what) => known.get(what)?.(found);
}

const senderOf = (found: FoundItem) => {
  const { From, Sender } = saidOf(found);
  return ((From ?? Sender) as { readonly Mailbox?: Sender } | undefined)?.Mailbox;
};
const subjectOf = (found: FoundItem) => saidOf(found).Subject;
const entryIdOf = (found: FoundItem) => itemIdOf(found).Id;

/** Undefined for what is no appointment. */
const ofAppointment = (property: (found: FoundItem) => unknown) => (found: FoundItem) =>
  found.item.kind === 'CalendarItem' ? property(found) : undefined;

function eventOf({ item, occurrence }: FoundItem): CalendarEvent | undefined {
  return occurrence ?? firstEventOf(item);
}

const startOf = (found: FoundItem) => momentText(eventOf(found)?.start);
const endOf = (found: FoundItem) => momentText(eventOf(found)?.end);
const momentText = (moment: number | undefined) => moment && utcText(moment);

const busyStatuses = ['Free', 'Tentative', 'Busy', 'OOF', 'WorkingElsewhere'];

function busyStatusOf(found: FoundItem): number {
  return busyStatuses.indexOf(String(saidOf(found).LegacyFreeBusyStatus ?? 'Busy'));
}

/** The names of PSETID_Appointment are numbers; DavMail looks for appointments by them. */
const known: ReadonlyMap<number | string, (found: FoundItem) => unknown> = new Map<
  number | string,
  (found: FoundItem) => unknown
>([
  [0x0e23, ({ item }) => item.number],
  [0x001a, (found) => saidOf(found).ItemClass ?? itemProperties.ItemClass?.(found)],
  [0x0037, subjectOf],
  [0x0e1d, subjectOf],
  [0x0070, subjectOf],
  [0x0039, (found) => saidOf(found).DateTimeSent ?? found.item.created],
  [0x0e06, (found) => saidOf(found).DateTimeReceived ?? found.item.created],
  [0x3007, ({ item }) => item.created],
  [0x3008, ({ item }) => item.modified],
  [0x0e07, ({ item }) => (item.isRead ? readFlag : 0)],
  [0x0e08, (found) => itemProperties.Size?.(found)],
  [0x0e1b, ({ item }) => (item.attachments ?? []).length > 0],
  [0x0e02, (found) => itemProperties.DisplayBcc?.(found)],
  [0x0e03, (found) => itemProperties.DisplayCc?.(found)],
  [0x0e04, (found) => itemProperties.DisplayTo?.(found)],
  [0x0c1a, (found) => senderOf(found)?.Name],
  [0x0c1f, (found) => senderOf(found)?.EmailAddress],
  [0x5d01, (found) => senderOf(found)?.EmailAddress],
  [0x1035, (found) => saidOf(found).InternetMessageId ?? messageProperties.InternetMessageId?.(found)],
  [0x300b, entryIdOf],
  [0x0fff, entryIdOf],
  [0x10f4, () => false],
  [`Appointment/${0x8205}`, ofAppointment(busyStatusOf)],
  [`Appointment/${0x8208}`, ofAppointment((found) => saidOf(found).Location)],
  [`Appointment/${0x820d}`, ofAppointment(startOf)],
  [`Appointment/${0x820e}`, ofAppointment(endOf)],
  [`Appointment/${0x8215}`, ofAppointment((found) => saidOf(found).IsAllDayEvent ?? false)],
  [`Appointment/${0x8223}`, ofAppointment((found) => saidOf(found).Recurrence !== undefined)],
]);

/** mfRead of PidTagMessageFlags. */
const readFlag = 1;

interface Sender {
  readonly Name?: string;
  readonly EmailAddress?: string;
}
