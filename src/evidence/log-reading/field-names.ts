/** What a column of a log tells. */
export type Role =
  | 'date'
  | 'time'
  | 'dateTime'
  | 'site'
  | 'method'
  | 'path'
  | 'query'
  | 'pathAndQuery'
  | 'port'
  | 'userName'
  | 'client'
  | 'userAgent'
  | 'host'
  | 'status'
  | 'subStatus'
  | 'win32Status'
  | 'bytesSent'
  | 'bytesReceived'
  | 'timeTaken'
  | 'authorization'
  | 'forwardedFor'
  | 'diagnostics'
  | 'challenge'
  | 'reason'
  | 'requestId'
  | 'protocol'
  | 'authenticationType'
  | 'errorCode'
  | 'genericErrors'
  | 'genericInfo'
  | 'authenticationErrors';

/** Fields of W3C extended logs by IIS and HTTP.sys, and columns of Exchange's logs (facts/oauth-outbound-admin §5.1–5.3). */
const standardNames: Readonly<Record<string, Role | undefined>> = {
  date: 'date',
  time: 'time',
  's-sitename': 'site',
  'cs-method': 'method',
  'cs-uri-stem': 'path',
  'cs-uri-query': 'query',
  'cs-uri': 'pathAndQuery',
  's-port': 'port',
  'cs-username': 'userName',
  'c-ip': 'client',
  'cs(user-agent)': 'userAgent',
  'cs-host': 'host',
  'sc-status': 'status',
  'sc-substatus': 'subStatus',
  'sc-win32-status': 'win32Status',
  'sc-bytes': 'bytesSent',
  'cs-bytes': 'bytesReceived',
  'time-taken': 'timeTaken',
  's-reason': 'reason',
  datetime: 'dateTime',
  requestid: 'requestId',
  protocol: 'protocol',
  urlhost: 'host',
  urlstem: 'path',
  urlquery: 'query',
  method: 'method',
  authenticationtype: 'authenticationType',
  authenticateduser: 'userName',
  useragent: 'userAgent',
  clientipaddress: 'client',
  httpstatus: 'status',
  errorcode: 'errorCode',
  genericerrors: 'genericErrors',
  genericinfo: 'genericInfo',
  authenticationerrors: 'authenticationErrors',
  requestbytes: 'bytesReceived',
  requestsize: 'bytesReceived',
  responsebytes: 'bytesSent',
  responsesize: 'bytesSent',
  totalrequesttime: 'timeTaken',
};

/** Fields that tell nothing here, and are no custom fields of an admin. */
const otherStandardNames: ReadonlySet<string> = new Set([
  ...['s-ip', 's-computername', 'cs-version', 'cs(cookie)', 'cs(referer)', 'c-port', 's-siteid', 's-queuename'],
  'streamid',
]);

/** Names of custom fields are free text in IIS: only letters and digits count, in any case. */
const customNames: readonly (readonly [RegExp, Role])[] = [
  [/wwwauthenticate/, 'challenge'],
  [/authorization|bearer|^(?:cs|request)?auth(?:header)?$/, 'authorization'],
  [/diagnostic/, 'diagnostics'],
  [/forwardedfor|xff|realip|trueclientip|original(?:client)?ip/, 'forwardedFor'],
  [/^(?:cs|request|http)?host(?:header|name)?$/, 'host'],
];

/** A column by its name; `custom` when an admin has given it one that tells nothing. */
export function roleOf(name: string): Role | 'custom' | undefined {
  const lower = name.toLowerCase();
  if (otherStandardNames.has(lower)) return undefined;
  const letters = lower.replace(/[^a-z0-9]/g, '');
  const known = Object.hasOwn(standardNames, lower) ? standardNames[lower] : undefined;
  const isProxys = letters.startsWith('proxyauth');
  return known ?? (isProxys ? undefined : (customNames.find(([pattern]) => pattern.test(letters))?.[1] ?? 'custom'));
}

/** What an unnamed column holds, by its look: admins call their fields as they like. */
export function roleByContent(value: string): Role | undefined {
  if (/^Bearer(?:[+ ]|$)/i.test(value)) return 'authorization';
  if (/^\d{7};.*error_category=/.test(value)) return 'diagnostics';
  return /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?(?:,|$)/.test(value) ? 'forwardedFor' : undefined;
}
