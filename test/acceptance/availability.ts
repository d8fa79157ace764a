import { DateTime } from 'luxon';
import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../../src/ews-schema/operations/get-user-availability.js';
import type { Lab } from '../../src/index.js';
import { namespaces } from '../../src/protocol/namespaces.js';
import { xml } from '../../src/protocol/xml.js';
import type { ValueOf } from '../../src/xsd/model.js';
import type { EwsSession } from './ews-session.js';

/** Asking for free/busy, as the tests of one organisation and of both do. */

export const availability = { request: getUserAvailabilityRequest, response: getUserAvailabilityResponse } as const;

type Request = ValueOf<typeof getUserAvailabilityRequest.type>;
type FreeBusyViewOptions = NonNullable<Request['FreeBusyViewOptions']>;
export type FreeBusyResponse = NonNullable<
  NonNullable<ValueOf<typeof getUserAvailabilityResponse.type>['FreeBusyResponseArray']>['FreeBusyResponse']
>[number];

/** The zone that sample appointments keep. */
export const europe = 'Europe/Berlin';

export function timeZoneContext(id: string) {
  return xml`<t:TimeZoneContext xmlns:t="${namespaces.ewsTypes}"><t:TimeZoneDefinition Id="${id}" Name="${id}"/></t:TimeZoneContext>`;
}

/** `2026-11-30T09:00:00`: a time of this week, in which the samples lie; day 0 is Monday. */
export function thisWeek(lab: Lab, day: number, time: string): string {
  const monday = DateTime.fromMillis(lab.clock.now(), { zone: europe }).startOf('week');
  return `${monday.plus({ days: day }).toFormat('yyyy-MM-dd')}T${time}:00`;
}

export function mailboxData(addresses: readonly string[], more: object = {}): Request['MailboxDataArray'] {
  return {
    MailboxData: addresses.map((Address) => ({ Email: { Address }, AttendeeType: 'Required' as const, ...more })),
  };
}

/** What is answered for each address; times without a zone are those of the samples. */
export async function freeBusy(
  session: EwsSession,
  addresses: readonly string[],
  options: FreeBusyViewOptions,
  TimeZone?: Request['TimeZone'],
): Promise<readonly FreeBusyResponse[]> {
  const { FreeBusyResponseArray } = await session.ask(
    availability,
    { ...(TimeZone ? { TimeZone } : {}), MailboxDataArray: mailboxData(addresses), FreeBusyViewOptions: options },
    timeZoneContext('W. Europe Standard Time'),
  );
  return FreeBusyResponseArray?.FreeBusyResponse ?? [];
}

/** Code and words of each answer. */
export function verdicts(responses: readonly FreeBusyResponse[]): readonly string[] {
  return responses.map(({ ResponseMessage }) =>
    [ResponseMessage?.ResponseCode, ResponseMessage?.MessageText].filter((word) => word !== undefined).join(': '),
  );
}
