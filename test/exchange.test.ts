import { execFile } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { systemClock } from '../src/clock.js';
import { defaultOrganization } from '../src/directory/default-organization.js';
import { seedTenantId as tenant } from '../src/directory/world.js';
import { exchangeMetadata } from '../src/exchange/metadata.js';
import { loadTrustConfiguration } from '../src/exchange/trust-configuration.js';
import type { Lab } from '../src/index.js';
import { bornFolders } from '../src/mailbox/born-folders.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { thumbprintOf, x5tOf } from '../src/pki/thumbprint.js';
import { dtdProhibited } from '../src/protocol/xml-document.js';
import { systemRandom } from '../src/random.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { autodiscoverEnvelope, autodiscoverTarget, usersAndSettings } from './acceptance/autodiscover.js';
import { decodeClaims, tokenWithSignature } from './acceptance/token.js';
import { missing, noSchema, noXmllint, schemaViolations } from './acceptance/tools.js';
import {
  type Answer,
  ask,
  call,
  closeAgents,
  ewsTarget,
  getFolder,
  owa,
  parseAnswer,
  writeRaw,
} from './acceptance/wire.js';

// The on-premises server as clients meet it: challenge, virtual directories, manners of IIS and http.sys, and what it
// says to input that no client should send.

const run = promisify(execFile);
const defects: unknown[] = [];
const hear = { onDefect: (error: unknown) => defects.push(error) };
const [lab, strict] = await Promise.all([startTemporaryLab(hear), startTemporaryLab({ ...hear, strict: true })]);
t.teardown(async () => {
  closeAgents();
  await Promise.all([lab.close(), strict.close()]);
});
t.afterEach(async () => {
  t.same(defects, [], 'the lab reports no mistake of its own');
  t.equal((await call(lab, { method: 'GET', target: '/ews/healthcheck.htm' })).status, 200, 'it still answers');
});

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const bearer = `Bearer client_id="${exchange}", trusted_issuers="00000001-0000-0000-c000-000000000000@${tenant}", token_types="app_asserted_user_v1 service_asserted_app_v1"`;
const emptyBearer = { headers: [['Authorization', 'Bearer']] } as const;
const user2 = (of: Lab = lab) => of.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Nothing of the machinery may show: no stack, no file, no name of a library. */
function discreet(t: Test, text: string): void {
  t.notMatch(
    text,
    /\n\s+at |node_modules|node:|\.[jt]s:\d|fastify|FST_|HPE_|ERR_|saxes/i,
    'nothing of the machinery shows',
  );
}

const noCurl = await missing('curl', ['--version']);
const noOpenssl = await missing('openssl', ['version']);

t.test(
  'curl sees the challenge as IIS writes it: names in their case, in their order, nothing else',
  { skip: noCurl },
  async (t) => {
    const { port } = new URL(lab.exchange.url);
    const url = `https://${owa}:${port}${ewsTarget}`;
    const common = ['-s', '-i', '--http1.1', '--cacert', lab.caFile, '--resolve', `${owa}:${port}:127.0.0.1`, url];
    for (const authorization of ['Authorization: Bearer', 'Authorization: Bearer ', 'Authorization;']) {
      const { stdout } = await run('curl', [
        ...common,
        '-H',
        authorization,
        '-H',
        'Content-Type: text/xml',
        '-d',
        getFolder(),
      ]);
      const lines = stdout
        .replace(/^(request-id): .*$/m, '$1: ID')
        .replace(/^(Date): .*$/m, '$1: DATE')
        .split('\r\n');
      t.same(lines, [
        'HTTP/1.1 401 Unauthorized',
        'Server: Microsoft-IIS/10.0',
        'request-id: ID',
        'X-FEServer: EX01',
        `WWW-Authenticate: ${bearer}`,
        'WWW-Authenticate: Negotiate',
        'WWW-Authenticate: NTLM',
        'X-Powered-By: ASP.NET',
        'Date: DATE',
        'Content-Length: 0',
        '',
        '',
      ]);
    }
  },
);

t.test('an empty Bearer is answered with the challenge alone, at any spelling of the path', async (t) => {
  for (const target of [
    '/ews/Exchange.asmx',
    '/EWS/EXCHANGE.ASMX',
    '/ews/exchange.asmx/',
    '/ews/exchange.asmx?x=y',
    `https://${owa}/EWS/exchange.asmx`,
  ]) {
    for (const scheme of ['https', 'http'] as const) {
      const answer = await call(lab, { ...emptyBearer, target, scheme });
      t.equal(answer.status, 401, target);
      t.same(answer.all('WWW-Authenticate'), [bearer, 'Negotiate', 'NTLM']);
      t.equal(answer.header('x-ms-diagnostics'), undefined);
      t.match(answer.header('request-id'), guid);
      t.equal(answer.body, '');
    }
  }
  const methods = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'];
  for (const method of methods) t.equal((await call(lab, { ...emptyBearer, method })).status, 401, method);
  for (const target of [
    '/%65ws/exchange.asmx',
    '/ews/./exchange.asmx',
    '/x/%2e%2e/ews/exchange%2Easmx',
    '/ews//exchange.asmx',
  ]) {
    t.equal((await call(lab, { ...emptyBearer, target })).status, 401, `${target} is the same to IIS`);
  }
  t.equal((await call(lab, { ...emptyBearer, target: '/ews/%ZZ/exchange.asmx' })).status, 400);
  const autodiscover = await call(lab, { ...emptyBearer, target: '/Autodiscover/Autodiscover.svc' });
  t.equal(autodiscover.header('WWW-Authenticate'), bearer, 'Autodiscover stands behind the same door');
});

t.test('the virtual directory decides what else is offered, and whether Bearer is', async (t) => {
  const Identity = 'EX01\\EWS (Default Web Site)';
  t.teardown(() =>
    lab.cmdlet('Set-WebServicesVirtualDirectory', {
      Identity,
      BasicAuthentication: false,
      OAuthAuthentication: true,
      WindowsAuthentication: true,
    }),
  );
  await lab.cmdlet('Set-WebServicesVirtualDirectory', { Identity, BasicAuthentication: true });
  const others = ['Negotiate', 'NTLM', `Basic realm="${owa}"`];
  t.same((await call(lab, emptyBearer)).all('WWW-Authenticate'), [bearer, ...others]);
  const refused = await ask(lab, 'garbage');
  t.same(refused.all('WWW-Authenticate'), [`${bearer}, error="invalid_token"`, ...others]);
  await lab.cmdlet('Set-WebServicesVirtualDirectory', { Identity, OAuthAuthentication: false });
  for (const answer of [await call(lab, emptyBearer), await call(lab), await ask(lab, user2())]) {
    t.equal(answer.status, 401);
    t.same(answer.all('WWW-Authenticate'), others, 'no Bearer where OAuth is off');
    t.equal(answer.header('x-ms-diagnostics'), undefined);
  }
  await lab.cmdlet('Set-WebServicesVirtualDirectory', {
    Identity,
    WindowsAuthentication: false,
    BasicAuthentication: false,
  });
  t.same((await call(lab)).all('WWW-Authenticate'), []);
});

t.test('leniencies are on by default and named in the steps; strict is as a real server', async (t) => {
  const steps = (of: Lab, answer: Answer) => of.transactions.get(answer.header('request-id') ?? '')?.steps ?? [];
  const lenientSteps = (of: Lab, answer: Answer) => steps(of, answer).filter(({ verdict }) => verdict === 'lenient');
  await t.test('a request without Authorization', async (t) => {
    const given = await call(lab);
    t.equal(given.header('WWW-Authenticate'), bearer);
    t.match(lenientSteps(lab, given), [{ name: 'authorization header', detail: /^\[lab\] .*anonymousChallenge/ }]);
    const real = await call(strict);
    t.same(real.all('WWW-Authenticate'), ['Negotiate', 'NTLM']);
    t.same(lenientSteps(strict, real), []);
    t.equal((await call(strict, emptyBearer)).header('WWW-Authenticate'), bearer);
  });
  for (const host of [null, '']) {
    await t.test(`HTTP/1.1 with ${host === null ? 'no' : 'an empty'} Host`, async (t) => {
      const given = await ask(lab, user2(), { host });
      t.match(
        given.header('x-ms-diagnostics'),
        /^2000003;reason="The hostname component of the audience claim value 'https:\/\/owa\.msxfaq\.de' is invalid"/,
      );
      t.match(lenientSteps(lab, given), [{ name: 'http.sys', detail: /^\[lab\] .*missingHost/ }]);
      const real = await ask(strict, user2(strict), { host });
      t.equal(real.status, 400);
      t.match(real.body, '<h2>Bad Request - Invalid Hostname</h2>');
      t.equal(real.header('Server'), 'Microsoft-HTTPAPI/2.0');
    });
  }
  await t.test('HTTP/1.0 without Host is judged by both: no leniency', async (t) => {
    for (const server of [lab, strict]) {
      const text = await writeRaw(
        server,
        `POST ${ewsTarget} HTTP/1.0\r\nAuthorization: Bearer ${user2(server)}\r\nContent-Length: 0\r\n\r\n`,
      );
      const answer = parseAnswer(text);
      t.equal(answer.status, 401);
      t.match(answer.header('x-ms-diagnostics'), /^2000003;/);
      t.same(lenientSteps(server, answer), []);
      t.notMatch(text, /keep-alive/i);
    }
  });
});

t.test('a change of the trust counts after 30 minutes of the lab’s clock, or after iisreset', async (t) => {
  t.teardown(() => lab.clock.reset());
  const token = user2();
  const [server] = (await lab.cmdlet('Get-AuthServer')).output.filter(({ Type }) => Type === 'MicrosoftACS');
  const Identity = String(server?.Name);
  t.equal((await ask(lab, token)).status, 200);
  await lab.cmdlet('Remove-AuthServer', { Identity, Confirm: false });
  t.equal((await ask(lab, token)).status, 200, 'the servers judge by what they have loaded');
  lab.clock.advance(30 * 60_000);
  t.match((await ask(lab, token)).header('x-ms-diagnostics'), /^2000009;/);
  await lab.cmdlet('New-AuthServer', {
    Name: Identity,
    AuthMetadataUrl: 'https://accounts.accesscontrol.windows.net/msxfaq.onmicrosoft.com/metadata/json/1',
  });
  t.match((await ask(lab, token)).header('x-ms-diagnostics'), /^2000009;/);
  await lab.cmdlet('iisreset');
  t.equal((await ask(lab, token)).status, 200);
});

t.test('who is let in may GET the service’s page or POST to it, and nothing else', async (t) => {
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PROPFIND']) {
    const answer = await call(lab, { method, token: user2() });
    t.equal(answer.status, 405, method);
    t.equal(answer.header('Allow'), 'GET, HEAD, POST');
    t.match(answer.body, '405 - HTTP verb used to access this page is not allowed.');
  }
  t.equal((await call(lab, { method: 'GET', token: user2() })).status, 200);
});

t.test('what other virtual directories answer', async (t) => {
  await t.test('healthcheck.htm, to anybody', async (t) => {
    const answer = await call(lab, { method: 'GET', target: '/EWS/HealthCheck.htm' });
    t.equal(answer.status, 200);
    t.equal(answer.body, '200 OK<br/>EX01.MSXFAQ.DE');
    const sent = () => lab.transactions.list().at(-1)?.response.bytes ?? 0;
    const whole = sent();
    t.equal((await call(lab, { method: 'HEAD', target: '/ews/healthcheck.htm' })).body, '');
    t.equal(sent(), whole - answer.body.length, 'a HEAD counts no body');
  });
  await t.test('the metadata document has the key of the auth certificate', async (t) => {
    const answer = await call(lab, { method: 'GET', target: '/autodiscover/metadata/json/1' });
    t.equal(answer.header('Content-Type'), 'application/json; charset=utf-8');
    const document = JSON.parse(answer.body);
    const [config] = (await lab.cmdlet('Get-AuthConfig')).output;
    const certificate = new X509Certificate(Buffer.from(document.keys[0].keyvalue.value, 'base64'));
    t.equal(certificate.fingerprint.replaceAll(':', ''), config?.CurrentCertificateThumbprint);
    t.equal(certificate.subject, 'CN=Microsoft Exchange Server Auth Certificate');
    t.match(document, {
      version: '1.0',
      name: 'Exchange',
      realm: 'msxfaq.de',
      serviceName: exchange,
      issuer: `${exchange}@msxfaq.de`,
      allowedAudiences: [`${exchange}@msxfaq.de`],
      keys: [
        {
          usage: 'signing',
          keyinfo: { x5t: createHash('sha1').update(certificate.raw).digest('base64url') },
          keyvalue: { type: 'x509Certificate' },
        },
      ],
      endpoints: [{ location: `https://${owa}/autodiscover/metadata/json/1`, protocol: 'OAuth2', usage: 'metadata' }],
    });
    t.equal(document.keys.length, 1);
  });
  await t.test('Autodiscover says where EWS is, for who exists', async (t) => {
    const settings = ['ExternalEwsUrl', 'ExternalEwsVersion', 'Moon'];
    const message = (address: string) => autodiscoverEnvelope('GetUserSettings', usersAndSettings([address], settings));
    const target = autodiscoverTarget;
    const known = await ask(lab, user2(), { target, body: message('user2@msxfaq.de') });
    t.equal(known.status, 200);
    t.match(known.body, '<Name>ExternalEwsUrl</Name><Value>https://owa.msxfaq.de/ews/Exchange.asmx</Value>');
    t.match(known.body, /<Name>ExternalEwsVersion<\/Name><Value>15\.02\.\d{4}\.\d{3}<\/Value>/);
    t.match(known.body, '<SettingName>Moon</SettingName>');
    const unknown = await ask(lab, user2(), { target, body: message('x<@msxfaq.de') });
    t.match(unknown.body, '<ErrorCode>InvalidUser</ErrorCode>');
    t.match(unknown.body, 'x&lt;@msxfaq.de', 'what was asked comes back escaped');
    for (const body of ['', 'x', '<!DOCTYPE x><x/>', getFolder()]) {
      const answer = await ask(lab, user2(), { target, body });
      t.equal(answer.status, 500);
      t.match(answer.body, '<s:Fault>');
    }
  });
  await t.test('a GET with a token sees the page of the service, without one the challenge', async (t) => {
    const page = await ask(lab, user2(), { method: 'GET', body: '' });
    t.equal(page.status, 200);
    t.match(page.body, 'You have created a service.');
    t.equal((await call(lab, { ...emptyBearer, method: 'GET' })).status, 401);
  });
  await t.test('what is not there is IIS’s 404', async (t) => {
    for (const target of [
      '/',
      '/ews',
      '/ews/exchange.asmx/x',
      '/oab/',
      '/%E2%82%AC',
      '/..%2f..%2fetc/passwd',
      '/a/%00',
    ]) {
      const answer = await call(lab, { method: 'GET', target });
      t.equal(answer.status, 404, target);
      t.match(answer.body, '<h2>404 - File or directory not found.</h2>');
      t.same(answer.names, ['Content-Type', 'Server', 'X-Powered-By']);
      t.equal(answer.header('Content-Type'), 'text/html');
    }
  });
});

t.test('an answer carries the server’s headers, and the client’s request id when it asks for it', async (t) => {
  const own: readonly (readonly [string, string])[] = [
    ['Content-Type', 'text/xml'],
    ['client-request-id', 'abc'],
    ['request-id', 'mine'],
  ];
  const answer = await ask(lab, user2(), { headers: own });
  t.same(answer.names, [
    'Cache-Control',
    'Content-Type',
    'Server',
    'request-id',
    'X-FEServer',
    'X-CalculatedBETarget',
    'X-DiagInfo',
    'X-BEServer',
    'X-AspNet-Version',
    'X-Powered-By',
  ]);
  t.match(answer.header('request-id'), guid, 'the request id is the server’s own');
  t.equal(answer.header('Content-Type'), 'text/xml; charset=utf-8');
  const echoed = await ask(lab, user2(), { headers: [...own, ['return-client-request-id', 'True']] });
  t.equal(echoed.header('client-request-id'), 'abc');
});

t.test('every folder in every shape is what Exchange’s schema allows', { skip: noXmllint || noSchema() }, async (t) => {
  const directory = t.testdir({});
  const files: string[] = [];
  const keep = async (name: string, answer: Answer) => {
    t.equal(answer.status, 200, name);
    files.push(join(directory, `${name}.xml`));
    writeFileSync(files.at(-1) ?? '', answer.body);
  };
  for (const shape of ['IdOnly', 'Default', 'AllProperties']) {
    const all = bornFolders.map(({ name: id }) => `<t:DistinguishedFolderId Id="${id}"/>`).join('');
    await keep(shape, await ask(lab, user2(), { body: getFolder(shape, all) }));
  }
  const first = await ask(lab, user2());
  const folder = /<t:FolderId Id="([^"]+)"/.exec(first.body)?.[1];
  await keep('by-id', await ask(lab, user2(), { body: getFolder('Default', `<t:FolderId Id="${folder}"/>`) }));
  await keep('no-such-folder', await ask(lab, user2(), { body: getFolder('Default', '<t:FolderId Id="AAAA"/>') }));
  const remote = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de' }).token;
  await keep('no-mailbox', await ask(lab, remote));
  for (const file of files) t.equal(await schemaViolations(file), '', file);
});

t.test('SOAP that no client should send gets a fault of EWS', async (t) => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`).join('')}]><x>&a8;</x>`;
  const rows: readonly (readonly [title: string, body: string | Buffer, code: string, words: string])[] = [
    ['a DTD', `<!DOCTYPE x SYSTEM "file:///etc/passwd">${getFolder()}`, 'ErrorSchemaValidation', dtdProhibited],
    ['an entity bomb', bomb, 'ErrorSchemaValidation', dtdProhibited],
    ['nothing', '', 'ErrorSchemaValidation', 'Root element is missing.'],
    ['garbage', 'garbage', 'ErrorSchemaValidation', 'Data at the root level is invalid.'],
    ['half an envelope', getFolder().slice(0, 300), 'ErrorSchemaValidation', 'The request failed schema validation'],
    ['bytes', Buffer.from([0, 255, 254, 1]), 'ErrorSchemaValidation', 'The request failed schema validation'],
    [
      'another envelope',
      '<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>',
      'ErrorSchemaValidation',
      'is no SOAP 1.1 Envelope',
    ],
    [
      'an empty operation',
      getFolder().replace(/<m:GetFolder>.*<\/m:GetFolder>/, '<m:GetFolder/>'),
      'ErrorSchemaValidation',
      'has incomplete content',
    ],
    [
      'another operation',
      getFolder().replaceAll('m:GetFolder>', 'm:Moo>'),
      'ErrorInvalidRequest',
      'The request is invalid.',
    ],
    [
      'an unknown version',
      getFolder().replace('Exchange2012', 'Exchange2099'),
      'ErrorInvalidServerVersion',
      'The specified server version is invalid.',
    ],
    [
      'a name of our own making',
      getFolder().replaceAll('m:GetFolder>', 'm:__proto__>'),
      'ErrorInvalidRequest',
      'The request is invalid.',
    ],
  ];
  for (const [title, body, code, words] of rows) {
    await t.test(title, async (t) => {
      const answer = await ask(lab, user2(), { body });
      t.equal(answer.status, 500);
      t.match(
        answer.body,
        `<faultcode xmlns:a="http://schemas.microsoft.com/exchange/services/2006/types">a:${code}</faultcode>`,
      );
      t.match(answer.body, words);
      t.equal(answer.header('Content-Type'), 'text/xml; charset=utf-8');
      discreet(t, answer.body);
    });
  }
});

t.test('text/xml alone is taken, WCF names the type it got', async (t) => {
  for (const type of [
    'application/soap+xml; charset=utf-8',
    'application/json',
    'text/plain',
    '',
    'text/xml2',
    'text/xml; charset=klingon',
    'multipart/form-data; boundary=x',
    'téxt/xml',
  ]) {
    const answer = await ask(lab, user2(), { headers: [['Content-Type', type]] });
    t.equal(answer.status, 415, type);
    t.equal(
      answer.statusText,
      `Cannot process the message because the content type '${type.replace('é', '?')}' was not the expected type 'text/xml; charset=utf-8'.`,
    );
    t.equal(answer.body, '');
  }
  for (const type of ['text/xml', 'TEXT/XML;charset="UTF-8"', ' text/xml ; x=y', 'text/xml; charset=iso-8859-1']) {
    t.equal((await ask(lab, user2(), { headers: [['Content-Type', type]] })).status, 200, type);
  }
  const wide = Buffer.from(`\uFEFF${getFolder().replace('utf-8', 'utf-16')}`, 'utf16le');
  t.equal(
    (await ask(lab, user2(), { body: wide, headers: [['Content-Type', 'text/xml; charset=utf-16']] })).status,
    200,
  );
});

const head = (lines: readonly string[], start = `POST ${ewsTarget} HTTP/1.1`) =>
  `${[start, `Host: ${owa}`, ...lines].join('\r\n')}\r\n\r\n`;

t.test('what http.sys refuses never reaches Exchange', async (t) => {
  const rows: readonly (readonly [title: string, bytes: string | Buffer, heading: string])[] = [
    ['two Host headers', head(['Host: hybrid.msxfaq.de']), 'Bad Request'],
    ['an illegal Host', head([]).replace(owa, 'bad host/x'), 'Bad Request - Invalid Hostname'],
    ['a Host with userinfo', head([]).replace(owa, 'a@b'), 'Bad Request - Invalid Hostname'],
    ['17 KB of Authorization', head([`Authorization: Bearer ${'a'.repeat(17_000)}`]), 'Bad Request - Request Too Long'],
    ['60 KB of Authorization', head([`Authorization: Bearer ${'a'.repeat(60_000)}`]), 'Bad Request - Request Too Long'],
    [
      '100 KB of Authorization',
      head([`Authorization: Bearer ${'a'.repeat(100_000)}`]),
      'Bad Request - Request Too Long',
    ],
    ['many headers', head(Array.from({ length: 1500 }, (_, i) => `X-${i}: 1234567`)), 'Bad Request - Request Too Long'],
    ['an unknown method', head([], `MOO ${ewsTarget} HTTP/1.1`), 'Bad Request - Invalid Verb'],
    ['a target that can’t be decoded', head([], 'GET /%zz HTTP/1.1'), 'Bad Request - Invalid URL'],
    ['a very long part of the path', head([], `GET /${'a'.repeat(261)} HTTP/1.1`), 'Bad Request - Invalid URL'],
    ['a blank before the colon', head(['X-A : 1']), 'Bad Request'],
    ['a header without colon', head(['nonsense']), 'Bad Request'],
    ['a length that is none', head(['Content-Length: -5']), 'Bad Request'],
    ['two lengths', head(['Content-Length: 5', 'Content-Length: 6']), 'Bad Request'],
    ['length and chunks', head(['Content-Length: 5', 'Transfer-Encoding: chunked']), 'Bad Request'],
    ['a NUL in a header', head(['X-A: a\u0000b']), 'Bad Request'],
    ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'Bad Request'],
    ['no HTTP at all', 'EHLO owa.msxfaq.de\r\n\r\n', 'Bad Request'],
    [
      'a chunk that is none',
      `${head([`Authorization: Bearer ${user2()}`, 'Content-Type: text/xml', 'Transfer-Encoding: chunked'])}zz\r\n`,
      'Bad Request',
    ],
  ];
  for (const [title, bytes, heading] of rows) {
    for (const listener of ['https', 'http'] as const) {
      await t.test(`${title}, ${listener}`, async (t) => {
        const text = await writeRaw(lab, bytes, { listener, transport: listener === 'https' ? 'tls' : 'tcp' });
        const answer = parseAnswer(text);
        t.equal(answer.status, 400);
        t.match(
          answer.body,
          heading === 'Bad Request' ? /<h2>Bad Request( - Invalid Verb)?<\/h2>/ : `<h2>${heading}</h2>`,
        );
        t.equal(answer.header('Server'), 'Microsoft-HTTPAPI/2.0');
        t.equal(answer.header('Connection'), 'close');
        discreet(t, text);
      });
    }
  }
});

t.test('TLS on the http port and http on the TLS port end, and nothing else ends', async (t) => {
  const clientHello = Buffer.from('1603010200010001fc0303', 'hex');
  const tlsOnHttp = await writeRaw(lab, clientHello, { listener: 'http', transport: 'tcp' });
  t.match(tlsOnHttp, /^HTTP\/1\.1 400 Bad Request\r\n/);
  const httpOnTls = await writeRaw(lab, head([]), { listener: 'https', transport: 'tcp' });
  t.notMatch(httpOnTls, '200 OK');
  discreet(t, httpOnTls);
  await writeRaw(lab, Buffer.from([0, 1, 2, 3]), { listener: 'https', transport: 'tcp', leave: 'end' });
  await writeRaw(lab, '', { listener: 'https', transport: 'tcp', leave: 'reset' });
});

t.test('bodies: large, in chunks, announced, cut off', async (t) => {
  const soap = getFolder();
  const authorized = (...lines: string[]) =>
    head([`Authorization: Bearer ${user2()}`, 'Content-Type: text/xml', ...lines]);
  const complete = (text: string) => text.includes('</s:Envelope>');
  await t.test('five megabytes: IIS says no to who is let in, and 401 to who is not', async (t) => {
    const body = Buffer.alloc(5 * 1024 * 1024, 32);
    const answer = await ask(lab, user2(), { body }).catch((error: NodeJS.ErrnoException) => error);
    if (answer instanceof Error)
      t.match(answer.message, /EPIPE|ECONNRESET/, 'the server hung up while the client was still sending');
    else t.equal(answer.status, 413);
    t.equal((await call(lab, { ...emptyBearer, body })).status, 401);
  });
  await t.test('chunks', async (t) => {
    const pieces = soap.match(/[\s\S]{1,100}/g) ?? [];
    const chunks = pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('');
    const text = await writeRaw(lab, `${authorized('Transfer-Encoding: chunked')}${chunks}0\r\n\r\n`, {
      enough: complete,
    });
    t.match(text, '<m:ResponseCode>NoError</m:ResponseCode>');
  });
  await t.test('Expect: 100-continue', async (t) => {
    const announced = authorized(`Content-Length: ${soap.length}`, 'Expect: 100-continue');
    const text = await writeRaw(lab, announced + soap, { enough: complete });
    t.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
    const challenged = await writeRaw(
      lab,
      head(['Authorization: Bearer', 'Content-Length: 5', 'Expect: 100-continue']),
      { enough: (read) => read.includes('Content-Length: 0') },
    );
    t.match(challenged, 'HTTP/1.1 401 Unauthorized');
  });
  await t.test('pipelined requests are answered in order', async (t) => {
    const one = `${authorized(`Content-Length: ${soap.length}`)}${soap}`;
    const two = `${head(['Authorization: Bearer', `Content-Length: ${soap.length}`])}${soap}`;
    const three = head([], 'GET /ews/healthcheck.htm HTTP/1.1');
    const text = await writeRaw(lab, one + two + three, { enough: (read) => read.includes('EX01.MSXFAQ.DE') });
    t.same(text.match(/HTTP\/1\.1 \d{3}/g), ['HTTP/1.1 200', 'HTTP/1.1 401', 'HTTP/1.1 200']);
  });
  await t.test('a body cut off by a client that leaves', async (t) => {
    for (const how of ['end', 'reset'] as const) {
      for (const rest of [soap.slice(0, 50), '']) {
        discreet(t, await writeRaw(lab, `${authorized(`Content-Length: ${soap.length}`)}${rest}`, { leave: how }));
        discreet(t, await writeRaw(lab, `${authorized('Transfer-Encoding: chunked')}32\r\n${rest}`, { leave: how }));
      }
      discreet(t, await writeRaw(lab, head([]).slice(0, 40), { leave: how }));
    }
  });
});

t.test('whatever bytes stand in the head, the answer is HTTP and no failure of ours', async () => {
  const names = fc.constantFrom(
    'Authorization',
    'Host',
    'Content-Type',
    'client-request-id',
    'return-client-request-id',
    'X-User-Identity',
    'Expect',
    'Upgrade',
    'Connection',
    'Transfer-Encoding',
    'Cookie',
  );
  const bytes = fc.uint8Array({ maxLength: 60 }).map((value) => Buffer.from(value).toString('latin1'));
  const visible = fc.string({
    unit: fc.integer({ min: 32, max: 255 }).map((code) => String.fromCharCode(code)),
    maxLength: 60,
  });
  const value = fc.oneof(
    visible,
    bytes,
    visible.map((text) => `Bearer ${text}`),
    fc.constantFrom('true', 'websocket', 'Upgrade', 'close', 'chunked', 'text/xml'),
  );
  const lines = fc.array(
    fc.tuple(names, value).map(([name, text]) => `${name}: ${text}`),
    { maxLength: 5 },
  );
  const targets = fc.oneof(
    fc.constantFrom(ewsTarget, '*', '/', 'owa.msxfaq.de:443', '/autodiscover/autodiscover.svc'),
    visible.map((text) => `/${text.replaceAll(' ', '')}`),
  );
  const methods = fc.constantFrom('GET', 'POST', 'HEAD', 'OPTIONS', 'CONNECT', 'TRACE', 'M-SEARCH', 'QUERY', 'get');
  await fc.assert(
    fc.asyncProperty(methods, targets, lines, async (method, target, given) => {
      const bytes = Buffer.from(
        `${method} ${target} HTTP/1.1\r\n${given.join('\r\n')}${given.length ? '\r\n' : ''}Connection: close\r\n\r\n`,
        'latin1',
      );
      const text = await writeRaw(lab, bytes, { listener: 'http', transport: 'tcp', leave: 'end' });
      return text === '' || (/^HTTP\/1\.1 \d{3} /.test(text) && !text.includes('500 - Internal server error'));
    }),
    { numRuns: 300 },
  );
});

t.test('whatever stands in the body, the answer is SOAP', async () => {
  const token = user2();
  const pieces = fc.constantFrom(
    ...(getFolder('Default').match(/<[^>]+>|[^<]+/g) ?? []),
    '\u0000',
    '&x;',
    '<!DOCTYPE x>',
    'Id="__proto__"',
  );
  const mutated = fc.array(pieces, { maxLength: 30 }).map((list) => list.join(''));
  const dropped = fc
    .integer({ min: 0, max: getFolder().length })
    .map((at) => getFolder().slice(0, at) + getFolder().slice(at + 1));
  const bodies = fc.oneof(
    mutated,
    dropped,
    fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async (body) => {
      const answer = await ask(lab, token, { body });
      return [200, 500].includes(answer.status) && answer.body.includes('<s:Envelope');
    }),
    { numRuns: 200 },
  );
});

t.test(
  'a token made with openssl and a shell is accepted, and refused once a character is another',
  { skip: noOpenssl },
  async (t) => {
    const script = fileURLToPath(new URL('acceptance/openssl-token.sh', import.meta.url));
    const certificates = dirname(lab.caFile);
    const files = ['token-signing.key', 'token-signing.crt'].map((name) => join(certificates, name));
    const { stdout } = await run('sh', [script, ...files, tenant, owa, 'user2@msxfaq.de']);
    const token = stdout.trim();
    const answer = await ask(lab, token);
    t.equal(answer.status, 200, answer.header('x-ms-diagnostics') ?? 'let in');
    t.match(answer.body, '<m:ResponseCode>NoError</m:ResponseCode>');
    const outer = decodeClaims(token) as { actortoken: string };
    const [header = '', claims = '', signature = ''] = outer.actortoken.split('.');
    const flip = (part: string) => `${part.slice(0, 9)}${part[9] === 'A' ? 'B' : 'A'}${part.slice(10)}`;
    const last = signature.slice(0, -1) + (signature.endsWith('A') ? 'B' : 'A');
    for (const actortoken of [
      `${header}.${claims}.${flip(signature)}`,
      `${header}.${claims}.${last}`,
      `${header}.${claims}.${signature}=`,
    ]) {
      const flipped = await ask(lab, tokenWithSignature({ typ: 'JWT', alg: 'none' }, { ...outer, actortoken }));
      t.match(
        flipped.header('x-ms-diagnostics'),
        actortoken.endsWith('=') ? /^2000001;/ : /^2000000;reason="The token has an invalid signature\."/,
      );
    }
    const { exp } = decodeClaims(outer.actortoken) as { exp: number };
    const longer = Buffer.from(JSON.stringify({ ...decodeClaims(outer.actortoken), exp: exp + 1 })).toString(
      'base64url',
    );
    const changed = await ask(
      lab,
      tokenWithSignature({ alg: 'none' }, { ...outer, actortoken: `${header}.${longer}.${signature}` }),
    );
    t.match(changed.header('x-ms-diagnostics'), /^2000000;/);
  },
);

t.test(
  'of the auth certificates, current and previous are published, next counts too, expired ones are not published',
  async (t) => {
    const sources = { clock: systemClock, random: systemRandom };
    const made = await Promise.all([1, 2, 3].map(() => issueAuthCertificate(sources)));
    const certificates = new Map(made.map((entry) => [thumbprintOf(entry.certificate), entry]));
    const [current = '', previous = '', next = ''] = certificates.keys();
    const world = { domain: 'msxfaq.de', hosts: [owa], tenantId: tenant };
    const plain = defaultOrganization({
      world,
      exchangeVersion: 'SE',
      authCertificateThumbprint: current,
      tlsCertificateThumbprint: '',
      created: '2026-01-01T00:00:00Z',
    });
    const organization = {
      ...plain,
      authConfig: { ...plain.authConfig, previousCertificateThumbprint: previous, nextCertificateThumbprint: next },
    };
    const published = (now: number) =>
      exchangeMetadata(organization, certificates, owa, now).keys.map(({ keyinfo }) => keyinfo.x5t);
    t.same(
      published(systemClock.now()),
      made.slice(0, 2).map(({ certificate }) => x5tOf(certificate)),
    );
    t.same(published(systemClock.now() + 6 * 365 * 86_400_000), []);
    const trust = loadTrustConfiguration(organization, certificates, systemClock.now());
    t.same(
      trust.issuers.all.map(({ kind, keys }) => [kind, keys.length]),
      [['self', 3]],
      'an auth server without certificates drops out',
    );
    t.same(trust.challengeIssuers, []);
  },
);

t.test('a client that hangs up behind its request is judged by the host and the port it asked', async (t) => {
  const body = getFolder();
  const { port } = new URL(lab.exchange.url);
  const request = `POST ${ewsTarget} HTTP/1.1\r\nHost: ${owa}:${port}\r\nContent-Type: text/xml; charset=utf-8\r\nAuthorization: Bearer ${user2()}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const before = lab.transactions.list().length;
  for (let count = 0; count < 20; count += 1) await writeRaw(lab, request, { leave: 'end' });
  const statuses = lab.transactions.list().slice(before - lab.transactions.list().length);
  t.same([...new Set(statuses.map(({ response }) => response.status))], [200]);
});

t.test('garbage behind a request does not swallow its answer', async (t) => {
  const request = `GET /ews/healthcheck.htm HTTP/1.1\r\nHost: ${owa}\r\n\r\n`;
  const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
  const body = getFolder();
  const post = `POST ${ewsTarget} HTTP/1.1\r\nHost: ${owa}\r\nContent-Type: text/xml; charset=utf-8\r\nAuthorization: Bearer ${token}\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  for (const good of [request, post]) {
    const text = await writeRaw(lab, `${good}GARBAGE\r\n\r\n`, { transport: 'tcp', listener: 'http' });
    t.same(
      [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status),
      ['200', '400'],
    );
  }
});
