import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { element, many, optional } from '../../xsd/types.js';
import { address, duration, freeBusyView, freeBusyViewType } from '../free-busy.js';
import { m, t } from '../namespaces.js';
import { responseMessage } from '../responses.js';
import { suggestionsResponse, suggestionsViewOptions } from '../suggestions.js';
import { serializableTimeZone } from '../time-zones.js';

/** GetUserAvailability (MS-OXWAVLS): free/busy times and proposals for a meeting. */

const mailboxData = t.complex('MailboxData', {
  content: [
    {
      Email: address,
      AttendeeType: enumeration('t', 'MeetingAttendeeType', words('Organizer Required Optional Room Resource')),
      ExcludeConflicts: optional(xs.boolean),
    },
  ],
});

const freeBusyViewOptions = t.complex('FreeBusyViewOptionsType', {
  content: [
    {
      TimeWindow: duration,
      MergedFreeBusyIntervalInMinutes: optional(xs.int),
      RequestedView: optional(freeBusyViewType),
    },
  ],
});

export const getUserAvailabilityRequest = element(
  'm',
  'GetUserAvailabilityRequest',
  m.complex('GetUserAvailabilityRequestType', {
    content: [
      {
        TimeZone: optional(serializableTimeZone, 't'),
        MailboxDataArray: t.complex('ArrayOfMailboxData', { content: [{ MailboxData: many(mailboxData) }] }),
        FreeBusyViewOptions: optional(freeBusyViewOptions, 't'),
        SuggestionsViewOptions: optional(suggestionsViewOptions, 't'),
      },
    ],
  }),
);

const freeBusyResponse = m.complex('FreeBusyResponseType', {
  content: [{ ResponseMessage: optional(responseMessage), FreeBusyView: optional(freeBusyView) }],
});

export const getUserAvailabilityResponse = element(
  'm',
  'GetUserAvailabilityResponse',
  m.complex('GetUserAvailabilityResponseType', {
    content: [
      {
        FreeBusyResponseArray: optional(
          m.complex('ArrayOfFreeBusyResponse', { content: [{ FreeBusyResponse: many(freeBusyResponse) }] }),
        ),
        SuggestionsResponse: optional(suggestionsResponse),
      },
    ],
  }),
);
