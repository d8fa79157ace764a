import { optional } from '../xsd/model.js';
import { xs } from '../xsd/simple-types.js';
import {
  attendees,
  calendarActivityData,
  calendarItemType,
  deletedOccurrences,
  enhancedLocation,
  inboxReminders,
  legacyFreeBusy,
  occurrenceInfo,
  occurrences,
  onlineMeetingSettings,
  responseType,
} from './calendar-parts.js';
import { singleRecipient } from './email-address.js';
import { item } from './item.js';
import { allItems } from './items.js';
import { t } from './namespaces.js';
import { recurrence } from './recurrence.js';
import { timeZone, timeZoneDefinition } from './time-zones.js';

/** What names a meeting in all calendars. */
export const identity = {
  UID: optional(xs.string),
  RecurrenceId: optional(xs.dateTime),
  DateTimeStamp: optional(xs.dateTime),
};

export const when = {
  Start: optional(xs.dateTime),
  End: optional(xs.dateTime),
  OriginalStart: optional(xs.dateTime),
  IsAllDayEvent: optional(xs.boolean),
  LegacyFreeBusyStatus: optional(legacyFreeBusy),
  Location: optional(xs.string),
  When: optional(xs.string),
  IsMeeting: optional(xs.boolean),
  IsCancelled: optional(xs.boolean),
  IsRecurring: optional(xs.boolean),
  MeetingRequestWasSent: optional(xs.boolean),
};

export const who = {
  CalendarItemType: optional(calendarItemType),
  MyResponseType: optional(responseType),
  Organizer: optional(singleRecipient),
  RequiredAttendees: optional(attendees),
  OptionalAttendees: optional(attendees),
  Resources: optional(attendees),
};

export const beside = {
  ConflictingMeetingCount: optional(xs.int),
  AdjacentMeetingCount: optional(xs.int),
  ConflictingMeetings: optional(() => allItems),
  AdjacentMeetings: optional(() => allItems),
  Duration: optional(xs.string),
  TimeZone: optional(xs.string),
  AppointmentReplyTime: optional(xs.dateTime),
  AppointmentSequenceNumber: optional(xs.int),
  AppointmentState: optional(xs.int),
  Recurrence: optional(recurrence),
  FirstOccurrence: optional(occurrenceInfo),
  LastOccurrence: optional(occurrenceInfo),
  ModifiedOccurrences: optional(occurrences),
  DeletedOccurrences: optional(deletedOccurrences),
  MeetingTimeZone: optional(timeZone),
  StartTimeZone: optional(timeZoneDefinition),
  EndTimeZone: optional(timeZoneDefinition),
  ConferenceType: optional(xs.int),
  AllowNewTimeProposal: optional(xs.boolean),
  IsOnlineMeeting: optional(xs.boolean),
  MeetingWorkspaceUrl: optional(xs.string),
  NetShowUrl: optional(xs.string),
  EnhancedLocation: optional(enhancedLocation),
};

export const wallClock = {
  StartWallClock: optional(xs.dateTime),
  EndWallClock: optional(xs.dateTime),
  StartTimeZoneId: optional(xs.string),
  EndTimeZoneId: optional(xs.string),
};

/** Appointments and meetings (MS-OXWSMTGS). */
export const calendarItem = t.extended('CalendarItemType', () => item, {
  content: [
    {
      ...identity,
      ...when,
      IsResponseRequested: optional(xs.boolean),
      ...who,
      InboxReminders: optional(inboxReminders),
      ...beside,
      ...wallClock,
      IntendedFreeBusyStatus: optional(legacyFreeBusy),
      JoinOnlineMeetingUrl: optional(xs.string),
      OnlineMeetingSettings: optional(onlineMeetingSettings),
      IsOrganizer: optional(xs.boolean),
      CalendarActivityData: optional(calendarActivityData),
    },
  ],
});
