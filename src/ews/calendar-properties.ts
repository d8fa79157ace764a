import { DateTime } from 'luxon';
import { exceptionsOf, firstEventOf, lastEventOf } from '../mailbox/calendar.js';
import { utcText } from '../mailbox/time-zone.js';
import type { FoundItem } from './found-item.js';
import { type ComputedProperties, itemIdOf, saidOf } from './item-properties.js';

/** Of appointments and meetings (MS-OXWSMTGS). */
export const calendarProperties: ComputedProperties = {
  Start: ({ occurrence }) => occurrence && utcText(occurrence.start),
  End: ({ occurrence }) => occurrence && utcText(occurrence.end),
  OriginalStart: ({ occurrence }) =>
    occurrence && utcText(Date.parse(occurrence.exception?.originalStart ?? '') || occurrence.start),
  IsAllDayEvent: () => false,
  LegacyFreeBusyStatus: () => 'Busy',
  IsMeeting: (found) => hasAttendees(found),
  IsCancelled: () => false,
  IsRecurring: ({ occurrence }) => occurrence?.index !== undefined,
  MeetingRequestWasSent: () => false,
  IsResponseRequested: () => true,
  CalendarItemType: (found) => kindOf(found),
  MyResponseType: (found) => (hasAttendees(found) ? 'Organizer' : 'Unknown'),
  Organizer: ({ owner }) => ({
    Mailbox: { Name: owner.displayName, EmailAddress: owner.primarySmtpAddress, RoutingType: 'SMTP' },
  }),
  UID: ({ mailbox, item }) => `${mailbox.guid}.${item.number}`,
  DateTimeStamp: ({ item }) => item.modified,
  Duration: (found) => durationOf(found),
  AppointmentSequenceNumber: () => 0,
  AppointmentState: (found) => (hasAttendees(found) ? 1 : 0),
  FirstOccurrence: (found) => edge(found, firstEventOf),
  LastOccurrence: (found) => edge(found, lastEventOf),
  ModifiedOccurrences: (found) => modified(found),
  DeletedOccurrences: ({ item, occurrence }) =>
    occurrence || !item.deletedOccurrences?.length
      ? undefined
      : { DeletedOccurrence: item.deletedOccurrences.map((Start) => ({ Start })) },
  ConferenceType: () => 0,
  AllowNewTimeProposal: () => true,
  IsOnlineMeeting: () => false,
};

function hasAttendees(found: FoundItem): boolean {
  const { RequiredAttendees, OptionalAttendees, Resources } = saidOf(found);
  return [RequiredAttendees, OptionalAttendees, Resources].some((list) => list !== undefined);
}

function kindOf({ item, occurrence }: FoundItem): string {
  if (item.properties.Recurrence === undefined) return 'Single';
  if (!occurrence) return 'RecurringMaster';
  return occurrence.exception ? 'Exception' : 'Occurrence';
}

/** `PT1H30M` */
function durationOf(found: FoundItem): string | undefined {
  const { start, end } = found.occurrence ?? firstEventOf(found.item) ?? {};
  if (start === undefined || end === undefined) return undefined;
  return DateTime.fromMillis(end).diff(DateTime.fromMillis(start), ['hours', 'minutes']).toISO() ?? undefined;
}

/** Series that do not end have no last occurrence. */
function edge(found: FoundItem, eventOf: typeof firstEventOf) {
  const { item, occurrence } = found;
  const recurrence = item.properties.Recurrence as { readonly NoEndRecurrence?: unknown } | undefined;
  if (occurrence || !recurrence || (eventOf === lastEventOf && recurrence.NoEndRecurrence)) return undefined;
  const event = eventOf(item);
  return event && occurrenceInfo({ ...found, occurrence: event });
}

function modified(found: FoundItem) {
  const { item, occurrence } = found;
  if (occurrence || !item.exceptions?.length) return undefined;
  return { Occurrence: exceptionsOf(item).map((event) => occurrenceInfo({ ...found, occurrence: event })) };
}

function occurrenceInfo(found: FoundItem) {
  const { start = 0, end = 0, exception } = found.occurrence ?? {};
  return {
    ItemId: itemIdOf(found),
    Start: utcText(start),
    End: utcText(end),
    OriginalStart: exception?.originalStart ?? utcText(start),
  };
}
