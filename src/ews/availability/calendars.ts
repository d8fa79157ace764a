import type { FreeBusyReport } from '../../connectivity/free-busy.js';
import { findRecipient, type Recipient } from '../../directory/recipient.js';
import { type ForeignMailbox, foreignMailbox } from '../../directory/sharing-route.js';
import type { FreeBusyView } from '../../ews-schema/free-busy.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import { sameText } from '../../protocol/audience.js';
import { EwsError } from '../errors.js';
import type { EwsCall } from '../operation.js';
import { freeBusyOf, type WantedView } from './free-busy-view.js';
import { wantedElsewhere } from './wanted-view.js';

/** A calendar that is here, or in another organisation. */
type Calendar = { readonly owner: Recipient; readonly mailbox: Mailbox } | ForeignMailbox;

/** What one may see of a calendar, or why that is nothing. */
export type Sighting = FreeBusyView | EwsError;

/** Free/busy of each address, in their order; other organisations are asked where mailboxes are theirs. */
export function sightingsOf(
  addresses: readonly string[],
  view: WantedView,
  call: EwsCall,
): readonly Sighting[] | Promise<readonly Sighting[]> {
  const calendars = addresses.map((address) => attempt(() => calendarOf(address, call)));
  const sightings = (reports: ReadonlyMap<ForeignMailbox, FreeBusyReport>) =>
    calendars.map((calendar) => {
      if (calendar instanceof EwsError) return calendar;
      if (isElsewhere(calendar)) return sightingOf(reports.get(calendar));
      return attempt(() => freeBusyOf(calendar.mailbox, calendar.owner, call.user, view));
    });
  const mailboxes = calendars.filter(isElsewhere);
  if (mailboxes.length === 0) return sightings(new Map());
  return call.organization
    .foreignFreeBusy({ asker: call.user, mailboxes, wanted: wantedElsewhere(view) })
    .then((reports) => sightings(new Map(mailboxes.map((mailbox, at) => [mailbox, reports[at] ?? {}]))));
}

function isElsewhere(calendar: Calendar | EwsError): calendar is ForeignMailbox {
  return 'domain' in calendar;
}

function attempt<Value>(work: () => Value): Value | EwsError {
  try {
    return work();
  } catch (error) {
    if (error instanceof EwsError) return error;
    throw error;
  }
}

function calendarOf(address: string, call: EwsCall): Calendar {
  const { organization, user } = call;
  const owner = ownerOf(address, organization.addressBookOf(user));
  const mailbox = owner && organization.mailboxOf(owner);
  if (mailbox) return { owner, mailbox };
  const elsewhere = owner ? foreignMailbox(owner) : organization.foreignAddress(address, user);
  if (!elsewhere) {
    throw new EwsError(
      'ErrorMailRecipientNotFound',
      `Unable to resolve e-mail address ${address} to an Active Directory object.`, // facts/ews-clients §2.1
    );
  }
  if (call.isProxied || !organization.mailboxOf(user)) throw notPassedOn(elsewhere);
  return elsewhere;
}

/** By an SMTP address, also that to which mail for a remote mailbox goes; other names are no addresses. */
function ownerOf(address: string, addressBook: readonly Recipient[]): Recipient | undefined {
  if (!address.includes('@')) return undefined;
  const isTarget = ({ targetAddress }: Recipient) => targetAddress && sameText(targetAddress, `smtp:${address}`);
  return findRecipient(addressBook, address) ?? addressBook.find(isTarget);
}

/**
 * Who comes from the other organisation is not sent back there, nor anywhere else: else two that each believe the mailbox
 * to be the other's would ask each other for ever. That this is what LID 39660 is for is inferred
 * (facts/oauth-outbound-admin §1.8).
 */
function notPassedOn({ address }: ForeignMailbox): EwsError {
  return new EwsError(
    'ErrorProxyRequestNotAllowed',
    `The cross-organization request for mailbox ${address} is not allowed because the requester is from a different organization`,
  );
}

function sightingOf({ view, error }: FreeBusyReport = {}): Sighting {
  if (view) return view;
  if (error) return new EwsError(error.responseCode, error.text);
  return new EwsError('ErrorProxyRequestProcessingFailed', '[lab] The other organisation was not asked.');
}
