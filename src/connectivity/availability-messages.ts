import { ewsNamespaces } from '../ews-schema/namespaces.js';
import {
  getUserAvailabilityRequest,
  getUserAvailabilityResponse,
} from '../ews-schema/operations/get-user-availability.js';
import { getUserSettingsRequest } from '../ews-schema/operations/get-user-settings.js';
import { namespaces } from '../protocol/namespaces.js';
import { parseSoapRequest, soapEnvelope } from '../protocol/soap.js';
import { xml } from '../protocol/xml.js';
import { XmlError } from '../protocol/xml-document.js';
import type { ValueOf } from '../xsd/model.js';
import { readElement } from '../xsd/read.js';
import { SchemaViolation } from '../xsd/violation.js';
import { writeElement } from '../xsd/write.js';

/** The messages of a search for free/busy in another organisation, in the vocabulary's values. */

type AvailabilityRequest = ValueOf<typeof getUserAvailabilityRequest.type>;
type AvailabilityResponse = ValueOf<typeof getUserAvailabilityResponse.type>;

/** What is wanted of the calendars: the caller's own wishes are handed on. */
export type WantedFreeBusy = Required<Pick<AvailabilityRequest, 'TimeZone' | 'FreeBusyViewOptions'>>;
export type FreeBusyResponse = NonNullable<
  NonNullable<AvailabilityResponse['FreeBusyResponseArray']>['FreeBusyResponse']
>[number];

const ewsWriting = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] } as const;
const autodiscoverWriting = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['a'] } as const;

/** GetUserSettings for where the EWS of several users is, in the manner of Exchange2013 (facts/ews-clients §3.1). */
export function askForEwsUrl(endpoint: URL, addresses: readonly string[]): string {
  const a = namespaces.autodiscover;
  const header = xml`<a:RequestedServerVersion xmlns:a="${a}">Exchange2013</a:RequestedServerVersion><wsa:Action xmlns:wsa="${namespaces.addressing}">${a}/Autodiscover/GetUserSettings</wsa:Action><wsa:To xmlns:wsa="${namespaces.addressing}">${endpoint.href}</wsa:To>`;
  const request = {
    Request: {
      Users: { User: addresses.map((Mailbox) => ({ Mailbox })) },
      RequestedSettings: { Setting: ['ExternalEwsUrl', 'ExternalEwsVersion'] },
    },
  };
  return soapEnvelope(header, writeElement(getUserSettingsRequest, request, autodiscoverWriting));
}

export function askForFreeBusy(addresses: readonly string[], wanted: WantedFreeBusy): string {
  const header = xml`<t:RequestServerVersion xmlns:t="${namespaces.ewsTypes}" Version="Exchange2010"/>`;
  const mailboxes = addresses.map((Address) => ({ Email: { Address }, AttendeeType: 'Required' as const }));
  const { TimeZone, FreeBusyViewOptions } = wanted;
  const request = { TimeZone, MailboxDataArray: { MailboxData: mailboxes }, FreeBusyViewOptions };
  return soapEnvelope(header, writeElement(getUserAvailabilityRequest, request, ewsWriting));
}

/** What EWS says of each mailbox, in the order in which they were asked for; or why that can't be read. */
export function readFreeBusyResponses(body: string): readonly FreeBusyResponse[] | { readonly unreadable: string } {
  const { name, prefix, type } = getUserAvailabilityResponse;
  try {
    const { operation } = parseSoapRequest(body);
    if (operation.name !== name || operation.namespace !== ewsNamespaces[prefix]) {
      return { unreadable: `The element '${operation.name}' is no ${name}.` };
    }
    const { FreeBusyResponseArray } = readElement(type, operation, { namespaces: ewsNamespaces, strict: false });
    return FreeBusyResponseArray?.FreeBusyResponse ?? [];
  } catch (error) {
    if (error instanceof XmlError || error instanceof SchemaViolation) return { unreadable: error.message };
    throw error;
  }
}
