import type { Role } from './field-names.js';
import type { LoggedAuthorization, LogKind, LogRecord, Place } from './log-record.js';

/** What a line holds, by what it tells; `-` and nothing are left out. */
export type Values = Readonly<Partial<Record<Role, string>>>;

/** For what a log has a column: then nothing in it says that there was none; else nothing is known. */
export interface Tells {
  readonly authorization: boolean;
  readonly host: boolean;
}

export const tellsNothing: Tells = { authorization: false, host: false };

/** The record of a line whose columns are known. */
export function recordOf(kind: LogKind, values: Values, tells: Tells, place: Place): LogRecord {
  const [path, query] = pathAndQuery(values);
  return {
    kind,
    file: place.file,
    line: place.line,
    time: timeOf(values),
    client: values.client && plainAddress(values.client),
    forwardedFor: values.forwardedFor && firstForwarded(values.forwardedFor),
    host: values.host ?? (tells.host ? '' : undefined),
    method: values.method,
    path,
    query,
    cafeReqId: (values.requestId ?? cafeReqIdOf(query))?.toLowerCase(),
    userAgent: values.userAgent && blanksOf(kind, values.userAgent),
    userName: values.userName,
    status: numberOf(values.status),
    subStatus: numberOf(values.subStatus),
    win32Status: numberOf(values.win32Status),
    authorization: tells.authorization ? authorizationOf(kind, values.authorization) : undefined,
    diagnostics: values.diagnostics && blanksOf(kind, values.diagnostics),
    challenge: values.challenge && blanksOf(kind, values.challenge),
    bytesSent: numberOf(values.bytesSent),
    bytesReceived: numberOf(values.bytesReceived),
    timeTakenMs: numberOf(values.timeTaken),
    site: values.site,
    port: numberOf(values.port),
    reason: values.reason,
    protocol: values.protocol,
    authenticationType: values.authenticationType,
    errorCode: values.errorCode,
    genericErrors: values.authenticationErrors ?? values.genericErrors,
    genericInfo: values.genericInfo,
  };
}

/** IIS and HTTP.sys write a blank as `+`, and leave a `+` as it is: which it was is lost. */
function blanksOf(kind: LogKind, value: string): string {
  return kind === 'iis' || kind === 'httpErr' ? value.replaceAll('+', ' ') : value;
}

function pathAndQuery({ path, query, pathAndQuery: both }: Values): readonly [string | undefined, string | undefined] {
  if (both === undefined) return [path, query];
  const mark = both.indexOf('?');
  return mark < 0 ? [both, undefined] : [both.slice(0, mark), both.slice(mark + 1)];
}

/** W3C extended logs are in UTC; Exchange's have the `Z` with them. */
function timeOf({ date, time, dateTime }: Values): number | undefined {
  const text = dateTime ?? (date === undefined || time === undefined ? undefined : `${date}T${time}Z`);
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?$/.test(text)) return undefined;
  const milliseconds = Date.parse(text.endsWith('Z') ? text : `${text}Z`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

function numberOf(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/** The front end puts it into the query: `&cafeReqId=<guid>;` (facts/oauth-outbound-admin §5.1). */
function cafeReqIdOf(query: string | undefined): string | undefined {
  return query === undefined ? undefined : /[&;?]?cafeReqId=([^;&]+)/i.exec(query)?.[1];
}

/** An address without the scope of IPv6 (`fe80::1%4`), in lower case. */
function plainAddress(address: string): string {
  return address.replace(/%\d+$/, '').toLowerCase();
}

/** Each proxy adds whom it heard at the end: the first is the client. Some write its port, too. */
function firstForwarded(value: string): string | undefined {
  const first = value.split(',', 1)[0]?.replaceAll('+', ' ').trim() ?? '';
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(first)?.[1] ?? /^([\d.]+):\d+$/.exec(first)?.[1] ?? first;
  return bare === '' || bare === '-' ? undefined : plainAddress(bare);
}

function authorizationOf(kind: LogKind, value: string | undefined): LoggedAuthorization {
  if (value === undefined) return { kind: 'none' };
  const bearer = /^Bearer(?:\s+(.*))?$/is.exec(blanksOf(kind, value).trim());
  if (!bearer) return { kind: 'other' };
  const token = bearer[1]?.trim() ?? '';
  return token === '' ? { kind: 'emptyBearer' } : { kind: 'token', token };
}
