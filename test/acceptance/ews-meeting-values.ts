import { at, ItemId, Mailbox, one, until } from './ews-item-values.js';

/** What meetings have, in the vocabulary of Exchange Web Services. */

const Attendee = [{ Mailbox, ResponseType: 'Accept', LastResponseTime: at }] as const;
const occurrence = { ItemId, Start: at, End: until, OriginalStart: at };
const change = {
  Offset: '-PT60M',
  RelativeYearlyRecurrence: { DaysOfWeek: 'Sunday', DayOfWeekIndex: 'Last', Month: 'March' },
  Time: '02:00:00',
} as const;

const zone = {
  Id: 'W. Europe Standard Time',
  Name: '(UTC+01:00) Amsterdam, Berlin',
  Periods: {
    Period: [
      { Bias: '-PT60M', Name: 'Standard', Id: 's' },
      { Bias: '-PT120M', Name: 'Daylight', Id: 'd' },
    ],
  },
  TransitionsGroups: {
    TransitionsGroup: [
      {
        Id: '0',
        transitions: [
          {
            RecurringDayTransition: {
              To: { Kind: 'Period', text: 'd' },
              TimeOffset: 'PT120M',
              Month: 3,
              DayOfWeek: 'Sunday',
              Occurrence: -1,
            },
          },
          { RecurringDateTransition: { To: { Kind: 'Period', text: 's' }, TimeOffset: 'PT180M', Month: 10, Day: 25 } },
        ],
      },
    ],
  },
  Transitions: {
    transitions: [
      { Transition: { To: { Kind: 'Group', text: '0' } } },
      { AbsoluteDateTransition: { To: { Kind: 'Group', text: '0' }, DateTime: '2027-01-01T00:00:00' } },
    ],
  },
} as const;

export const noEnd = { NoEndRecurrence: { StartDate: '2026-11-30' } };
const monthly = { DaysOfWeek: 'Weekday', DayOfWeekIndex: 'First', Interval: 1 } as const;

export const recurrences = [
  { RelativeYearlyRecurrence: { DaysOfWeek: 'Monday', DayOfWeekIndex: 'Last', Month: 'May' }, ...noEnd },
  { AbsoluteYearlyRecurrence: { DayOfMonth: 1, Month: 'May' }, ...noEnd },
  { RelativeMonthlyRecurrence: monthly, EndDateRecurrence: { StartDate: '2026-11-30', EndDate: '2027-11-30' } },
  { AbsoluteMonthlyRecurrence: { DayOfMonth: 1, Interval: 2 }, ...noEnd },
  {
    WeeklyRecurrence: { Interval: 1, DaysOfWeek: ['Monday', 'Tuesday'], FirstDayOfWeek: 'Monday' },
    NumberedRecurrence: { StartDate: '2026-11-30', NumberOfOccurrences: 5 },
  },
  { DailyRecurrence: { Interval: 1 }, ...noEnd },
] as const;

export const place = {
  DisplayName: 'Room 1',
  PostalAddress: { City: 'Bern', Latitude: 46.9, LocationSource: 'Resource' },
} as const;

export const meeting = {
  Start: at,
  End: until,
  IsAllDayEvent: false,
  LegacyFreeBusyStatus: 'Busy',
  Location: 'Room 1',
  IsMeeting: true,
  IsCancelled: false,
  IsRecurring: true,
  MeetingRequestWasSent: true,
  CalendarItemType: 'RecurringMaster',
  MyResponseType: 'Organizer',
  Organizer: one,
  RequiredAttendees: { Attendee },
  OptionalAttendees: { Attendee },
  Resources: { Attendee },
  ConflictingMeetingCount: 1,
  AdjacentMeetingCount: 0,
  ConflictingMeetings: [{ CalendarItem: { ItemId, Subject: 'x' } }],
  Duration: 'PT1H',
  TimeZone: '(UTC+01:00)',
  AppointmentReplyTime: at,
  AppointmentSequenceNumber: 0,
  AppointmentState: 1,
  Recurrence: recurrences[4],
  FirstOccurrence: occurrence,
  LastOccurrence: occurrence,
  ModifiedOccurrences: { Occurrence: [occurrence] },
  DeletedOccurrences: { DeletedOccurrence: [{ Start: at }] },
  MeetingTimeZone: { TimeZoneName: 'x', BaseOffset: '-PT60M', Standard: change, Daylight: change },
  StartTimeZone: zone,
  EndTimeZone: { Id: 'UTC' },
  ConferenceType: 0,
  AllowNewTimeProposal: true,
  IsOnlineMeeting: false,
  EnhancedLocation: place,
  StartWallClock: at,
  StartTimeZoneId: 'UTC',
} as const;
