import { headerValue, queryOf } from '../../protocol/wire.js';
import { type Disclosure, type LoggedRequest, loggedRequest } from '../logged-request.js';
import type { Transaction } from '../transaction.js';
import { w3cField, w3cHeader, w3cTime } from './w3c.js';

/** Default fields of IIS 10 with cs-host and the byte counts, in IIS's order, and the seed page's two custom fields. */
const iisLogFields = [
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

/** The transaction as a line of the front end's site; see {@link frontEndLine}. */
export function iisLogLine(transaction: Transaction, options: Disclosure = {}): string {
  return frontEndLine(loggedRequest(transaction, options));
}

/**
 * A line of the front end's site, W3SVC1: UTC, blanks as `+`, `-` for nothing. The front end adds the activity id to the
 * query (seed page). What cs-username and sc-substatus hold for a bearer token is not known (facts/oauth-outbound-admin
 * §5.1), so they are `-` and 0; for a logon by Windows or Basic they are.
 */
export function frontEndLine(logged: LoggedRequest): string {
  const { id, request, response, iis } = logged.transaction;
  const given = queryOf(request.target);
  const query = given === '' ? '' : w3cField(logged.show(given));
  return [
    ...start(logged, `${query}&CorrelationID=<empty>;&cafeReqId=${id};`, request.scheme === 'https' ? 443 : 80),
    request.remoteAddress,
    ...client(logged),
    w3cField(logged.show(request.authority)),
    response.status,
    iis?.subStatus ?? 0,
    iis?.win32Status ?? 0,
    ...sizes(logged),
    custom(logged.showCredential(headerValue(request.headers, 'authorization'))),
    forwardedFor(logged),
  ].join(' ');
}

/**
 * A line of the back end's site, W3SVC2; undefined where the front end passed nothing on. Real lines have port 444, no
 * query, the front end's address as the client's and the same user name (facts/oauth-outbound-admin §5.1). The lab's two
 * sites are one server, so bytes and time are the front end's; what cs-host and Request-Authorization hold is not known.
 */
export function backEndLine(logged: LoggedRequest): string | undefined {
  if (!logged.reachedBackEnd) return undefined;
  const { request, response } = logged.transaction;
  return [
    ...start(logged, '-', 444),
    request.localAddress,
    ...client(logged),
    '-',
    ...[response.status, 0, 0],
    ...sizes(logged),
    '-',
    forwardedFor(logged),
  ].join(' ');
}

/** date to cs-username */
function start(
  { transaction, stem, time, show }: LoggedRequest,
  query: string,
  port: number,
): readonly (string | number)[] {
  const { request, iis } = transaction;
  const method = w3cField(request.method);
  const path = w3cField(show(stem));
  return [w3cTime(time), request.localAddress, method, path, query, port, w3cField(iis?.userName)];
}

/** cs(User-Agent) and cs(Referer) */
function client({ transaction, show }: LoggedRequest): readonly string[] {
  const { headers } = transaction.request;
  return [w3cField(show(headerValue(headers, 'user-agent'))), w3cField(show(headerValue(headers, 'referer')))];
}

/** sc-bytes, cs-bytes and time-taken */
function sizes({ transaction: { request, response } }: LoggedRequest): readonly number[] {
  return [response.bytes, request.bytes, Math.round(response.timeTakenMs)];
}

function forwardedFor({ transaction, show }: LoggedRequest): string {
  return custom(show(headerValue(transaction.request.headers, 'x-forwarded-for')));
}

function custom(value: string | undefined): string {
  const field = w3cField(value);
  return field.length > longestCustomField ? field.slice(0, longestCustomField) : field;
}
