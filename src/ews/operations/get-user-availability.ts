import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../../ews-schema/operations/get-user-availability.js';
import { momentOf } from '../../mailbox/time-zone.js';
import type { ValueOf } from '../../xsd/model.js';
import { freeBusyOf, type ViewType, type WantedView } from '../availability/free-busy-view.js';
import { SerializableZone } from '../availability/serializable-zone.js';
import { EwsError } from '../errors.js';
import { errorHead } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';

type Request = ValueOf<typeof getUserAvailabilityRequest.type>;
type Response = ValueOf<typeof getUserAvailabilityResponse.type>;
type FreeBusyResponse = NonNullable<NonNullable<Response['FreeBusyResponseArray']>['FreeBusyResponse']>[number];

/** GetUserAvailability (MS-OXWAVLS): free/busy, in the shape of facts/ews-clients §1.3 rule 6. */
export const getUserAvailability = operation({
  request: getUserAvailabilityRequest,
  response: getUserAvailabilityResponse,
  style: 'default',
  answer(request, call): Response {
    const view = wantedView(request, call);
    const mailboxes = request.MailboxDataArray.MailboxData ?? [];
    const responses = mailboxes.map(({ Email }) => responseOf(Email.Address, view, call));
    return { FreeBusyResponseArray: { FreeBusyResponse: responses } };
  },
});

/** The default of MergedFreeBusyIntervalInMinutes, and its bounds (MS-OXWAVLS). */
const usualInterval = 30;
const shortestInterval = 5;
const longestInterval = 1440;
const longestWindowMs = 62 * 24 * 60 * 60 * 1000;

/** Undefined where nothing of the kind is wanted; an EwsError that concerns every mailbox where it can't be had. */
function wantedView({ FreeBusyViewOptions, TimeZone }: Request, call: EwsCall): WantedView | EwsError | undefined {
  if (!FreeBusyViewOptions) return undefined;
  const { TimeWindow, MergedFreeBusyIntervalInMinutes: minutes = usualInterval, RequestedView } = FreeBusyViewOptions;
  const zone = TimeZone ? new SerializableZone(TimeZone) : call.zone;
  const [from, to] = [momentOf(TimeWindow.StartTime, zone), momentOf(TimeWindow.EndTime, zone)];
  if (!(to > from))
    return new EwsError(
      'ErrorInvalidTimeInterval',
      'The requested time duration specified for FreeBusyViewOptions.TimeWindow is invalid.',
    );
  if (to - from > longestWindowMs)
    return new EwsError('ErrorTimeIntervalTooBig', 'The requested time duration is too long.');
  if (minutes < shortestInterval || minutes > longestInterval) {
    return new EwsError('ErrorInvalidMergedFreeBusyInterval', 'The specified merged free/busy interval is invalid.');
  }
  const type: ViewType = RequestedView?.[0] ?? 'FreeBusyMerged';
  return { from, to, minutes, type, zone };
}

function responseOf(address: string, view: WantedView | EwsError | undefined, call: EwsCall): FreeBusyResponse {
  try {
    if (view instanceof EwsError) throw view;
    const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;
    return view
      ? { ResponseMessage: success, FreeBusyView: freeBusy(address, view, call) }
      : { ResponseMessage: success };
  } catch (error) {
    if (error instanceof EwsError) return { ResponseMessage: errorHead(error) };
    throw error;
  }
}

function freeBusy(address: string, view: WantedView, { organization, user }: EwsCall) {
  const owner = organization.findRecipient(address);
  if (!owner) {
    throw new EwsError(
      'ErrorMailRecipientNotFound',
      `Unable to resolve e-mail address ${address} to an Active Directory object.`, // facts/ews-clients §2.1
    );
  }
  const mailbox = organization.mailboxOf(owner);
  if (!mailbox) {
    throw new EwsError(
      'ErrorProxyRequestNotAllowed',
      '[lab] This server passes no request on to another organisation yet.',
    );
  }
  return freeBusyOf(mailbox, owner, user, view);
}
