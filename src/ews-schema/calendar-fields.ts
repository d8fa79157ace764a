import { xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import {
  attendees,
  calendarItemType,
  deletedOccurrences,
  enhancedLocation,
  legacyFreeBusy,
  occurrenceInfo,
  occurrences,
  responseType,
} from './calendar-parts.js';
import { singleRecipient } from './email-address.js';
import { recurrence } from './recurrence.js';
import { timeZone, timeZoneDefinition } from './time-zones.js';

/** What both meetings and requests to come to them have (MS-OXWSMTGS): first what names a meeting in all calendars. */
export const identity = {
  UID: optional(xs.string),
  RecurrenceId: optional(xs.dateTime),
  DateTimeStamp: optional(xs.dateTime),
};

/** When and where. */
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

/** How many meetings are at the same time or next to it. */
export const neighbors = {
  ConflictingMeetingCount: optional(xs.int),
  AdjacentMeetingCount: optional(xs.int),
};

/** How long, how often, and in which time zone. */
export const course = {
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
