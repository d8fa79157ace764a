import type { ValueOf } from '../xsd/model.js';
import { enumeration, listOf, words, xs } from '../xsd/simple-types.js';
import { many, optional } from '../xsd/types.js';
import { legacyFreeBusy } from './calendar-parts.js';
import { t } from './namespaces.js';
import { daysOfWeek } from './recurrence.js';
import { serializableTimeZone } from './time-zones.js';

/** What free/busy answers consist of (MS-OXWAVLS). */

/** A time span. Without a zone the times are those of the request's time zone. */
export const duration = t.complex('Duration', { content: [{ StartTime: xs.dateTime, EndTime: xs.dateTime }] });

/** An address as free/busy and out-of-office requests have it. */
export const address = t.complex('EmailAddress', {
  content: [{ Name: optional(xs.string), Address: xs.string, RoutingType: optional(xs.string) }],
});

/** One value or several, in any combination: a list. */
export const freeBusyViewType = listOf(
  't',
  'FreeBusyViewType',
  enumeration('t', 'FreeBusyViewNameType', words('None MergedOnly FreeBusy FreeBusyMerged Detailed DetailedMerged')),
);

const calendarEventDetails = t.complex('CalendarEventDetails', {
  content: [
    {
      ID: optional(xs.string),
      Subject: optional(xs.string),
      Location: optional(xs.string),
      IsMeeting: xs.boolean,
      IsRecurring: xs.boolean,
      IsException: xs.boolean,
      IsReminderSet: xs.boolean,
      IsPrivate: xs.boolean,
    },
  ],
});

const calendarEvent = t.complex('CalendarEvent', {
  content: [
    {
      StartTime: xs.dateTime,
      EndTime: xs.dateTime,
      BusyType: legacyFreeBusy,
      CalendarEventDetails: optional(calendarEventDetails),
    },
  ],
});

const workingPeriod = t.complex('WorkingPeriod', {
  content: [{ DayOfWeek: daysOfWeek, StartTimeInMinutes: xs.int, EndTimeInMinutes: xs.int }],
});

const workingHours = t.complex('WorkingHours', {
  content: [
    {
      TimeZone: serializableTimeZone,
      WorkingPeriodArray: t.complex('ArrayOfWorkingPeriod', { content: [{ WorkingPeriod: many(workingPeriod) }] }),
    },
  ],
});

/** `MergedFreeBusy` has a digit for each interval: free, tentative, busy, out of office, working elsewhere, unknown. */
export const freeBusyView = t.complex('FreeBusyView', {
  content: [
    {
      FreeBusyViewType: freeBusyViewType,
      MergedFreeBusy: optional(xs.string),
      CalendarEventArray: optional(
        t.complex('ArrayOfCalendarEvent', { content: [{ CalendarEvent: many(calendarEvent) }] }),
      ),
      WorkingHours: optional(workingHours),
    },
  ],
});

export type FreeBusyView = ValueOf<typeof freeBusyView>;
