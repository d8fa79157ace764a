import { DateTime, type IANAZone } from 'luxon';
import { type CalendarEvent, exceptionsOf, firstEventOf } from '../../mailbox/calendar.js';
import type { Recurrence } from '../../mailbox/recurrence.js';
import { zoneOf } from '../../mailbox/time-zone.js';
import type { FoundItem } from '../found-item.js';
import { textOfBody } from '../item-text.js';
import { propertyOf } from '../item-view.js';
import { type ContentLine, contentLines, escapedText, line } from './content-lines.js';
import { ruleText } from './recurrence-rule.js';
import { timeZoneLines } from './time-zone-lines.js';

/** Times of an appointment, as the clocks of its zone show them. */
interface Times {
  readonly id: string;
  readonly zone: IANAZone;
}

/**
 * An appointment as iCalendar (RFC 5545, in the form of MS-OXCICAL): that is what calendar items have as MIME content
 * (the public page on exporting items by using EWS).
 */
export function icalendarOf(found: FoundItem): Buffer {
  const { StartTimeZone, Recurrence: recurrence } = found.item.properties as Appointment;
  const times = { id: StartTimeZone?.Id ?? 'UTC', zone: zoneOf(StartTimeZone?.Id) };
  const event = found.occurrence ?? firstEventOf(found.item);
  const start = event?.start ?? Date.parse(found.item.created);
  const exceptions = found.occurrence ? [] : exceptionsOf(found.item);
  return contentLines([
    'BEGIN:VCALENDAR',
    line('METHOD', propertyOf(found, 'IsMeeting') === true ? 'REQUEST' : 'PUBLISH'),
    line('PRODID', 'Microsoft Exchange Server 2010'), // what all versions since then say
    line('VERSION', '2.0'),
    ...timeZoneLines(times.id, times.zone, DateTime.fromMillis(start, { zone: times.zone }).year),
    ...eventLines(found, event, times, found.occurrence ? undefined : recurrence),
    ...exceptions.flatMap((one) => eventLines({ ...found, occurrence: one }, one, times, undefined)),
    'END:VCALENDAR',
  ]);
}

interface Appointment {
  readonly StartTimeZone?: { readonly Id?: string };
  readonly Recurrence?: Recurrence;
}

const busyStatus: Readonly<Record<string, string>> = {
  Free: 'FREE',
  Tentative: 'TENTATIVE',
  Busy: 'BUSY',
  OOF: 'OOF',
  WorkingElsewhere: 'WORKINGELSEWHERE',
};

function eventLines(
  found: FoundItem,
  event: CalendarEvent | undefined,
  times: Times,
  recurrence: Recurrence | undefined,
): readonly ContentLine[] {
  const { start = 0, end = 0, exception } = event ?? {};
  const said = (name: string) => propertyOf(found, name);
  const text = (name: string, value: unknown) => line(name, escapedText(value), { LANGUAGE: 'en-US' });
  const isOne = found.occurrence !== undefined;
  const deleted = isOne ? [] : (found.item.deletedOccurrences ?? []);
  const status = String(said('LegacyFreeBusyStatus'));
  return [
    'BEGIN:VEVENT',
    ...peopleLines(found),
    text('DESCRIPTION', textOfBody(said('Body'))),
    line('RRULE', recurrence && ruleText(recurrence, times.zone)),
    ...deleted.map((one) => moment('EXDATE', Date.parse(one), times)),
    isOne ? moment('RECURRENCE-ID', exception ? Date.parse(exception.originalStart) : start, times) : undefined,
    text('SUMMARY', said('Subject')),
    moment('DTSTART', start, times),
    moment('DTEND', end, times),
    line('UID', escapedText(said('UID'))),
    line('CLASS', said('Sensitivity') === 'Normal' ? 'PUBLIC' : 'PRIVATE'),
    line('PRIORITY', { High: 1, Low: 9 }[String(said('Importance'))] ?? 5),
    line('DTSTAMP', `${found.item.modified.replace(/[-:]/g, '')}`),
    line('TRANSP', status === 'Free' ? 'TRANSPARENT' : 'OPAQUE'),
    line('STATUS', said('IsCancelled') === true ? 'CANCELLED' : 'CONFIRMED'),
    line('SEQUENCE', Number(said('AppointmentSequenceNumber') ?? 0)),
    text('LOCATION', said('Location')),
    line('X-MICROSOFT-CDO-BUSYSTATUS', busyStatus[status]),
    line('X-MICROSOFT-CDO-ALLDAYEVENT', said('IsAllDayEvent') === true ? 'TRUE' : 'FALSE'),
    'END:VEVENT',
  ];
}

/** `DTSTART;TZID=W. Europe Standard Time:20261130T100000` */
function moment(name: string, at: number, { id, zone }: Times): ContentLine {
  return line(name, DateTime.fromMillis(at, { zone }).toFormat("yyyyMMdd'T'HHmmss"), { TZID: id });
}

interface Person {
  readonly Mailbox?: { readonly Name?: string; readonly EmailAddress?: string };
}

const roles = {
  RequiredAttendees: 'REQ-PARTICIPANT',
  OptionalAttendees: 'OPT-PARTICIPANT',
  Resources: 'NON-PARTICIPANT',
} as const;

/** Who meets: nobody where nobody is invited. */
function peopleLines(found: FoundItem): readonly ContentLine[] {
  if (propertyOf(found, 'IsMeeting') !== true) return [];
  const person = (name: string, { Mailbox }: Person, parameters: Readonly<Record<string, string>>) =>
    Mailbox?.EmailAddress &&
    line(name, `MAILTO:${Mailbox.EmailAddress.replace(/\p{Cc}/gu, '')}`, { ...parameters, CN: Mailbox.Name });
  const attendees = Object.entries(roles).flatMap(([name, ROLE]) => {
    const { Attendee = [] } = (propertyOf(found, name) ?? {}) as { readonly Attendee?: readonly Person[] };
    return Attendee.map((one) => person('ATTENDEE', one, { ROLE, PARTSTAT: 'NEEDS-ACTION', RSVP: 'TRUE' }));
  });
  return [person('ORGANIZER', (propertyOf(found, 'Organizer') ?? {}) as Person, {}), ...attendees];
}
