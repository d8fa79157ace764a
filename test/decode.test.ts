import { execFileSync } from 'node:child_process';
import { createHmac, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto';
import { truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { createLocalJWKSet, exportJWK, type JSONWebKeySet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import t, { type Test } from 'tap';
import { main } from '../src/cli/main.js';
import { renderReport } from '../src/cli/render-report.js';
import { reportToken } from '../src/evidence/token-report/report-token.js';
import type { TokenPart, TokenReport } from '../src/evidence/token-report/token-report.js';
import { decode, KeySourceError, type TokenOrder } from '../src/index.js';
import { freeze, TestLabs } from './acceptance/labs.js';
import { type Finished, finished, startProgram } from './acceptance/programs.js';
import { type JsonObject, signedToken, tokenWithSignature } from './acceptance/token.js';
import { missing } from './acceptance/tools.js';
import { call, owa } from './acceptance/wire.js';

/** `exchange-oauth-lab decode`: with the lab's tokens, with foreign ones, and with what logs and people leave of them. */

const labs = new TestLabs('decode');
t.teardown(() => labs.close());
const lab = await labs.start('decode');
const folder = t.testdir();
const noOpenssl = await missing('openssl', ['version']);

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const signatures = new Set<string>();
const everything: string[] = [];

interface Run extends Finished {
  /** `out` without line breaks and what else makes it beautiful. */
  readonly flat: string;
}

/** Environment in which no lab is found but the one that is named. */
const nowhere = { EXCHANGE_OAUTH_LAB: 'http://127.0.0.1:9', TZ: 'UTC' };

/** The command in this process, which saves its start. */
async function run(args: readonly string[], input: string | Buffer = ''): Promise<Run> {
  let out = '';
  let err = '';
  const code = await main(['decode', ...args], {
    out: (text) => (out += text),
    err: (text) => (err += text),
    environment: nowhere,
    input: Readable.from(input === '' ? [] : [Buffer.from(input)]),
  });
  return note(args, { code: code ?? null, out, err });
}

/** The program as people run it. */
async function runProgram(args: readonly string[], input = '', environment: NodeJS.ProcessEnv = {}): Promise<Run> {
  const child = startProgram('exchange-oauth-lab', ['decode', ...args], folder, { ...nowhere, ...environment });
  child.stdin.on('error', () => undefined); // it may end without reading
  child.stdin.end(input);
  return note(args, await finished(child));
}

/** No signature may be in what it prints: the last test looks. */
function note(args: readonly string[], result: Finished): Run {
  if (!args.includes('--show-signature')) everything.push(result.out, result.err);
  return { ...result, flat: result.out.replace(/\s+/g, ' ') };
}

function issue(order: TokenOrder): string {
  return remember(lab.tokens.issue(order).token);
}

/** Keeps the signatures of a token, so that the last test can look for them. */
function remember(token: string): string {
  const [, payload = '', signature = ''] = token.split('.');
  if (signature.length > 20) signatures.add(signature);
  const { actortoken } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { actortoken?: string };
  if (actortoken?.includes('.')) remember(actortoken);
  return token;
}

function jsonOf({ out }: Pick<Finished, 'out'>): { readonly found: number; readonly reports: readonly TokenReport[] } {
  return JSON.parse(out) as ReturnType<typeof jsonOf>;
}

function verdictOf(report: TokenReport | undefined, name: string): string | undefined {
  return report?.checks.find((check) => check.name === name)?.verdict;
}

function claimOf(part: TokenPart | undefined, name: string) {
  return part?.claims.find((claim) => claim.name === name);
}

const moment = Date.parse('2026-11-25T10:00:00Z');
const seconds = moment / 1000;
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const titles = {
  actAsUser: ['S2SAppActAs', 'server-to-server, act-as'],
  appOnly: ['S2SAppOnly', 'app-only'],
  hma: ['V1AppActAs', 'Hybrid Modern Authentication'],
  selfIssued: ['S2SAppOnly', 'app-only'],
  callback: ['Callback', 'callback of an add-in'],
} as const;

t.test('each kind of the lab’s tokens is told, explained and verified by the running lab', async (t) => {
  const results = await Promise.all(
    Object.entries(titles).map(async ([kind, [name, title]]) => {
      const token = issue({ kind: kind as keyof typeof titles, mailbox: 'user2@msxfaq.de', host: owa });
      const args = ['--lab', lab.control.url, '--host', owa];
      const [text, json] = await Promise.all([
        runProgram([...args, '-'], `Bearer+${token}`),
        run([...args, '--format', 'json', file(`${kind}.txt`, token)]),
      ]);
      return { kind, name, title, text, json };
    }),
  );
  for (const { kind, name, title, text, json } of results) {
    t.match(text, { code: 0, err: /^A token is a secret/ }, kind);
    t.match(text.out, title, kind);
    t.match(text.out, /passed {2}signature +Made by the (?:token service|current auth certificate) of the lab/, kind);
    t.match(text.out, /\nNothing wrong found\./, kind);
    const tooLong = text.out.split('\n').filter((line) => line.length > 100);
    t.strictSame(tooLong, [], `${kind} fits into 100 columns`);
    t.notMatch(text.out, '\u001b', 'no colours where there is no terminal');
    const { found, reports } = jsonOf(json);
    t.equal(found, 1);
    t.match(reports[0], { verdict: 'right', host: owa, kind: { name } }, kind);
    t.equal(json.code, 0);
  }
  t.match(
    results[0]?.text.out,
    /USER CONTEXT {2}unsigned\n[\s\S]+\n {2}ACTOR TOKEN {2}signed, by the certificate with thumbprint [0-9A-F]{40}\n/,
  );
});

t.test('what Exchange answers offline is what the lab’s Exchange answers', async (t) => {
  const user = { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' } as const;
  const orders: readonly TokenOrder[] = [
    { ...user, header: { alg: 'RS256' } },
    { ...user, signWith: 'none' },
    { ...user, signWith: 'unknownKey' },
    { ...user, actorClaims: { iss: null } },
    { ...user, actorClaims: { nameid: null } },
    { ...user, actorClaims: { iss: 'me' } },
    { ...user, actorClaims: { nameid: 'x' } },
    { ...user, actorClaims: { aud: 'x' } },
    { ...user, actorClaims: { aud: null } },
    { ...user, actorClaims: { aud: `${acs}/${owa}@${lab.tenantId}` } },
    { ...user, actorClaims: { aud: `${exchange}/${owa}@` } },
    { ...user, actorClaims: { aud: `${exchange}/${owa}@msxfaq.de` } },
    { ...user, actorClaims: { exp: 1, nbf: 0 } },
    { ...user, actorClaims: { nbf: 4_000_000_000, exp: 4_000_000_001 } },
    { ...user, actorHeader: { alg: 'RS512' } },
    { ...user, claims: { exp: 1, nbf: 0 } },
    { ...user, claims: { iss: 'x@y' } },
    { ...user, claims: { iss: 'x' } },
    { ...user, claims: { actortoken: 'x' } },
    { ...user, claims: { upn: null, smtp: null, sip: null } },
    { ...user, claims: { ver: 'app_asserted_user_v1', actortoken: null } },
    { ...user, claims: { ver: '2.0' } },
    { ...user, host: 'other.msxfaq.de' },
    { kind: 'hma', host: 'other.msxfaq.de' },
    { kind: 'hma', claims: { aud: 'x' } },
    { kind: 'hma', claims: { ver: '2.0' } },
    { kind: 'hma', claims: { iss: 'https://sts.windows.net/0/' } },
    { kind: 'hma', claims: { iss: 'x' } },
    { kind: 'hma', claims: { onprem_sid: null } },
    { kind: 'hma', claims: { onprem_sid: 'x' } },
    { kind: 'hma', claims: { scp: null } },
    { kind: 'callback', claims: { appctx: '{}' } },
    { kind: 'callback', claims: { appctx: 'x' } },
    { kind: 'callback', claims: { iss: 'x@y' } },
    { kind: 'selfIssued', claims: { nameid: 'x@y' } },
    { kind: 'selfIssued', claims: { nameid: `${exchange}@other` } },
  ];
  const keys = await (await fetch(`${lab.control.url}/api/keys`)).text();
  for (const order of orders) {
    const token = issue({ host: owa, ...order });
    const [report] = await decode(token, { host: owa, jwks: keys });
    const answer = await call(lab, { token });
    const said = answer.header('x-ms-diagnostics');
    t.equal(report?.verdict, 'wrong', JSON.stringify(order));
    t.equal(report?.firstRefusal, said?.replaceAll('%0a', '\n').replaceAll('\n', '%0a'), JSON.stringify(order));
  }
});

t.test('a token with string times, as Microsoft documents it, is read', async (t) => {
  const realm = 'b84c5afe-7ced-4ce8-aa0b-df0e2869d3c8';
  const sample = remember(
    tokenWithSignature(
      { typ: 'JWT', alg: 'RS256', x5t: 'XqrnFEfsS55_vMBpHvF0pTnqeaM' },
      {
        aud: `00000003-0000-0ff1-ce00-000000000000/contoso.com@${realm}`,
        iss: `${acs}@${realm}`,
        nbf: '1323380070',
        exp: '1323383670',
        nameid: `${exchange}@${realm}`,
      },
      'B'.repeat(342),
    ),
  );
  const text = await runProgram(['--time', '2011-12-08T21:44:00Z', sample], '', { TZ: 'Europe/Berlin' });
  t.equal(text.code, 1, 'it is for SharePoint');
  t.match(text.flat, '"1323380070" = 2011-12-08 21:34:30 UTC (2011-12-08 22:34:30 CET), 9 minutes 30 seconds ago');
  t.match(text.flat, 'passed lifetime Valid for another 50 minutes 30 seconds, until 2011-12-08T22:34:30Z.');
  t.match(text.flat, 'FAILED audience For SharePoint, not for Exchange.');
  t.match(text.out, 'thumbprint 5EAAE71447EC4B9E7FBCC0691EF174A539EA79A3');
  const [later] = jsonOf(await run([sample, '--format', 'json', '--time', '2026-11-25'])).reports;
  t.match(claimOf(later?.token, 'exp')?.time, { utc: '2011-12-08T22:34:30Z', distance: /^14 years \d+ days ago$/ });
  t.equal(verdictOf(later, 'lifetime'), 'failed');
});

/** As decoded in 2025 (facts/oauth-inbound §3.2), signed by a key of ours. */
const tenant = '3c7a8f0e-1111-4222-8333-444455556666';
const acsClaims = {
  aud: `${exchange}/mail.contoso.com@${tenant}`,
  iss: `${acs}@${tenant}`,
  iat: seconds - 60,
  nbf: seconds - 360,
  exp: seconds + 86_340,
  identityprovider: `${acs}@${tenant}`,
  nameid: `${exchange}@${tenant}`,
  oid: '11111111-2222-4333-8444-555555555555',
  sub: '11111111-2222-4333-8444-555555555555',
  trustedfordelegation: 'true',
  xms_spcu: 'true',
};
const x5t = Buffer.alloc(20, 7).toString('base64url');
async function foreign(claims: object = acsClaims, key: KeyObject = privateKey, header: object = {}): Promise<string> {
  const signer = new SignJWT({ ...claims }).setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t, kid: x5t, ...header });
  return remember(await signer.sign(key));
}

t.test('keys come from a JSON Web Key Set, in a file or at an address', async (t) => {
  const token = file('foreign.txt', await foreign());
  const set = JSON.stringify({
    keys: [
      { kty: 'oct', k: 'AAAA' },
      { ...(await exportJWK(publicKey)), kid: x5t, use: 'sig' },
    ],
  });
  const judged = ['--time', '2026-11-25T10:00:00Z', '--host', 'mail.contoso.com'];
  const verified = await run([token, ...judged, '--jwks', file('keys.json', set)]);
  t.match(verified, { code: 0, flat: new RegExp(`Made by key ${x5t} in \\S*keys\\.json`) });
  t.match(verified.out, /xms_spcu +true\n +Not known to this lab\./, 'nothing is guessed');
  t.match(verified.out, '= Access Control Service (ACS)');

  const server = createServer((request, response) =>
    request.url === '/keys' ? response.end(set) : response.writeHead(302, { location: '/keys' }).end(),
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  t.teardown(() => server.close());
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  t.match(await run([token, ...judged, '--jwks', `${base}/keys`]), { code: 0, flat: `Made by key ${x5t}` });
  t.match(await run([token, '--jwks', `${base}/moved`]), { code: 2, out: '', err: /moved answered 302/ });
  t.match(await run([token, '--jwks', 'http://127.0.0.1:9/']), {
    code: 2,
    out: '',
    err: /^exchange-oauth-lab: http:\/\/127\.0\.0\.1:9\/ can't be read: [^\n]+\n$/,
  });

  const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const strange = JSON.stringify({ keys: [{ ...(await exportJWK(other.publicKey)), kid: 'other' }] });
  const refused = await run([token, ...judged, '--jwks', file('other.json', strange)]);
  t.equal(refused.code, 1);
  t.match(refused.flat, `No key fits: the token names x5t ${x5t} = thumbprint ${'07'.repeat(20)}; known are key other`);
  const same = JSON.stringify({ keys: [{ ...(await exportJWK(other.publicKey)), kid: x5t }] });
  const named = await run([token, ...judged, '--jwks', file('same.json', same)]);
  t.match(named, { code: 1, out: /2000000;reason="The token has an invalid signature\."/ });
  for (const [name, content] of Object.entries({
    'a.json': 'x',
    'b.json': '{}',
    'c.json': '{"keys":[]}',
    'd.json': '{"keys":[null,{"kty":"RSA"}]}',
  })) {
    t.match(await run([token, '--jwks', file(name, content)]), {
      code: 2,
      out: '',
      err: new RegExp(`^exchange-oauth-lab: \\S*${name} [^\\n]+\\n$`),
    });
  }
});

t.test('keys come from certificates and from metadata documents', async (t) => {
  const token = file('s2s.txt', issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', host: owa }));
  const own = file('own.txt', issue({ kind: 'selfIssued', host: owa }));
  const exchangeMetadata = `${lab.exchange.url.replace('127.0.0.1', 'localhost')}/autodiscover/metadata/json/1`;
  const acsMetadata = `${lab.cloud.url.replace('127.0.0.1', 'localhost')}/${lab.tenantId}/metadata/json/1`;
  const certificate = join(labs.directory, 'decode', 'certs', 'token-signing.crt');
  const thumbprint = new X509Certificate(
    await (await import('node:fs/promises')).readFile(certificate),
  ).fingerprint.replaceAll(':', '');

  t.match(await run([token, '--ca', certificate]), { code: 0, out: new RegExp(`\\(thumbprint\\s+${thumbprint}\\)`) });
  t.match(await run([own, '--ca', certificate]), { code: 1, out: /No key fits/ });
  const trusted = await run([own, '--ca', lab.caFile, '--metadata', exchangeMetadata]);
  t.match(trusted, { code: 0, flat: `Made by ${exchange}@msxfaq.de in https://localhost` });
  t.match(await run([token, '--metadata', acsMetadata, '--ca', lab.caFile]), {
    code: 0,
    flat: new RegExp(`Made by ${acs} ?@`),
  });
  t.match(await run([token, '--metadata', acsMetadata]), { code: 2, out: '', err: /can't be read: .*certificate/ });
  const document = file(
    'metadata.json',
    JSON.stringify(
      await (await import('undici'))
        .request(acsMetadata, { dispatcher: new (await import('undici')).Agent({ connect: { ca: lab.ca } }) })
        .then(({ body }) => body.json()),
    ),
  );
  t.match(await run([token, '--metadata', document]), { code: 0, out: /passed {2}signature/ });
  t.match(await run([token, '--metadata', file('no.json', '{}')]), {
    code: 2,
    err: /no\.json: the metadata document names no issuer/,
  });
  t.match(await run([token, '--ca', file('no.pem', 'x')]), { code: 2, err: /no\.pem holds no certificates/ });
});

t.test('a token made with openssl is verified by the certificate that signed it', { skip: noOpenssl }, async (t) => {
  const certs = join(labs.directory, 'decode', 'certs');
  const script = fileURLToPath(new URL('acceptance/openssl-token.sh', import.meta.url));
  const pair = [join(certs, 'token-signing.key'), join(certs, 'token-signing.crt')];
  const token = remember(
    execFileSync('sh', [script, ...pair, lab.tenantId, owa, 'user2@msxfaq.de'], { encoding: 'utf8' }).trim(),
  );
  const result = await run(['-', '--ca', pair[1] ?? '', '--host', owa.toUpperCase()], `"${token}"\r\n`);
  t.match(result, { code: 0, flat: /Made by CN=.* in .*token-signing\.crt/ });
});

t.test('an Entra v2 token is what Exchange does not know', async (t) => {
  const claims = {
    aud: '6e74172b-be56-4843-9ff4-e66a39bb12e3',
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    iat: seconds,
    nbf: seconds,
    exp: seconds + 4000,
    azp: '27922004-5251-4030-b22d-91ecd9a37ea4',
    azpacr: '0',
    name: 'Abe Lincoln',
    preferred_username: 'abeli@contoso.com',
    scp: 'access_as_user',
    tid: tenant,
    uti: 'fqiBqXLPj0eQa82S-IYFAA',
    ver: '2.0',
  };
  const result = await run([await foreign(claims), '--time', '2026-11-25T10:10:00Z']);
  t.equal(result.code, 1);
  t.match(result.flat, "FAILED kind The claim ver is '2.0'; Exchange knows 1.0 only.");
  t.match(
    result.out,
    'x-ms-diagnostics: 2000007;reason="An unexpected error occurred.";error_category="internal_error"',
  );
  t.match(result.out, /uti +fqiB[\s\S]+Id of this very token\. Set by Entra\./);
});

t.test('no signature counts but RS256 of a key that is known', async (t) => {
  const jwk = await exportJWK(publicKey);
  const set = JSON.stringify({
    keys: [
      { ...jwk, kid: x5t },
      { kty: 'oct', k: Buffer.from('secret').toString('base64url'), kid: 'hmac' },
    ],
  });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const hmac = (secret: string, kid: string) => {
    const input = `${encode({ alg: 'HS256', kid })}.${encode(acsClaims)}`;
    return remember(`${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`);
  };
  const honest = await foreign();
  const [header = '', payload = '', signature = ''] = honest.split('.');
  const attempts: Readonly<Record<string, string>> = {
    'HS256 with the public key': hmac(pem, x5t),
    'HS256 with a secret of the set': hmac('secret', 'hmac'),
    'alg none with a signature': `${encode({ alg: 'none', kid: x5t })}.${payload}.${signature}`,
    'alg none without': `${encode({ alg: 'none', kid: x5t })}.${payload}.`,
    'no signature': `${header}.${payload}.`,
    RS512: await foreign(acsClaims, privateKey, { alg: 'RS512' }),
    'a changed claim': `${header}.${encode({ ...acsClaims, nameid: 'x@y' })}.${signature}`,
    'a key that the token brings': remember(
      signedToken({ alg: 'RS256', jwk }, acsClaims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey),
    ),
    'what must be understood': remember(
      signedToken({ alg: 'RS256', kid: x5t, crit: ['x'], x: 1 }, acsClaims, privateKey),
    ),
  };
  const [control] = await decode(honest, { jwks: set, time: new Date(moment) });
  t.equal(verdictOf(control, 'signature'), 'passed');
  for (const [name, token] of Object.entries(attempts)) {
    const [report] = await decode(token, { jwks: set, time: new Date(moment) });
    t.match(report, { verdict: 'wrong', firstRefusal: /^2000000;/ }, name);
    t.equal(verdictOf(report, 'signature'), 'failed', name);
  }
});

t.test('times out of order, missing and out of reach are said', async (t) => {
  const at = async (claims: object) =>
    (await reportToken(await foreign({ ...acsClaims, ...claims }), { now: moment }))?.checks.find(
      ({ name }) => name === 'lifetime',
    );
  t.match(await at({}), {
    verdict: 'passed',
    detail: 'Valid for another 23 hours 59 minutes, until 2026-11-26T09:59:00Z.',
  });
  t.match(await at({ exp: seconds - 3 * 86_400, nbf: 0 }), {
    verdict: 'failed',
    detail: /^Expired 3 days ago/,
    answer: /2000002/,
  });
  t.match(await at({ exp: seconds - 300 }), {
    verdict: 'passed',
    detail: /^Ended 5 minutes ago, .* within the 5 minutes of skew/,
  });
  t.match(await at({ exp: seconds - 301 }), { verdict: 'failed' });
  t.match(await at({ nbf: seconds + 300 }), { verdict: 'passed' });
  t.match(await at({ nbf: seconds + 301 }), {
    verdict: 'failed',
    claim: 'nbf',
    detail: /^Not yet valid: it begins in 5 minutes 1 second/,
  });
  t.match(await at({ nbf: seconds + 10, exp: seconds + 5 }), { verdict: 'failed', detail: /ends .* before it begins/ });
  t.match(await at({ exp: 1e20 }), { verdict: 'failed' });
  t.match(await at({ exp: 9e14 }), { verdict: 'failed', detail: 'The claim exp is no time: 900000000000000.' });
  const { exp: _, ...endless } = acsClaims;
  t.match(
    (await reportToken(await foreign(endless), { now: moment }))?.checks.find(({ name }) => name === 'lifetime'),
    { verdict: 'failed', detail: /exp is missing/ },
  );
});

t.test('a client assertion and an identity token are told, though they are not for Exchange', async (t) => {
  const assertion = {
    iss: `${exchange}@${tenant}`,
    aud: `${acs}/accounts.accesscontrol.windows.net@${tenant}`,
    nbf: seconds,
    exp: seconds + 600,
  };
  t.match(await reportToken(await foreign(assertion), { now: moment }), {
    verdict: 'right',
    kind: { name: 'ClientAssertion', direction: 'from a server to the token service' },
  });
  const identity = {
    aud: 'https://addin.contoso.com/page.html',
    iss: `${exchange}@mail.contoso.com`,
    nbf: seconds,
    exp: seconds + 28_800,
    appctxsender: 'https://addin.contoso.com/page.html',
    isbrowserhostedapp: 'true',
    appctx: JSON.stringify({
      msexchuid: '53e925fa-76ba-45e1-be0f-4ef08b59d389@mail.contoso.com',
      version: 'ExIdTok.V1',
      amurl: 'https://mail.contoso.com:443/autodiscover/metadata/json/1',
    }),
  };
  t.match(await reportToken(await foreign(identity), { now: moment }), {
    verdict: 'right',
    kind: { name: 'IdentityToken', direction: 'from Exchange to an add-in' },
  });
  const user = new UnsecuredJWT({
    ...acsClaims,
    nii: 'urn:office:idp:activedirectory',
    nameid: 'S-1-5-21-1-2-3-4',
    iss: `${exchange}@${tenant}`,
    upn: 'x@y.z',
    actortoken: await foreign({ ...acsClaims, aud: `${exchange}/outlook.office365.com@${tenant}` }),
  }).encode();
  t.match(await reportToken(user, { now: moment }), {
    kind: { direction: 'from on-premises to Exchange Online (outlook.office365.com)' },
  });
});

t.test('what is cut is told as far as it goes, and what hangs on the rest is left open', async (t) => {
  const token = issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', host: owa });
  const lines = [
    'time-taken = 46',
    `Request-Authorization = Bearer+${token.slice(0, 1200)}`,
    'X-Forwarded-For = 40.99.157.189',
  ];
  const result = await run(['-', '--format', 'json', '--host', owa], lines.join(' '));
  t.equal(result.code, 0);
  const [report] = jsonOf(result).reports;
  t.match(report, { verdict: 'right', cut: { part: 'claims', claim: 'actortoken' }, kind: { name: 'S2SAppActAs' } });
  t.match(claimOf(report?.token, 'smtp'), { value: 'user2@msxfaq.de' });
  t.match(claimOf(report?.token.actorToken, 'aud'), { value: `${exchange}/${owa}@${lab.tenantId}`, verdict: 'passed' });
  t.equal(verdictOf(report, 'signature'), 'notJudged');
  for (let length = 10; length < token.length; length += 37) {
    const [part] = await decode(`Bearer ${token.slice(0, length)}`, { host: owa });
    t.equal(part?.verdict, 'right', `cut at ${length}, nothing is called wrong`);
  }
  const signed = issue({ kind: 'hma', host: owa });
  for (let length = 10; length < signed.length; length += 37) {
    const [part] = await decode(`Bearer ${signed.slice(0, length)}`, { host: owa });
    t.equal(part?.verdict, 'right', `a signed one cut at ${length}, neither`);
  }
  const beginning = await run(['Bearer+eyJuYW........']);
  t.match(beginning, { code: 2, out: /The beginning of a token\n[\s\S]*CUT in the header/ });
});

t.test('a file may be of PowerShell’s making, or a log with several tokens', async (t) => {
  const token = issue({ kind: 'appOnly', host: owa });
  const utf16 = Buffer.from(`\ufeffAuthorization: Bearer ${token}\r\n`, 'utf16le');
  t.match(await run([file('utf16.txt', utf16)]), { code: 0, out: 'S2SAppOnly' });
  const others = Array.from({ length: 6 }, (_, index) =>
    issue({ kind: 'appOnly', host: owa, claims: { jti: String(index) } }),
  );
  const log = [
    '#Fields: date time Request-Authorization',
    ...[...others, ...others].map((text) => `2026-11-25 10:00:00 Bearer+${text}`),
  ];
  const result = await run([file('u_ex261125_x.log', log.join('\r\n')), '--format', 'json']);
  t.match(result.err, '6 tokens found; the first 5 are shown.');
  t.strictSame(
    jsonOf(result).reports.map(({ token: part }) => claimOf(part, 'jti')?.value),
    ['0', '1', '2', '3', '4'],
  );
  t.equal(jsonOf(result).found, 6);
});

t.test('what can’t be read is one clear line and exit code 2', async (t) => {
  const oneLine = /^exchange-oauth-lab: [^\n]+\n$/;
  const big = file('big.log', '');
  truncateSync(big, 65 * 1024 * 1024);
  const random = file('random.bin', Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 251)));
  const cases: readonly (readonly [args: readonly string[], input: string, err: RegExp])[] = [
    [['-'], '', /There is no token in this/],
    [[], 'no token', /There is no token in this/],
    [['-'], `Bearer ${'A'.repeat(3_000_000)}`, /There is no token in this/],
    [['-'], `${'eyA '.repeat(300_000)}`, /There is no token in this/],
    [[random], '', /There is no token in this/],
    [[big], '', /more than 64 MB: that is a log, for analyze-log/],
    [['nowhere.txt'], '', /nowhere\.txt can't be read: there is no such file/],
    [['.'], '', /it is a folder/],
    [['a', 'b'], '', /'b' is one word too many/],
    [['-', '--time', 'x'], '', /--time is a time such as/],
    [['-', '--host', 'a b'], '', /--host is a host such as/],
    [['-', '--format', 'xml'], '', /--format is text or json, not 'xml'/],
    [['-', '--scheme', 'ftp'], '', /--scheme is https or http/],
    [['-', '--nonsense'], '', /nonsense/],
    [[issue({ kind: 'appOnly' }), '--lab', 'http://127.0.0.1:9'], '', /No lab answers at http:\/\/127\.0\.0\.1:9/],
  ];
  const results = await Promise.all(cases.map(([args, input]) => run(args, input)));
  results.forEach((result, index) => {
    t.match(
      result,
      { code: 2, out: '', err: cases[index]?.[2] ?? /-/ },
      String(cases[index]?.[0].join(' ').slice(0, 40)),
    );
    t.match(result.err, oneLine);
  });
  t.match(await run(['--help']), { code: 0, out: /Examples:[\s\S]+Exit codes: 0 readable/, err: '' });
  t.match(await run(['--version']), { code: 0, out: /^\d+\.\d+\.\d+\n$/, err: '' });
  const encrypted = Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url');
  t.match(await run([`${encrypted}.AAAA.BBBB.CCCC.DDDD`]), { code: 1, out: /An encrypted token/ });
});

t.test('whatever claims hold, a report is made, and says so', async (t) => {
  const json = fc.jsonValue({ maxDepth: 2 });
  const names = [
    'iss',
    'aud',
    'nameid',
    'exp',
    'nbf',
    'ver',
    'scp',
    'roles',
    'appid',
    'appctx',
    'nii',
    'upn',
    'tid',
    'actortoken',
    '__proto__',
  ];
  const claims = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(json, fc.constantFrom('1.0', 'x@y', `${exchange}/${owa}@x`)),
  );
  const header = fc.dictionary(
    fc.constantFrom('alg', 'typ', 'x5t', 'kid', 'crit', 'enc'),
    fc.oneof(json, fc.constantFrom('RS256', 'none')),
  );
  await fc.assert(
    fc.asyncProperty(header, claims, claims, async (head, outer, inner) => {
      const named: JsonObject = { typ: 'JWT', ...head };
      const actortoken = tokenWithSignature(named, inner, 'AAAA');
      for (const token of [
        tokenWithSignature(named, outer),
        tokenWithSignature({ alg: 'none' }, { ...outer, actortoken }),
      ]) {
        const report = await reportToken(token, { now: moment, host: owa });
        if (!report) return false;
        renderReport(report, { terminal: undefined, environment: {} });
      }
      return true;
    }),
    { numRuns: 300 },
  );
  const audiences = await reportToken(await foreign({ ...acsClaims, aud: [acsClaims.aud] }), { now: moment });
  t.match(
    audiences?.checks.find(({ name }) => name === 'audience'),
    { verdict: 'failed', detail: /aud is no text/ },
  );
});

t.test('a host may be given as an address, and http shows in URL audiences alone', async (t) => {
  const hma = issue({ kind: 'hma', host: owa });
  const s2s = issue({ kind: 'appOnly', host: owa });
  t.equal((await run([hma, '--host', `https://${owa}:443/ews/exchange.asmx`])).code, 0);
  const offloaded = await run([hma, '--host', `http://${owa}`]);
  t.match(offloaded, { code: 1, flat: `Expected 'https://${owa}'. Actual 'http://${owa}'.` });
  t.equal((await run([hma, '--host', owa, '--scheme', 'http'])).code, 1);
  t.equal((await run([s2s, '--host', owa, '--scheme', 'http'])).code, 0);
  t.match(await run([s2s, '--host', `${owa}:8443`]), { code: 1, out: `Expected '${owa}:8443'. Actual '${owa}'.` });
});

t.test('the lab’s clock counts for its tokens', async (t) => {
  const other = await labs.start('clock');
  freeze(other, 4_000_000_000);
  const token = remember(other.tokens.issue({ kind: 'appOnly', host: owa }).token);
  t.match(await run([token]), { code: 1, out: /Not yet valid/ });
  t.match(await run([token, '--lab', other.control.url]), { code: 0, out: /judged for 2096-10-02T07:06:40Z/ });
  t.match(await run([token, '--lab', other.control.url, '--time', '2026-11-25']), { code: 1 });
});

t.test('a lab that nobody named is used quietly, and is nobody’s judge', async (t) => {
  const here = { EXCHANGE_OAUTH_LAB: lab.control.url };
  const decodeHere = (token: string) => runProgram([token], '', here);
  t.match(await decodeHere(issue({ kind: 'appOnly' })), { code: 0, flat: /Made by the token service of the lab/ });
  const customers = await decodeHere(await foreign({ ...acsClaims, exp: 4_000_000_000 }));
  t.match(customers, { code: 0, flat: /open signature No key fits/ });
});

t.test('the API explains a token with the lab’s keys and clock, and keeps its fields', async (t) => {
  const post = async (body: object) => {
    const response = await fetch(`${lab.control.url}/api/decode`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const token = issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de', host: owa });
  const { status, json } = await post({ token: `Authorization: Bearer ${token}`, host: 'hybrid.msxfaq.de' });
  t.equal(status, 200);
  t.match(json, {
    header: { alg: 'none' },
    signed: false,
    claims: { upn: 'user2@msxfaq.de' },
    actorToken: { signed: true, claims: { iss: `${acs}@${lab.tenantId}` } },
  });
  t.match(json.report, { verdict: 'wrong', firstRefusal: /^2000003;/, kind: { name: 'S2SAppActAs' } });
  t.equal(verdictOf(json.report as TokenReport, 'signature'), 'passed');
  t.match((await post({ token, time: '2030-01-01T00:00:00Z' })).json.report, { firstRefusal: /^2000002;/ });
  t.match(await post({ token: 'x' }), { status: 400, json: { error: { message: /There is no token in this text/ } } });
  t.match(await post({ token, time: 'x' }), { status: 400, json: { error: { message: /'x' is no time/ } } });
  t.match(await post({ token, scheme: 'ftp' }), { status: 400 });
  everything.push(JSON.stringify(json));
});

t.test('the lab’s keys are a set that any tool reads', async (t) => {
  const set = (await (await fetch(`${lab.control.url}/api/keys`)).json()) as JSONWebKeySet & { readonly time: string };
  t.ok(Math.abs(Date.parse(set.time) - lab.clock.now()) < 60_000);
  for (const kind of ['appOnly', 'hma'] as const) {
    const { payload } = await jwtVerify(issue({ kind }), createLocalJWKSet(set));
    t.ok(payload.aud, kind);
  }
  t.match(set.keys, [{ name: 'the token service of the lab', thumbprint: /^[0-9A-F]{40}$/, x5c: [/^MI/] }]);
  t.notMatch(JSON.stringify(set), '"d"', 'public keys alone');
});

t.test('as a library it takes keys as text, and says what is wrong with them', async (t) => {
  const token = issue({ kind: 'actAsUser', host: owa });
  const [report, ...more] = await decode(`${token}`, { host: owa, time: new Date(lab.clock.now()) });
  t.strictSame(more, []);
  t.match(report, {
    verdict: 'right',
    token: { name: 'user context', actorToken: { name: 'actor token', thumbprint: /^[0-9A-F]{40}$/ } },
  });
  t.strictSame(await decode('nothing'), []);
  await t.rejects(decode(token, { ca: 'x' }), KeySourceError);
  await t.rejects(decode(token, { jwks: 'x' }), KeySourceError);
  await t.rejects(decode(token, { metadata: 'x' }), KeySourceError);
});

t.test('a token can’t steer the terminal, and colours are for terminals', async (t) => {
  const token = remember(
    tokenWithSignature(
      { alg: 'none', '\u001b[2J': 1 },
      { iss: '\u001b]0;owned\u0007@x', upn: 'a\u202eb\nc', x: 'y'.repeat(2000) },
    ),
  );
  const report = await reportToken(token, { now: moment });
  const plain = report ? renderReport(report, { terminal: undefined, environment: {} }) : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  t.notMatch(plain, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  t.match(plain, '\\u001b]0;owned\\u0007@x');
  t.match(plain.replace(/\s+/g, ' '), '… (2000 characters)');
  t.notOk(plain.split('\n').some((line) => line.length > 100 && !line.startsWith('x-ms-diagnostics')));
});

t.test('a signature is shown when it is asked for', async (t) => {
  const token = issue({ kind: 'actAsUser', host: owa });
  const actor = String(
    (JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { actortoken: string }).actortoken,
  );
  const shown = await run([token, '--show-signature', '--format', 'json']);
  t.match(jsonOf(shown).reports[0]?.token.actorToken, { signature: actor.split('.')[2] });
  t.match((await run([token, '--show-signature'])).out.replace(/\s+/g, ''), actor.split('.')[2] ?? '-');
});

t.test('no signature was in anything else that was printed', async (t: Test) => {
  t.ok(signatures.size > 30 && everything.length > 80, `${signatures.size} signatures, ${everything.length} texts`);
  const printed = everything.map((text) => text.replace(/\s+/g, '')).join('|');
  t.strictSame(
    [...signatures].filter((signature) => printed.includes(signature.slice(0, 20))),
    [],
  );
  t.strictSame(labs.defects, []);
});
