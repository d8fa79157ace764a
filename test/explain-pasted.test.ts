import t from 'tap';
import { explain } from '../src/evidence/explain/explain.js';

const hostRefused = `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.contoso.com'. Actual 'mail.contoso.com'.";error_category="invalid_resource"`;
const bearer =
  'WWW-Authenticate: Bearer client_id="00000002-0000-0ff1-ce00-000000000000", trusted_issuers="00000001-0000-0000-c000-000000000000@*"';

t.test('a mail quotes lines, as often as it went to and fro', async (t) => {
  const quoted = [
    '> > System.Net.WebException: The remote server returned an error: (401) Unauthorized.,',
    '> > diagnostics: 2000003;reason="The hostname component of the audience',
    "> > claim value is invalid. Expected 'owa.contoso.com'. Actual",
    `> > 'mail.contoso.com'.";error_category="invalid_resource"`,
  ].join('\r\n');
  const found = explain(quoted);
  t.match(found, { quoted: { expectedHost: 'owa.contoso.com', actualHost: 'mail.contoso.com' } });
  t.notMatch(found.recognised?.meaning, />/);
  t.strictSame(
    found.others.map(({ meaning }) => meaning),
    [],
    'the bare status says nothing beside its reason',
  );
  const line =
    '> 2025-11-03 08:00:01 10.0.0.1 POST /ews/exchange.asmx - 443 - 10.0.0.5 AMProbe/OAUTH/Exchange - 404 0 0 9';
  t.match(explain(line), { causes: [{ id: 'not-exchange' }] });
});

t.test('lines of a log that a mail has wrapped, or put behind each other', async (t) => {
  const wrapped = explain(
    '2025-11-03 08:00:01 10.0.0.1 POST /ews/exchange.asmx - 443\n- 10.0.0.5 AMProbe/OAUTH/Exchange - 404 0\n0 9\n\nRegards',
  );
  t.match(wrapped, { recognised: { kind: 'line of an IIS log' }, causes: [{ id: 'not-exchange' }] });
  const line = (time: string) =>
    `2025-11-03 ${time} 10.0.0.1 POST /ews/exchange.asmx - 443 - 10.0.0.5 AMProbe/OAUTH/Exchange - 401 0 0 9`;
  t.match(explain(`${line('08:00:00')} ${line('08:00:01')}`), { verdict: 'failure' }, 'two on one line');
  const field = `${line('08:00:01')} 2000004;reason="The+tenant+for+tenant+guid+'contoso.com'+does+not+exist.";error_category="invalid_tenant"`;
  t.match(explain(field.replaceAll(' - ', ' -\n')), { quoted: { realm: 'contoso.com' } }, 'blanks are + in IIS');
});

t.test('JSON of Windows PowerShell escapes apostrophes', async (t) => {
  const json = JSON.stringify({ 'x-ms-diagnostics': hostRefused }).replaceAll("'", '\\u0027');
  t.match(explain(json), { causes: [{ id: 'host-rewritten' }], quoted: { actualHost: 'mail.contoso.com' } });
});

t.test('a response on one line keeps its headers', async (t) => {
  const refused = `HTTP/1.1 401 Unauthorized Server: Microsoft-IIS/10.0 request-id: 5c9d ${bearer}, error="invalid_token" WWW-Authenticate: Basic realm="mail.contoso.com" X-FEServer: EX01 Content-Length: 0`;
  const found = explain(refused);
  t.match(found, { verdict: 'failure', recognised: { meaning: /refuses a token with 401/ } });
  t.notOk(found.causes.some(({ id }) => id === 'pre-authentication'));
  t.match(explain(`HTTP/1.1 401 Unauthorized ${bearer} X-FEServer: EX01`), { verdict: 'normal' });
  const told = explain(refused.replace('X-FEServer', `x-ms-diagnostics: ${hostRefused} X-FEServer`));
  t.match(told, { causes: [{ id: 'host-rewritten' }] });
  t.notMatch(JSON.stringify(told.others), /without a Bearer challenge/);
  const wrapped = `HTTP/1.1 401 Unauthorized\n${bearer.replace(', ', ',\n')}\nX-FEServer: EX01`;
  t.match(explain(wrapped), { verdict: 'normal' }, 'nor is a wrapped challenge none');
});

t.test('diagnostics that a field limit has cut are read as far as they go', async (t) => {
  t.match(explain(hostRefused.slice(0, 130)), { verdict: 'failure', causes: [{ id: 'host-rewritten' }] });
});

t.test('the network’s failures are known in German', async (t) => {
  const messages: readonly (readonly [string, string])[] = [
    ["System.Net.WebException: Der Remotename konnte nicht aufgelöst werden: 'hybrid2.msxfaq.de'", 'name-not-resolved'],
    [
      'System.Net.WebException: Die zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Empfangen..',
      'connection-reset',
    ],
    [
      'System.Net.WebException: Die zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Senden..',
      'tls-version-outbound',
    ],
    [
      'Die Anfrage wurde abgebrochen: Es konnte kein geschützter SSL/TLS-Kanal erstellt werden..',
      'tls-version-outbound',
    ],
    [
      'Für den geschützten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden.',
      'server-certificate-not-trusted',
    ],
    ['Die Verbindung mit dem Remoteserver kann nicht hergestellt werden.', 'connect-timeout'],
    ['Timeout für Vorgang überschritten', 'request-timed-out'],
  ];
  for (const [text, cause] of messages) t.match(explain(text), { causes: [{ id: cause }] }, text);
});

t.test('an address that PowerShell has cut is no name', async (t) => {
  const record = `Test-OAuthConnectivity : The operation couldn't be performed because object 'user1@contoso.com' couldn't be found on 'DC01.contoso.local'.
At line:1 char:1
+ Test-OAuthConnectivity -Service EWS -TargetUri https://outlook.office ...`;
  t.match(explain(record).names, { domain: 'contoso.com', hosts: [] });
});

t.test('ErrorProxyRequestProcessingFailed says only that the other side was asked in vain', async (t) => {
  const oauth =
    'ErrorProxyRequestProcessingFailed: Proxy web request failed. , inner exception: System.Net.WebException: The request failed with HTTP status 401: Unauthorized.';
  const found = explain(oauth);
  t.match(found, { recognised: { meaning: /answered 401/ }, causes: [{ id: 'pre-authentication' }] });
  t.notOk(found.causes.some(({ id }) => id === 'dauth-refused'));
  t.ok(explain('<ResponseCode>ErrorProxyRequestProcessingFailed</ResponseCode>').causes.length > 1, 'alone');
});
