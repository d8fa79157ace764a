import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, importX509, jwtVerify } from 'jose';
import t, { type Test } from 'tap';
import type { ControlContext } from '../src/control/context.js';
import { createControlServer } from '../src/control/server.js';
import type { Lab } from '../src/lab/lab-interface.js';
import { scenarios as catalogue } from '../src/scenarios/catalogue.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';

const defects: unknown[] = [];
const onDefect = (error: unknown) => void defects.push(error);
const lab = await startTemporaryLab({ onDefect });
t.teardown(async () => {
  await lab.close();
});

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, which the tests look into
  readonly json: any;
}

interface Call {
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A client that leaves Host and Origin to the caller. */
function call(method: string, path: string, { body, raw, headers = {} }: Call = {}, to: Lab = lab): Promise<Answer> {
  const url = new URL(to.control.url);
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const type =
    text === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: url.hostname, port: url.port, method, path, headers: { ...type, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const received = Buffer.concat(chunks).toString();
          const isJson = response.headers['content-type']?.includes('application/json') ?? false;
          const json = isJson && received !== '' ? JSON.parse(received) : undefined;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: received, json });
        });
      },
    );
    request.on('error', reject);
    request.end(text);
  });
}

/** An error is JSON with a category and a sentence, and no stack. */
function refused(t: Test, answer: Answer, status: number, message: RegExp | string, category?: string): void {
  t.equal(answer.status, status, answer.text);
  t.match(answer.json?.error?.message, message);
  if (category) t.equal(answer.json?.error?.category, category);
  t.notMatch(answer.text, /\bat .+:\d+:\d+|node_modules|\.ts\b/, 'no stack');
}

/** Sends a request to the on-premises Exchange with a token and answers its status and diagnostics. */
function knock(authorization: string | undefined, path = '/ews/Exchange.asmx', to: Lab = lab, more = {}) {
  return get(to.exchange.url, 'owa.msxfaq.de', path, authorization, to, more);
}

function get(base: string, host: string, path: string, authorization?: string, to: Lab = lab, more = {}) {
  const url = new URL(base);
  return new Promise<{ status: number; diagnostics: string; id: string; text: string }>((resolve, reject) => {
    const request = httpsRequest(
      {
        host: url.hostname,
        port: url.port,
        ca: to.ca,
        servername: 'localhost',
        method: 'GET',
        path,
        headers: { Host: host, ...(authorization === undefined ? {} : { Authorization: authorization }), ...more },
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            text: Buffer.concat(chunks).toString(),
            status: response.statusCode ?? 0,
            diagnostics: String(response.headers['x-ms-diagnostics'] ?? ''),
            id: String(response.headers['request-id']),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end();
  });
}

t.test('health and lab: the line of start --json, and who is in it', async (t) => {
  const health = await call('GET', '/api/health');
  t.strictSame([health.status, health.json], [200, { status: 'ok' }]);
  const { status, json } = await call('GET', '/api/lab');
  t.equal(status, 200);
  t.strictSame(Object.keys(json).slice(0, 5), ['exchange', 'cloud', 'control', 'ca', 'tenantId']);
  t.strictSame(json.exchange.hosts, ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'autodiscover.msxfaq.de', 'localhost']);
  t.strictSame(json.cloud.hosts, [
    'accounts.accesscontrol.windows.net',
    'login.windows.net',
    'login.microsoftonline.com',
    'outlook.office365.com',
    'autodiscover-s.outlook.com',
    'localhost',
  ]);
  t.match(json.exchange.https, /^https:\/\/127\.0\.0\.1:\d+$/);
  t.match(json.exchange.http, /^http:\/\/127\.0\.0\.1:\d+$/);
  t.equal(json.control, lab.control.url);
  t.equal(await readFile(json.ca, 'utf8'), lab.ca);
  t.equal(json.organization.name, 'MSXFAQ');
  t.strictSame(
    json.tenants.map(({ initialDomain }: { initialDomain: string }) => initialDomain),
    ['msxfaq.onmicrosoft.com', 'contoso.onmicrosoft.com'],
  );
  const addresses = json.mailboxes.map(
    ({ address, side, type }: Record<string, string>) => `${side} ${type} ${address}`,
  );
  t.strictSame(addresses, [
    'OnPremises RemoteUserMailbox user1@msxfaq.de',
    'OnPremises UserMailbox user2@msxfaq.de',
    'OnPremises UserMailbox admin@msxfaq.de',
    'Cloud UserMailbox user1@msxfaq.de',
    'Cloud MailUser user2@msxfaq.de',
    'Cloud UserMailbox user1@contoso.onmicrosoft.com',
  ]);
});

t.test('the page at the root is closed to everything from elsewhere', async (t) => {
  const page = await call('GET', '/');
  t.equal(page.status, 200);
  t.match(page.headers['content-type'], /^text\/html/);
  t.match(page.headers['content-security-policy'], /default-src 'none'.*frame-ancestors 'none'/);
  for (const path of ['main.js', 'style/base.css', 'style/icon.svg', 'vendor/preact.js', 'vendor/LICENSES.txt']) {
    const { status, headers } = await call('GET', `/dashboard/${path}`);
    t.equal(status, 200, path);
    t.match(headers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }, path);
    t.equal(headers['content-security-policy'], page.headers['content-security-policy'], path);
    t.strictSame(
      [headers.etag, headers['last-modified']],
      [undefined, undefined],
      'nothing to take an old file for new',
    );
  }
  for (const path of [
    '',
    'index.html',
    '../dashboard.html',
    '%2e%2e/dashboard.html',
    'main.d.ts',
    'main.js.map',
    'vendor',
  ]) {
    const { status, text } = await call('GET', `/dashboard/${path}`);
    t.ok([403, 404].includes(status), `${path}: ${status}`);
    t.notMatch(text, /<script/);
  }
});

t.test('tokens made to measure', async (t) => {
  const make = async (order: object) => (await call('POST', '/api/tokens', { body: order })).json;

  await t.test('only kind is required, and every kind can be made', async (t) => {
    for (const kind of ['actAsUser', 'appOnly', 'hma', 'selfIssued', 'callback']) {
      const { token, decoded } = await make({ kind });
      t.equal(token.split('.').length, 3, kind);
      t.strictSame(decoded.header, decodeProtectedHeaderOf(token), kind);
      t.equal(decoded.signed, kind !== 'actAsUser', kind);
    }
  });

  await t.test('what can’t be an order is said, to the library too', async (t) => {
    const issue = (order: object) => () => lab.tokens.issue(order as Parameters<typeof lab.tokens.issue>[0]);
    const named = { name: 'TokenOrderError' };
    t.throws(issue({ kind: 'zzz' }), { ...named, message: /^kind is one of actAsUser, .*, not 'zzz'\.$/ });
    t.throws(issue({ kind: 'hma', signWith: 'me' }), { ...named, message: /^signWith is one of authServer/ });
    t.throws(() => lab.tokens.issue(null as never), { ...named, message: /An order is an object/ });
    t.throws(issue({ kind: 'hma', claims: 5 }), { ...named, message: /^claims is an object of claims, not 5/ });
    t.throws(issue({ kind: 'hma', claim: {} }), { ...named, message: /^There is no 'claim' in an order/ });
    const nested = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
    const deep = JSON.parse(nested);
    t.throws(issue({ kind: 'appOnly', claims: deep }), { ...named, message: /claims is nested too deeply/ });
    refused(
      t,
      await call('POST', '/api/tokens', { raw: `{"kind":"appOnly","header":${nested}}` }),
      400,
      /header is nested/,
    );
    t.throws(() => lab.transactions.list({ after: 'nope' }), { name: 'LabError', message: /no transaction 'nope'/ });
  });

  await t.test('the defaults get in at the front door', async (t) => {
    const { token } = await make({ kind: 'actAsUser' });
    t.match(await knock(`Bearer ${token}`), { status: 200, diagnostics: '' });
    const appOnly = await make({ kind: 'appOnly' });
    t.match(await knock(`Bearer ${appOnly.token}`), { status: 200, diagnostics: '' });
    const claims = decodeJwt(token);
    t.match(claims, {
      iss: `${exchange}@${lab.tenantId}`,
      aud: `${exchange}/owa.msxfaq.de@${lab.tenantId}`,
      nameid: '10032001E2CBE43B',
      nii: 'urn:federation:MicrosoftOnline',
      upn: 'user1@msxfaq.de',
      smtp: 'user1@msxfaq.de',
      sip: 'user1@msxfaq.de',
    });
    t.equal(Number(claims.exp) - Number(claims.nbf), 8 * 3600);
    t.match(decodeJwt(String(claims.actortoken)), { iss: `${acs}@${lab.tenantId}`, trustedfordelegation: 'true' });
  });

  await t.test('host, mailbox and tenant say for whom', async (t) => {
    const order = { kind: 'actAsUser', host: 'hybrid.msxfaq.de', mailbox: 'user1@contoso.onmicrosoft.com' };
    const foreign = decodeJwt((await make(order)).token);
    const contoso = lab.details().tenants[1]?.tenantId;
    t.equal(foreign.aud, `${exchange}/hybrid.msxfaq.de@${contoso}`);
    t.equal(foreign.upn, 'user1@contoso.onmicrosoft.com');
    for (const tenant of [lab.tenantId, lab.tenantId.toUpperCase(), 'msxfaq.onmicrosoft.com', 'MSXFAQ.de']) {
      t.equal(decodeJwt((await make({ ...order, tenant })).token).iss, `${exchange}@${lab.tenantId}`, tenant);
    }
    const stranger = decodeJwt((await make({ kind: 'actAsUser', mailbox: 'noexouser@msxfaq.de' })).token);
    t.equal(stranger.smtp, 'noexouser@msxfaq.de', 'a mailbox that does not exist is named all the same');
  });

  await t.test('overrides go in verbatim and null removes, in both tokens and both headers', async (t) => {
    const odd = {
      exp: '1',
      aud: ['a', { b: [1, null, 'ü'] }],
      ver: 1.5,
      flag: false,
      deep: { x: { y: null } },
      nbf: -1,
    };
    const { token, decoded } = await make({
      kind: 'actAsUser',
      claims: { ...odd, upn: null, sip: null },
      header: { typ: 'at+jwt', crit: ['x'], alg: null },
      actorClaims: { ...odd, oid: null, iss: '' },
      actorHeader: { x5t: null, kid: 'other', alg: 'HS256' },
    });
    const claims = decodeJwt(token);
    t.match(claims, odd);
    t.strictSame([claims.upn, claims.sip], [undefined, undefined]);
    t.strictSame(decodeProtectedHeaderOf(token), { typ: 'at+jwt', crit: ['x'] });
    const actor = String(claims.actortoken);
    t.match(decodeJwt(actor), { ...odd, iss: '' });
    t.notOk('oid' in decodeJwt(actor));
    t.strictSame(decodeProtectedHeaderOf(actor), { typ: 'JWT', alg: 'HS256', kid: 'other' });
    t.strictSame(decoded.claims.deep, { x: { y: null } }, 'a null further in is a value');
    const without = decodeJwt((await make({ kind: 'actAsUser', claims: { actortoken: null } })).token);
    t.notOk('actortoken' in without);
    const appOnly = (await make({ kind: 'appOnly', claims: { nameid: 'x@y' }, actorClaims: { nameid: 'unused' } }))
      .token;
    t.equal(decodeJwt(appOnly).nameid, 'x@y', 'a kind with one signed token has no actor');
  });

  await t.test('signWith: authServer, authCertificate, unknownKey, none', async (t) => {
    const signer = async (signWith?: string, kind = 'appOnly') =>
      (await make({ kind, ...(signWith ? { signWith } : {}) })).token;
    const acsDocument = await get(lab.cloud.url, 'accounts.accesscontrol.windows.net', '/msxfaq.de/metadata/json/1');
    const ownDocument = await knock(undefined, '/autodiscover/metadata/json/1');
    const acsKey = await importX509(certificateIn(acsDocument.text), 'RS256');
    const ownKey = await importX509(certificateIn(ownDocument.text), 'RS256');
    for (const signWith of [undefined, 'authServer']) await t.resolves(jwtVerify(await signer(signWith), acsKey));
    t.equal(decodeProtectedHeader(await signer()).kid, decodeProtectedHeader(await signer()).x5t);
    await t.rejects(jwtVerify(await signer('unknownKey'), acsKey), { code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    t.equal(decodeProtectedHeader(await signer('unknownKey')).x5t, decodeProtectedHeader(await signer()).x5t);
    await t.resolves(jwtVerify(await signer('authCertificate'), ownKey));
    await t.resolves(jwtVerify(await signer(undefined, 'selfIssued'), ownKey));
    const unsigned = await signer('none');
    t.match(unsigned, /^[\w-]+\.[\w-]+\.$/);
    t.equal(decodeProtectedHeaderOf(unsigned).alg, 'none');
    const actor = String(decodeJwt((await make({ kind: 'actAsUser', signWith: 'none' })).token).actortoken);
    t.match(actor, /\.$/, 'signWith concerns the actor token');
    const bad = (await make({ kind: 'actAsUser', signWith: 'unknownKey' })).token;
    t.match((await knock(`Bearer ${bad}`)).diagnostics, /^2000000;reason="The token has an invalid signature\."/);
  });

  await t.test('an order that can’t be filled is one sentence', async (t) => {
    const order = (body: unknown) => call('POST', '/api/tokens', { body });
    refused(t, await order({}), 400, /kind/, 'InvalidArgument');
    refused(t, await order({ kind: 'saml' }), 400, /actAsUser, appOnly, hma, selfIssued, callback/);
    refused(t, await order({ kind: 'appOnly', clams: {} }), 400, /'clams'/);
    refused(t, await order({ kind: 'appOnly', claims: 'x' }), 400, /claims must be object/);
    refused(t, await order({ kind: 'appOnly', host: 7 }), 400, /host must be string/);
    refused(
      t,
      await order({ kind: 'appOnly', tenant: 'nowhere.example' }),
      400,
      /no tenant 'nowhere\.example'.*msxfaq\.onmicrosoft\.com/,
    );
    refused(t, await order([]), 400, /object/);
    refused(t, await order('x'), 400, /object/);
    refused(t, await order(null), 400, /object/);
  });
});

t.test('decode takes what people paste', async (t) => {
  const { token } = lab.tokens.issue({ kind: 'actAsUser' });
  const decode = (text: unknown) => call('POST', '/api/decode', { body: { token: text } });
  const pasted = [
    token,
    `Bearer ${token}`,
    `Bearer+${token}`,
    `"${token}"`,
    `Authorization: bearer ${token}\r\n`,
    `${token.slice(0, 70)}\n  ${token.slice(70)}`,
  ];
  for (const text of pasted) {
    const { status, json } = await decode(text);
    t.equal(status, 200);
    t.equal(json.claims.upn, 'user1@msxfaq.de');
    t.equal(json.actorToken.claims.nameid, `${exchange}@${lab.tenantId}`);
    t.strictSame([json.signed, json.actorToken.signed], [false, true]);
    t.notOk(JSON.stringify(json).includes(signatureOf(String(decodeJwt(token).actortoken))));
  }
  for (const text of ['nonsense', 'a.b.c', 'e30.e30']) refused(t, await decode(text), 400, /There is no token/);
  refused(t, await decode(''), 400, /token/);
  refused(t, await decode(7), 400, /token must be string/);
});

t.test('transactions: the journal in order, by id, in pages', async (t) => {
  const first = await knock('Bearer');
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'hybrid.msxfaq.de' });
  const second = await knock(`Bearer ${token}`);
  const third = await knock(undefined, '/nowhere');
  const list = async (query: string) =>
    (await call('GET', `/api/transactions?${query}`)).json.map(({ id }: { id: string }) => id);
  t.strictSame(await list('limit=3'), [first.id, second.id, third.id].slice(0, 2).concat(await list('limit=1')));
  t.strictSame((await list(`after=${first.id}`)).slice(0, 1), [second.id]);
  t.strictSame(await list(`after=${first.id}&limit=1`), [second.id], 'a reader that pages forward misses nothing');
  const [last] = await list('limit=1');
  t.strictSame(await list(`after=${last}`), []);
  const { json } = await call('GET', `/api/transactions/${second.id}`);
  t.strictSame(Object.keys(json), [
    'id',
    'time',
    'side',
    'server',
    'request',
    'steps',
    'response',
    'diagnostics',
    'decodedToken',
  ]);
  t.match(json, {
    id: second.id,
    time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    side: 'OnPremises',
    request: { method: 'GET', url: '/ews/Exchange.asmx', scheme: 'https', host: 'owa.msxfaq.de' },
    response: { status: 401 },
    diagnostics: { code: 2000003, errorCategory: 'invalid_resource' },
    decodedToken: { claims: { upn: 'user1@msxfaq.de' }, actorToken: { claims: { trustedfordelegation: 'true' } } },
  });
  const verdicts = json.steps.map(({ verdict }: { verdict: string }) => verdict);
  t.ok(verdicts.includes('failed') && verdicts.includes('passed') && verdicts.includes('notReached'));
  const anonymous = (await call('GET', `/api/transactions/${first.id}`)).json;
  t.strictSame([anonymous.diagnostics, anonymous.decodedToken], [null, null]);

  const line = await call('GET', `/api/transactions/${second.id}/iis-log`);
  t.match(line.headers['content-type'], /^text\/plain/);
  const fields = line.text.trimEnd().split(' ');
  t.equal(fields.length, 20);
  t.match(fields[5], `&CorrelationID=<empty>;&cafeReqId=${second.id};`);
  t.match(line.text, / 401 0 0 /);

  refused(t, await call('GET', '/api/transactions/nothing'), 404, /no transaction 'nothing'/, 'ObjectNotFound');
  refused(t, await call('GET', '/api/transactions/nothing/iis-log'), 404, /no transaction 'nothing'/);
  refused(t, await call('GET', '/api/transactions?after=nothing'), 404, /no transaction 'nothing'/);
  refused(t, await call('GET', '/api/transactions?limit=0'), 400, /limit/);
  refused(t, await call('GET', '/api/transactions?limit=all'), 400, /limit/);
  refused(t, await call('GET', '/api/transactions?limits=1'), 400, /limits/);
  refused(t, await call('GET', '/api/transactions?reveal=yes'), 400, /reveal/);
});

t.test('no surface shows a signature unless it is asked to', async (t) => {
  const { token: inner } = lab.tokens.issue({ kind: 'appOnly' });
  const orders = [
    { kind: 'appOnly' },
    { kind: 'actAsUser' },
    { kind: 'appOnly', claims: { exp: null } }, // Exchange quotes this token in its refusal
    { kind: 'actAsUser', claims: { exp: null } },
    { kind: 'actAsUser', actorClaims: { exp: null } },
    { kind: 'appOnly', claims: { exp: 1, nbf: 2 } },
    { kind: 'actAsUser', actorClaims: { actortoken: inner } },
    { kind: 'actAsUser', claims: { actortoken: `${inner}.x` } },
  ] as const;
  const tokens = orders.map((order) => lab.tokens.issue(order).token);
  const [signed = '', unsigned = ''] = tokens;
  const signatures = [...new Set([inner, ...tokens].flatMap(signaturesIn))];
  t.ok(signatures.length >= 4); // signatures are deterministic: tokens of the same second are the same
  const headers = [
    ...tokens.map((token) => `Bearer ${token}`),
    `Bearer ${signed}.more`,
    `Bearer .${signed}`,
    `Bearer ${unsigned}~`,
    `Bearer  ${signed} ${signed}`,
    `bearer\t${signed}`,
    `Negotiate ${signed}`,
    `Basic ${signed}`,
    signed,
    `Bearer ${signed.replace('.', '.!')}`,
  ];
  const before = (await call('GET', '/api/transactions?limit=1')).json[0]?.id;
  for (const header of headers) {
    for (const path of ['/ews/Exchange.asmx', '/autodiscover/autodiscover.svc', '/nowhere']) await knock(header, path);
  }
  // Where no token belongs, and Exchange would not look for one.
  const elsewhere = [signed, unsigned].flatMap((token) => [
    () => knock(undefined, `/ews/Exchange.asmx?access_token=${token}`),
    () => knock(undefined, `/x?t=${token.replaceAll('.', '%2e')}`),
    () => knock(undefined, `/x?q=Bearer%20${token}&access_token_${token}&y=%22${token}%22`),
    () => knock(undefined, '/x', lab, { 'User-Agent': `me ${token}`, 'X-Auth': token, 'X-Tok': `Bearer${token}` }),
    () => knock(undefined, '/x', lab, { 'User-Agent': `Bearer%20${token}`, [token]: 'a name of a header' }),
    () => get(lab.exchange.url, token, '/x'),
  ]);
  for (const ask of elsewhere) await ask();
  const known = new RegExp(signatures.flatMap((signature) => [signature, encodedForms(signature)].flat()).join('|'));
  const list = await call('GET', `/api/transactions?after=${before}`);
  t.equal(list.json.length, headers.length * 3 + elsewhere.length);
  t.notMatch(list.text, known, 'the list');
  let revealed = 0;
  for (const { id } of list.json) {
    for (const path of [`/api/transactions/${id}`, `/api/transactions/${id}/iis-log`]) {
      t.notMatch((await call('GET', path)).text, known, path);
      if (known.test((await call('GET', `${path}?reveal=1`)).text)) revealed += 1;
    }
  }
  t.ok(revealed >= 2 * tokens.length, 'reveal=1 shows them');
  t.match((await call('GET', `/api/transactions?after=${before}&reveal=1`)).text, known);
  t.notMatch(JSON.stringify(lab.transactions.list()), known, 'the library');

  const report = await call('POST', '/api/cmdlets/Test-OAuthConnectivity', {
    body: {
      parameters: { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de', Verbose: true },
    },
  });
  const sent = lab.journal.list().flatMap(({ token }) => (token === undefined ? [] : signaturesIn(token)));
  t.ok(sent.length > 0 && sent.every((signature) => !report.text.includes(signature)), 'Detail');
  for (const path of ['/', '/api/lab', '/api/scenarios', '/api/health'])
    t.notMatch((await call('GET', path)).text, known, path);

  const host = 'exchange01.netzwerkberatung.de'; // begins like a token, and is none
  const other = await get(lab.exchange.url, host, '/ews/Exchange.asmx', `Bearer ${signed}`);
  t.match((await call('GET', `/api/transactions/${other.id}`)).text, `Expected '${host}'`);
});

t.test('a credential is not shown, however it is written', async (t) => {
  const secret = Buffer.from('user2:Lab-Passw0rd').toString('base64');
  for (const header of [
    secret,
    `Basic${secret}`,
    `Basic ${secret}`,
    `NTLM${secret}`,
    `NTLM ${secret}`,
    `x, ${secret}`,
  ]) {
    const { id } = await knock(header, '/ews/Exchange.asmx');
    for (const path of [`/api/transactions/${id}`, `/api/transactions/${id}/iis-log`]) {
      t.notMatch((await call('GET', path)).text, secret, `${header}: ${path}`);
    }
  }
  const { id } = await knock('Negotiate', '/ews/Exchange.asmx');
  t.match((await call('GET', `/api/transactions/${id}`)).text, 'Negotiate', 'a scheme alone is no secret');
});

t.test('scenarios: an array, switched on and off', async (t) => {
  const { json } = await call('GET', '/api/scenarios');
  t.ok(Array.isArray(json));
  for (const scenario of json)
    t.strictSame(Object.keys(scenario), ['id', 'title', 'difficulty', 'direction', 'active']);
  t.strictSame(
    json.map(({ id }: { id: string }) => id),
    catalogue.map(({ id }) => id),
  );
  const on = await call('POST', '/api/scenarios/host-rewritten/activate');
  t.match([on.status, on.json], [200, { id: 'host-rewritten', active: true }]);
  const again = await call('POST', '/api/scenarios/HOST-REWRITTEN/activate', { body: {} });
  t.match([again.status, again.json], [200, { active: true }], 'twice is once, and a body does no harm');
  t.match((await call('GET', '/api/lab')).json.activeScenarios, ['host-rewritten']);
  const run = await call('POST', '/api/scenarios/mailbox-unknown/run');
  t.match(run.json, { id: 'mailbox-unknown', broken: { error: { category: 'ObjectNotFound' } }, passed: true });
  t.match((await call('GET', '/api/lab')).json.activeScenarios, ['host-rewritten'], 'run leaves the lab as it was');
  const reset = await call('POST', '/api/scenarios/reset');
  t.equal(reset.status, 200);
  t.notOk(reset.json.some(({ active }: { active: boolean }) => active));
  refused(
    t,
    await call('POST', '/api/scenarios/none/activate'),
    404,
    /no scenario 'none'.*host-rewritten/,
    'ObjectNotFound',
  );
  refused(t, await call('POST', '/api/scenarios/__proto__/run'), 404, /no scenario/);
});

t.test('a scenario from ticket to mend', async (t) => {
  const sheet = await call('GET', '/api/scenarios/host-rewritten');
  t.match(sheet.json, { id: 'host-rewritten', active: false, check: { session: 'Cloud' } });
  t.match(sheet.json.check.type, /^Test-OAuthConnectivity -Service EWS -TargetUri https:\/\/hybrid\.msxfaq\.de /);
  t.notMatch(sheet.json.ticket, /Host header|Test-OAuth/, 'symptoms only');
  for (const number of [1, 2, 3]) {
    const { json } = await call('GET', `/api/scenarios/host-rewritten/hints/${number}`);
    t.match(json, { number, of: 3, hint: /\S/ });
  }
  for (const number of ['0', '4', 'x', '0x1'])
    refused(t, await call('GET', `/api/scenarios/host-rewritten/hints/${number}`), 404, /there are 1, 2 and 3/);
  const solution = await call('GET', '/api/scenarios/host-rewritten/explanation');
  t.match(solution.json, {
    cause: 'host-rewritten',
    mend: [{ at: 'network', type: ['Set-LabPublishing -HostHeader Preserve'] }],
  });
  refused(t, await call('POST', '/api/scenarios/host-rewritten/mend'), 409, /is not active; activate it before/);

  await call('POST', '/api/scenarios/host-rewritten/activate');
  refused(t, await call('POST', '/api/scenarios/no-host-header/activate'), 409, /'host-rewritten' has broken already/);
  const early = await call('POST', '/api/scenarios/host-rewritten/verify');
  t.match(early.json, { passed: false, active: true, verified: { output: [{ ResultType: 'Error' }] } });
  await call('POST', '/api/cmdlets/Set-LabPublishing', { body: { parameters: { HostHeader: 'Preserve' } } });
  const verified = await call('POST', '/api/scenarios/host-rewritten/verify');
  t.match(verified.json, { passed: true, active: false }, 'who mends it himself has it verified');

  await call('POST', '/api/scenarios/host-rewritten/activate');
  const mended = await call('POST', '/api/scenarios/host-rewritten/mend');
  t.match(mended.json, { id: 'host-rewritten', passed: true, active: false });
});

t.test('a cmdlet that comes while a scenario runs waits, and its change stays', async (t) => {
  const parameters = { Identity: 'EX01\\EWS (Default Web Site)', ExternalUrl: 'https://changed.msxfaq.de/ews' };
  const [run, change] = await Promise.all([
    call('POST', '/api/scenarios/host-rewritten/run'),
    call('POST', '/api/cmdlets/Set-WebServicesVirtualDirectory', { body: { parameters } }),
  ]);
  t.match([run.json.passed, change.status], [true, 200]);
  const [directory] = (await lab.cmdlet('Get-WebServicesVirtualDirectory', { Server: 'EX01' })).output;
  t.equal(directory?.ExternalUrl, parameters.ExternalUrl);
  await lab.scenarios.reset();
});

t.test('cmdlets: output, text and warnings; errors with their category', async (t) => {
  const run = (name: string, body: unknown) => call('POST', `/api/cmdlets/${name}`, { body });
  const config = await run('get-authconfig', {});
  t.equal(config.status, 200);
  t.match(config.json, {
    text: /^CurrentCertificateThumbprint {2}: [0-9A-F]{40}$/m,
    warnings: [],
    session: 'OnPremises',
  });
  t.equal(Object.keys(config.json.output[0])[0], 'CurrentCertificateThumbprint');
  t.match(config.json.output[0].WhenCreated, /^\d{4}-\d\d-\d\dT.*Z$/, 'dates are ISO 8601');
  t.equal(config.json.output[0].IsValid, true);
  t.equal((await call('POST', '/api/cmdlets/Get-AuthConfig')).status, 200, 'a cmdlet without parameters needs no body');
  const test = await run('Test-OAuthConnectivity', {
    parameters: { service: 'ews', target: 'https://hybrid.msxfaq.de', mail: 'user1@msxfaq.de' },
    answers: [],
  });
  t.match(test.json, { session: 'Cloud', output: [{ ResultType: 'Success' }] });
  t.equal(test.json.transactionIds.length, 3);
  const contoso = await run('Get-Mailbox', { session: 'Cloud', delegatedOrganization: 'contoso.onmicrosoft.com' });
  t.match(contoso.json.output, [{ PrimarySmtpAddress: 'user1@contoso.onmicrosoft.com' }]);

  refused(t, await run('Get-Nothing', {}), 404, /'Get-Nothing' is not recognized/, 'CommandNotFound');
  refused(
    t,
    await run('Get-Mailbox', { parameters: { Identity: 'nobody' } }),
    404,
    /couldn't be found/,
    'ObjectNotFound',
  );
  refused(
    t,
    await run('Get-Mailbox', { parameters: { Nothing: 1 } }),
    400,
    /matches parameter name 'Nothing'/,
    'InvalidArgument',
  );
  refused(t, await run('Get-Mailbox', { session: 'Moon' }), 400, /OnPremises, Cloud/);
  refused(t, await run('Get-AuthConfig', { session: 'Cloud' }), 409, /on-premises/, 'InvalidOperation');
  refused(t, await run('Get-Mailbox', { parameter: {} }), 400, /'parameter'/);
  refused(t, await run('Get-Mailbox', { delegatedOrganization: 'nowhere' }), 400, /no tenant 'nowhere'/);
  refused(
    t,
    await run('New-AuthServer', { parameters: { Name: 'x', AuthMetadataUrl: 'https://example.com/metadata/json/1' } }),
    424,
    /Cannot acquire auth metadata document from 'https:\/\/example\.com\/metadata\/json\/1'\. Error: /,
    'ConnectionError',
  );
});

t.test('a body is JSON, or it is refused', async (t) => {
  const post = (raw: string, headers: Record<string, string> = {}) => call('POST', '/api/tokens', { raw, headers });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'text/json',
  ]) {
    refused(t, await post('{"kind":"appOnly"}', { 'Content-Type': type }), 415, /Content-Type: application\/json/);
    const reset = await call('POST', '/api/scenarios/reset', { raw: 'x', headers: { 'Content-Type': type } });
    refused(t, reset, 415, /Content-Type: application\/json/);
  }
  t.equal((await post('{"kind":"appOnly"}', { 'Content-Type': 'application/json; charset=utf-8' })).status, 200);
  refused(t, await post('{"kind":'), 400, /JSON/);
  refused(t, await post(''), 400, /./);
  refused(t, await post('\u0000'), 400, /JSON/);
  refused(t, await post(JSON.stringify({ kind: 'appOnly', claims: { x: 'y'.repeat(2 * 1024 * 1024) } })), 413, /./);
  refused(t, await post('{"kind":"appOnly","claims":{"__proto__":{"polluted":1}}}'), 400, /./);
  refused(t, await post('{"kind":"appOnly","claims":{"constructor":{"prototype":{"polluted":1}}}}'), 400, /./);
  const cmdlet = (raw: string) => call('POST', '/api/cmdlets/Get-Mailbox', { raw });
  refused(t, await cmdlet('{"parameters":{"__proto__":{"Identity":"user2"}}}'), 400, /./);
  refused(t, await cmdlet('{"parameters":{"constructor":1}}'), 400, /parameter name 'constructor'/);
  refused(t, await cmdlet('{"parameters":{"toString":1,"hasOwnProperty":2}}'), 400, /parameter name 'toString'/);
  t.notOk('polluted' in {});
});

t.test('what is not there is said in a sentence', async (t) => {
  refused(t, await call('GET', '/api/nothing'), 404, /There is no GET \/api\/nothing/, 'ObjectNotFound');
  refused(t, await call('DELETE', '/api/transactions'), 404, /There is no DELETE/);
  refused(t, await call('GET', '/api/scenarios/host-rewritten/activate'), 404, /There is no GET/);
  refused(t, await call('GET', '/api/transactions/%zz'), 400, /./);
  const long = await call('GET', `/api/transactions/${'x'.repeat(5000)}`);
  refused(t, long, 414, /too long/);
  t.ok(long.text.length < 300, 'and the sentence is short');
  t.equal((await call('HEAD', '/api/health')).status, 200);
  for (const [head, status] of [
    ['MOO /api/lab HTTP/1.1\r\nHost: localhost\r\n\r\n', 400],
    [`GET /api/lab HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 400],
    ['GET /api/lab HTTP/1.1\r\n\r\n', 403],
  ] as const) {
    const answer = await raw(head);
    t.match(answer, new RegExp(`^HTTP/1\\.1 ${status} `));
    t.type(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n'))).error.message, 'string');
  }
});

/** Writes bytes to the control port and gives back what comes until it is closed, or an answer is whole. */
function raw(bytes: string): Promise<string> {
  return new Promise((done) => {
    let text = '';
    const socket = connect(Number(new URL(lab.control.url).port), '127.0.0.1', () => socket.write(bytes));
    socket.on('error', () => {}).on('close', () => done(text));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.endsWith('}}')) socket.end();
    });
  });
}

t.test('pages of other origins and rebound names are kept out', async (t) => {
  const { host } = new URL(lab.control.url);
  const calls = [
    ['GET', '/api/lab'],
    ['GET', '/api/transactions'],
    ['POST', '/api/scenarios/reset'],
    ['POST', '/api/scenarios/host-rewritten/activate'],
    ['POST', '/api/tokens'],
    ['GET', '/api/nothing'],
  ] as const;
  for (const [method, path] of calls) {
    for (const origin of [
      'https://evil.example',
      'null',
      `https://${host}`,
      'http://127.0.0.1',
      'http://localhost:1',
      '',
    ]) {
      refused(t, await call(method, path, { headers: { Origin: origin } }), 403, /origin/, 'PermissionDenied');
    }
    for (const name of [
      'evil.example',
      `rebound.example:${host.split(':')[1]}`,
      '127.0.0.1.evil.example',
      'localhost.',
      '127.1',
    ]) {
      refused(t, await call(method, path, { headers: { Host: name } }), 403, /Host/, 'PermissionDenied');
    }
  }
  t.notOk(
    (await call('GET', '/api/scenarios')).json.some(({ active }: { active: boolean }) => active),
    'nothing was switched on',
  );
  t.equal((await call('GET', '/api/lab', { headers: { Origin: `http://${host}` } })).status, 200);
  t.equal((await call('GET', '/api/lab', { headers: { Host: 'LOCALHOST' } })).status, 200);
  t.equal((await call('GET', '/api/health', { headers: { Host: 'evil.example' } })).status, 200, 'health is open');
  const preflight = await call('OPTIONS', '/api/tokens', {
    headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
  });
  t.equal(preflight.headers['access-control-allow-origin'], undefined);
});

t.test('reachable from elsewhere, every call needs the token', async (t) => {
  const hosts = { controlHost: '127.0.0.1', controlAllowedHost: ['lab.example'] };
  const guarded = await startTemporaryLab({ onDefect, ...hosts });
  t.teardown(() => guarded.close());
  const { token = '' } = guarded.control;
  t.match(token, /^[\w-]{32,}$/);
  const ask = (path: string, authorization?: string, headers: Record<string, string> = {}) =>
    call(
      'GET',
      path,
      { headers: { ...headers, ...(authorization === undefined ? {} : { Authorization: authorization }) } },
      guarded,
    );
  for (const path of ['/api/health', '/api/lab', '/api/transactions', '/api/nothing', '/api/events']) {
    for (const wrong of [
      undefined,
      '',
      'Bearer',
      'Bearer wrong',
      `Basic ${token}`,
      `Bearer ${token}x`,
      `Bearer x${token}`,
    ]) {
      const answer = await ask(path, wrong);
      refused(t, answer, 401, /Authorization: Bearer/, 'PermissionDenied');
      t.notOk(answer.text.includes(token));
    }
  }
  for (const path of ['/', '/dashboard/main.js']) {
    const page = await ask(path);
    t.equal(page.status, 200, `${path} is the same for every lab, and asks for the token itself`);
    t.notMatch(page.text, token);
  }
  for (const path of [
    '/dashboard/../api/lab',
    '/dashboard/%2e%2e/api/lab',
    '//api/lab',
    '/dashboard/..%2f..%2fpackage.json',
  ]) {
    const answer = await ask(path);
    t.ok([401, 403, 404].includes(answer.status) && !answer.text.includes('msxfaq'), `${path}: ${answer.status}`);
  }
  t.equal((await ask('/api/lab', `Bearer ${token}`)).status, 200);
  t.equal((await ask('/api/lab', `bearer ${token}`, { Host: 'lab.example:80' })).status, 200);
  refused(t, await ask('/api/lab', `Bearer ${token}`, { Host: 'evil.example' }), 403, /Host/);
  refused(t, await ask('/api/lab', `Bearer ${token}`, { Origin: 'null' }), 403, /origin/);

  const data = dirname(dirname(guarded.caFile));
  const kept = join(data, 'control-token');
  t.equal((await readFile(kept, 'utf8')).trim(), token);
  t.equal((await stat(kept)).mode & 0o777, 0o600);
});

t.test('a request must come whole in a minute', async (t) => {
  const access = { allowedHosts: [], token: undefined };
  const app = await createControlServer({ access } as unknown as ControlContext, onDefect);
  t.teardown(() => app.close());
  t.equal(app.server.requestTimeout, 60_000);
  const { hostname, port } = new URL(await app.listen({ host: '127.0.0.1', port: 0 }));
  const come = once(app.server, 'connection');
  const slow = connect(Number(port), hostname);
  const [socket] = await come;
  // As Node does when it is over.
  const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  app.server.emit('clientError', late, socket);
  const [answer] = (await once(slow.setEncoding('utf8'), 'data')) as [string];
  t.match(answer, /^HTTP\/1\.1 408 Request Timeout\r\n[\s\S]*not come whole within 60 seconds/);
  slow.destroy();
});

t.test('two labs in one process do not touch each other', async (t) => {
  const other = await startTemporaryLab({ onDefect });
  t.teardown(() => other.close());
  await call('POST', '/api/scenarios/mailbox-unknown/activate', {}, other);
  const mine = await call('POST', '/api/cmdlets/Get-Mailbox', { body: { session: 'Cloud' } });
  t.match(mine.json.output, [{ PrimarySmtpAddress: 'user1@msxfaq.de' }]);
  t.strictSame((await call('GET', '/api/lab')).json.activeScenarios, []);
  t.strictSame((await call('GET', '/api/lab', {}, other)).json.activeScenarios, ['mailbox-unknown']);
  const count = lab.journal.list().length;
  const { token } = other.tokens.issue({ kind: 'actAsUser' });
  t.equal((await knock(`Bearer ${token}`, '/ews/Exchange.asmx', other)).status, 200);
  t.equal(lab.journal.list().length, count);
  const here = await knock(`Bearer ${token}`);
  t.match(here, { status: 401, diagnostics: /^2000000;/ }, 'the other lab’s token service has another key');
  t.not(lab.ca, other.ca);
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(defects, []);
});

function decodeProtectedHeaderOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
}

function signatureOf(token: string): string {
  return token.split('.')[2] ?? '';
}

/** The signatures of a token and of the actor tokens in it. */
function signaturesIn(token: string): readonly string[] {
  const [, payload = '', signature = ''] = token.split('.');
  const { actortoken } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const own = signature.length > 16 ? [signature] : [];
  return typeof actortoken === 'string' ? [...own, ...signaturesIn(actortoken)] : own;
}

/** A signature inside a payload: base64url of it, at each of the three places it can begin. */
function encodedForms(signature: string): readonly string[] {
  return [0, 1, 2].map((skip) => {
    const start = (3 - skip) % 3;
    const whole = signature.slice(start, start + 60);
    return Buffer.from(whole).toString('base64url');
  });
}

/** The first certificate of a metadata document, as PEM. */
function certificateIn(document: string): string {
  const der = String(JSON.parse(document).keys[0].keyvalue.value);
  return `-----BEGIN CERTIFICATE-----\n${der}\n-----END CERTIFICATE-----\n`;
}
