import t from 'tap';
import { httpProxyFields } from '../src/evidence/log-reading/layout.js';
import { readPastedLogLine } from '../src/evidence/log-reading/pasted-line.js';
import { exchangeApplicationId, probeUserAgent } from '../src/protocol/well-known.js';

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
