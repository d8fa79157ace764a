import type { Zone } from 'luxon';
import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../../ews-schema/operations/get-user-availability.js';
import type { ValueOf } from '../../xsd/model.js';
import { type Sighting, sightingsOf } from '../availability/calendars.js';
import { type SuggestionWishes, suggestionWishes } from '../availability/suggestion-wishes.js';
import { suggestionInterval, suggestionsByDay } from '../availability/suggestions.js';
import { wantedView, zoneOfRequest } from '../availability/wanted-view.js';
import { EwsError } from '../errors.js';
import { EwsFault } from '../fault.js';
import { errorHead } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof getUserAvailabilityRequest.type>;
type Response = ValueOf<typeof getUserAvailabilityResponse.type>;
type FreeBusyResponse = NonNullable<NonNullable<Response['FreeBusyResponseArray']>['FreeBusyResponse']>[number];
type Attendees = NonNullable<Request['MailboxDataArray']['MailboxData']>;
type Later<Value> = Value | Promise<Value>;

/** GetUserAvailability (MS-OXWAVLS): free/busy, in the shape of facts/ews-clients §1.3 rule 6, and times for a meeting. */
export const getUserAvailability = operation({
  request: getUserAvailabilityRequest,
  response: getUserAvailabilityResponse,
  style: 'default',
  answer(request, call): Later<Response> {
    const attendees = attendeesOf(request);
    const freeBusy = freeBusyResponses(attendees, request, call);
    const rest = (ready: Awaited<typeof freeBusy>) => {
      const suggestions = suggestionsResponse(attendees, request, call);
      return suggestions instanceof Promise
        ? suggestions.then((all) => together(ready, all))
        : together(ready, suggestions);
    };
    return freeBusy instanceof Promise ? freeBusy.then(rest) : rest(freeBusy);
  },
});

function together(
  freeBusy: readonly FreeBusyResponse[] | undefined,
  suggestions: Response['SuggestionsResponse'],
): Response {
  return {
    ...(freeBusy ? { FreeBusyResponseArray: { FreeBusyResponse: freeBusy } } : {}),
    ...(suggestions ? { SuggestionsResponse: suggestions } : {}),
  };
}

/** Documented for ErrorMailboxDataArrayTooBig. */
const mostMailboxes = 100;

/** Throws EwsFault for a request that is about nobody, too many, or nothing: there is no message to say it in. */
function attendeesOf({ MailboxDataArray, FreeBusyViewOptions, SuggestionsViewOptions }: Request): Attendees {
  const attendees = MailboxDataArray.MailboxData ?? [];
  if (attendees.length === 0)
    throw new EwsFault('ErrorMailboxDataArrayEmpty', '[lab] The MailboxDataArray of the request is empty.');
  if (attendees.length > mostMailboxes)
    throw new EwsFault('ErrorMailboxDataArrayTooBig', `[lab] The MailboxDataArray has more than ${mostMailboxes}.`);
  if (!FreeBusyViewOptions && !SuggestionsViewOptions)
    throw new EwsFault('ErrorInvalidRequest', '[lab] Neither FreeBusyViewOptions nor SuggestionsViewOptions is there.');
  return attendees;
}

const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;

/** One for each of those asked for, in their order; undefined where none is wanted. */
function freeBusyResponses(
  attendees: Attendees,
  { FreeBusyViewOptions, TimeZone }: Request,
  call: EwsCall,
): Later<readonly FreeBusyResponse[] | undefined> {
  if (!FreeBusyViewOptions) return undefined;
  try {
    const view = wantedView(FreeBusyViewOptions, zoneOfRequest(TimeZone, call.zone));
    const sightings = sightingsOf(addressesOf(attendees), view, call);
    const respond = (ready: readonly Sighting[]) => ready.map(freeBusyResponse);
    return sightings instanceof Promise ? sightings.then(respond) : respond(sightings);
  } catch (error) {
    if (error instanceof EwsError) return attendees.map(() => freeBusyResponse(error));
    throw error;
  }
}

function addressesOf(attendees: Attendees): readonly string[] {
  return attendees.map(({ Email }) => Email.Address.trim());
}

function freeBusyResponse(sighting: Sighting): FreeBusyResponse {
  return sighting instanceof EwsError
    ? { ResponseMessage: errorHead(sighting) }
    : { ResponseMessage: success, FreeBusyView: sighting };
}

function suggestionsResponse(
  attendees: Attendees,
  { SuggestionsViewOptions, TimeZone }: Request,
  call: EwsCall,
): Later<Response['SuggestionsResponse']> {
  if (!SuggestionsViewOptions) return undefined;
  try {
    const zone = zoneOfRequest(TimeZone, call.zone);
    const wishes = suggestionWishes(SuggestionsViewOptions, zone);
    const view = { from: wishes.from, to: wishes.to, minutes: suggestionInterval, type: 'MergedOnly', zone } as const;
    const sightings = sightingsOf(addressesOf(attendees), view, call);
    const respond = (ready: readonly Sighting[]) => suggestionsOf(attendees, ready, { wishes, zone });
    return sightings instanceof Promise ? sightings.then(respond) : respond(sightings);
  } catch (error) {
    if (error instanceof EwsError) return { ResponseMessage: errorHead(error) };
    throw error;
  }
}

function suggestionsOf(
  attendees: Attendees,
  sightings: readonly Sighting[],
  { wishes, zone }: { readonly wishes: SuggestionWishes; readonly zone: Zone },
): Response['SuggestionsResponse'] {
  const all = attendees.flatMap(({ ExcludeConflicts = false }, at) => {
    const sighting = sightings[at];
    return sighting ? [{ sighting, excludesConflicts: ExcludeConflicts }] : [];
  });
  return {
    ResponseMessage: success,
    SuggestionDayResultArray: { SuggestionDayResult: suggestionsByDay(all, wishes, zone) },
  };
}
