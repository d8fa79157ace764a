import { headerValue } from '../../protocol/wire.js';
import { removedSignature } from '../decoded-token.js';
import { type Disclosure, type LoggedRequest, loggedRequest } from '../logged-request.js';
import type { Transaction } from '../transaction.js';
import { w3cField, w3cHeader, w3cTime } from './w3c.js';

/** Which fields a site logs: those that a fresh IIS 10 does, or with the byte counts and three custom fields. */
export type IisLogFields = 'all' | 'default';

/**
 * In IIS's order, then the custom fields, those of the seed page. cs-host is one of them here, made of the Host header:
 * ticked as a field of IIS's own it would stand before the status, where readers of the default fields, GoAccess for one,
 * expect none.
 */
const fieldNames = [
  ...['date', 'time', 's-ip', 'cs-method', 'cs-uri-stem', 'cs-uri-query', 's-port', 'cs-username', 'c-ip'],
  ...['cs(User-Agent)', 'cs(Referer)', 'sc-status', 'sc-substatus', 'sc-win32-status', 'sc-bytes', 'cs-bytes'],
  ...['time-taken', 'cs-host', 'Request-Authorization', 'X-Forwarded-For'],
] as const;

const chosenFields: ReadonlySet<string> = new Set([
  ...['cs-host', 'sc-bytes', 'cs-bytes', 'Request-Authorization', 'X-Forwarded-For'],
]);

/** IIS cuts a custom field there: `maxCustomFieldLength` by default (Microsoft, IIS configuration reference, customFields). */
const longestCustomField = 4096;

/** The directive lines at the top of a log file (facts/oauth-outbound-admin §5.1). `now` in milliseconds since 1970. */
export function iisLogHeader(now: number, fields: IisLogFields = 'all'): string {
  const names = fields === 'all' ? fieldNames : fieldNames.filter((name) => !chosenFields.has(name));
  return w3cHeader('Microsoft Internet Information Services 10.0', names, now);
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
export function frontEndLine(logged: LoggedRequest, fields: IisLogFields = 'all'): string {
  const { id, request, iis } = logged.transaction;
  const query = logged.query ? w3cField(logged.query) : '';
  const port = request.scheme === 'https' ? 443 : 80;
  const beginning = `${start(logged, `${query}&CorrelationID=<empty>;&cafeReqId=${id};`, port)} ${request.remoteAddress} ${client(logged)}`;
  const status = [iis?.subStatus ?? 0, iis?.win32Status ?? 0] as const;
  if (fields === 'default') return rest(beginning, logged, status);
  return rest(beginning, logged, status, [w3cField(logged.host), authorizationField(logged)]);
}

/**
 * A line of the back end's site, W3SVC2; undefined where the front end passed nothing on. Real lines have port 444, no
 * query, the front end's address as the client's and the same user name (facts/oauth-outbound-admin §5.1). The lab's two
 * sites are one server, so bytes and time are the front end's; what cs-host and Request-Authorization hold is not known.
 */
export function backEndLine(logged: LoggedRequest, fields: IisLogFields = 'all'): string | undefined {
  if (!logged.reachedBackEnd) return undefined;
  const beginning = `${start(logged, '-', 444)} ${logged.transaction.request.localAddress} ${client(logged)}`;
  return rest(beginning, logged, [0, 0], fields === 'all' ? ['-', '-'] : undefined);
}

/** The line from the status on; `chosen` are host and authorization where such fields are logged. */
function rest(
  beginning: string,
  logged: LoggedRequest,
  [subStatus, win32Status]: readonly [number, number],
  chosen?: readonly [host: string, authorization: string],
): string {
  const { request, response } = logged.transaction;
  const timeTaken = Math.round(response.timeTakenMs);
  if (!chosen) return `${beginning} ${response.status} ${subStatus} ${win32Status} ${timeTaken}`;
  const [host, authorization] = chosen;
  return `${beginning} ${response.status} ${subStatus} ${win32Status} ${response.bytes} ${request.bytes} ${timeTaken} ${host} ${authorization} ${forwardedFor(logged)}`;
}

/** Of a token that is cut, nothing but the text for its signature holds a blank: two thousand characters not looked through. */
function authorizationField({ bearer, showAuthorization }: LoggedRequest): string {
  if (bearer === undefined) return custom(showAuthorization());
  const isSigned = bearer.endsWith(removedSignature);
  const end = isSigned ? w3cRemovedSignature : '';
  return limited(`Bearer+${isSigned ? bearer.slice(0, -removedSignature.length) : bearer}${end}`);
}

const w3cRemovedSignature = w3cField(removedSignature);

/** date to cs-username */
function start({ transaction, stem, time }: LoggedRequest, query: string, port: number): string {
  const { request, iis } = transaction;
  return `${w3cTime(time)} ${request.localAddress} ${w3cField(request.method)} ${w3cField(stem)} ${query} ${port} ${w3cField(iis?.userName)}`;
}

/** cs(User-Agent) and cs(Referer) */
function client({ transaction, userAgent, show }: LoggedRequest): string {
  return `${w3cField(userAgent)} ${w3cField(show(headerValue(transaction.request.headers, 'referer')))}`;
}

function forwardedFor({ transaction, show }: LoggedRequest): string {
  return custom(show(headerValue(transaction.request.headers, 'x-forwarded-for')));
}

function custom(value: string | undefined): string {
  return limited(w3cField(value));
}

function limited(field: string): string {
  return field.length > longestCustomField ? field.slice(0, longestCustomField) : field;
}
