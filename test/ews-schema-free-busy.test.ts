import t from 'tap';
import { getMailTipsRequest, getMailTipsResponse } from '../src/ews-schema/operations/get-mail-tips.js';
import {
  getServerTimeZonesRequest,
  getServerTimeZonesResponse,
} from '../src/ews-schema/operations/get-server-time-zones.js';
import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../src/ews-schema/operations/get-user-availability.js';
import {
  getUserOofSettingsRequest,
  getUserOofSettingsResponse,
} from '../src/ews-schema/operations/get-user-oof-settings.js';
import {
  setUserOofSettingsRequest,
  setUserOofSettingsResponse,
} from '../src/ews-schema/operations/set-user-oof-settings.js';
import { answerOf, example, hold, noSamples, sample, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Free/busy times, mail tips, out-of-office replies and time zones in the vocabulary of Exchange Web Services.

const central = {
  Bias: -60,
  StandardTime: { Bias: 0, Time: '03:00:00', DayOrder: 5, Month: 10, DayOfWeek: 'Sunday' },
  DaylightTime: { Bias: -60, Time: '02:00:00', DayOrder: 5, Month: 3, DayOfWeek: 'Sunday' },
} as const;

t.test('what clients ask for is read', { skip: noSamples }, async (t) => {
  t.strictSame(valueIn(getUserAvailabilityRequest, sample('exchangelib/GetUserAvailability-1')), {
    TimeZone: central,
    MailboxDataArray: {
      MailboxData: [
        {
          Email: { Address: 'user1@lab.test', RoutingType: 'SMTP' },
          AttendeeType: 'Required',
          ExcludeConflicts: false,
        },
      ],
    },
    FreeBusyViewOptions: {
      TimeWindow: { StartTime: '2026-11-22T20:32:35.335265Z', EndTime: '2026-11-25T20:32:35.335265Z' },
      MergedFreeBusyIntervalInMinutes: 30,
      RequestedView: ['DetailedMerged'],
    },
  });
  const { TimeZone, FreeBusyViewOptions } = valueIn(getUserAvailabilityRequest, sample('ewsjs/GetUserAvailability-1'));
  t.equal(TimeZone, undefined, 'the zone stands in the header');
  t.equal(FreeBusyViewOptions?.TimeWindow.StartTime, '2026-11-22T00:00:00');
  t.strictSame(valueIn(getServerTimeZonesRequest, sample('exchangelib/GetServerTimeZones-1')), {
    ReturnFullTimeZoneData: true,
    Ids: { Id: ['UTC'] },
  });
});

const Duration = { StartTime: '2026-11-24T09:00:00', EndTime: '2026-11-24T10:00:00' };
const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;
const Mailbox = { Name: 'User 1', Address: 'user1@lab.test', RoutingType: 'SMTP' };

const suggestionsRequest = {
  GoodThreshold: 25,
  MaximumResultsByDay: 10,
  MaximumNonWorkHourResultsByDay: 0,
  MeetingDurationInMinutes: 30,
  MinimumSuggestionQuality: 'Good',
  DetailedSuggestionsWindow: Duration,
  CurrentMeetingTime: Duration.StartTime,
  GlobalObjectId: '0400',
} as const;

const calendarEvent = {
  ...Duration,
  BusyType: 'OOF',
  CalendarEventDetails: {
    ID: '00000000',
    Subject: 'Lab event',
    Location: 'Room 1',
    IsMeeting: false,
    IsRecurring: false,
    IsException: false,
    IsReminderSet: true,
    IsPrivate: false,
  },
} as const;

const workingHours = {
  TimeZone: { ...central, StandardTime: { ...central.StandardTime, Year: '2026' } },
  WorkingPeriodArray: {
    WorkingPeriod: [{ DayOfWeek: ['Monday', 'Friday'], StartTimeInMinutes: 480, EndTimeInMinutes: 1020 }],
  },
} as const;

const suggestion = {
  MeetingTime: Duration.StartTime,
  IsWorkTime: true,
  SuggestionQuality: 'Excellent',
  AttendeeConflictDataArray: {
    conflicts: [
      { UnknownAttendeeConflictData: {} },
      { IndividualAttendeeConflictData: { BusyType: 'Free' } },
      { TooBigGroupAttendeeConflictData: {} },
      {
        GroupAttendeeConflictData: {
          NumberOfMembers: 3,
          NumberOfMembersAvailable: 1,
          NumberOfMembersWithConflict: 1,
          NumberOfMembersWithNoData: 1,
        },
      },
    ],
  },
} as const;

t.test('availability holds Exchange’s schema', { skip: noXmllint || noSchema() }, async (t) => {
  await hold(t, [
    example(getUserAvailabilityRequest, {
      TimeZone: central,
      MailboxDataArray: { MailboxData: [{ Email: Mailbox, AttendeeType: 'Room' }] },
      FreeBusyViewOptions: { TimeWindow: Duration, RequestedView: ['FreeBusy', 'MergedOnly'] },
      SuggestionsViewOptions: suggestionsRequest,
    }),
    example(getUserAvailabilityResponse, {
      FreeBusyResponseArray: {
        FreeBusyResponse: [
          {
            ResponseMessage: success,
            FreeBusyView: {
              FreeBusyViewType: ['DetailedMerged'],
              MergedFreeBusy: '0123',
              CalendarEventArray: { CalendarEvent: [calendarEvent] },
              WorkingHours: workingHours,
            },
          },
          {
            ResponseMessage: { ResponseClass: 'Error', ResponseCode: 'ErrorMailRecipientNotFound' },
            FreeBusyView: { FreeBusyViewType: ['None'] },
          },
        ],
      },
      SuggestionsResponse: {
        ResponseMessage: success,
        SuggestionDayResultArray: {
          SuggestionDayResult: [
            {
              Date: '2026-11-24T00:00:00',
              DayQuality: 'Excellent',
              SuggestionArray: { Suggestion: [suggestion] },
            },
          ],
        },
      },
    }),
  ]);
});

const recipient = { Name: '', EmailAddress: 'user1@lab.test', RoutingType: 'SMTP' };

t.test('mail tips hold it', { skip: noXmllint || noSchema() }, async (t) => {
  await hold(t, [
    example(getMailTipsRequest, {
      SendingAs: { EmailAddress: 'user2@lab.test' },
      Recipients: { Mailbox: [recipient] },
      MailTipsRequested: ['OutOfOfficeMessage', 'MailboxFullStatus'],
    }),
    example(getMailTipsResponse, {
      ...success,
      ResponseMessages: {
        MailTipsResponseMessageType: [
          {
            ...success,
            MailTips: {
              RecipientAddress: recipient,
              PendingMailTips: [],
              OutOfOffice: { ReplyBody: { Message: 'Away' }, Duration },
              MailboxFull: false,
              CustomMailTip: 'Mind the gap',
              TotalMemberCount: 1,
              ExternalMemberCount: 0,
              MaxMessageSize: 37_748_736,
              DeliveryRestricted: false,
              IsModerated: false,
              InvalidRecipient: false,
              Scope: 0,
            },
          },
        ],
      },
    }),
  ]);
});

const OofSettings = {
  OofState: 'Scheduled',
  ExternalAudience: 'Known',
  Duration,
  InternalReply: { Message: 'Away' },
  ExternalReply: { Message: 'Gone' },
} as const;

t.test('out-of-office settings hold it', { skip: noXmllint || noSchema() }, async (t) => {
  await hold(t, [
    example(getUserOofSettingsRequest, { Mailbox }),
    example(getUserOofSettingsResponse, { ResponseMessage: success, OofSettings, AllowExternalOof: 'All' }),
    example(setUserOofSettingsRequest, {
      Mailbox,
      UserOofSettings: {
        ...OofSettings,
        DeclineMeetingReply: {},
        CreateOOFEvent: true,
        EventsToDeleteIDs: [{ EventToDeleteID: 'a' }],
      },
    }),
    example(setUserOofSettingsResponse, { ResponseMessage: success }),
  ]);
});

const standard = 'trule:Microsoft/Registry/UTC/1-Standard';

t.test('time zones hold it', { skip: noXmllint || noSchema() }, async (t) => {
  await hold(t, [
    example(getServerTimeZonesRequest, {}),
    example(
      getServerTimeZonesResponse,
      answerOf('GetServerTimeZones', {
        TimeZoneDefinitions: {
          TimeZoneDefinition: [
            {
              Id: 'UTC',
              Name: '(UTC) Coordinated Universal Time',
              Periods: { Period: [{ Bias: 'PT0S', Name: 'Standard', Id: standard }] },
              TransitionsGroups: {
                TransitionsGroup: [
                  { Id: '0', transitions: [{ Transition: { To: { Kind: 'Period', text: standard } } }] },
                ],
              },
              Transitions: { transitions: [{ Transition: { To: { Kind: 'Group', text: '0' } } }] },
            },
          ],
        },
      }),
    ),
  ]);
});
