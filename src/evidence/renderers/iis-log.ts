import { headerValue, pathOf, queryOf } from '../../protocol/wire.js';
import { redactTransaction } from '../redact.js';
import type { Transaction } from '../transaction.js';

/** Default fields of IIS 10 with cs-host and the byte counts, in IIS's order, and the seed page's two custom fields. */
const fields = [
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

/** The directive lines at the top of a log file (facts/oauth-outbound-admin §5.1). `now` in milliseconds since 1970. */
export function iisLogHeader(now: number): string {
  const date = new Date(now).toISOString().slice(0, 19).replace('T', ' ');
  return [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Version: 1.0',
    `#Date: ${date}`,
    `#Fields: ${fields.join(' ')}`,
  ].join('\n');
}

/**
 * The transaction as a line of the IIS log: UTC, blanks as `+`, `-` for nothing. The front end adds the activity id to the
 * query (seed page). What cs-username and sc-substatus hold for a bearer token is not known (facts/oauth-outbound-admin
 * §5.1), so they are `-` and 0; for a logon by Windows or Basic they are. Signatures of tokens are left out unless revealed.
 */
export function iisLogLine(transaction: Transaction, options: { readonly reveal?: boolean } = {}): string {
  const { request, response } = options.reveal ? transaction : redactTransaction(transaction);
  const { headers } = request;
  const [date = '', time = ''] = new Date(transaction.arrived).toISOString().slice(0, 19).split('T');
  return [
    date,
    time,
    request.localAddress,
    request.method,
    encode(pathOf(request.target)),
    encode(`${queryOf(request.target)}&CorrelationID=<empty>;&cafeReqId=${transaction.id};`),
    request.scheme === 'https' ? '443' : '80',
    encode(transaction.iis?.userName),
    request.remoteAddress,
    encode(headerValue(headers, 'user-agent')),
    encode(headerValue(headers, 'referer')),
    encode(request.authority),
    String(response.status),
    String(transaction.iis?.subStatus ?? 0),
    String(transaction.iis?.win32Status ?? 0),
    String(response.bytes),
    String(request.bytes),
    String(Math.round(response.timeTakenMs)),
    encode(headerValue(headers, 'authorization')),
    encode(headerValue(headers, 'x-forwarded-for')),
  ].join(' ');
}

/** IIS writes a blank as `+`; what would break the line is escaped. */
function encode(value: string | undefined): string {
  if (!value) return '-';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return value.replace(/ /g, '+').replace(/[\u0000-\u001f\u007f]/g, (char) => encodeURIComponent(char));
}
