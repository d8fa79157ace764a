import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import t from 'tap';
import { main } from '../src/cli/main.js';
import { progressBar } from '../src/cli/progress-bar.js';
import { type AnalysisOptions, analyzeLogs } from '../src/evidence/log-analysis/analyze-logs.js';
import { partOf, RequestReader } from '../src/evidence/log-analysis/oauth-request.js';
import type { LogReport } from '../src/evidence/log-analysis/report.js';
import { Decoding, encodingOf } from '../src/evidence/log-reading/encoding.js';
import { findLogs } from '../src/evidence/log-reading/find-logs.js';
import { httpProxyFields, layoutOf } from '../src/evidence/log-reading/layout.js';
import { isBroken, readLogLine } from '../src/evidence/log-reading/log-line.js';
import type { LogRecord } from '../src/evidence/log-reading/log-record.js';
import { LogScanner, type Problem } from '../src/evidence/log-reading/log-scanner.js';
import { readPastedLogLine } from '../src/evidence/log-reading/pasted-line.js';
import { acsIssuerId, exchangeApplicationId, probeUserAgent } from '../src/protocol/well-known.js';
import { finished, startProgram } from './acceptance/programs.js';

// Lines that did not come from the lab: the captures quoted in the facts, the seed page, Microsoft's documented samples.

/** facts/oauth-outbound-admin §5.1, as captured on real servers. */
const realIisLines = {
  organizationRelationship:
    '2020-10-01 11:45:23 192.168.70.2 POST /autodiscover/autodiscover.svc/WSSecurity &CorrelationID=<empty>;&cafeReqId=287f6ba3-…; 443 - 52.97.244.45 TestOrganizationRelationship/1.1 - 401 0 0 106',
  forbidden:
    '2015-06-08 04:19:25 <IP> POST /EWS/Exchange.asmx &CorrelationID=<empty>;&ClientId=…&cafeReqId=…; 443 domain\\serviceaccount <IP> ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000 - 403 0 0 718',
  backEnd:
    '2015-06-08 04:16:29 <IP> POST /EWS/Exchange.asmx - 444 domain\\serviceaccount 10.152.152.166 ASProxy/… 403 0 0 233',
  withoutBeginning:
    '… POST /EWS/Exchange.asmx &CorrelationID=<empty>;&cafeReqId=e7a7da63-…; 443 - 172.20.1.1 AppleExchangeWebServices/818.0.1 - 401 1 2148074254 5',
};

t.test('a pasted IIS line is read without its header, and without its beginning', async (t) => {
  t.match(readPastedLogLine(realIisLines.organizationRelationship), {
    kind: 'iis',
    time: Date.UTC(2020, 9, 1, 11, 45, 23),
    client: '52.97.244.45',
    method: 'POST',
    path: '/autodiscover/autodiscover.svc/WSSecurity',
    cafeReqId: '287f6ba3-…',
    userAgent: 'TestOrganizationRelationship/1.1',
    status: 401,
    subStatus: 0,
    win32Status: 0,
    timeTakenMs: 106,
    port: 443,
    authorization: undefined,
  });
  t.match(readPastedLogLine(realIisLines.forbidden), {
    userName: 'domain\\serviceaccount',
    userAgent: 'ASProxy/CrossForest/EmailDomain/EXCH/08.03.0083.000',
    status: 403,
  });
  t.match(readPastedLogLine(realIisLines.backEnd), { port: 444, status: 403, timeTakenMs: 233 }, 'no referer there');
  t.match(readPastedLogLine(realIisLines.withoutBeginning), {
    time: undefined,
    status: 401,
    subStatus: 1,
    win32Status: 0x8009030e,
  });
});

t.test('the seed page’s line, written out with its field names, is read', async (t) => {
  const line =
    's-ip = 192.168.100.33 cs-method = POST cs-uri-stem = /ews/Exchange.asmx cs-uri-query = &CorrelationID=<empty>;&cafeReqId=903de4b2-4133-4d0e-9ae1-78-5-21-11949449-30417519-71842111-1009 c-ip = 92.168.100.5 cs-host = owa.msxfaq.de cs(User-Agent) = AMProbe/OAUTH/Exchange cs(Referer) = - sc-status = 200 sc-substatus = 0 sc-win32-status = 0 sc-bytes = 2340 cs-bytes = 3703 time-taken = 46 Request-Authorization = Bearer+eyJuYW........ X-Forwarded-For = 40.99.157.189';
  t.match(readPastedLogLine(line), {
    client: '92.168.100.5',
    forwardedFor: '40.99.157.189',
    host: 'owa.msxfaq.de',
    userAgent: probeUserAgent,
    status: 200,
    bytesSent: 2340,
    bytesReceived: 3703,
    timeTakenMs: 46,
    authorization: { kind: 'token', token: 'eyJuYW........' },
  });
});

t.test('a pasted line with custom fields at its end tells them by their look', async (t) => {
  const line = `2025-01-01 00:00:00 10.0.0.1 POST /ews/exchange.asmx - 443 - 10.0.0.2 ${probeUserAgent} - owa.msxfaq.de 401 0 0 300 200 5`;
  t.match(readPastedLogLine(`${line} Bearer 40.1.1.1`), {
    host: 'owa.msxfaq.de',
    authorization: { kind: 'emptyBearer' },
    forwardedFor: '40.1.1.1',
  });
  const refused = `${line} Bearer+eyJ0 2000003;reason="The+hostname+component+of+the+audience+claim+value+is+invalid";error_category="invalid_resource"`;
  t.match(readPastedLogLine(refused), {
    authorization: { kind: 'token', token: 'eyJ0' },
    diagnostics:
      '2000003;reason="The hostname component of the audience claim value is invalid";error_category="invalid_resource"',
  });
  t.equal(readPastedLogLine(line)?.authorization, undefined, 'where there is none, nothing is known of it');
});

/** Microsoft KB 820729, and two captures of newer servers from Microsoft's support pages. */
const documentedHttpErrLines = [
  '2002-07-05 18:45:09 172.31.77.6 2094 172.31.77.6 80 HTTP/1.1 GET /qos/1kbfile.txt 503 - ConnLimit',
  '2002-07-05 19:51:59 127.0.0.1 2780 127.0.0.1 80 HTTP/1.1 GET /ThisIsMyUrl.htm 400 - Hostname',
  '2002-07-05 19:53:00 127.0.0.1 2894 127.0.0.1 80 HTTP/2.0 GET / 505 - Version_N/S',
  '2002-07-05 20:06:01 172.31.77.6 64388 127.0.0.1 80 - - - - - Timer_MinBytesPerSecond',
  '2018-08-13 03:25:22 203.0.113.127 12052 10.1.2.5 80 HTTP/1.1 GET / - 503 - N/A -',
  '2011-12-08 06:06:19 192.168.150.1 2774 192.168.150.122 2869 HTTP/1.1 NOTIFY /upnp/eventing/gerpeyxyas - - Connection_Abandoned_By_ReqQueue -',
];

t.test('Microsoft’s documented HTTPERR lines are read, whatever their number of fields', async (t) => {
  const read = documentedHttpErrLines.map((line) => readPastedLogLine(line));
  t.same(
    read.map((record) => [record?.kind, record?.client, record?.path, record?.status, record?.reason]),
    [
      ['httpErr', '172.31.77.6', '/qos/1kbfile.txt', 503, 'ConnLimit'],
      ['httpErr', '127.0.0.1', '/ThisIsMyUrl.htm', 400, 'Hostname'],
      ['httpErr', '127.0.0.1', '/', 505, 'Version_N/S'],
      ['httpErr', '172.31.77.6', undefined, undefined, 'Timer_MinBytesPerSecond'],
      ['httpErr', '203.0.113.127', '/', 503, 'N/A'],
      ['httpErr', '192.168.150.1', '/upnp/eventing/gerpeyxyas', undefined, 'Connection_Abandoned_By_ReqQueue'],
    ],
  );
});

t.test('a pasted HttpProxy row is known by its columns, quoted ones too', async (t) => {
  const values: Readonly<Record<string, string>> = {
    DateTime: '2023-01-09T19:00:00.130Z',
    RequestId: '287F6BA3-0000-4000-8000-000000000001',
    Protocol: 'Ews',
    UrlHost: 'owa.msxfaq.de',
    UrlStem: '/ews/exchange.asmx',
    UserAgent: probeUserAgent,
    ClientIpAddress: '40.99.157.189',
    HttpStatus: '401',
    Method: 'POST',
    // A real row's text (facts/oauth-outbound-admin §5.2).
    GenericErrors:
      '"WebExceptionStatus=ProtocolError;ResponseStatusCode=401;WebException=System.Net.WebException: The remote server returned an error: (401) Unauthorized, ""quoted"""',
  };
  const row = httpProxyFields.map((name) => values[name] ?? '').join(',');
  t.match(readPastedLogLine(row), {
    kind: 'httpProxy',
    time: Date.UTC(2023, 0, 9, 19, 0, 0, 130),
    cafeReqId: '287f6ba3-0000-4000-8000-000000000001',
    host: 'owa.msxfaq.de',
    path: '/ews/exchange.asmx',
    userAgent: probeUserAgent,
    status: 401,
    genericErrors:
      'WebExceptionStatus=ProtocolError;ResponseStatusCode=401;WebException=System.Net.WebException: The remote server returned an error: (401) Unauthorized, "quoted"',
  });
});

t.test('what is no log line is none', async (t) => {
  const others = [
    '',
    'hello world',
    '#Fields: date time',
    `Bearer client_id="${exchangeApplicationId}"`,
    'POST /ews/Exchange.asmx HTTP/1.1',
    '2023-01-09T19:00:00.130Z,a,b',
    'HTTP/1.1 401 Unauthorized\r\nServer: Microsoft-IIS/10.0',
  ];
  for (const text of others) t.equal(readPastedLogLine(text), undefined, text);
});

/** What a log comes to when it is read in these pieces. */
function scan(pieces: readonly Buffer[], file = 'u_ex.log') {
  const records: LogRecord[] = [];
  const problems: Problem[] = [];
  const scanner = new LogScanner(file, {
    record: (record) => void records.push(record),
    problem: (problem) => void problems.push(problem),
  });
  const decoding = new Decoding(
    (bytes) => scanner.push(bytes),
    () => undefined,
  );
  for (const piece of pieces) decoding.push(piece);
  decoding.end();
  scanner.end();
  return { records, problems, lines: scanner.lines, isLog: scanner.isLog };
}

const defaultFields =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const iisHeader = (fields = defaultFields) =>
  `#Software: Microsoft Internet Information Services 10.0\r\n#Version: 1.0\r\n#Date: 2025-11-03 00:00:00\r\n#Fields: ${fields}\r\n`;

/** A line of Exchange's front end with IIS's default fields. */
function iisLine(
  time: string,
  status: number,
  more: { client?: string; userAgent?: string; id?: string } = {},
): string {
  const { client = '40.99.157.189', userAgent = probeUserAgent, id = '' } = more;
  const query = id === '' ? '-' : `&CorrelationID=<empty>;&cafeReqId=${id};`;
  return `2025-11-03 ${time} 192.168.100.33 POST /ews/exchange.asmx ${query} 443 - ${client} ${userAgent} - ${status} 0 0 46\r\n`;
}

const odd = [
  iisHeader(),
  iisLine('08:00:00', 401),
  '2025-11-03 08:00:00 192.168.100.33 GET /owa/ - 443 - 10.0.0.9 Mozilla/5.0 - 200 0 0 4\r\n',
  '2025-11-03 08:00:01 192.168.100.33 POST /ews/exch\r\n',
  iisLine('08:00:02', 200, { client: '10.0.0.7' }).replace(' - 200', ' Jörg 200'),
  `\0\0\0\0\0\0${iisLine('08:00:03', 401)}`,
  '\r\n',
  iisHeader(`${defaultFields} X-Forwarded-For`),
  iisLine('08:00:04', 200).replace('\r\n', ' 198.51.100.7,+10.0.0.1\r\n'),
  iisLine('08:00:05', 401).replace('\r\n', ' -'),
].join('');

t.test('a header that is none is said, and nothing is taken for read', async (t) => {
  const oneLine = `#Fields: ${defaultFields} ${iisLine('08:00:00', 401).trim()} ${iisLine('08:00:01', 401).trim()}`;
  t.match(scan([Buffer.from(oneLine)]), { isLog: false, problems: [{ line: 1, what: /lost its line ends/ }] });
  const spreadsheet = `${iisHeader()}${iisLine('08:00:00', 401)}`.replaceAll(' ', ';');
  t.match(scan([Buffer.from(spreadsheet)]).problems, [{ line: 4, what: /names no field of these logs/ }]);
  const other =
    '#Software: Microsoft Exchange Server\r\n#Fields: date-time,connector-id,session-id\r\n2025-11-03T08:00:00.000Z,a,b\r\n';
  t.match(scan([Buffer.from(other)]), { isLog: false, problems: [{ line: 2, what: /no log known here/ }] });
  const quoted = `> ${iisLine('08:00:00', 401)}`;
  t.match(scan([Buffer.from(quoted)]), { isLog: false, problems: [{ what: /no line of a log known here/ }] });
});

t.test('wherever a log is cut into pieces, the same comes of it', async (t) => {
  const bytes = Buffer.from(odd);
  const whole = scan([bytes]);
  t.equal(whole.lines, odd.split('\n').length);
  t.same(
    whole.records.map(({ line, status, client, forwardedFor }) => [line, status, forwardedFor ?? client]),
    [
      [5, 401, '40.99.157.189'],
      [8, 200, '10.0.0.7'],
      [9, 401, '40.99.157.189'],
      [15, 200, '198.51.100.7'],
      [16, 401, '40.99.157.189'],
    ],
  );
  t.same(whole.problems, [
    { file: 'u_ex.log', line: 7, what: '5 fields instead of 15' },
    { file: 'u_ex.log', line: 9, what: 'NUL bytes, as a crash leaves them' },
    { file: 'u_ex.log', line: 14, what: 'the fields change here: 16 instead of 15, or others' },
  ]);
  for (let place = 0; place <= bytes.length; place += 1) {
    const cut = scan([bytes.subarray(0, place), bytes.subarray(place)]);
    if (!isDeepStrictEqual(cut, whole)) t.same(cut, whole, `cut at ${place}`);
  }
  t.same(scan(Array.from(bytes, (_, place) => bytes.subarray(place, place + 1))), whole, 'byte by byte');
});

t.test('a damaged log stops nothing, and its lines are counted right', async (t) => {
  const damage = fc.record({
    at: fc.nat(odd.length),
    length: fc.nat(60),
    put: fc.string({ unit: 'binary', maxLength: 9 }),
  });
  fc.assert(
    fc.property(fc.array(damage, { maxLength: 6 }), fc.nat(400), (damages, piece) => {
      const text = damages.reduce((log, { at, length, put }) => log.slice(0, at) + put + log.slice(at + length), odd);
      const bytes = Buffer.from(text);
      const whole = scan([bytes]);
      const size = piece + 1;
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.subarray(index * size, (index + 1) * size),
      );
      const encoded = encodingOf(bytes).name !== 'UTF-8';
      const lines = text.replace(/\n$/, '').split('\n').length;
      return isDeepStrictEqual(scan(pieces), whole) && (encoded || whole.lines === (text === '' ? 0 : lines));
    }),
    { numRuns: 400 },
  );
  t.pass();
});

t.test('any bytes at all are read to their end', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (bytes, withHeader) => {
      const { records, problems } = scan(
        withHeader ? [Buffer.from(iisHeader()), Buffer.from(bytes)] : [Buffer.from(bytes)],
      );
      return records.length >= 0 && problems.every(({ line }) => line > 0);
    }),
    { numRuns: 300 },
  );
  t.pass();
});

t.test('UTF-16 of PowerShell and ANSI of old servers are read, and said', async (t) => {
  const text = iisHeader() + iisLine('08:00:00', 401).replace(' - 40.', ' MSXFAQ\\Jörg 40.');
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  const bigEndian = Buffer.from(utf16).swap16();
  for (const bytes of [utf16, bigEndian, utf16.subarray(2), bigEndian.subarray(2), Buffer.from(`\ufeff${text}`)]) {
    const { records, problems, lines } = scan([bytes.subarray(0, 1), bytes.subarray(1, 101), bytes.subarray(101)]);
    t.same(
      [records.map(({ userName }) => userName), problems, lines],
      [['MSXFAQ\\Jörg'], [], 5],
      encodingOf(bytes).name,
    );
  }
  const ansi = scan([Buffer.from(text, 'latin1')]);
  t.equal(ansi.records[0]?.userName, 'MSXFAQ\\Jörg');
  t.same(ansi.problems, [{ file: 'u_ex.log', line: 5, what: 'not UTF-8: read as Windows-1252' }]);
});

t.test('a line of 10 MB is one problem, and no more of it is held than a line may have', async (t) => {
  const bytes = Buffer.concat([
    Buffer.from(iisHeader()),
    Buffer.alloc(10e6, 'x'),
    Buffer.from(`\n${iisLine('08:00:00', 401)}`),
  ]);
  const pieces = Array.from({ length: 200 }, (_, index) => bytes.subarray(index * 60_000, (index + 1) * 60_000));
  for (const way of [[bytes], pieces]) {
    const { records, problems, lines } = scan(way);
    t.same(
      [records.map(({ line }) => line), problems, lines],
      [[6], [{ file: 'u_ex.log', line: 5, what: 'longer than 256 KB: not read' }], 6],
    );
  }
  const nuls = scan([
    Buffer.from(iisHeader()),
    Buffer.alloc(5e5),
    Buffer.alloc(5e5),
    Buffer.from(iisLine('08:00:00', 401)),
  ]);
  t.same(
    nuls.problems.map(({ what }) => what),
    ['NUL bytes, as a crash leaves them'],
  );
  t.equal(nuls.records.length, 1, 'what IIS wrote behind a megabyte of NULs is read');
});

t.test('a custom field counts under whatever name its admin has given it', async (t) => {
  const names = [
    'Request-Authorization',
    'authorization',
    'cs(Authorization)',
    'RequestAuthorization',
    'AUTH',
    'Sent-Credentials',
  ];
  for (const name of names) {
    const log = `${iisHeader(`${defaultFields} ${name}`)}${iisLine('08:00:00', 401).replace('\r\n', ' Bearer\r\n')}`;
    t.same(scan([Buffer.from(log)]).records[0]?.authorization, { kind: 'emptyBearer' }, name);
  }
  const refusal = '2000005;reason="The+user+does+not+exist.";error_category="invalid_user"';
  for (const name of ['x-ms-diagnostics', 'sc(x-ms-diagnostics)', 'XMSDiagnostics', 'why']) {
    const outlook = iisLine('08:00:00', 401, { userAgent: 'Microsoft+Office/16.0' }).replace(
      '/ews/exchange.asmx',
      '/mapi/nspi/',
    );
    const log = `${iisHeader(`${defaultFields} ${name}`)}${outlook.replace('\r\n', ` ${refusal}\r\n`)}`;
    t.equal(scan([Buffer.from(log)]).records[0]?.diagnostics, refusal.replaceAll('+', ' '), name);
  }
  const forwarded = ['X-Forwarded-For', 'XFF', 'OriginalIP', 'cs(X-Forwarded-For)'];
  for (const name of forwarded) {
    const log = `${iisHeader(`${defaultFields} ${name}`)}${iisLine('08:00:00', 401).replace('\r\n', ' [2001:db8::7]:443,+10.0.0.1\r\n')}`;
    t.equal(scan([Buffer.from(log)]).records[0]?.forwardedFor, '2001:db8::7', name);
  }
  const cookies = `${iisHeader(`${defaultFields} Proxy-Authorization`)}${iisLine('08:00:00', 401).replace('\r\n', ' Basic+eA\r\n')}`;
  t.equal(
    scan([Buffer.from(cookies)]).records[0]?.authorization,
    undefined,
    'what a proxy was told is not for Exchange',
  );
});

const folders = t.testdir({});
let files = 0;
/** The report on logs with these texts, written to files. */
async function analyze(logs: Readonly<Record<string, string | Buffer>>, options: AnalysisOptions = {}) {
  files += 1;
  const folder = join(folders, String(files));
  for (const [name, content] of Object.entries(logs)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const { sources } = await findLogs(Object.keys(logs).map((name) => join(folder, name)));
  const { report } = await analyzeLogs(sources, options);
  return report;
}

t.test('the captures of real servers in one log: what is OAuth, what is not, what failed', async (t) => {
  const withReferer = [realIisLines.organizationRelationship, realIisLines.forbidden.replaceAll('<IP>', '10.9.9.9')];
  const windows = `2015-06-08 04:20:00 10.0.0.1${realIisLines.withoutBeginning.slice(1)}`;
  const frontEnd = `${iisHeader()}${[...withReferer, windows].join('\r\n')}\r\n`;
  const backEnd = `${iisHeader(defaultFields.replace(' cs(Referer)', ''))}${realIisLines.backEnd}\r\n`;
  const report = await analyze({ 'u_ex.log': frontEnd, 'W3SVC2/u_ex.log': backEnd });
  t.same(report.problems, []);
  t.match(report.normal, { challenges: 0, accepted: 0, unanswered: 0, backEnd: 1 });
  const found = report.failures.map(({ client, cause, causes, status, count }) => ({
    client,
    cause,
    causes,
    status,
    count,
  }));
  t.match(found, [
    {
      client: '10.9.9.9',
      status: 403,
      count: 1,
      cause: 'ews-access-blocked',
      causes: ['ews-access-blocked', 'linked-account-dangling'],
    },
    { client: '52.97.244.45', status: 401, count: 1, causes: ['pre-authentication', 'wssecurity-off'] },
  ]);
  t.same(
    report.range,
    { first: '2015-06-08T04:16:29.000Z', last: '2020-10-01T11:45:23.000Z' },
    'by the first and the last line of each',
  );
});

t.test('without Authorization in the log the order tells: challenge and success, challenge and refusal', async (t) => {
  const outcomes = async (...lines: readonly string[]) => {
    const { normal, failures } = await analyze({ 'u_ex.log': iisHeader() + lines.join('') });
    const refused = failures.reduce((sum, { count }) => sum + count, 0);
    return [normal.challenges, normal.accepted, refused, normal.unanswered];
  };
  const [a, b, c, d] = ['08:00:00', '08:00:01', '08:00:02', '08:00:03'];
  t.same(await outcomes(iisLine(a, 401), iisLine(b, 200)), [1, 1, 0, 0]);
  t.same(await outcomes(iisLine(a, 401), iisLine(b, 401)), [1, 0, 1, 0]);
  t.same(await outcomes(iisLine(a, 401), iisLine(b, 403)), [1, 0, 1, 0]);
  t.same(await outcomes(iisLine(a, 401)), [0, 0, 0, 1], 'alone it is no failure of this server');
  t.same(
    await outcomes(iisLine(a, 401), iisLine('08:05:00', 401)),
    [0, 0, 0, 2],
    'five minutes apart: two that nothing followed',
  );
  t.same(await outcomes(iisLine(a, 401), iisLine(b, 401), iisLine(c, 401), iisLine(d, 200)), [2, 1, 1, 0]);
  t.same(
    await outcomes(iisLine(a, 401), iisLine(a, 401), iisLine(b, 200), iisLine(b, 200)),
    [2, 2, 0, 0],
    'side by side',
  );
  t.same(await outcomes(iisLine(a, 401), iisLine('08:00:50', 200)), [1, 1, 0, 0], 'a token may take its time');
  t.same(await outcomes(iisLine(a, 401), iisLine('08:01:30', 401)), [0, 0, 0, 2], 'but not a minute and a half');
  const other = { client: '40.99.157.190' };
  t.same(
    await outcomes(iisLine(a, 401), iisLine(a, 401, other), iisLine(b, 200), iisLine(b, 401, other)),
    [2, 1, 1, 0],
  );
  t.same(await outcomes(iisLine(a, 200)), [0, 1, 0, 0], 'a client may know the challenge already');
});

t.test('where bytes are counted, the longer one of two 401s is the one with the token', async (t) => {
  const sized = (time: string, status: number, bytes: number) =>
    iisLine(time, status).replace(' 46\r\n', ` ${bytes} 46\r\n`);
  const fields = defaultFields.replace(' time-taken', ' cs-bytes time-taken');
  const report = await analyze({
    'u_ex.log':
      iisHeader(fields) +
      sized('08:00:00', 401, 350) +
      sized('08:00:00', 401, 350) +
      sized('08:00:01', 401, 2500) +
      sized('08:00:01', 401, 2500),
  });
  t.match(report.normal, { challenges: 2, unanswered: 0 });
  t.same(
    report.failures.map(({ count, cause, examples }) => [count, cause, examples.map((place) => place.slice(-2))]),
    [[2, 'undetermined', [':7', ':8']]],
  );
});

const guid = (number: number) => `903de4b2-4133-4d0e-9ae1-${String(number).padStart(12, '0')}`;
function proxyRow(values: Readonly<Record<string, string>>): string {
  return `${httpProxyFields.map((name) => values[name] ?? '').join(',')}\r\n`;
}
const proxyHeader = `${httpProxyFields.join(',')}\r\n#Software: Microsoft Exchange Server\r\n#Version: 15.01.2375.007\r\n#Log-type: HttpProxy Logs\r\n#Date: 2025-11-03T08:00:00.000Z\r\n#Fields: ${httpProxyFields.join(',')}\r\n`;

t.test('the HttpProxy row of a request is joined by cafeReqId, in whatever order the files come', async (t) => {
  const iis = iisHeader() + iisLine('08:00:00', 401, { id: guid(1) }) + iisLine('08:00:01', 401, { id: guid(2) });
  const common = {
    Protocol: 'Ews',
    UrlStem: '/ews/exchange.asmx',
    UserAgent: probeUserAgent,
    ClientIpAddress: '40.99.157.189',
    HttpStatus: '401',
    UrlHost: 'owa.msxfaq.de',
  };
  const rows =
    proxyRow({ ...common, DateTime: '2025-11-03T08:00:00.300Z', RequestId: guid(1).toUpperCase() }) +
    proxyRow({
      ...common,
      DateTime: '2025-11-03T08:00:01.300Z',
      RequestId: guid(2),
      AuthenticationType: 'Bearer',
      GenericInfo:
        'OAuthError=The user specified by the user-context in the token does not exist.;OAuthErrorCategory=invalid_user;',
    });
  const one = await analyze({ 'u_ex.log': iis, 'HttpProxy.LOG': proxyHeader + rows });
  t.match(one.failures, [
    { client: '40.99.157.189', count: 1, cause: 'user-not-found', certain: true, hosts: ['owa.msxfaq.de'] },
  ]);
  t.match(one.failures[0]?.examples, [/u_ex\.log:6$/]);
  t.match(one.normal, { challenges: 1, unanswered: 0 });
  const other = await analyze({ 'HttpProxy.LOG': proxyHeader + rows, 'u_ex.log': iis });
  const plain = ({ failures, normal }: typeof one) => [failures.map(({ examples: _, ...group }) => group), normal];
  t.same(plain(other), plain(one));
  const alone = await analyze({ 'HttpProxy.LOG': proxyHeader + rows });
  t.match(alone.failures, [{ count: 1, cause: 'user-not-found' }], 'the proxy’s log alone tells it as well');
});

t.test('two servers behind one load balancer are one conversation, from file to file', async (t) => {
  const report = await analyze({
    'EX02/u_ex.log': iisHeader() + iisLine('08:00:01', 200) + iisLine('08:30:00', 401),
    'EX01/u_ex.log': iisHeader() + iisLine('08:00:00', 401) + iisLine('08:30:02', 401),
  });
  t.match(report.normal, { challenges: 2, accepted: 1, unanswered: 0 });
  t.match(report.failures, [{ count: 1, first: '2025-11-03T08:30:02.000Z' }]);
});

/** An act-as-user token as the seed page shows one, for a host. */
function tokenFor(host: string, realm = '6f5a3c1e-8d27-4b90-a1c4-52e9d0000000'): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const times = { nbf: Date.UTC(2025, 10, 3, 7) / 1000, exp: Date.UTC(2025, 10, 3, 15) / 1000 };
  const aud = `${exchangeApplicationId}/${host}@${realm}`;
  const actor = `${encode({ typ: 'JWT', alg: 'RS256', x5t: 'abc' })}.${encode({ aud, iss: `${acsIssuerId}@${realm}`, ...times, nameid: `${exchangeApplicationId}@${realm}` })}.${'s'.repeat(342)}`;
  return `${encode({ typ: 'JWT', alg: 'none' })}.${encode({ iss: `${exchangeApplicationId}@${realm}`, aud, ...times, nameid: '1001', smtp: 'user1@msxfaq.de', actortoken: actor })}.`;
}

const tokenFields = `${defaultFields.replace('cs(Referer)', 'cs(Referer) cs-host')} Request-Authorization X-Forwarded-For`;
function tokenLine(time: string, status: number, authorization: string, host = 'owa.msxfaq.de'): string {
  return iisLine(time, status, { client: '192.168.100.5' })
    .replace(` - ${status}`, ` - ${host} ${status}`)
    .replace('\r\n', ` ${authorization} 40.99.157.189\r\n`);
}

t.test('a logged token tells that the host was rewritten; a cut one as far as it goes', async (t) => {
  const token = tokenFor('hybrid.msxfaq.de');
  const log = (text: string) =>
    iisHeader(tokenFields) + tokenLine('08:00:00', 401, 'Bearer') + tokenLine('08:00:01', 401, `Bearer+${text}`);
  const whole = await analyze({ 'u_ex.log': log(token) });
  t.match(whole.failures, [
    {
      client: '40.99.157.189',
      cause: 'host-rewritten',
      certain: true,
      count: 1,
      status: 401,
      symptom: /for hybrid\.msxfaq\.de.*for owa\.msxfaq\.de/,
    },
  ]);
  t.same(whole.tokens, { read: 1, cut: 0, unreadable: 0 });
  t.notMatch(JSON.stringify(whole), /s{20}|eyJ/, 'no token is in the report');

  const cut = await analyze({ 'u_ex.log': log(token.slice(0, 1000)) });
  t.match(cut.failures, [{ cause: 'host-rewritten', count: 1, symptom: /cut/ }]);
  t.same(cut.tokens, { read: 0, cut: 1, unreadable: 0 });
  for (const length of [20, 60, 100, 140, 200]) {
    const { failures, tokens } = await analyze({ 'u_ex.log': log(token.slice(0, length)) });
    const blamed = failures
      .flatMap(({ causes }) => causes)
      .filter((id) => /^(?:issuer-form-wrong|token-unreadable)$/.test(id));
    t.same([tokens.cut, failures.length, blamed], [1, 1, []], `cut at ${length}: what the log lacks is nobody’s fault`);
  }
});

t.test('HTTPERR: a request without a host name is a failure with a cause, idle connections are none', async (t) => {
  const header =
    '#Software: Microsoft HTTP API 2.0\r\n#Version: 1.0\r\n#Date: 2025-11-03 00:00:00\r\n#Fields: date time c-ip c-port s-ip s-port cs-version cs-method cs-uri streamid sc-status s-siteid s-reason s-queuename\r\n';
  const report = await analyze({
    'httperr1.log':
      `${header}2025-11-03 08:00:00 40.99.157.189 51000 10.0.0.5 443 HTTP/1.1 POST /ews/Exchange.asmx - 400 - Hostname - \r\n` +
      '2025-11-03 08:00:01 10.0.0.8 51001 10.0.0.5 443 - - - - - - Timer_ConnectionIdle - \r\n' +
      '2025-11-03 08:00:02 40.99.157.189 51000 10.0.0.5 443 HTTP/1.1 POST /ews/Exchange.asmx - 503 1 AppOffline MSExchangeServicesAppPool\r\n',
    'documented.log': `${documentedHttpErrLines.join('\r\n')}\r\n`,
  });
  t.same(
    report.failures.map(({ cause, status, client }) => [cause, status, client]),
    [
      ['host-header-missing', 400, '40.99.157.189'],
      ['ews-pool-crashes', 503, '40.99.157.189'],
    ],
  );
  t.match(report.problems, [{ line: 1, what: /no #Fields line/ }], 'older ones have no header');
  t.equal(report.lines, 7 + documentedHttpErrLines.length);
});

t.test('only a time, or only one kind of client, if wished', async (t) => {
  const log =
    iisHeader() +
    iisLine('08:00:00', 200) +
    iisLine('09:00:00', 200, { userAgent: 'ASProxy/CrossForest/EmailDomain/EXCH/15.20' });
  const accepted = async (options: AnalysisOptions) => (await analyze({ 'u_ex.log': log }, options)).normal.accepted;
  t.equal(await accepted({}), 2);
  t.equal(await accepted({ since: Date.UTC(2025, 10, 3, 8, 30) }), 1);
  t.equal(await accepted({ until: Date.UTC(2025, 10, 3, 8) }), 1);
  t.equal(await accepted({ userAgent: 'asproxy' }), 1);
});

/** The command on these arguments, with what is fed to it; files are named as from the folder they lie in. */
async function analyzeLog(args: readonly string[], input?: string | Buffer) {
  let out = '';
  let err = '';
  const code = await main(['analyze-log', ...args], {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    environment: {},
    input: Readable.from(input === undefined ? [] : [Buffer.from(input)]),
  });
  return { code, out, err };
}

process.chdir(folders);

/** Tells the most memory a process of Node had in use, on standard error, at its end. */
const watchMemory = `data:text/javascript,${encodeURIComponent(
  'let most = 0; setInterval(() => { most = Math.max(most, process.memoryUsage.rss()); }, 10).unref(); process.on("exit", () => console.error("most memory", most));',
)}`;

t.test('the program reads from a pipe, and takes no more memory for a longer log', async (t) => {
  const line = iisLine('08:00:00', 200, { userAgent: 'Mozilla/5.0' }).replace('/ews/exchange.asmx', '/owa/');
  const pair = iisLine('08:00:01', 401, { id: guid(1) }) + iisLine('08:00:02', 401, { id: guid(2) });
  const block = Buffer.from(line.repeat(4000) + pair);
  const rounds = 100;
  await writeFile(
    'large.log',
    Buffer.concat([Buffer.from(iisHeader()), ...Array.from({ length: rounds }, () => block)]),
  );
  const options = { NODE_OPTIONS: `--import="${watchMemory}"` };
  const large = startProgram('exchange-oauth-lab', ['analyze-log', '--format', 'json', 'large.log'], folders, options);
  const { code, out, err } = await finished(large);
  t.equal(code, 1);
  t.match(JSON.parse(out), { lines: 4 + rounds * 4002, failures: [{ count: rounds }] });
  const most = Number(/most memory (\d+)/.exec(err)?.[1]);
  t.ok(
    most < 200 * 2 ** 20,
    `${Math.round(most / 2 ** 20)} MB for a log of ${Math.round((block.length * rounds) / 2 ** 20)}`,
  );

  const piped = startProgram('exchange-oauth-lab', ['analyze-log', '-'], folders);
  const end = finished(piped);
  for (const part of [iisHeader(), pair.slice(0, 100), pair.slice(100)]) piped.stdin.write(part);
  piped.stdin.end();
  t.match(await end, { code: 1, out: /^1 file, 6 lines, / });
});

t.test('folders, packed logs and standard input; broken lines change no exit code', async (t) => {
  const good = iisHeader() + iisLine('08:00:00', 401) + iisLine('08:00:01', 200);
  const bad = iisHeader() + iisLine('09:00:00', 401) + iisLine('09:00:01', 401);
  const broken = 'a broken line\r\n';
  await mkdir(join(folders, 'logs', 'W3SVC1'), { recursive: true });
  await writeFile(join(folders, 'logs', 'W3SVC1', 'u_ex251103.log'), good + broken);
  await writeFile(join(folders, 'logs', 'W3SVC1', 'U_EX251104.LOG.gz'), gzipSync(bad));
  await writeFile(join(folders, 'logs', 'W3SVC1', 'notes.txt'), 'no log');
  await writeFile(join(folders, 'good.log'), good + broken);
  await writeFile(join(folders, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]));

  const folder = await analyzeLog(['logs']);
  t.match(folder, { code: 1, err: /u_ex251103\.log:7: 3 fields instead of 15/ });
  t.match(folder.out, /^2 files, 13 lines, 2025-11-03 08:00:00 to 2025-11-03 09:00:01 UTC\n/);
  t.match(folder.out, /first 401s, as they should be +2 /);
  t.notMatch(folder.err, /%|#{3}/, 'no progress bar where nobody watches');
  for (const line of folder.out.split('\n')) t.ok(line.length <= 100 || !line.trim().includes(' '), line);

  const one = await analyzeLog(['good.log']);
  t.match(one, { code: 0, out: /No failure found\./, err: 'good.log:7: 3 fields instead of 15\n' });
  t.match(await analyzeLog(['-'], bad), { code: 1, err: '' });
  t.match(await analyzeLog(['-', '--format', 'json'], gzipSync(bad)), { code: 1 }, 'packed, by its first bytes');

  t.match(await analyzeLog(['picture.png']), { code: 2, out: '', err: /none of it is a log/ });
  t.match(await analyzeLog(['nowhere.log']), { code: 2, err: /nowhere\.log: there is no such file or folder/ });
  t.match(await analyzeLog(['nowhere.log', 'good.log']), { code: 0, err: /there is no such file/ });
  t.match(await analyzeLog([]), { code: 2, err: /Name logs/ });
  t.match(await analyzeLog(['good.log', '--format', 'xml']), { code: 2, err: /There is no format 'xml'/ });
  t.match(await analyzeLog(['good.log', '--since', 'yesterday']), { code: 2, err: /--since takes a time/ });
  t.match(await analyzeLog(['--help']), { code: 0, out: /Exit codes:/ });
  t.match(await analyzeLog(['--version']), { code: 0, out: /^\d+\.\d+\.\d+\n$/ });
  const truncated = gzipSync(bad.repeat(50)).subarray(0, 200);
  await writeFile(join(folders, 'cut.log.gz'), truncated);
  t.match((await analyzeLog(['cut.log.gz'])).err, /cut\.log\.gz:\d+: can't be read on: /);
});

t.test('JSON and CSV hold the failures, redacted ones nothing that names anybody', async (t) => {
  const token = tokenFor('hybrid.msxfaq.de');
  const secretUser = 'MSXFAQ\\fcarius';
  const diagnosed = `${tokenFields} x-ms-diagnostics`;
  const refusal =
    '2000005;reason="The+user+\'user1@msxfaq.de\'+does+not+exist+(see+https://owa.msxfaq.de+at+10.1.2.3)";error_category="invalid_user"';
  const log =
    iisHeader(diagnosed) +
    tokenLine('08:00:00', 401, 'Bearer').replace('\r\n', ' -\r\n') +
    tokenLine('08:00:01', 401, `Bearer+${token}`)
      .replace(' 443 - ', ` 443 ${secretUser} `)
      .replace('\r\n', ` ${refusal}\r\n`) +
    tokenLine('08:00:02', 401, `Bearer+${token}`, 'other.msxfaq.de').replace('\r\n', ' -\r\n') +
    `${secretUser} broken\r\n`;
  const place = join('customer', 'EX01', 'u_ex.log');
  await mkdir(join(folders, dirname(place)), { recursive: true });
  await writeFile(join(folders, place), log);

  const plain = await analyzeLog([place, '--format', 'json']);
  t.equal(plain.code, 1);
  t.equal(plain.err, '', 'problems are in the JSON');
  const report = JSON.parse(plain.out) as LogReport;
  t.match(report, {
    lines: 8,
    range: { first: '2025-11-03T08:00:00.000Z', last: '2025-11-03T08:00:02.000Z' },
    normal: { challenges: 1 },
    problems: [{ file: place, line: 8, what: '2 fields instead of 19' }],
  });
  t.same(
    report.failures.map(({ client, cause, count, first, last }) => ({ client, cause, count, first, last })),
    [
      {
        client: '40.99.157.189',
        cause: 'user-not-found',
        count: 1,
        first: '2025-11-03T08:00:01.000Z',
        last: '2025-11-03T08:00:01.000Z',
      },
      {
        client: '40.99.157.189',
        cause: 'host-rewritten',
        count: 1,
        first: '2025-11-03T08:00:02.000Z',
        last: '2025-11-03T08:00:02.000Z',
      },
    ],
  );
  t.equal(report.failures[0]?.examples[0], `${place}:6`);

  const names = /msxfaq|fcarius|user1|192\.168|40\.99|10\.1\.2\.3|6f5a3c1e|customer|eyJ/i;
  t.match(plain.out, names);
  for (const format of ['json', 'csv', 'text']) {
    const { out, err, code } = await analyzeLog([place, '--format', format, '--redact']);
    t.equal(code, 1);
    t.notMatch(out + err, names, format);
  }
  const redacted = JSON.parse((await analyzeLog([place, '--format', 'json', '--redact'])).out) as LogReport;
  const [first, second] = redacted.failures;
  t.equal(first?.client, second?.client, 'the same value has the same name');
  t.match(
    first?.diagnostics ?? '',
    `The user '<mailbox-1>' does not exist (see https://${first?.hosts[0]} at <address-`,
  );
  t.match(first?.examples, [/^<folder-1>\/u_ex\.log:6$/]);
  t.equal(redacted.failures.length, report.failures.length);

  const { out } = await analyzeLog([place, '--format', 'csv']);
  const rows = parse(out, { columns: true }) as readonly Record<string, string>[];
  t.match(rows, [
    { client: '40.99.157.189', cause: 'user-not-found', certain: 'false', count: '1', status: '401' },
    { cause: 'host-rewritten', hosts: 'other.msxfaq.de' },
  ]);
});

t.test('so many problems are shown, and the others counted', async (t) => {
  const report = await analyze({ 'u_ex.log': `${iisHeader()}${'broken\r\n'.repeat(500)}` });
  t.same([report.problems.length, report.problemsNotShown, report.lines], [50, 450, 504]);
});

t.test('so many groups are kept, and the others counted', async (t) => {
  const lines = Array.from({ length: 1200 }, (_, index) =>
    iisLine('08:00:00', 403, { client: `40.99.${index >> 8}.${index & 255}` }),
  );
  const report = await analyze({ 'u_ex.log': iisHeader() + lines.join('') });
  t.same([report.failures.length, report.lumped], [1000, 200]);
});

t.test('a day as the end of a time counts as a whole', async (t) => {
  await writeFile('day.log', iisHeader() + iisLine('08:00:00', 200) + iisLine('23:00:00', 200));
  const accepted = async (...args: readonly string[]) => {
    const { out } = await analyzeLog(['day.log', '--format', 'json', ...args]);
    return (JSON.parse(out) as LogReport).normal.accepted;
  };
  t.equal(await accepted('--since', '2025-11-03', '--until', '2025-11-03'), 2);
  t.equal(await accepted('--until', '2025-11-03T09:00+01:00'), 1);
  t.equal(await accepted('--since', '2025-11-04'), 0);
});

t.test('a log without any OAuth is told as such', async (t) => {
  await writeFile('owa.log', iisHeader() + iisLine('08:00:00', 200, { userAgent: 'Mozilla/5.0' }));
  t.match(await analyzeLog(['owa.log']), { code: 0, out: /no OAuth request at all/ });
});

t.test('whoever watches sees how far it is, and nothing of it stays on the terminal', async (t) => {
  await writeFile('watched.log', iisHeader() + iisLine('08:00:00', 200).repeat(20_000));
  const written: string[] = [];
  const { sources } = await findLogs(['watched.log']);
  const bar = progressBar(sources, { errorTerminal: { write: (text: string) => written.push(text) > 0 } });
  await analyzeLogs(sources, { onProgress: bar.add });
  bar.end();
  t.ok(written.length > 3);
  t.match(written.at(-2), /^\r\[#{40}\] 100 %$/);
  t.match(written.at(-1), /^\r +\r$/);
});

t.test('the quick look at a line loses none that has to do with OAuth', async (t) => {
  const columns = {
    's-ip': ['192.168.100.33'],
    'cs-method': ['POST', 'GET'],
    'cs-uri-stem': [
      '/EWS/Exchange.asmx',
      '/ews/',
      '/autodiscover/autodiscover.svc/WSSecurity',
      '/Autodiscover',
      '/owa/',
      '/mapi/emsmdb/',
      '/ewsx',
    ],
    'cs(User-Agent)': [
      ...[
        probeUserAgent,
        probeUserAgent.toLowerCase(),
        'ASProxy/CrossForest',
        'asautodiscover/CrossForest',
        'TestOrganizationRelationship/1.1',
      ],
      ...['Mozilla/5.0', '-', 'Foo+SkypeSpaces/1.0', 'MicrosoftNinja/1.0+Teams/1.0'],
    ],
    'cs-host': ['owa.msxfaq.de', '-'],
    'sc-status': ['200', '401', '403', '404', '500'],
    'sc-substatus': ['0', '1'],
    'sc-win32-status': ['0', '2148074254'],
    'cs-bytes': ['401', '350'],
    secret: [
      '-',
      'Bearer',
      'bearer+eyJ0',
      'BEARER+eyJ0',
      'Negotiate+YII=',
      '2000005;error_category="invalid_user"',
      '2000;1',
    ],
    'X-MS-Diagnostics': ['-', '2000001;error_category="invalid_token"'],
  } as const;
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const line = fc.record(Object.fromEntries(names.map((name) => [name, fc.constantFrom<string>(...columns[name])])));
  const logs = fc.tuple(fc.shuffledSubarray(names), fc.array(line, { minLength: 1, maxLength: 20 }));
  const reader = new RequestReader();
  fc.assert(
    fc.property(logs, ([fields, lines]) => {
      const all = ['date', 'time', ...fields];
      const texts = lines.map((values) => `2025-11-03 08:00:00${fields.map((name) => ` ${values[name]}`).join('')}`);
      const layout = layoutOf('iis', all);
      const matters = (record: LogRecord) => !['otherAuthentication', undefined].includes(partOf(reader.read(record)));
      const slow = texts.flatMap((text, index) => {
        const record = readLogLine(layout, text, { file: 'u_ex.log', line: index + 2 });
        return isBroken(record) || !matters(record) ? [] : [record];
      });
      const quick = scan([Buffer.from(`#Fields: ${all.join(' ')}\n${texts.join('\n')}\n`)]).records.filter(matters);
      return isDeepStrictEqual(quick, slow);
    }),
    { numRuns: 500 },
  );
  t.pass();
});

t.test('a log that has only the time in its lines has its day in the header', async (t) => {
  const fields = defaultFields.replace('date time', 'time');
  const log = iisHeader(fields) + iisLine('08:00:00', 401).slice('2025-11-03 '.length);
  t.equal(scan([Buffer.from(log)]).records[0]?.time, Date.UTC(2025, 10, 3, 8));
});

t.test('a log that can’t be opened in a folder is a problem, and the others are read', async (t) => {
  await mkdir('links', { recursive: true });
  await writeFile(join('links', 'u_ex.log'), iisHeader() + iisLine('08:00:00', 200));
  await symlink('nowhere', join('links', 'gone.log'), 'file');
  t.match(await analyzeLog(['links']), { code: 0, err: /gone\.log:1: can't be read on: ENOENT/, out: /accepted +1/ });
  const none = await analyzeLog([join('links', 'gone.log'), '--format', 'json']);
  t.match(none, { code: 2, out: '', err: /there is no such file/ }, 'said although JSON was wished, for there is none');
});

t.test('a client that is never quiet is paired all the same', async (t) => {
  const pairs = 1500;
  const moment = (second: number) => new Date(second * 1000).toISOString().slice(11, 19);
  const lines = Array.from({ length: pairs }, (_, index) => [
    [index, iisLine(moment(index), 401)] as const,
    [index + 3, iisLine(moment(index + 3), 200)] as const,
  ]);
  const log = lines.flat().toSorted(([one], [other]) => one - other);
  const report = await analyze({ 'u_ex.log': iisHeader() + log.map(([, line]) => line).join('') });
  t.match(report.normal, { challenges: pairs, accepted: pairs, unanswered: 0 });
  t.same(report.failures, [], 'three of them wait at any time, and none is taken for a refusal');
});

t.test('what waits for its HttpProxy row is not torn from its conversation', async (t) => {
  const iis = iisLine('08:00:00', 401, { id: guid(1) }) + iisLine('08:00:40', 200, { id: guid(2) });
  const others = ['08:00:45', '08:01:05', '08:01:20']
    .map((time) => iisLine(time, 200, { client: '40.1.1.1' }))
    .join('');
  const report = await analyze({ 'u_ex.log': iisHeader() + iis + others });
  t.match(report.normal, { challenges: 1, accepted: 4, unanswered: 0 });
});
