import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { seedTenantId as tenant } from '../src/directory/world.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { decodeClaims, decodeHeader } from './acceptance/token.js';
import {
  type Answer,
  ask,
  type Call,
  call,
  closeAgents,
  ewsTarget,
  getFolder,
  owa,
  writeRaw,
} from './acceptance/wire.js';

// Forged tokens before a running server, after the list of RFC 8725 ("JSON Web Token Best Current Practices"): each of its
// points has its test here, by number. Where facts/oauth-inbound says which refusal comes, the whole header is compared.

const moment = 1_890_000_000; // of 2029: the auth certificate, made by real time, counts then
const defects: unknown[] = [];
const lab = await startTemporaryLab({ onDefect: (error) => defects.push(error) });
lab.clock.now = () => moment * 1000;
t.teardown(async () => {
  closeAgents();
  await lab.close();
});
t.afterEach(() => t.same(defects, [], 'the lab reports no mistake of its own'));

const certificate = new X509Certificate(readFileSync(join(dirname(lab.caFile), 'token-signing.crt')));
const serverKey = readFileSync(join(dirname(lab.caFile), 'token-signing.key'), 'utf8');
const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });

type Json = { readonly [name: string]: unknown };
const part = (value: Json | string | Buffer) =>
  Buffer.from(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value)).toString(
    'base64url',
  );

/** Signed by the token service, whatever header and claims are; text and bytes go in as they stand. */
function sealed(
  claims: Json | string | Buffer,
  header: Json | string = { typ: 'JWT', alg: 'RS256' },
  key: KeyObject | string = serverKey,
): string {
  const input = `${part(header)}.${part(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

const unsealed = (
  claims: Json | string | Buffer,
  header: Json | string = { typ: 'JWT', alg: 'none' },
  signature = '',
) => `${part(header)}.${part(claims)}.${signature}`;

const appOnlyToken = lab.tokens.issue({ kind: 'appOnly' }).token;
const actAsToken = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token;
const actor = decodeClaims(appOnlyToken);
const context = decodeClaims(actAsToken);
const [goodHeader = '', goodPayload = '', goodSignature = ''] = appOnlyToken.split('.');
const hmaToken = lab.tokens.issue({ kind: 'hma', mailbox: 'user2@msxfaq.de' }).token;
const hmaClaims = decodeClaims(hmaToken);
const [hmaHeader = '', hmaPayload = '', hmaSignature = ''] = hmaToken.split('.');
const adminSid = decodeClaims(lab.tokens.issue({ kind: 'hma', mailbox: 'admin@msxfaq.de' }).token).onprem_sid;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The same bytes, spelled with bits at the end that mean nothing. */
const stray = (text: string) => `${text.slice(0, -1)}${alphabet[alphabet.indexOf(text.at(-1) ?? '') ^ 1]}`;
/** A user context around this actor token. */
const around = (actortoken: unknown, more: Json = {}) => unsealed({ ...context, actortoken, ...more });

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const audience = (host: string) => `${exchange}/${host}@${tenant}`;
const utf8 = (text: string) => Buffer.from(text).toString('latin1'); // how Node shows the bytes of a header
const diagnostics = (code: number, category: string, reason = '') =>
  `${code}${reason === '' ? '' : `;reason="${utf8(reason)}"`};error_category="${category}"`;
const invalidToken = (reason = '') => diagnostics(2000001, 'invalid_token', reason);
const badSignature = diagnostics(2000000, 'invalid_signature', 'The token has an invalid signature.');
const expired = diagnostics(2000002, 'token_expired', 'The token has expired.');
const nobody = diagnostics(
  2000005,
  'invalid_user',
  'The user specified by the user-context in the token does not exist.',
);
const actorUnsigned = invalidToken('The inner actor token must be signed.');
const outerSigned = invalidToken('The user context must be unsigned.');
const invalidAudience = (value: string) => invalidToken(`The audience claim value is invalid '${value}'.`);
const unreadable = (detail: string) =>
  invalidToken(`Unable to read or process token, additional details: '${detail}'.`);
const cannotRead = (token: string) =>
  unreadable(
    `Jwt10204: 'System.IdentityModel.Tokens.JwtSecurityTokenHandler' cannot read this string: '${token}'.%0aThe string needs to be in compact JSON format, which is of the form: '<Base64UrlEncodedHeader>.<Base64UrlEndcodedPayload>.<OPTIONAL, Base64UrlEncodedSignature>'.`,
  );
const cannotDecode = (which: 'header' | 'payload', value: string, token: string) =>
  unreadable(
    `Jwt10113: Unable to decode the '${which}': '${value}' as Base64url encoded string. jwtEncodedString: '${token}'.`,
  );
const wrongHost = (host: string, claimed: string) =>
  diagnostics(
    2000003,
    'invalid_resource',
    `The hostname component of the audience claim value is invalid. Expected '${host}'. Actual '${claimed}'.`,
  );
const unknownIssuer = (value: string) =>
  diagnostics(2000009, 'invalid_issuer', `The issuer of the token is unknown. Issuer was '${value}'.`);

const say = (answer: Answer) => `${answer.status} ${answer.header('x-ms-diagnostics') ?? ''}`;
async function refused(t: Test, token: string, expected: string, title: string, options?: Call): Promise<void> {
  t.equal(say(await ask(lab, token, options)), `401 ${expected}`, title);
}
/** Let in as this kind: as a user EWS answers, as an application it asks for whom (facts/ews-clients §3.3). */
async function letIn(t: Test, token: string, title: string, options?: Call): Promise<void> {
  const answer = await ask(lab, token, options);
  const works = answer.status === 200 || answer.body.includes('ErrorInvalidExchangeImpersonationHeaderData');
  t.ok(works, `${title}: ${say(answer)}`);
}
/** Refused alone and as the actor token of a user context. */
async function refusedBoth(t: Test, token: string, expected: string, title: string, inside = expected): Promise<void> {
  await refused(t, token, expected, `${title}, alone`);
  await refused(t, around(token), inside, `${title}, as actor token`);
}

t.test('what the forgeries are made of is good', async (t) => {
  await letIn(t, appOnlyToken, 'alone');
  await letIn(t, actAsToken, 'a user context around it');
  await letIn(t, sealed(actor), 'signed by hand');
  await letIn(t, around(sealed(actor)), 'and with a context by hand');
});

t.test(
  '§2.1 weak signatures, §3.1 algorithm verification, §3.2 appropriate algorithms: RS256 and nothing else',
  async (t) => {
    for (const alg of ['none', 'None', 'nOnE', 'NONE']) {
      await refusedBoth(t, unsealed(actor, { ...decodeHeader(appOnlyToken), alg }), badSignature, alg, actorUnsigned);
      await refusedBoth(
        t,
        unsealed(actor, { alg }, goodSignature),
        badSignature,
        `${alg} and a signature`,
        actorUnsigned,
      );
    }
    for (const alg of [
      'rs256',
      'RS256 ',
      'RS384',
      'RS512',
      'PS256',
      'ES256',
      'HS256',
      'EdDSA',
      '',
      null,
      256,
      ['RS256'],
      { alg: 'RS256' },
    ]) {
      await refusedBoth(t, sealed(actor, { alg }), badSignature, `a good signature under ${JSON.stringify(alg)}`);
    }
    await refusedBoth(t, sealed(actor, { typ: 'JWT' }), badSignature, 'no alg');
    await refusedBoth(t, sealed(actor, { ALG: 'RS256' }), badSignature, 'alg in another case');
    const really = (alg: string, make: (input: Buffer) => Buffer) => {
      const input = `${part({ alg })}.${part(actor)}`;
      return `${input}.${make(Buffer.from(input)).toString('base64url')}`;
    };
    const padding = { key: serverKey, padding: 6, saltLength: 32 }; // RSA_PKCS1_PSS_PADDING
    await refusedBoth(
      t,
      really('RS512', (input) => sign('sha512', input, serverKey)),
      badSignature,
      'RS512 by the right key',
    );
    for (const alg of ['PS256', 'RS256'])
      await refusedBoth(
        t,
        really(alg, (input) => sign('sha256', input, padding)),
        badSignature,
        `a PSS signature as ${alg}`,
      );
  },
);

t.test(
  '§2.1 HS256 with the public key in every spelling, §2.2 weak symmetric keys, §3.5 entropy: no secret is ever a key',
  async (t) => {
    const jwk = certificate.publicKey.export({ format: 'jwk' });
    const secrets: readonly (readonly [string, string | Buffer])[] = [
      ['the certificate, PEM', certificate.toString()],
      ['the certificate, DER', certificate.raw],
      ['the certificate as x5c has it', certificate.raw.toString('base64')],
      ['the key, SPKI PEM', certificate.publicKey.export({ format: 'pem', type: 'spki' })],
      ['the key, SPKI DER', certificate.publicKey.export({ format: 'der', type: 'spki' })],
      ['the key, PKCS #1 PEM', certificate.publicKey.export({ format: 'pem', type: 'pkcs1' })],
      ['the modulus', Buffer.from(jwk.n ?? '', 'base64url')],
      ['the modulus as text', jwk.n ?? ''],
      ['the JWK', JSON.stringify(jwk)],
      ['the thumbprint', Buffer.from(String(decodeHeader(appOnlyToken).x5t), 'base64url')],
      ['nothing', ''],
      ['a word', 'secret'],
    ];
    for (const [name, secret] of secrets) {
      for (const alg of ['HS256', 'RS256']) {
        const input = `${part({ ...decodeHeader(appOnlyToken), alg })}.${goodPayload}`;
        const forged = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
        await refusedBoth(t, forged, badSignature, `${alg} with ${name}`);
      }
    }
  },
);

t.test(
  '§2.3 signature and encryption, §2.4 and §3.6 compression, §2.5 elliptic curves: none of it is read',
  async (t) => {
    const jwe = [part({ alg: 'RSA-OAEP', enc: 'A256GCM' }), 'a2V5', 'aXY', 'dGV4dA', 'dGFn'].join('.');
    await refusedBoth(t, jwe, cannotRead(jwe), 'encrypted, five parts');
    await refused(
      t,
      sealed(appOnlyToken, { alg: 'RS256', cty: 'JWT' }),
      cannotDecode('payload', part(appOnlyToken), sealed(appOnlyToken, { alg: 'RS256', cty: 'JWT' })),
      'a token for a payload',
    );
    const packed = deflateRawSync(JSON.stringify(actor));
    const zipped = sealed(packed, { alg: 'RS256', zip: 'DEF' });
    await refusedBoth(t, zipped, cannotDecode('payload', part(packed), zipped), 'compressed claims');
    await letIn(
      t,
      sealed(actor, { alg: 'RS256', zip: 'DEF', enc: 'A256GCM' }),
      'zip and enc say nothing about a signed token (RFC 7516 §4)',
    );
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const epk = ec.publicKey.export({ format: 'jwk' });
    await refusedBoth(
      t,
      sealed(actor, { alg: 'ECDH-ES', epk }, ec.privateKey),
      badSignature,
      'a key agreement with a key of theirs',
    );
    await refusedBoth(
      t,
      sealed(actor, { alg: 'RS256', epk }, ec.privateKey),
      badSignature,
      'an elliptic signature that calls itself RS256',
    );
  },
);

t.test('§2.6 many encodings of JSON, §3.7 UTF-8: one reading, and the last of two names counts', async (t) => {
  const json = JSON.stringify(actor);
  const encodings: readonly (readonly [string, Buffer])[] = [
    ['UTF-16', Buffer.from(json, 'utf16le')],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${json}`, 'utf16le')],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${json}`)],
    ['ISO 8859-1', Buffer.from(json.replace('{', '{"ö":1,'), 'latin1')],
    [
      'UTF-8 of surrogates',
      Buffer.concat([
        Buffer.from('{"\xed'.slice(0, 2)),
        Buffer.from([0xed, 0xa0, 0x80]),
        Buffer.from(`":1,${json.slice(1)}`),
      ]),
    ],
    [
      'an overlong slash',
      Buffer.concat([Buffer.from('{"a'), Buffer.from([0xc0, 0xaf]), Buffer.from(`":1,${json.slice(1)}`)]),
    ],
    ['single quotes', Buffer.from(json.replaceAll('"', "'"))],
    ['a comment', Buffer.from(`/**/${json}`)],
    ['something behind it', Buffer.from(`${json}{}`)],
    ['a list', Buffer.from(`[${json}]`)],
  ];
  for (const [name, bytes] of encodings) {
    const token = sealed(bytes);
    await refusedBoth(t, token, cannotDecode('payload', part(bytes), token), name);
    const outer = unsealed(
      Buffer.from(bytes.toString('latin1').replace('{', `{"actortoken":"${appOnlyToken}",`), 'latin1'),
    );
    t.match(say(await ask(lab, outer)), /^401 2000001;reason="Unable to read/, `${name}, around an actor token`);
  }
  await letIn(t, sealed(json.replace('"iss"', '"\\u0069ss"')), 'an escaped name is that name');
  const twice = (first: Json, second: Json) =>
    `${JSON.stringify(first).slice(0, -1)},${JSON.stringify(second).slice(1)}`;
  await refusedBoth(t, sealed(twice(actor, { iss: `${acs}@x` })), unknownIssuer(`${acs}@x`), 'a second issuer');
  await letIn(t, sealed(twice({ iss: `${acs}@x`, exp: 1, aud: 'x' }, actor)), 'a second one that is right');
  await refusedBoth(
    t,
    sealed(actor, '{"alg":"RS256","alg":"none"}'),
    badSignature,
    'two algorithms, the last none',
    actorUnsigned,
  );
  await refusedBoth(t, sealed(actor, '{"alg":"RS256","\\u0061lg":"HS256"}'), badSignature, 'the second one escaped');
  await letIn(t, sealed(actor, '{"alg":"none","alg":"RS256"}'), 'the last is RS256');
  const other = sealed(actor, { alg: 'RS256' }, attacker.privateKey);
  await refused(t, unsealed(twice(context, { actortoken: other })), badSignature, 'two actor tokens, the last forged');
  const lone = unknownIssuer(String(context.iss));
  await refused(t, unsealed(twice(context, { actortoken: 5 })), lone, 'two actor tokens, the last none');
  await refused(
    t,
    sealed({ ...actor, iss: undefined, ISS: actor.iss }),
    invalidToken('The token is missing the issuer.'),
    'names have one case',
  );
});

t.test('§2.7 substitution, §3.8 issuer and subject, §3.9 audience: a token for somebody else', async (t) => {
  const claims = (more: Json) => sealed({ ...actor, ...more });
  await refusedBoth(
    t,
    claims({ aud: audience('outlook.office365.com') }),
    wrongHost(owa, 'outlook.office365.com'),
    'for Exchange Online',
  );
  const sharePoint = `00000003-0000-0ff1-ce00-000000000000/${owa}@${tenant}`;
  await refusedBoth(t, claims({ aud: sharePoint }), invalidAudience(sharePoint), 'for SharePoint');
  const assertion = `${acs}/accounts.accesscontrol.windows.net@${tenant}`;
  await refusedBoth(
    t,
    claims({ aud: assertion }),
    invalidAudience(assertion),
    'a client assertion, meant for the token service',
  );
  await refusedBoth(t, claims({ aud: [actor.aud] }), invalidToken(), 'a list of audiences');
  await refusedBoth(
    t,
    claims({ aud: `${String(actor.aud)} ${audience('x')}` }),
    wrongHost(owa, `${owa}@${tenant} ${exchange}/x`),
    'two in one text',
  );
  await refusedBoth(
    t,
    claims({ iss: `${exchange}@${tenant}` }),
    unknownIssuer(`${exchange}@${tenant}`),
    'an issuer that is no auth server',
  );
  await refusedBoth(t, claims({ iss: `${acs}@${tenant}@evil` }), unknownIssuer(`${acs}@${tenant}@evil`), 'two realms');
  await refusedBoth(
    t,
    claims({ iss: [actor.iss] }),
    invalidToken('The token is missing the issuer.'),
    'a list of issuers',
  );
  const self = lab.tokens.issue({ kind: 'selfIssued' }).token;
  await refusedBoth(
    t,
    sealed(decodeClaims(self)),
    badSignature,
    'the organisation itself, signed by the token service',
  );
  await refused(
    t,
    around(appOnlyToken, { iss: `00000003-0000-0ff1-ce00-000000000000@${tenant}` }),
    invalidToken(
      `The user-context issuer '${exchange}' does not match the application-context nameid '00000003-0000-0ff1-ce00-000000000000'`,
    ),
    'a context that another application wrote',
  );
});

t.test('§2.8 one kind for another, §3.11 explicit typing, §3.12 rules that exclude each other', async (t) => {
  // Exchange does not look at `typ`; what a token is, the claims say, and each kind lacks what another must have.
  for (const typ of ['at+jwt', 'JOSE', '', 5]) await letIn(t, sealed(actor, { alg: 'RS256', typ }), `typ ${typ}`);
  const hma = lab.tokens.issue({ kind: 'hma' }).token;
  await refused(t, around(hma), invalidAudience(`https://${owa}/`), 'a token of Modern Authentication as actor token');
  const callback = lab.tokens.issue({ kind: 'callback' }).token;
  await refused(
    t,
    around(callback),
    unknownIssuer(String(decodeClaims(callback).iss)),
    'a callback token as actor token',
  );
  await refused(t, around(actAsToken), actorUnsigned, 'a whole act-as token as actor token');
  await refused(t, around(around(around(appOnlyToken))), actorUnsigned, 'and once more');
  const nested = sealed({ ...context, actortoken: appOnlyToken });
  await refused(
    t,
    around(nested),
    unknownIssuer(String(context.iss)),
    'the same, signed by the token service: the context is no actor',
  );
  await letIn(
    t,
    around(sealed({ ...actor, actortoken: unsealed(actor) })),
    'what a signed actor token carries besides is nobody’s token',
  );
  await refused(
    t,
    sealed({ ...actor, actortoken: appOnlyToken }),
    outerSigned,
    'but alone it would be a signed context',
  );
  await refused(
    t,
    unsealed({ ...context, actortoken: appOnlyToken }, { alg: 'RS256' }),
    outerSigned,
    'a context that says RS256 and has no signature',
  );
  await refused(t, unsealed({ ...context, actortoken: appOnlyToken }, {}), outerSigned, 'a context that says nothing');
  await refused(
    t,
    unsealed({ ...context, actortoken: appOnlyToken }, { alg: 'None' }),
    outerSigned,
    'a context that says None',
  );
  await refused(
    t,
    unsealed(context, { alg: 'none' }, goodSignature),
    outerSigned,
    'a context that says none and has a signature',
  );
  await refused(
    t,
    sealed({ ...context, actortoken: unsealed(actor) }),
    actorUnsigned,
    'the actor token is looked at first',
  );
  const lone = (more: Json, header?: Json) =>
    unsealed({ ...context, ...actor, actortoken: undefined, ...more }, header);
  for (const claim of ['actor', 'act', 'actort', 'ActorToken', 'appctxtoken'])
    await refused(t, lone({ [claim]: appOnlyToken }), badSignature, `the actor token in ${claim}`);
  for (const actortoken of [[appOnlyToken], { token: appOnlyToken }, 5, true, null])
    await refused(t, lone({ actortoken }), badSignature, `an actor token of type ${typeof actortoken}`);
  await refused(t, lone({}, { alg: 'none', actortoken: appOnlyToken }), badSignature, 'in the header');
  await refused(t, around(''), cannotRead(''), 'an empty actor token');
});

t.test(
  '§2.9 attacks through the server, §3.10 received claims: no key and no address comes from a token',
  async (t) => {
    let visitors = 0;
    const trap = createServer((_request, response) => {
      visitors += 1;
      response.end(JSON.stringify({ keys: [attacker.publicKey.export({ format: 'jwk' })] }));
    });
    await new Promise<void>((done) => trap.listen(0, '127.0.0.1', done));
    t.teardown(() => trap.close());
    const url = `http://127.0.0.1:${(trap.address() as AddressInfo).port}/keys`;
    const x5t = String(decodeHeader(appOnlyToken).x5t);
    const jwk = attacker.publicKey.export({ format: 'jwk' });
    const headers: readonly Json[] = [
      { jwk },
      { jwk, x5t },
      { jku: url },
      { x5u: url },
      { jku: url, x5u: url, kid: 'x' },
      {
        x5c: [
          createPublicKey(attacker.publicKey.export({ format: 'pem', type: 'spki' }))
            .export({ format: 'der', type: 'spki' })
            .toString('base64'),
        ],
      },
      { x5c: [certificate.raw.toString('base64')], x5t },
      { kid: '../../../../dev/null' },
      { kid: "' OR '1'='1" },
      { kid: url },
      { kid: x5t },
      { kid: '__proto__' },
      { x5t: '__proto__' },
      { x5t: '' },
      { x5t: [x5t] },
      { 'x5t#S256': x5t },
      { kid: 5 },
    ];
    for (const header of headers) {
      const names = Object.keys(header).join(', ');
      await refusedBoth(
        t,
        sealed(actor, { alg: 'RS256', ...header }, attacker.privateKey),
        badSignature,
        `${names} of an attacker`,
      );
      await letIn(
        t,
        sealed(actor, { alg: 'RS256', ...header }),
        `${names} says nothing where the right key has signed`,
      );
    }
    await refused(
      t,
      sealed({ ...actor, iss: `${url}@${tenant}` }),
      unknownIssuer(`${url}@${tenant}`),
      'an issuer with an address',
    );
    t.equal(visitors, 0, 'nobody has been asked for a key');
  },
);

t.test('§3.3 every cryptographic operation, §3.4 its inputs: a signature is that of this token, whole', async (t) => {
  const other = sealed({ ...actor, oid: 'other' }).split('.')[2] ?? '';
  const signatures: readonly (readonly [string, Buffer | string])[] = [
    ['of another token', other],
    ['too short', Buffer.from(goodSignature, 'base64url').subarray(1)],
    ['too long', Buffer.concat([Buffer.from(goodSignature, 'base64url'), Buffer.alloc(1)])],
    ['with zeros before it', Buffer.concat([Buffer.alloc(1), Buffer.from(goodSignature, 'base64url')])],
    ['of zeros', Buffer.alloc(256)],
    ['of ones', Buffer.alloc(256, 0xff)],
    ['one', Buffer.concat([Buffer.alloc(255), Buffer.from([1])])],
    ['the modulus', Buffer.from(certificate.publicKey.export({ format: 'jwk' }).n ?? '', 'base64url')],
    ['a byte', Buffer.alloc(1)],
    ['huge', Buffer.alloc(3000, 7)],
  ];
  for (const [name, signature] of signatures) {
    const text = typeof signature === 'string' ? signature : signature.toString('base64url');
    await refusedBoth(t, `${goodHeader}.${goodPayload}.${text}`, badSignature, name);
  }
  await refusedBoth(t, `${goodHeader}.${goodPayload}.`, badSignature, 'stripped', actorUnsigned);
  for (const token of [
    `${goodHeader}.${goodPayload}`,
    `${goodPayload}.${goodSignature}`,
    `..${goodSignature}`,
    `${goodHeader}..${goodSignature}`,
    `${appOnlyToken}.`,
    `${appOnlyToken}.${goodSignature}`,
  ])
    await refusedBoth(t, token, cannotRead(token), 'parts that are missing or too many');
  for (const crit of [['exp'], ['b64'], ['http://example.com/UNDEFINED'], [], 'exp', null])
    await refusedBoth(
      t,
      sealed(actor, { alg: 'RS256', b64: false, crit }),
      badSignature,
      `crit ${JSON.stringify(crit)}`,
    );
  await letIn(
    t,
    unsealed(context, { alg: 'none', crit: ['x'] }),
    'of a user context nothing is verified, so nothing of it can be critical',
  );
});

t.test('§2.1, §3.1, §3.3 for Entra’s tokens: RS256, this signature, and no other', async (t) => {
  await letIn(t, hmaToken, 'as it came');
  await letIn(t, sealed(hmaClaims), 'signed by hand');
  for (const alg of ['none', 'None', 'nOnE', 'NONE']) {
    await refused(t, unsealed(hmaClaims, { alg }), badSignature, alg);
    await refused(t, unsealed(hmaClaims, { alg }, hmaSignature), badSignature, `${alg} and a signature`);
  }
  for (const alg of ['rs256', 'RS384', 'RS512', 'PS256', 'ES256', 'HS256', '', null, 256, ['RS256']])
    await refused(t, sealed(hmaClaims, { alg }), badSignature, `a good signature under ${JSON.stringify(alg)}`);
  await refused(t, sealed(hmaClaims, { typ: 'JWT' }), badSignature, 'no alg');
  const input = `${part({ alg: 'RS512' })}.${part(hmaClaims)}`;
  const byRightKey = sign('sha512', Buffer.from(input), serverKey).toString('base64url');
  await refused(t, `${input}.${byRightKey}`, badSignature, 'RS512 by the right key');
  await refused(t, `${hmaHeader}.${hmaPayload}.`, badSignature, 'stripped');
  await refused(t, `${hmaHeader}.${hmaPayload}.${stray(hmaSignature)}`, badSignature, 'stray bits at its end');
  await refused(t, `${hmaHeader}.${hmaPayload}.${goodSignature}`, badSignature, 'of a server-to-server token');
  await refused(t, sealed(hmaClaims, { alg: 'RS256' }, attacker.privateKey), badSignature, 'of an attacker');
  const jwk = attacker.publicKey.export({ format: 'jwk' });
  const bringing = sealed(hmaClaims, { alg: 'RS256', jwk }, attacker.privateKey);
  await refused(t, bringing, badSignature, 'of an attacker who brings his key');
});

t.test('§2.1 HS256 with the public key, for Entra’s tokens', async (t) => {
  for (const [name, secret] of [
    ['the certificate, PEM', certificate.toString()],
    ['the certificate, DER', certificate.raw],
    ['the certificate as x5c has it', certificate.raw.toString('base64')],
    ['the key, SPKI PEM', certificate.publicKey.export({ format: 'pem', type: 'spki' })],
    ['the key, SPKI DER', certificate.publicKey.export({ format: 'der', type: 'spki' })],
    ['nothing', ''],
  ] as const) {
    for (const alg of ['HS256', 'RS256']) {
      const input = `${part({ ...decodeHeader(hmaToken), alg })}.${hmaPayload}`;
      const forged = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
      await refused(t, forged, badSignature, `${alg} with ${name}`);
    }
  }
});

/** Forged from a token that the lab knows: each has its signature, or its signature's end. */
function forgeriesOf(token: string, change: Json): readonly (readonly [title: string, forged: string])[] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const under = (alg: string) => `${part({ ...decodeHeader(token), alg })}.${payload}`;
  return [
    ['under another payload', `${header}.${part({ ...decodeClaims(token), ...change })}.${signature}`],
    ['under HS256', `${under('HS256')}.${signature}`],
    ['under none', `${under('none')}.${signature}`],
    ['under none and stripped', `${under('none')}.`],
    ['stripped', `${header}.${payload}.`],
    ['with stray bits at its end', `${header}.${payload}.${stray(signature)}`],
    ['with another beginning', `${header}.${payload}.${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`],
  ];
}

t.test('a token that the lab remembers lends its signature to no other', async (t) => {
  t.not(adminSid, hmaClaims.onprem_sid, 'whom the forged payload names is somebody else');
  const later = { exp: Number(actor.exp) + 3600 };
  const kinds: readonly (readonly [string, string, Json, (token: string) => string, string])[] = [
    ['app-only', sealed({ ...actor, oid: 'warm' }), later, (token) => token, badSignature],
    ['actor token', sealed({ ...actor, oid: 'warm within' }), later, (token) => around(token), actorUnsigned],
    ['V1', sealed({ ...hmaClaims, oid: 'warm' }), { onprem_sid: adminSid }, (token) => token, badSignature],
  ];
  for (const [kind, genuine, change, onTheWire, unsigned] of kinds) {
    const comes = async (times: number) => {
      for (let time = 0; time < times; time += 1) await letIn(t, onTheWire(genuine), `${kind}, genuine`);
    };
    await comes(4); // the first is new, the second seen, the third known, the fourth lives by what was remembered
    for (const [title, forged] of forgeriesOf(genuine, change)) {
      const looksUnsigned = forged.endsWith('.') || decodeHeader(forged).alg === 'none';
      const expected = looksUnsigned ? unsigned : badSignature;
      for (const time of ['first', 'second', 'third', 'fourth']) // a refusal that is remembered stays one
        await refused(t, onTheWire(forged), expected, `${kind}, ${title}, the ${time} time`);
      await comes(1);
    }
  }
});

t.test('a user context that the lab remembers vouches for no other actor token', async (t) => {
  const genuine = around(sealed({ ...actor, oid: 'warm around' }));
  const forged = around(sealed({ ...actor, oid: 'warm around' }, { alg: 'RS256' }, attacker.privateKey));
  for (let time = 0; time < 4; time += 1) {
    await letIn(t, genuine, 'genuine');
    await refused(t, forged, badSignature, 'the same context around an actor token of an attacker');
  }
});

t.test('one spelling of base64url', async (t) => {
  t.same(
    Buffer.from(stray(goodSignature), 'base64url'),
    Buffer.from(goodSignature, 'base64url'),
    'bits that mean nothing',
  );
  await refusedBoth(
    t,
    `${goodHeader}.${goodPayload}.${stray(goodSignature)}`,
    badSignature,
    'stray bits at the end of a signature',
  );
  const [header = '', payload = ''] = actAsToken.split('.');
  const odd = [goodHeader, goodPayload].map((text) => `${text}${'A'.repeat((5 - (text.length % 4)) % 4)}`);
  for (const token of [
    `${goodHeader}.${goodPayload}=.${goodSignature}`,
    `${appOnlyToken}==`,
    appOnlyToken.replaceAll(/[-_]/g, (c) => (c === '-' ? '+' : '/')),
    `${goodHeader} .${goodPayload}.${goodSignature}`,
    `${goodHeader}.${goodPayload}.\t${goodSignature}`,
    `${appOnlyToken}%3D`,
    `"${appOnlyToken}"`,
    `{${appOnlyToken}}`,
  ])
    await refusedBoth(t, token, cannotRead(token.replace('\t', '%09')), 'padding, the other alphabet, blanks, quotes');
  await refused(
    t,
    around(`${appOnlyToken}\n`),
    cannotRead(`${appOnlyToken}%0a`),
    'a line break, which a .NET pattern would not mind at the end',
  );
  t.equal(odd.filter((text) => text.length % 4 === 1).length, 2);
  await refused(
    t,
    `${odd[0]}.${goodPayload}.`,
    cannotDecode('header', odd[0] ?? '', `${odd[0]}.${goodPayload}.`),
    'one character too many',
  );
  const longer = `${header}.${payload}${'A'.repeat((5 - (payload.length % 4)) % 4)}.`;
  t.match(
    say(await ask(lab, longer)),
    /^401 2000001;reason="Unable to read or process token/,
    'in a user context, too',
  );
});

t.test('times: digits in numbers and words are times, nothing else is', async (t) => {
  const good: readonly Json[] = [
    { exp: `${moment + 60}` },
    { exp: `+${moment + 60}` },
    { exp: ` ${moment + 60}\n` },
    { exp: `000${moment + 60}` },
    { nbf: '-5' },
    { nbf: -1e15 },
    { nbf: null },
    { nbf: false },
    { exp: 253_402_300_799 },
    { exp: 922_337_203_685 },
    { nbf: moment + 300.5 },
    { nbf: 0, exp: moment - 300.5 },
  ];
  for (const times of good) {
    const token = sealed(JSON.stringify({ ...actor, ...times }));
    await letIn(t, token, JSON.stringify(times));
    await letIn(t, around(appOnlyToken, times), `${JSON.stringify(times)} in the user context`);
  }
  await letIn(
    t,
    sealed(`${JSON.stringify({ ...actor, exp: undefined }).slice(0, -1)},"exp":1.79e10}`),
    'an exponent in a number',
  );
  for (const times of [
    { exp: 0 },
    { nbf: 0, exp: -1 },
    { nbf: 0, exp: null },
    { nbf: 0, exp: true },
    { nbf: 0, exp: 1e3 },
    { nbf: moment + 300.6 },
    { exp: `${moment - 301}` },
    { nbf: 1e10, exp: 1e11 },
  ]) {
    const both =
      'exp' in times && !('nbf' in times) && Number(times.exp) < Number(actor.nbf) ? { nbf: 0, ...times } : times;
    await refusedBoth(t, sealed({ ...actor, ...both }), expired, JSON.stringify(times));
    await refused(t, around(appOnlyToken, both), expired, `${JSON.stringify(times)} in the user context`);
  }
  const noNumber = (claim: string, value: string, inner: string) =>
    invalidToken(
      `Jwt10100: Error found while parsing date time. The '${claim}' claim has value '${value}' which is could not be parsed to an integer.%0aInnerException: '${inner}'.`,
    );
  const outOfRange = (claim: string, value: string) =>
    invalidToken(
      `Jwt10101: Error found while parsing date time. The '${claim}' claim has value '${value}' does not lie in the valid range. %0aInnerException: 'System.OverflowException: TimeSpan overflowed because the duration is too long.'.`,
    );
  for (const claim of ['nbf', 'exp']) {
    for (const value of [
      'tomorrow',
      '',
      ' ',
      '1e10',
      '1790000000.0',
      '0x6ab13b80',
      '１７９００００６００',
      '1 790 000 600',
      'NaN',
      'Infinity',
      '2026-09-21T00:00:00Z',
      '--5',
    ])
      for (const token of [sealed({ ...actor, [claim]: value }), around(appOnlyToken, { [claim]: value })])
        await refused(
          t,
          token,
          noNumber(claim, value, 'System.FormatException: Input string was not in a correct format.'),
          `${claim} '${value}'`,
        );
    for (const value of [[moment + 600], { seconds: moment }]) {
      const type = Array.isArray(value)
        ? 'System.Collections.ArrayList'
        : 'System.Collections.Generic.Dictionary`2[System.String,System.Object]';
      await refused(
        t,
        sealed({ ...actor, [claim]: value }),
        noNumber(
          claim,
          type,
          `System.InvalidCastException: Unable to cast object of type '${type}' to type 'System.IConvertible'.`,
        ),
        `${claim} of type ${type}`,
      );
    }
    for (const value of [2 ** 53, 2 ** 63, 1e300, 922_337_203_686, -1e19, '9007199254740993', '99999999999999999999'])
      await refused(t, sealed({ ...actor, [claim]: value }), outOfRange(claim, String(value)), `${claim} ${value}`);
  }
});

t.test('host names: any case, and otherwise the very characters', async (t) => {
  const kelvin = '\u212a';
  const rows: readonly (readonly [host: string, claimed: string, same: boolean])[] = [
    ['OWA.msxfaq.DE', owa, true],
    [owa, 'OWA.MSXFAQ.DE', true],
    ['kiosk.example', 'KIOSK.example', true],
    ['kiosk.example', `${kelvin}iosk.example`, false],
    ['kiosk.example', 'kıosk.example', false],
    ['kiosk.example', 'kİosk.example', false],
    ['kiosk.example', 'kioſk.example', false],
    [owa, 'ｏｗａ.msxfaq.de', false],
    [owa, 'owa。msxfaq.de', false],
    [owa, 'owa.msxfaq.de\u200b', false],
    [owa, '\ufeffowa.msxfaq.de', false],
    [owa, ' owa.msxfaq.de', false],
    [owa, 'оwa.msxfaq.de', false],
    [owa, `${owa}.`, false],
    [`${owa}.`, owa, false],
    [`${owa}.`, `${owa}.`, true],
    [owa, `${owa}:443`, false],
    [`${owa}:443`, owa, true],
    [`${owa}:8443`, owa, false],
    [`${owa}:8443`, `${owa}:8443`, true],
    [`${owa}:8443`, `${owa}:08443`, false],
    ['xn--mnchen-3ya.example', 'XN--MNCHEN-3YA.example', true],
    ['xn--mnchen-3ya.example', 'münchen.example', false],
    ['xn--mnchen-3ya.example', 'mu\u0308nchen.example', false],
    ['strasse.example', 'straße.example', false],
    [owa, `https://${owa}`, false],
    [owa, `${owa}/ews`, false],
    [owa, `x@${owa}`, false],
    [owa, `${owa}\u0000`, false],
    [owa, '*.msxfaq.de', false],
    [owa, 'msxfaq.de', false],
  ];
  for (const [host, claimed, same] of rows) {
    for (const token of [
      sealed({ ...actor, aud: audience(claimed) }),
      around(sealed({ ...actor, aud: audience(claimed) })),
    ]) {
      const title = `Host ${host}, a token for ${JSON.stringify(claimed)}`;
      if (same) await letIn(t, token, title, { host });
      else await refused(t, token, wrongHost(host, claimed).replace('\u0000', '%00'), title, { host });
    }
  }
});

t.test('users: any case, and otherwise the very characters', async (t) => {
  const named = (address: string) =>
    around(appOnlyToken, { upn: address, smtp: address, sip: address, nameid: undefined });
  for (const address of ['user2@msxfaq.de', 'USER2@MSXFAQ.DE', 'Admin@msxfaq.de'])
    await letIn(t, named(address), address);
  for (const address of [
    'uſer2@msxfaq.de',
    'ｕｓｅｒ２@msxfaq.de',
    'user2@msxfaq.de\u200b',
    '\u200duser2@msxfaq.de',
    '\ufeffuser2@msxfaq.de',
    'user2@msxfaq.de ',
    'admın@msxfaq.de',
    'ADMİN@msxfaq.de',
    'u\u0308ser2@msxfaq.de',
    'üser2@msxfaq.de',
    'usеr2@msxfaq.de',
    'user2＠msxfaq.de',
    'user2@msxfaq.de.',
    'user2',
    'SMTP:user2@msxfaq.de',
    'user*@msxfaq.de',
    'user2@msxfaq.de)(objectClass=*',
    'user\u00b2@msxfaq.de',
  ])
    await refused(t, named(address), nobody, JSON.stringify(address));
  await refused(
    t,
    around(appOnlyToken, { iss: `\ufeff${String(context.iss)}` }),
    invalidToken(
      `The user-context issuer '${exchange}' does not match the application-context nameid '\ufeff${exchange}'`,
    ),
    'a byte order mark is no blank',
  );
});

t.test('headers: one Authorization counts, of a size that http.sys takes', async (t) => {
  const headers = (...values: readonly string[]) => [
    ['Content-Type', 'text/xml'] as const,
    ...values.map((value) => ['Authorization', value] as const),
  ];
  const send = (...values: readonly string[]) => call(lab, { body: getFolder(), headers: headers(...values) });
  const forged = sealed(actor, { alg: 'RS256' }, attacker.privateKey);
  for (const [first, second] of [
    [actAsToken, forged],
    [forged, actAsToken],
    [actAsToken, actAsToken],
    ['x', actAsToken],
  ] as const) {
    t.equal(
      say(await send(`Bearer ${first}`, `Bearer ${second}`)),
      `401 ${cannotRead(`${first}, Bearer ${second}`)}`,
      'two tokens are none',
    );
  }
  for (const values of [
    ['Basic dTpw', `Bearer ${actAsToken}`],
    ['', `Bearer ${actAsToken}`],
    ['Negotiate', `Bearer ${actAsToken}`],
  ]) {
    const answer = await send(...values);
    t.equal(answer.status, 401);
    t.notMatch(answer.body, 'NoError', `${values[0]} before it`);
  }
  t.equal((await send(`Bearer ${actAsToken}`, 'Basic dTpw')).status, 401, 'Basic behind it');
  for (const name of [
    'X-Authorization',
    'Proxy-Authorization',
    'Cookie',
    'X-Forwarded-Authorization',
    'Authorization2',
  ])
    t.equal((await call(lab, { body: getFolder(), headers: [[name, `Bearer ${actAsToken}`]] })).status, 401, name);
  for (const target of [`${ewsTarget}?access_token=${actAsToken}`, `${ewsTarget}?bearer=${actAsToken}`])
    t.equal(
      (await call(lab, { target, body: getFolder() })).status,
      401,
      'no token comes from the address (RFC 6750 §2.3)',
    );
  const big = (size: number) => sealed({ ...actor, x: 'x'.repeat(size) });
  await letIn(t, big(8000), 'a token of some 11,000 characters');
  for (const size of [13_000, 30_000, 60_000]) {
    const text = await writeRaw(
      lab,
      `POST ${ewsTarget} HTTP/1.1\r\nHost: ${owa}\r\nAuthorization: Bearer ${big(size)}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    );
    t.match(text, /^HTTP\/1\.1 400 Bad Request\r\n/, `${size} bytes of claims`);
    t.match(text, '<h2>Bad Request - Request Too Long</h2>');
  }
  const hosts = await writeRaw(
    lab,
    `POST ${ewsTarget} HTTP/1.1\r\nHost: ${owa}\r\nHost: evil.example\r\nAuthorization: Bearer ${actAsToken}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
  t.match(hosts, /^HTTP\/1\.1 400 /, 'two Hosts');
});

t.test('the token service verifies a client assertion with the same care', async (t) => {
  const host = 'accounts.accesscontrol.windows.net';
  const good = {
    iss: `${exchange}@${tenant}`,
    aud: `${acs}/${host}@${tenant}`,
    nbf: moment,
    exp: moment + 600,
    nameid: null,
  };
  const assertion = (claims: Json = {}, header: Json = {}) =>
    lab.tokens.issue({ kind: 'selfIssued', claims: { ...good, ...claims } as never, header: header as never }).token;
  const answerTo = (form: Record<string, string>) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(lab.cloud.url);
      const headers = { Host: host, 'Content-Type': 'application/x-www-form-urlencoded' };
      const path = `/${tenant}/tokens/OAuth/2`;
      const outgoing = request(
        { hostname, port, path, method: 'POST', headers, ca: lab.ca, servername: host },
        (answer) => {
          let text = `${answer.statusCode} `;
          answer.on('data', (chunk: Buffer) => (text += chunk.toString()));
          answer.on('end', () => resolve(text));
        },
      );
      outgoing.on('error', reject);
      outgoing.end(new URLSearchParams(form).toString());
    });
  const ask = (token: string) =>
    answerTo({
      grant_type: 'http://oauth.net/grant_type/jwt/1.0/bearer',
      assertion: token,
      resource: `${exchange}/outlook.office365.com@${tenant}`,
    });
  t.match(await ask(assertion()), /^200 .*"access_token"/s);
  const token = assertion();
  const stray = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : String.fromCharCode(token.charCodeAt(token.length - 1) + 1)}`;
  const wrong = /^401 .*use of the key to verify the signature failed/s;
  for (const forged of [
    stray,
    assertion({}, { crit: ['exp'] }),
    assertion({}, { alg: 'HS256' }),
    assertion({}, { alg: 'none' }),
  ])
    t.match(await ask(forged), wrong, forged.slice(0, 40));
  for (const times of [{ nbf: 'tomorrow' }, { nbf: 2 ** 53 }, { exp: 'tomorrow' }, { exp: 2 ** 53 }, { exp: null }])
    t.match(await ask(assertion(times)), /^401 .*not within its valid time range/s, JSON.stringify(times));
  t.match(await ask(assertion({ nbf: `${moment}`, exp: `${moment + 60}` })), /^200 /, 'decimal strings are times');
});

t.test('whatever a token was put into, the journal shows it without its signature', async (t) => {
  const places: readonly (readonly [string, string])[] = [
    ['the actor token', around(appOnlyToken)],
    ['the first of two', unsealed(`{"actortoken":"${appOnlyToken}","actortoken":5}`)],
    ['another claim', unsealed({ ...context, x: appOnlyToken })],
    ['a claim in a claim', unsealed({ ...context, x: [{ y: `Bearer ${appOnlyToken}` }] })],
    ['the name of a claim', unsealed({ ...context, [appOnlyToken]: 1 })],
    ['the header', unsealed(context, { alg: 'none', jwk: { k: appOnlyToken } })],
    ['another token', around(sealed({ ...actor, x: around(appOnlyToken) }, { alg: 'RS256' }, attacker.privateKey))],
  ];
  for (const [name, token] of places) {
    const answer = await ask(lab, token);
    const shown = JSON.stringify(lab.transactions.get(answer.header('request-id') ?? ''));
    t.match(shown, name === 'the first of two' ? /"actortoken":5/ : '<signature removed>', name);
    for (let text = shown, depth = 0; depth < 4; depth += 1) {
      t.notMatch(text, goodSignature, `${name}, decoded ${depth} times`);
      text = (text.match(/[\w-]{40,}/g) ?? []).map((run) => Buffer.from(run, 'base64url').toString('latin1')).join(' ');
    }
  }
});
