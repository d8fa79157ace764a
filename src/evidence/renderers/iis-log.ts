import { headerValue, queryOf } from '../../protocol/wire.js';
import { reachedBackEnd, stemOf } from '../exchange-services.js';
import { redactedField } from '../redact.js';
import type { Transaction } from '../transaction.js';
import { w3cField, w3cHeader, w3cTime } from './w3c.js';

/** Default fields of IIS 10 with cs-host and the byte counts, in IIS's order, and the seed page's two custom fields. */
export const iisLogFields = [
  'date',
  'time',
  's-ip',
  'cs-method',
  'cs-uri-stem',
  'cs-uri-query',
  's-port',
  'cs-username',
  'c-ip',
  'cs(User-Agent)',
  'cs(Referer)',
  'cs-host',
  'sc-status',
  'sc-substatus',
  'sc-win32-status',
  'sc-bytes',
  'cs-bytes',
  'time-taken',
  'Request-Authorization',
  'X-Forwarded-For',
] as const;

/** IIS cuts a custom field there: `maxCustomFieldLength` by default (Microsoft, IIS configuration reference, customFields). */
const longestCustomField = 4096;

/** The directive lines at the top of a log file (facts/oauth-outbound-admin §5.1). `now` in milliseconds since 1970. */
export function iisLogHeader(now: number): string {
  return w3cHeader('Microsoft Internet Information Services 10.0', iisLogFields, now);
}

/** How evidence shows tokens: `reveal` whole, else without their signatures. */
export interface Disclosure {
  readonly reveal?: boolean;
}

/**
 * The transaction as a line of the front end's site, W3SVC1: UTC, blanks as `+`, `-` for nothing. The front end adds the
 * activity id to the query (seed page). What cs-username and sc-substatus hold for a bearer token is not known
 * (facts/oauth-outbound-admin §5.1), so they are `-` and 0; for a logon by Windows or Basic they are.
 */
export function iisLogLine(transaction: Transaction, options: Disclosure = {}): string {
  const { request, response, iis } = transaction;
  const { headers } = request;
  const show = shower(transaction, options);
  const query = show(queryOf(request.target));
  return `${w3cTime(transaction.arrived)} ${request.localAddress} ${w3cField(request.method)} ${show(stemOf(transaction))} ${
    query === '-' ? '' : query
  }&CorrelationID=<empty>;&cafeReqId=${transaction.id}; ${
    request.scheme === 'https' ? '443' : '80'
  } ${w3cField(iis?.userName)} ${request.remoteAddress} ${show(headerValue(headers, 'user-agent'))} ${show(
    headerValue(headers, 'referer'),
  )} ${show(request.authority)} ${response.status} ${iis?.subStatus ?? 0} ${iis?.win32Status ?? 0} ${response.bytes} ${
    request.bytes
  } ${Math.round(response.timeTakenMs)} ${custom(show(headerValue(headers, 'authorization'), true))} ${custom(
    show(headerValue(headers, 'x-forwarded-for')),
  )}`;
}

/**
 * Its line of the back end's site, W3SVC2; undefined where the front end passed nothing on. Real lines have port 444, no
 * query, the front end's address as the client's and the same user name (facts/oauth-outbound-admin §5.1). The lab's two
 * sites are one server, so bytes and time are the front end's; what cs-host and Request-Authorization hold is not known.
 */
export function backEndLogLine(transaction: Transaction, options: Disclosure = {}): string | undefined {
  if (!reachedBackEnd(transaction)) return undefined;
  const { request, response, iis } = transaction;
  const { headers, localAddress } = request;
  const show = shower(transaction, options);
  return `${w3cTime(transaction.arrived)} ${localAddress} ${w3cField(request.method)} ${show(
    stemOf(transaction),
  )} - 444 ${w3cField(iis?.userName)} ${localAddress} ${show(headerValue(headers, 'user-agent'))} ${show(
    headerValue(headers, 'referer'),
  )} - ${response.status} 0 0 ${response.bytes} ${request.bytes} ${Math.round(response.timeTakenMs)} - ${custom(
    show(headerValue(headers, 'x-forwarded-for')),
  )}`;
}

/** Encodes a field of a request, its secrets taken out unless they are to be revealed. */
function shower(transaction: Transaction, { reveal = false }: Disclosure) {
  return (value: string | undefined, isCredential = false): string => {
    if (!value) return '-';
    return w3cField(reveal ? value : redactedField(transaction, value, isCredential));
  };
}

function custom(field: string): string {
  return field.length > longestCustomField ? field.slice(0, longestCustomField) : field;
}
