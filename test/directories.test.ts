import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { labPassword } from '../src/directory/account.js';
import { judgeNtlm } from '../src/iis/authentication/ntlm.js';
import type { Lab } from '../src/index.js';
import { md4 } from '../src/protocol/ntlm/md4.js';
import { messageType, readNegotiate } from '../src/protocol/ntlm/messages.js';
import { NtlmError } from '../src/protocol/ntlm/ntlm-error.js';
import { channelBindingHash, ntProof, responseKey, sessionKey } from '../src/protocol/ntlm/ntlmv2.js';
import { rc4 } from '../src/protocol/ntlm/rc4.js';
import { CmdletError } from '../src/shell/cmdlet.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import {
  type Ask,
  authenticateMessage,
  type Credentials,
  type Manner,
  negotiateMessage,
  WindowsClient,
} from './acceptance/ntlm.js';
import { type Answer, ask, call, closeAgents, ewsTarget, getFolder } from './acceptance/wire.js';

// What a virtual directory lets in: OAuth on and off, the schemes it offers, Windows authentication and Basic, Extended
// Protection, and which tokens it takes.

const run = promisify(execFile);
const defects: unknown[] = [];
const hear = { onDefect: (error: unknown) => defects.push(error) };
const [lab, bridged] = await Promise.all([
  startTemporaryLab({ ...hear, strict: true }),
  startTemporaryLab({ ...hear, proxyCertificate: 'own' }),
]);
t.teardown(async () => {
  closeAgents();
  await Promise.all([lab.close(), bridged.close()]);
});
t.afterEach(async () => {
  t.same(defects, [], 'the lab reports no mistake of its own');
  await Promise.all([lab.scenarios.reset(), bridged.scenarios.reset()]);
});

const ews = 'EX01\\EWS (Default Web Site)';
const autodiscover = 'EX01\\Autodiscover (Default Web Site)';
const setEws = (parameters: object, of: Lab = lab) =>
  of.cmdlet('Set-WebServicesVirtualDirectory', { Identity: ews, ...parameters });
const setAutodiscover = (parameters: object) =>
  lab.cmdlet('Set-AutodiscoverVirtualDirectory', { Identity: autodiscover, ...parameters });
const user2: Credentials = { user: 'user2', domain: 'MSXFAQ', password: labPassword };
const xml = 'Content-Type: text/xml; charset=utf-8';
const soap: Ask = { headers: [xml], body: getFolder() };
const scheme = (value: string) => ({ headers: [['Authorization', value]] as const });
const asked = (answer: Answer) =>
  answer
    .all('WWW-Authenticate')
    .map((value) => value.replace(/^Bearer .*/, 'Bearer').replace(/^Basic realm=.*/, 'Basic'));
const lastSteps = (of: Lab = lab) => of.transactions.list().at(-1)?.steps ?? [];
const said = (of: Lab = lab) =>
  lastSteps(of)
    .map(({ name, detail }) => `${name}: ${detail}`)
    .join('\n');

/** A logon on a connection of its own. */
async function logon(
  credentials: Credentials,
  manner: Manner = {},
  { of = lab, url = of.exchange.url, request = soap }: { of?: Lab; url?: string; request?: Ask } = {},
) {
  await using client = await WindowsClient.connect(url, of.ca);
  return await client.logon(credentials, manner, request);
}

async function errorOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof CmdletError ? `${error.category}: ${error.message}` : `another error: ${error}`,
  );
}

t.test('MD4 is that of RFC 1320, and NTLMv2 that of MS-NLMP §4.2.4', async (t) => {
  const hex = (buffer: Buffer) => buffer.toString('hex');
  for (const [text, digest] of [
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    ['1234567890'.repeat(8), 'e33b4ddc9c38f2199c3e7b164fcc0536'],
  ] as const) {
    t.equal(hex(md4(Buffer.from(text))), digest, text);
  }
  const key = responseKey('User', 'Domain', 'Password');
  t.equal(hex(key), '0c868a403bfd7a93a3001ef22ef02e3f', 'NTOWFv2');
  const blob = Buffer.from(
    '01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000',
    'hex',
  );
  const proof = ntProof(key, Buffer.from('0123456789abcdef', 'hex'), blob);
  t.equal(hex(proof), '68cd0ab851e51c96aabc927bebef6a1c', 'NTProofStr');
  const none = { flags: 0, encryptedSessionKey: Buffer.alloc(0) };
  const base = sessionKey(key, proof, none);
  t.equal(hex(base), '8de40ccadbc14a82f15cb0ad0de95ca3', 'session base key');
  const wrapped = rc4(base, Buffer.alloc(16, 0x55));
  t.equal(hex(wrapped), 'c5dad2544fc9799094ce1ce90bc9d03e', 'encrypted session key');
  t.equal(hex(sessionKey(key, proof, { flags: 0x4000_0000, encryptedSessionKey: wrapped })), '55'.repeat(16));
  const endPoint = Buffer.from('ea05fefecc6b0bd571dbbc5baa3ed45386d0446835f7b74c85621b9983475f95', 'hex');
  t.equal(
    hex(channelBindingHash(endPoint)),
    '6586e99d81c2fc984e47172fd4dd0310',
    'Microsoft’s example of a channel binding',
  );
});

t.test('the challenge offers what is on, in the order Bearer, Negotiate, NTLM, Basic', async (t) => {
  const everything = ['Bearer', 'Negotiate', 'NTLM', 'Basic'];
  for (const [set, target] of [
    [setEws, ewsTarget],
    [setAutodiscover, '/autodiscover/autodiscover.svc'],
  ] as const) {
    for (const [OAuthAuthentication, WindowsAuthentication, BasicAuthentication] of fc.sample(
      fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      { numRuns: 20, seed: 1 },
    )) {
      await set({ OAuthAuthentication, WindowsAuthentication, BasicAuthentication });
      const offered = everything.filter(
        (one) =>
          ({
            Bearer: OAuthAuthentication,
            Negotiate: WindowsAuthentication,
            NTLM: WindowsAuthentication,
            Basic: BasicAuthentication,
          })[one],
      );
      t.strictSame(asked(await call(lab, { target, ...scheme('Bearer') })), offered, 'an empty Bearer');
      t.strictSame(
        asked(await call(lab, { target })),
        offered.filter((one) => one !== 'Bearer'),
        'nothing',
      );
    }
  }
  await setEws({ OAuthAuthentication: true, WindowsAuthentication: true, BasicAuthentication: true });
  t.equal((await call(lab, scheme('Bearer'))).all('WWW-Authenticate').at(-1), 'Basic realm="owa.msxfaq.de"');
  const { output } = await lab.cmdlet('Get-WebServicesVirtualDirectory', { Identity: 'EWS (Default Web Site)' });
  t.match(output, [
    { Server: 'EX01', InternalAuthenticationMethods: ['Basic', 'Ntlm', 'WindowsIntegrated', 'WSSecurity', 'OAuth'] },
  ]);
});

t.test(
  'OAuth off: no Bearer in any answer, not even to an empty Bearer, and a good token is nobody’s business',
  async (t) => {
    const { token } = bridged.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
    t.equal((await ask(bridged, token)).status, 200);
    await setEws({ OAuthAuthentication: false }, bridged);
    for (const value of ['Bearer', 'Bearer ', 'bearer x', `Bearer ${token}`, 'PoP x', undefined]) {
      const answer = await call(bridged, value === undefined ? {} : scheme(value));
      t.equal(answer.status, 401, value ?? 'nothing');
      t.strictSame(asked(answer), ['Negotiate', 'NTLM'], value ?? 'nothing');
      t.equal(answer.header('x-ms-diagnostics'), undefined);
    }
    t.match(
      await bridged.testOAuthConnectivity({
        Service: 'EWS',
        TargetUri: 'https://hybrid.msxfaq.de',
        Mailbox: 'user1@msxfaq.de',
      }),
      { ResultType: 'Error' },
    );
    t.match(await logon(user2, {}, { of: bridged }), { status: 200 }, 'Windows authentication goes on');
    await setEws({ OAuthAuthentication: true }, bridged);
    t.equal((await ask(bridged, token)).status, 200, 'on again, at once');
  },
);

t.test('another scheme counts as no bearer: IIS’s schemes only, and no leniency', async (t) => {
  for (const of of [lab, bridged]) {
    for (const value of [
      'PoP eyJ0.eyJ0.x',
      'Digest username="x"',
      'MAC id="1"',
      'Basic dXNlcjI6eA==',
      'Bear',
      'Token bearer x',
    ]) {
      const answer = await call(of, scheme(value));
      t.equal(answer.status, 401, value);
      t.strictSame(asked(answer), ['Negotiate', 'NTLM'], value);
      t.match(
        said(of),
        /^authorization header: The Authorization header is no Bearer: the OAuth module does nothing\.$/,
      );
    }
    const glued = await call(of, scheme('bearerX'));
    t.match(glued.header('x-ms-diagnostics'), /^2000001;/, 'no space is needed behind Bearer');
    t.strictSame(asked(glued), ['Bearer', 'Negotiate', 'NTLM']);
  }
});

t.test('NTLM: three messages, then the connection is logged on, and no other', async (t) => {
  await using client = await WindowsClient.connect(lab.exchange.url, lab.ca);
  const first = negotiateMessage();
  const challenged = await client.ask({ headers: [`Authorization: NTLM ${first.toString('base64')}`] });
  t.equal(challenged.status, 401);
  t.equal(challenged.all('WWW-Authenticate').length, 1);
  const blob = /^NTLM (\S+)$/.exec(challenged.header('WWW-Authenticate') ?? '')?.[1] ?? '';
  t.match(lab.journal.list({ limit: 1 }), [{ iis: { subStatus: 1, win32Status: 2148074254 } }]);
  const firstLeg = await (
    await fetch(`${lab.control.url}/api/transactions/${challenged.header('request-id')}/iis-log`)
  ).text();
  t.match(firstLeg, / 443 - 127\.0\.0\.1 .* 401 1 2148074254 /, 'as in a real log');
  const third = authenticateMessage(first, Buffer.from(blob, 'base64'), user2, { seen: client.seen });
  const answer = await client.ask({
    headers: [xml, `Authorization: NTLM ${third.toString('base64')}`],
    body: getFolder(),
  });
  t.equal(answer.status, 200);
  t.match(answer.body, /ResponseClass="Success"/, 'EWS answers as user2');
  t.match(said(), /^windows authentication: NTLM: MSXFAQ\\user2 has the right password\./);
  const [logged] = lab.journal.list({ limit: 1 });
  t.equal(logged?.userName, 'MSXFAQ\\user2');
  const log = await (await fetch(`${lab.control.url}/api/transactions/${logged?.id}/iis-log`)).text();
  t.match(log, / 443 MSXFAQ\\user2 127\.0\.0\.1 .* 200 0 0 /);

  const other =
    '<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>admin@msxfaq.de</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>';
  const impersonated = await client.ask({ headers: [xml], body: getFolder('IdOnly', undefined, other) });
  t.match(impersonated.body, /ErrorImpersonateUserDenied/, 'a user is not told about tokens');
  t.notMatch(
    JSON.stringify(lab.transactions.list()),
    third.toString('base64').slice(0, 80),
    'the journal shows no proof',
  );

  const again = await client.ask(soap);
  t.equal(again.status, 200, 'the next request needs no header');
  t.match(said(), /This connection is logged on as MSXFAQ\\user2 already/);
  t.equal(
    (await client.ask({ target: '/autodiscover/autodiscover.svc', headers: [xml], body: '<x/>' })).status,
    500,
    'another directory',
  );
  t.equal(
    (await call(lab, { headers: [['Content-Type', 'text/xml']], body: getFolder() })).status,
    401,
    'another connection',
  );

  const bearer = await client.ask({ headers: ['Authorization: Bearer'] });
  t.strictSame(asked(bearer), ['Bearer', 'Negotiate', 'NTLM'], 'a bearer request on it is judged as ever');
  await setEws({ WindowsAuthentication: false });
  t.equal((await client.ask(soap)).status, 401, 'switched off, it lets nobody in');
  await setEws({ WindowsAuthentication: true });
  t.equal((await client.ask({ headers: ['Authorization: NTLM TlRMTVNTUAAB'] })).status, 401);
  t.equal((await client.ask(soap)).status, 401, 'who begins anew is a stranger again');
});

t.test('NTLM within Negotiate, in every manner a client has; Kerberos and SPNEGO are refused', async (t) => {
  for (const manner of [
    { scheme: 'Negotiate' },
    { scheme: 'negotiate', keyExchange: false },
    { scheme: 'nTlM', mic: 'none' },
    { oem: true },
    { channel: 'none' },
    { channel: 'zeros', targetName: 'HTTP/owa.msxfaq.de' },
  ] satisfies readonly Manner[]) {
    t.equal((await logon(user2, manner)).status, 200, JSON.stringify(manner));
  }
  const kerberos = Buffer.from('6082', 'hex').toString('base64');
  for (const value of [`Negotiate ${kerberos}`, 'Negotiate', `NTLM ${kerberos}`, 'NTLM !!!']) {
    const answer = await call(lab, scheme(value));
    t.equal(answer.status, 401, value);
    t.strictSame(asked(answer), ['Negotiate', 'NTLM'], 'a plain 401');
  }
  await call(lab, scheme(`Negotiate ${kerberos}`));
  t.match(said(), /\[lab\] it is no NTLM message, so Kerberos or SPNEGO, which the lab has not\.$/);
});

t.test('an account is found by the names that Windows takes', async (t) => {
  await setEws({ BasicAuthentication: true });
  const basic = (name: string, password = labPassword) =>
    call(lab, { ...scheme(`Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`), method: 'GET' });
  for (const [user, domain, status] of [
    ['user2', 'MSXFAQ', 200],
    ['USER2', 'msxfaq', 200],
    ['user2', 'msxfaq.de', 200],
    ['user2', '', 200],
    ['user2@msxfaq.de', '', 200],
    ['User1@MSXFAQ.de', '', 200],
    ['user2', 'OTHER', 401],
    ['user2@other.de', '', 401],
    ['nobody', 'MSXFAQ', 401],
    ['', '', 401],
  ] as const) {
    const shown = domain === '' ? user : `${domain}\\${user}`;
    t.equal(
      (await logon({ user, domain, password: labPassword }, {}, { request: { method: 'GET' } })).status,
      status,
      `NTLM ${shown}`,
    );
    t.equal((await basic(shown)).status, status, `Basic ${shown}`);
  }
  t.equal((await basic('user2')).status, 200);
  t.equal(lab.journal.list({ limit: 1 })[0]?.userName, 'user2', 'Basic is logged as it was typed');
  t.notMatch(JSON.stringify(lab.transactions.list()), Buffer.from(`user2:${labPassword}`).toString('base64'));
  t.equal((await basic('user2', 'wrong')).status, 401);
  t.match(said(), /^basic authentication: 'user2' is not let in: the password is wrong\.$/);
  t.match(lab.journal.list({ limit: 1 }), [{ iis: { subStatus: 1 } }], '401.1');
  t.equal((await call(lab, scheme('Basic bm9jb2xvbg=='))).status, 401, 'no colon');
  const { body } = await logon({ user: 'user1', password: labPassword });
  t.match(body, /ErrorNonExistentMailbox/, 'user1 has an account here, and no mailbox');
});

t.test('who can’t prove himself gets the 401 of a stranger, without Bearer, and stays one', async (t) => {
  const stranger = await call(lab);
  for (const [credentials, manner, why] of [
    [{ ...user2, password: 'wrong' }, {}, /the password of 'MSXFAQ\\user2' is wrong/],
    [{ ...user2, user: 'nobody' }, {}, /there is no account 'MSXFAQ\\nobody'/],
    [user2, { mic: 'wrong' }, /the messages have been changed on their way \(MIC\)/],
    [user2, { mic: 'announced' }, /announces a MIC and sends none/],
    [user2, { version: 1 }, /NTLMv1, which is not taken/],
  ] satisfies readonly (readonly [Credentials, Manner, RegExp])[]) {
    await using client = await WindowsClient.connect(lab.exchange.url, lab.ca);
    const answer = await client.logon(credentials, manner, soap);
    t.equal(answer.status, 401);
    t.strictSame(answer.names, stranger.names);
    t.strictSame(asked(answer), asked(stranger));
    t.match(said(), why);
    t.match(lab.journal.list({ limit: 1 }), [{ iis: { subStatus: 1 } }], '401.1');
    t.equal((await client.ask(soap)).status, 401);
  }
  await using client = await WindowsClient.connect(lab.exchange.url, lab.ca);
  const third = authenticateMessage(negotiateMessage(), challengeOf(lab), user2);
  t.equal((await client.ask({ headers: [`Authorization: NTLM ${third.toString('base64')}`] })).status, 401);
  t.match(said(), /no challenge was given on this connection/);
});

/** A challenge of no conversation. */
function challengeOf({ tenantId }: Lab): Buffer {
  const message = Buffer.alloc(60);
  message.writeUInt32LE(0xe288_8235, 20);
  message.write(tenantId, 24, 8);
  message.writeUInt16LE(4, 40);
  message.writeUInt32LE(56, 44);
  return message;
}

t.test('Set-ADAccountPassword changes what an account logs on with', async (t) => {
  await lab.cmdlet('Set-ADAccountPassword', { Identity: 'user2', Reset: true, NewPassword: 'Süß & secret' });
  t.equal((await logon(user2)).status, 401);
  t.equal((await logon({ ...user2, password: 'Süß & secret' })).status, 200);
  t.notMatch(JSON.stringify(lab.details()), 'secret');
  t.equal(
    await errorOf(lab.cmdlet('Set-ADAccountPassword', { Identity: 'nobody', NewPassword: 'x' })),
    "ObjectNotFound: Cannot find an object with identity: 'nobody' under: 'DC=msxfaq,DC=de'.",
  );
});

t.test(
  'Extended Protection: None looks at nothing, Allow refuses a wrong binding, Require a missing one too',
  async (t) => {
    const wrong = Buffer.alloc(16, 1);
    const expected = [
      // what the client sends, and what comes of it under None, Allow, Require; then over plain http
      ['seen', [200, 200, 200], [200, 200, 401]],
      ['none', [200, 200, 401], [200, 200, 401]],
      ['zeros', [200, 200, 401], [200, 200, 401]],
      [wrong, [200, 401, 401], [200, 401, 401]],
    ] as const;
    for (const [index, checking] of (['None', 'Allow', 'Require'] as const).entries()) {
      await setEws({ ExtendedProtectionTokenChecking: checking });
      t.match((await lab.cmdlet('Get-WebServicesVirtualDirectory', { Identity: ews })).output, [
        { ExtendedProtectionTokenChecking: checking },
      ]);
      for (const [channel, https, http] of expected) {
        const what = `${checking}, ${Buffer.isBuffer(channel) ? 'wrong' : channel}`;
        t.equal((await logon(user2, { channel })).status, https[index], what);
        const text = said();
        t.match(text, `Extended Protection is ${checking}`);
        const overHttp = await logon(user2, { channel }, { url: lab.exchange.httpUrl });
        t.equal(overHttp.status, http[index], `${what}, over http`);
      }
      const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
      t.equal((await ask(lab, token)).status, 200, 'a bearer request is left alone');
    }
    t.match(
      lab.journal.list({ limit: 2 })[0],
      { iis: { subStatus: 1, win32Status: 2148074310 } },
      'SEC_E_BAD_BINDINGS',
    );
    await setEws({ BasicAuthentication: true });
    const basic = `Basic ${Buffer.from(`user2:${labPassword}`).toString('base64')}`;
    t.equal((await call(lab, { ...scheme(basic), method: 'GET' })).status, 200, 'and so is Basic');
  },
);

t.test('a connection logged on where nobody looks is not let in where Extended Protection does', async (t) => {
  await setAutodiscover({ ExtendedProtectionTokenChecking: 'Require' });
  t.match((await lab.cmdlet('Get-AutodiscoverVirtualDirectory', { Server: 'EX01' })).output, [
    { ExtendedProtectionTokenChecking: 'Require', Server: 'EX01' },
  ]);
  await using client = await WindowsClient.connect(lab.exchange.url, lab.ca);
  t.equal((await client.logon(user2, { channel: 'none' }, soap)).status, 200);
  t.equal((await client.ask({ target: '/autodiscover/autodiscover.svc' })).status, 401);
  t.match(said(), /the channel binding is missing/);
  t.equal((await client.ask(soap)).status, 200);
});

t.test('under the flag Proxy the name of the service is compared in place of the channel', async (t) => {
  await setEws({
    ExtendedProtectionTokenChecking: 'Require',
    ExtendedProtectionFlags: 'proxy',
    ExtendedProtectionSPNList: 'HTTP/owa.msxfaq.de,HTTP/hybrid.msxfaq.de,HTTP/ex01',
  });
  t.match((await lab.cmdlet('Get-WebServicesVirtualDirectory', { Identity: ews })).output, [
    {
      ExtendedProtectionFlags: ['Proxy'],
      ExtendedProtectionSPNList: ['HTTP/owa.msxfaq.de', 'HTTP/hybrid.msxfaq.de', 'HTTP/ex01'],
    },
  ]);
  const named = async (targetName?: string) =>
    (await logon(user2, { channel: Buffer.alloc(16, 1), ...(targetName === undefined ? {} : { targetName }) })).status;
  t.equal(await named('http/OWA.msxfaq.de'), 200);
  t.equal(await named('HTTP/other.msxfaq.de'), 401);
  t.equal(await named('HTTP/ex01'), 401, 'a name without a dot');
  t.equal(await named(), 401);
  await setEws({ ExtendedProtectionFlags: ['Proxy', 'AllowDotlessSpn'] });
  t.equal(await named('HTTP/ex01'), 200);
  await setEws({ ExtendedProtectionFlags: ['Proxy', 'NoServiceNameCheck'] });
  t.equal(await named(), 200);
  await setEws({
    ExtendedProtectionTokenChecking: 'Allow',
    ExtendedProtectionFlags: 'Proxy',
    ExtendedProtectionSPNList: '$null',
  });
  t.equal(await named(), 200);
  t.equal(await named('HTTP/owa.msxfaq.de'), 401);
  t.match(await errorOf(setEws({ ExtendedProtectionFlags: 'ProxyCohosting' })), /goes with Proxy only/);
  t.match(await errorOf(setEws({ ExtendedProtectionFlags: 'No' })), /'No' is no value of -ExtendedProtectionFlags/);
  t.match(await errorOf(setEws({ ExtendedProtectionSPNList: 'owa.msxfaq.de' })), /write HTTP\/ and its host/);
  t.match(await errorOf(setEws({ ExtendedProtectionTokenChecking: 'Maybe' })), /None, Allow, Require/);
  await setEws({ ExtendedProtectionFlags: 'None' });
  t.equal(await named(), 401, 'the channel again');
});

t.test('the test passes while Outlook fails: a bridging proxy with a certificate of its own', async (t) => {
  const hybrid = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
  const outlook = (of: Lab, manner: Manner = {}) => logon(user2, manner, { of, url: of.exchange.proxyUrl });
  t.equal((await outlook(bridged)).status, 200, 'None: Outlook works');
  for (const checking of ['Allow', 'Require'] as const) {
    for (const of of [bridged, lab]) await setEws({ ExtendedProtectionTokenChecking: checking }, of);
    t.match(await bridged.testOAuthConnectivity(hybrid), { ResultType: 'Success' }, `${checking}: the test passes`);
    t.strictSame(asked(await outlook(bridged)), ['Negotiate', 'NTLM'], 'Outlook is asked for the password again');
    t.match(said(bridged), /somebody ends TLS with another certificate/);
    t.equal((await outlook(bridged, { channel: 'none' })).status, checking === 'Allow' ? 200 : 401, 'an old client');
    t.equal((await logon(user2, {}, { of: bridged })).status, 200, 'inside, past the proxy, it works');
    t.equal((await outlook(lab)).status, 200, 'a proxy with Exchange’s certificate is no harm');
    t.match(await lab.testOAuthConnectivity(hybrid), { ResultType: 'Success' });
  }
});

t.test('through the proxy a client keeps his connection, and nobody gets another’s', async (t) => {
  await using client = await WindowsClient.connect(lab.exchange.proxyUrl, lab.ca);
  await using other = await WindowsClient.connect(lab.exchange.proxyUrl, lab.ca);
  t.equal((await client.logon(user2, {}, soap)).status, 200);
  t.equal((await other.ask(soap)).status, 401);
  t.equal((await other.logon({ user: 'admin', password: labPassword }, {}, soap)).status, 200);
  t.equal((await client.ask(soap)).status, 200);
  t.match(said(), /MSXFAQ\\user2 already/);
  t.equal((await other.ask(soap)).status, 200);
  t.match(said(), /MSXFAQ\\admin already/);
});

t.test('an early answer does not cost a client his connection through the proxy', async (t) => {
  await using client = await WindowsClient.connect(lab.exchange.proxyUrl, lab.ca);
  const firstBody = 'x'.repeat(300_000);
  t.equal(
    (await client.logon(user2, { firstBody }, soap)).status,
    200,
    'the challenge came before the end of the upload',
  );
  t.equal((await client.ask({ ...soap, body: 'x'.repeat(5_000_000) })).status, 413);
  t.equal((await client.ask(soap)).status, 200);
  t.match(said(), /MSXFAQ\\user2 already/);
});

t.test('the proxy passes on every header, and no body becomes a request', async (t) => {
  await using client = await WindowsClient.connect(lab.exchange.proxyUrl, lab.ca);
  t.equal((await client.logon(user2, {}, soap)).status, 200);
  const before = lab.journal.list().length;
  const body = 'GET /smuggled HTTP/1.1\r\nHost: owa.msxfaq.de\r\n\r\n';
  const many = Array.from({ length: 1500 }, () => 'a:');
  await client.ask({ headers: [...(soap.headers ?? []), ...many], body });
  t.equal((await client.ask(soap)).status, 200);
  const targets = lab.journal.list().map(({ request }) => request.target);
  t.same([targets.length - before, targets.includes('/smuggled')], [2, false]);
});

t.test('iisreset logs everybody off', async (t) => {
  await using client = await WindowsClient.connect(lab.exchange.url, lab.ca);
  t.equal((await client.logon(user2, {}, soap)).status, 200);
  t.equal((await client.ask(soap)).status, 200);
  await lab.cmdlet('iisreset');
  t.equal((await client.ask(soap)).status, 401);
});

const place = (key: string, directory = 'EWS') => ({
  PSPath: `IIS:\\Sites\\Default Web Site\\${directory}`,
  Filter: `appSettings/add[@key='OAuthHttpModule.${key}']`,
  Name: 'value',
});
const setting = async (key: string, directory?: string) =>
  (await lab.cmdlet('Get-WebConfigurationProperty', place(key, directory))).output[0]?.Value;

t.test('the web.config of a directory says which tokens it takes, and counts at once', async (t) => {
  const tokens = (mailbox = 'user2@msxfaq.de') => ({
    user: lab.tokens.issue({ kind: 'actAsUser', mailbox }).token,
    app: lab.tokens.issue({ kind: 'appOnly' }).token,
  });
  const status = async (token: string) => (await ask(lab, token)).status;
  const before = await setting('Profiles', 'Autodiscover');
  t.equal(await status(tokens().user), 200);
  await lab.cmdlet('Set-WebConfigurationProperty', { ...place('Profiles'), Value: 'S2SAppOnly | v1appactas' });
  t.equal(await setting('Profiles'), 'S2SAppOnly|V1AppActAs');
  const refused = await ask(lab, tokens().user);
  t.equal(refused.status, 401);
  t.match(
    refused.header('x-ms-diagnostics'),
    /^2000001;reason="This token profile 'S2SAppActAs' is not applicable for the current protocol/,
  );
  t.not(await status(tokens().app), 401);
  t.equal(await setting('Profiles', 'Autodiscover'), before, 'the other directory has its own');
  await lab.cmdlet('Set-WebConfigurationProperty', { ...place('Profiles'), Value: '*' });
  t.equal(await setting('Profiles'), '*');
  t.equal(await status(tokens().user), 200);
  for (const key of ['V1AppScopes', 'V1AppRoles']) {
    await lab.cmdlet('Set-WebConfigurationProperty', {
      ...place(key),
      PSPath: 'MACHINE/WEBROOT/APPHOST/default web site/ews',
      Value: 'EWS.AccessAsUser.All|x',
    });
    t.equal(await setting(key), 'EWS.AccessAsUser.All|x');
    t.equal(await setting(key, 'Autodiscover'), '*');
  }
});

t.test('a change of the web.config loads the OAuth configuration anew', async (t) => {
  const user = () => ask(lab, lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token);
  t.equal((await user()).status, 200);
  const { output } = await lab.cmdlet('Get-AuthServer');
  await lab.cmdlet('Remove-AuthServer', { Identity: String(output[0]?.Name), Confirm: false });
  t.equal((await user()).status, 200, 'the servers have not seen it yet');
  await lab.cmdlet('Set-WebConfigurationProperty', { ...place('V1AppRoles'), Value: '*' });
  t.equal((await user()).status, 401);
});

t.test('what is no setting of these web.configs is said', async (t) => {
  const wrong = (change: object) =>
    errorOf(lab.cmdlet('Set-WebConfigurationProperty', { ...place('Profiles'), Value: 'S2SAppOnly', ...change }));
  t.match(
    await wrong({ Value: 'S2SAppOnly|Nonsense' }),
    /^InvalidArgument: \[lab\] 'Nonsense' is no profile of a token; there are S2SAppActAs, /,
  );
  t.match(await wrong({ Value: '|' }), /^InvalidArgument: \[lab\] '' is no profile/);
  t.match(
    await wrong({ Filter: "appSettings/add[@key='Other']" }),
    /^ObjectNotFound: Target configuration object .* is not found at path .*OAuthHttpModule\.V1AppRoles/,
  );
  t.match(await wrong({ Filter: 'system.webServer' }), /^ObjectNotFound: Target configuration object/);
  t.match(await wrong({ Name: 'key' }), /^InvalidArgument: .*not 'key'/);
  for (const path of [
    'IIS:\\Sites\\Exchange Back End\\EWS',
    'IIS:\\Sites\\Default Web Site\\owa',
    'EWS',
    'IIS:\\Sites\\Default Web Site\\constructor',
  ])
    t.match(await wrong({ PSPath: path }), /^ObjectNotFound: Cannot find path '.*' because it does not exist\./, path);
  t.match(await errorOf(lab.cmdlet('Set-AutodiscoverVirtualDirectory', { Identity: 'EX09\\x' })), /couldn't be found/);
});

// Clients of others.

/** Where a foreign tool is missing: a reason to skip, except in CI, where it must be there. */
async function missing(what: string, tool: string, probe: readonly string[], shows = /(?:)/): Promise<string | false> {
  try {
    if (shows.test((await run(tool, probe)).stdout)) return false;
  } catch {
    // not there
  }
  return process.env.CI === 'true' ? false : `${what} is not installed`;
}

const noCurl = await missing('curl with NTLM', 'curl', ['--version'], /^Features:.*\bNTLM\b/m);
const python = '/usr/bin/python3';
const noPython = await missing('python3-requests-ntlm', python, ['-c', 'import requests_ntlm']);

t.test('curl logs on with NTLM, without a channel binding', { skip: noCurl }, async (t) => {
  const url = lab.exchange.url.replace('127.0.0.1', 'localhost');
  const curl = async (user: string, ...more: readonly string[]) => {
    const common = ['-s', '-o', '/dev/null', '-w', '%{http_code}', '--cacert', lab.caFile, '-u', user];
    return (await run('curl', [...common, '-H', xml, '-d', getFolder(), ...more, `${url}${ewsTarget}`])).stdout;
  };
  t.equal(await curl(`MSXFAQ\\user2:${labPassword}`, '--ntlm'), '200');
  t.equal(await curl(`user2@msxfaq.de:${labPassword}`, '--ntlm'), '200');
  t.equal(await curl('user2:wrong', '--ntlm'), '401');
  await setEws({ BasicAuthentication: true, ExtendedProtectionTokenChecking: 'Allow' });
  t.equal(await curl(`user2:${labPassword}`, '--ntlm'), '200');
  t.equal(await curl(`user2:${labPassword}`, '--basic'), '200');
  await setEws({ ExtendedProtectionTokenChecking: 'Require' });
  t.equal(await curl(`user2:${labPassword}`, '--ntlm'), '401');
  t.match(said(), /the channel binding is missing: the client can’t do Extended Protection/);
});

/** Asks one URL twice on a session; prints both statuses. */
const pythonClient = `
import sys, requests
from cryptography.hazmat.backends.openssl import backend # it loads OpenSSL's old algorithms, MD4 among them
from requests_ntlm import HttpNtlmAuth
url, ca, user, password, binds = sys.argv[1:6]
session = requests.Session()
session.auth = HttpNtlmAuth(user, password, send_cbt=binds == 'yes')
session.verify = ca
session.trust_env = False
print(*[session.get(url).status_code for _ in range(2)])
`;

t.test(
  'requests-ntlm, a client with channel binding and MIC, is judged as Extended Protection says',
  { skip: noPython },
  async (t) => {
    const get = async (base: string, of: Lab, password = labPassword, binds = 'yes') => {
      const url = `${base.replace('127.0.0.1', 'localhost')}${ewsTarget}`;
      return (await run(python, ['-c', pythonClient, url, of.caFile, 'MSXFAQ\\user2', password, binds])).stdout.trim();
    };
    t.equal(await get(lab.exchange.url, lab), '200 200');
    t.equal(await get(lab.exchange.url, lab, 'wrong'), '401 401');
    for (const of of [lab, bridged]) await setEws({ ExtendedProtectionTokenChecking: 'Require' }, of);
    t.equal(await get(lab.exchange.url, lab), '200 200', 'it binds itself to the listener’s certificate');
    t.match(said(), /Extended Protection is Require: the channel binding is right|already/);
    t.equal(await get(lab.exchange.url, lab, labPassword, 'no'), '401 401');
    t.equal(await get(lab.exchange.proxyUrl, lab), '200 200', 'bridging with the same certificate');
    t.equal(await get(bridged.exchange.proxyUrl, bridged), '401 401', 'bridging with another one');
    t.match(said(bridged), /the channel binding is wrong/);
  },
);

// Whatever comes.

t.test('no message lets anybody in without the password, or breaks anything', async (t) => {
  const organization = { name: 'MSXFAQ', acceptedDomains: [], recipients: [account()] } as never;
  const first = negotiateMessage();
  const said = { nonce: Buffer.alloc(8, 1), flags: 0xe288_8235 >>> 0, negotiate: first, challenge: challengeOf(lab) };
  said.nonce.copy(said.challenge, 24);
  const good = authenticateMessage(first, said.challenge, user2);
  t.match(
    judgeNtlm(good, said, organization),
    { account: { alias: 'user2' } },
    'the message that is changed below is a good one',
  );
  const judge = (bytes: Buffer): string => {
    try {
      if (messageType(bytes) === 1) readNegotiate(bytes);
      const verdict = judgeNtlm(bytes, said, organization);
      return verdict.account ? 'in' : verdict.why;
    } catch (error) {
      if (error instanceof NtlmError) return error.message;
      throw error;
    }
  };
  const signature = Buffer.from('NTLMSSP\0', 'latin1');
  const anything = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.concat([signature, bytes]));
  fc.assert(
    fc.property(anything, (bytes) => judge(bytes) !== 'in'),
    { numRuns: 2000 },
  );
  const place = fc.record({ at: fc.nat(good.length - 1), to: fc.integer({ min: 1, max: 255 }) });
  // Bytes that say nothing to the judgement: lengths of buffers, LM response, workstation; and flags, by which the MIC is kept.
  fc.assert(
    fc.property(place, ({ at, to }) => {
      const changed = Buffer.from(good);
      changed[at] = (changed[at] ?? 0) ^ to;
      return judge(changed) !== 'in';
    }),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(fc.nat(good.length - 1), (length) => judge(good.subarray(0, length)) !== 'in'),
    { numRuns: 500 },
  );
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 10 }), (password, domain) => {
      const guess = authenticateMessage(first, said.challenge, { user: 'user2', domain, password });
      return judge(guess) !== 'in' || password === labPassword;
    }),
  );
});

function account() {
  return {
    alias: 'user2',
    userPrincipalName: 'user2@msxfaq.de',
    emailAddresses: ['SMTP:user2@msxfaq.de'],
    recipientTypeDetails: 'UserMailbox',
  };
}

t.test('nonsense behind a scheme is a 401 on the wire', async () => {
  await setEws({ BasicAuthentication: true });
  const value = fc.tuple(
    fc.constantFrom('NTLM', 'Negotiate', 'Basic', 'NTLM TlRMTVNTUAAB', 'Negotiate TlRMTVNTUAAD'),
    fc.base64String({ maxLength: 200 }),
  );
  await fc.assert(
    fc.asyncProperty(value, async ([begin, rest]) => (await call(lab, scheme(`${begin} ${rest}`))).status === 401),
    { numRuns: 100 },
  );
});
