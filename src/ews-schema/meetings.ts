import { enumeration, words, xs } from '../xsd/simple-types.js';
import { optional } from '../xsd/types.js';
import { course, identity, neighbors, wallClock, when, who } from './calendar-fields.js';
import { enhancedLocation, legacyFreeBusy, responseType } from './calendar-parts.js';
import { itemId } from './item-ids.js';
import { allItems } from './items.js';
import { message } from './messages.js';
import { t } from './namespaces.js';
import { recurrence } from './recurrence.js';

/** Messages about meetings (MS-OXWSMTGS). */
export const meetingMessage = t.extended('MeetingMessageType', () => message, {
  content: [
    {
      AssociatedCalendarItemId: optional(itemId),
      IsDelegated: optional(xs.boolean),
      IsOutOfDate: optional(xs.boolean),
      HasBeenProcessed: optional(xs.boolean),
      ResponseType: optional(responseType),
      ...identity,
      IsOrganizer: optional(xs.boolean),
    },
  ],
});

const changeHighlights = t.complex('ChangeHighlightsType', {
  content: [
    {
      HasLocationChanged: optional(xs.boolean),
      Location: optional(xs.string),
      HasStartTimeChanged: optional(xs.boolean),
      Start: optional(xs.dateTime),
      HasEndTimeChanged: optional(xs.boolean),
      End: optional(xs.dateTime),
    },
  ],
});

const meetingRequestType = enumeration(
  't',
  'MeetingRequestTypeType',
  words('None FullUpdate InformationalUpdate NewMeetingRequest Outdated SilentUpdate PrincipalWantsCopy'),
);

export const meetingRequest = t.extended('MeetingRequestMessageType', meetingMessage, {
  content: [
    {
      MeetingRequestType: optional(meetingRequestType),
      IntendedFreeBusyStatus: optional(legacyFreeBusy),
      ...when,
      ...who,
      ...neighbors,
      ConflictingMeetings: optional(() => allItems),
      AdjacentMeetings: optional(() => allItems),
      ...course,
      ChangeHighlights: optional(changeHighlights),
      ...wallClock,
    },
  ],
});

const about = {
  Start: optional(xs.dateTime),
  End: optional(xs.dateTime),
  Location: optional(xs.string),
  Recurrence: optional(recurrence),
  CalendarItemType: optional(xs.string),
};

export const meetingResponse = t.extended('MeetingResponseMessageType', meetingMessage, {
  content: [
    {
      ...about,
      ProposedStart: optional(xs.dateTime),
      ProposedEnd: optional(xs.dateTime),
      EnhancedLocation: optional(enhancedLocation),
    },
  ],
});

export const meetingCancellation = t.extended('MeetingCancellationMessageType', meetingMessage, {
  content: [{ ...about, EnhancedLocation: optional(enhancedLocation) }],
});
