import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choices, many, optional } from '../xsd/types.js';
import { legacyFreeBusy } from './calendar-parts.js';
import { duration } from './free-busy.js';
import { m, t } from './namespaces.js';
import { responseMessage } from './responses.js';

/** Times that are proposed for a meeting (MS-OXWAVLS). */

const suggestionQuality = enumeration('t', 'SuggestionQuality', words('Excellent Good Fair Poor'));

export const suggestionsViewOptions = t.complex('SuggestionsViewOptionsType', {
  content: [
    {
      GoodThreshold: optional(xs.int),
      MaximumResultsByDay: optional(xs.int),
      MaximumNonWorkHourResultsByDay: optional(xs.int),
      MeetingDurationInMinutes: optional(xs.int),
      MinimumSuggestionQuality: optional(suggestionQuality),
      DetailedSuggestionsWindow: duration,
      CurrentMeetingTime: optional(xs.dateTime),
      GlobalObjectId: optional(xs.string),
    },
  ],
});

/** What a time would mean for each of those invited, in the order of the request. */
const attendeeConflictData = t.complex('ArrayOfAttendeeConflictData', {
  content: [
    choices('conflicts', {
      UnknownAttendeeConflictData: t.complex('UnknownAttendeeConflictData', {}),
      IndividualAttendeeConflictData: t.complex('IndividualAttendeeConflictData', {
        content: [{ BusyType: legacyFreeBusy }],
      }),
      TooBigGroupAttendeeConflictData: t.complex('TooBigGroupAttendeeConflictData', {}),
      GroupAttendeeConflictData: t.complex('GroupAttendeeConflictData', {
        content: [
          {
            NumberOfMembers: xs.int,
            NumberOfMembersAvailable: xs.int,
            NumberOfMembersWithConflict: xs.int,
            NumberOfMembersWithNoData: xs.int,
          },
        ],
      }),
    }),
  ],
});

const suggestion = t.complex('Suggestion', {
  content: [
    {
      MeetingTime: xs.dateTime,
      IsWorkTime: xs.boolean,
      SuggestionQuality: suggestionQuality,
      AttendeeConflictDataArray: optional(attendeeConflictData),
    },
  ],
});

const suggestionDayResult = t.complex('SuggestionDayResult', {
  content: [
    {
      Date: xs.dateTime,
      DayQuality: suggestionQuality,
      SuggestionArray: optional(t.complex('ArrayOfSuggestion', { content: [{ Suggestion: many(suggestion) }] })),
    },
  ],
});

export const suggestionsResponse = m.complex('SuggestionsResponseType', {
  content: [
    {
      ResponseMessage: optional(responseMessage),
      SuggestionDayResultArray: optional(
        t.complex('ArrayOfSuggestionDayResult', { content: [{ SuggestionDayResult: many(suggestionDayResult) }] }),
      ),
    },
  ],
});
