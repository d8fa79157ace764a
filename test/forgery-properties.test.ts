import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
  X509Certificate,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compactVerify } from 'jose';
import t, { type Test } from 'tap';
import type { Case, Findings } from '../src/authentication/judgement.js';
import { judge } from '../src/authentication/pipeline.js';
import { signature as signatureStep } from '../src/authentication/steps/signature.js';
import { TokenMemory } from '../src/authentication/token-memory.js';
import type { TrustedIssuer } from '../src/authentication/trust.js';
import { systemClock } from '../src/clock.js';
import { defaultOrganization } from '../src/directory/default-organization.js';
import { findRecipient } from '../src/directory/recipient.js';
import { seedDomain, seedTenantId as tenant } from '../src/directory/world.js';
import { ExchangeDirectory } from '../src/exchange/exchange-directory.js';
import { loadTrustConfiguration } from '../src/exchange/trust-configuration.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { base64DerOf, thumbprintOf } from '../src/pki/thumbprint.js';
import { foldCase, parseQualifiedId, sameText } from '../src/protocol/audience.js';
import { isReadable, type ParsedToken, parseToken } from '../src/protocol/token.js';
import type { TokenKind, TokenProfile } from '../src/protocol/token-kind.js';
import { systemRandom } from '../src/random.js';
import { decodeClaims, type JsonObject, signedToken, tokenWithSignature } from './acceptance/token.js';

// What must hold of every token, not only of those one thinks of: the judgement on its own, no server around it.

const moment = 1_790_000_000;
const owa = 'owa.msxfaq.de';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const entra = 'https://sts.windows.net/{tenantid}/';
const lync = '00000004-0000-0ff1-ce00-000000000000';

const issue = () => issueAuthCertificate({ clock: systemClock, random: systemRandom });
const [server, partner, own] = await Promise.all([issue(), issue(), issue()]);
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const serverKey = createPrivateKey(server.privateKey);
const partnerKey = createPrivateKey(partner.privateKey);

const base = defaultOrganization({
  world: { domain: seedDomain, hosts: [owa], tenantId: tenant },
  exchangeVersion: 'SE',
  authCertificateThumbprint: thumbprintOf(own.certificate),
  tlsCertificateThumbprint: '',
  created: new Date(moment * 1000).toISOString(),
});
const [acsServer, evoSts] = base.authServers;
const [online] = base.partnerApplications;
const [someone] = base.recipients;
if (!acsServer || !evoSts || !online || !someone) throw new Error('The default organisation has changed.');
const named = (address: string) => ({
  ...someone,
  guid: address,
  userPrincipalName: address,
  primarySmtpAddress: address,
  emailAddresses: [`SMTP:${address}`, `sip:${address}`],
  sid: undefined,
});
const recipients = [...base.recipients, ...['kiosk@msxfaq.de', 'strauß@msxfaq.de', 'müller@msxfaq.de'].map(named)];
const trust = loadTrustConfiguration(
  {
    ...base,
    recipients,
    authServers: [
      { ...acsServer, certificateStrings: [base64DerOf(server.certificate)] },
      { ...evoSts, issuerIdentifier: entra, certificateStrings: [base64DerOf(server.certificate)] },
    ],
    partnerApplications: [
      online,
      {
        ...online,
        name: 'Lync',
        applicationIdentifier: lync,
        realm: seedDomain,
        useAuthServer: false,
        certificateStrings: [base64DerOf(partner.certificate)],
      },
    ],
  },
  new Map([[thumbprintOf(own.certificate), { certificate: own.certificate }]]),
  moment * 1000,
);

const profiles: readonly TokenProfile[] = [
  ...(['S2SAppActAs', 'S2SAppOnly', 'V1AppActAs', 'V1AppOnly', 'V1IdToken'] as const),
  ...(['Callback', 'V1Callback', 'V1ExchangeSelfIssued'] as const),
];

const directory = new ExchangeDirectory({
  organization: () => ({ ...base, recipients }),
  clock: { now: () => moment * 1000 },
  reload: 'interval',
});

const subject = (token: string): Case => ({
  token,
  scheme: 'https',
  authority: owa,
  server: 'EX01',
  policy: { protocol: 'ews', profiles, v1AppScopes: '*', v1AppRoles: '*' },
  trust,
  directory,
  speaker: { exchangeVersion: 'SE', side: 'OnPremises' },
  now: moment * 1000,
});
const isLetIn = (token: string) => {
  const { refusal, failure } = judge(subject(token));
  return refusal === undefined && failure === undefined;
};

const header = { typ: 'JWT', alg: 'RS256' };
const actor = {
  aud: `${exchange}/${owa}@${tenant}`,
  iss: `${acs}@${tenant}`,
  nbf: moment - 300,
  exp: moment + 3600,
  nameid: `${exchange}@${tenant}`,
  trustedfordelegation: 'true',
};
const context = {
  iss: `${exchange}@${tenant}`,
  aud: actor.aud,
  nbf: moment,
  exp: moment + 3600,
  nii: 'urn:federation:MicrosoftOnline',
  smtp: 'user2@msxfaq.de',
};
const around = (actortoken: string, more: object = {}) =>
  tokenWithSignature({ typ: 'JWT', alg: 'none' }, { ...context, ...more, actortoken });
const partnerClaims = {
  ...actor,
  iss: `${lync}@${seedDomain}`,
  nameid: `${lync}@${seedDomain}`,
  aud: `${exchange}/${owa}@${seedDomain}`,
};

const times = { nbf: moment - 300, exp: moment + 3600 };
const sid = someone.sid ?? '';
const issuer = entra.replace('{tenantid}', tenant);
const v1Claims = {
  ...times,
  ver: '1.0',
  aud: `https://${owa}/`,
  iss: issuer,
  tid: tenant,
  appid: exchange,
  scp: 'user_impersonation',
  onprem_sid: sid,
};
const v1AppClaims = { ...v1Claims, scp: undefined, onprem_sid: undefined, roles: ['full_access'] };
const asserted = { ver: 'app_asserted_user_v1', tid: tenant, appid: exchange };
const ownHeader = { ...header, x5t: Buffer.from(thumbprintOf(own.certificate), 'hex').toString('base64url') };
const ownKey = createPrivateKey(own.privateKey);
const ownClaims = { ...times, iss: `${exchange}@${seedDomain}`, aud: partnerClaims.aud };
const callbackClaims = {
  ...ownClaims,
  appctx: JSON.stringify({ msexchuid: someone.guid, version: 'ExIdTok.V1', amurl: `https://${owa}/` }),
};
const selfIssuedClaims = { ...ownClaims, ver: 'MSExchange.SelfIssued.V1', smtp: someone.primarySmtpAddress };

/** Every kind that is let in: its signed token, and what goes on the wire with that token in it. A new kind is a line. */
const kinds: readonly (readonly [name: string, signed: string, onTheWire: (signed: string) => string])[] = [
  ['S2SAppOnly', signedToken(header, actor, serverKey), (signed) => signed],
  ['S2SAppOnly of a partner', signedToken(header, partnerClaims, partnerKey), (signed) => signed],
  ['S2SAppActAs', signedToken(header, actor, serverKey), (signed) => around(signed)],
  ['V1AppActAs', signedToken(header, v1Claims, serverKey), (signed) => signed],
  ['V1AppOnly', signedToken(header, v1AppClaims, serverKey), (signed) => signed],
  ['V1IdToken', signedToken(header, { ...v1Claims, scp: undefined, appid: undefined }, serverKey), (signed) => signed],
  ['AppAssertedUserV1', signedToken(header, v1AppClaims, serverKey), (signed) => around(signed, asserted)],
  ['Callback', signedToken(ownHeader, callbackClaims, ownKey), (signed) => signed],
  [
    'V1Callback',
    signedToken(ownHeader, { ...callbackClaims, ver: '1.0', msexchcallback: 'x' }, ownKey),
    (signed) => signed,
  ],
  ['V1ExchangeSelfIssued', signedToken(ownHeader, selfIssuedClaims, ownKey), (signed) => signed],
];

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

t.test('any character of a signed token that is changed, taken out, doubled or put in makes it refused', async (t) => {
  for (const [name, signed, onTheWire] of kinds) {
    t.ok(isLetIn(onTheWire(signed)), `${name} is good`);
    const through: string[] = [];
    const attempt = (forged: string) => {
      if (forged !== signed && isLetIn(onTheWire(forged))) through.push(forged);
    };
    for (let place = 0; place < signed.length; place += 1) {
      const [before, char, after] = [signed.slice(0, place), signed[place] ?? '', signed.slice(place + 1)];
      const next = alphabet[(alphabet.indexOf(char) + 1) % 64] ?? '';
      const bit = alphabet[alphabet.indexOf(char) ^ 1] ?? '';
      const any = alphabet[(place * 37 + 11) % 64] ?? '';
      for (const other of [next, bit, any, '', char + char, `${char}A`, `A${char}`, '.', '=', `${char} `])
        attempt(`${before}${other}${after}`);
    }
    for (const other of `${alphabet}=.+/ `) attempt(`${signed.slice(0, -1)}${other}`); // the last one has bits that mean nothing
    t.same(through, [], name);
  }
});

t.test('a user context is protected by its checks alone: who holds an actor token can name any user', async (t) => {
  const signed = signedToken(header, actor, serverKey);
  for (const { primarySmtpAddress } of base.recipients) {
    const { found, refusal } = judge(subject(around(signed, { smtp: primarySmtpAddress })));
    t.notOk(refusal);
    t.equal(found.user?.primarySmtpAddress, primarySmtpAddress, 'it is who the context says, nothing says that he may');
  }
  const token = around(signed, { exp: moment + 7200, nameid: 'whoever', amr: ['pwd'] });
  const [first = '', payload = ''] = token.split('.');
  const stray = alphabet[alphabet.indexOf(first.at(-1) ?? '') ^ 1];
  t.ok(isLetIn(token), 'claims of it are anybody’s');
  t.ok(
    first.length % 4 === 0 || isLetIn(`${first.slice(0, -1)}${stray}.${payload}.`),
    'so are bits that mean nothing, as .NET reads them',
  );
  t.notOk(isLetIn(around(signed, { exp: moment - 301 })), 'its times are checked');
  t.notOk(isLetIn(around(signed, { iss: `${lync}@${tenant}` })), 'and who wrote it');
  t.notOk(isLetIn(around(signed, { iss: `${exchange}@example.org` })), 'and for which organisation');
  t.notOk(isLetIn(around(signed, { smtp: 'nobody@msxfaq.de' })), 'and that the user exists');
});

/** Who may sign for whom: what an issuer says of itself, and its key. */
const trusted = [
  { claims: actor, identity: server, key: serverKey },
  { claims: partnerClaims, identity: partner, key: partnerKey },
  {
    claims: { ...partnerClaims, iss: `${exchange}@${seedDomain}`, nameid: `${exchange}@${seedDomain}` },
    identity: own,
    key: createPrivateKey(own.privateKey),
  },
] as const;

/** Right in most cases: a token of a dozen such parts shall be good now and then. */
const mostly = <T>(right: T, ...wrong: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 25, arbitrary: fc.constant(right) }, fc.anything(), ...wrong.map((value) => fc.constant(value)));

const x5t = (certificate: string) => Buffer.from(thumbprintOf(certificate), 'hex').toString('base64url');
const strangersJwk = createPublicKey(stranger).export({ format: 'jwk' });
const headers: fc.Arbitrary<JsonObject> = fc
  .tuple(
    mostly('RS256', 'none', 'HS256', 'PS256', 'rs256'),
    fc.record(
      {
        typ: fc.constantFrom('JWT', 'JOSE'),
        x5t: fc.constantFrom(...trusted.map(({ identity }) => x5t(identity.certificate)), 'AAAA', ''),
        kid: fc.string(),
        jwk: fc.constant(strangersJwk),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom({}, {}, {}, {}, {}, {}, { crit: ['exp'] }),
  )
  .map(([alg, more, critical]) => ({ alg, ...more, ...critical }));
const mutations = fc.constantFrom('', '', '', '', '', '', 'stripped', 'swapped', 'flipped');

/** Headers, claims and signatures, right and wrong ones mixed. */
function signedBy(
  heads: fc.Arbitrary<JsonObject>,
  claims: fc.Arbitrary<JsonObject>,
  right: KeyObject,
): fc.Arbitrary<string> {
  const key = fc.constantFrom(right, right, right, right, right, serverKey, partnerKey, ownKey, stranger);
  return fc.tuple(heads, claims, key, mutations, fc.nat()).map(([head, body, signer, mutation, place]) => {
    const token = signedToken(head, body, signer);
    const [first = '', second = '', third = ''] = token.split('.');
    const at = place % third.length;
    if (mutation === 'stripped') return `${first}.${second}.`;
    if (mutation === 'swapped') return `${first}.${second}.${signedToken(head, actor, serverKey).split('.')[2]}`;
    if (mutation === 'flipped')
      return `${first}.${second}.${third.slice(0, at)}${alphabet[place % 64]}${third.slice(at + 1)}`;
    return token;
  });
}
const sealed = fc.constantFrom(...trusted).chain(({ claims: good, key: right }) => {
  const claims = fc.record({
    aud: mostly(good.aud, partnerClaims.aud, `${exchange}/evil.example@${tenant}`),
    iss: mostly(good.iss, actor.iss, partnerClaims.iss),
    nbf: mostly(good.nbf, `${moment}`, moment + 1000),
    exp: mostly(good.exp, `${moment + 60}`, 1),
    nameid: mostly(good.nameid, actor.nameid, `${lync}@${tenant}`),
  });
  return signedBy(headers, claims, right);
});

/** Throws where the key of this certificate has not signed the token. */
async function assertSignedBy(certificate: string, token: string): Promise<void> {
  const { publicKey } = new X509Certificate(certificate);
  const [first = '', second = '', third = ''] = token.split('.');
  const genuine = verify('sha256', Buffer.from(`${first}.${second}`), publicKey, Buffer.from(third, 'base64url'));
  if (!genuine) throw new Error('node:crypto says that nobody of the trust list has signed this');
  await compactVerify(token, publicKey, { algorithms: ['RS256'] });
}

t.test('whoever is let in was signed by a key in the trust list, say node:crypto and jose', async (t) => {
  const counts = { alone: 0, inside: 0, refused: 0 };
  const holds = async (kind: 'alone' | 'inside', token: string) => {
    const letIn = isLetIn(kind === 'alone' ? token : around(token));
    counts[letIn ? kind : 'refused'] += 1;
    if (!letIn) return;
    const { iss } = decodeClaims(token);
    await assertSignedBy(trusted.find(({ claims }) => claims.iss === iss)?.identity.certificate ?? '', token);
  };
  for (const kind of ['alone', 'inside'] as const) {
    await fc.assert(
      fc.asyncProperty(sealed, (token) => holds(kind, token)),
      { numRuns: 300 },
    );
  }
  const { alone, inside, refused } = counts;
  t.ok(alone > 15 && inside > 10 && refused > 100, `let in ${alone} alone and ${inside} inside, refused ${refused}`);
});

/** Tokens of Entra and of the organisation itself: their kind, header and claims, and whose key signs for such an issuer. */
const namingVersions: readonly (readonly [TokenKind, JsonObject, JsonObject, 'entra' | 'own'])[] = [
  ['V1AppActAs', header, v1Claims, 'entra'],
  ['V1AppOnly', header, v1AppClaims, 'entra'],
  ['V1IdToken', header, { ...v1Claims, scp: undefined, appid: undefined }, 'entra'],
  ['Callback', ownHeader, callbackClaims, 'own'],
  ['V1ExchangeSelfIssued', ownHeader, selfIssuedClaims, 'own'],
];
const signers = { entra: { identity: server, key: serverKey }, own: { identity: own, key: ownKey } } as const;
/** What stands in these tokens elsewhere: right in one kind, wrong in the other. */
const elsewhere: JsonObject = {
  aud: `https://${owa}/evil`,
  nbf: moment + 1000,
  exp: `${moment + 60}`,
  ver: '2.0',
  tid: seedDomain,
  scp: 'full_access',
  roles: ['user_impersonation'],
  onprem_sid: 'S-1-5-21-9',
  smtp: 'admin@msxfaq.de',
};

t.test('no token of Entra’s or the organisation’s own is let in without their signature', async (t) => {
  const kindsLetIn = new Map<TokenKind | undefined, number>();
  let refused = 0;
  const holds = async (token: string) => {
    const { refusal, failure, found } = judge(subject(token));
    if (refusal ?? failure) {
      refused += 1;
      return;
    }
    kindsLetIn.set(found.kind, (kindsLetIn.get(found.kind) ?? 0) + 1);
    const signer = decodeClaims(token).iss === issuer ? signers.entra : signers.own;
    await assertSignedBy(signer.identity.certificate, token);
  };
  for (const [, head, good, signer] of namingVersions) {
    const wrong: JsonObject = { ...elsewhere, iss: signer === 'entra' ? ownClaims.iss : issuer };
    const rows = Object.entries(good).map(([name, value]) => [name, mostly(value, wrong[name] ?? null, undefined)]);
    const claims = fc.record(Object.fromEntries(rows) as Record<string, fc.Arbitrary<unknown>>);
    const heads = headers.map((more) => ({ ...head, ...more }));
    const numRuns = signer === 'own' ? 300 : 150; // half of the headers name a wrong certificate, which these must not
    await fc.assert(fc.asyncProperty(signedBy(heads, claims, signers[signer].key), holds), { numRuns });
  }
  t.ok(refused > 200, `refused ${refused}`);
  for (const [kind] of namingVersions) t.ok(kindsLetIn.has(kind), `${kind}: let in ${kindsLetIn.get(kind) ?? 0}`);
});

t.test('no input crashes the judge', async (t) => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom('.', 'e', 'y', 'J', '=', '\n', '\u0000', ' '), maxLength: 60 }),
  );
  const part = fc
    .oneof(fc.json(), fc.string({ unit: 'binary' }))
    .map((text) => Buffer.from(text).toString('base64url'));
  const threeParts = fc.tuple(part, part, part).map((parts) => parts.join('.'));
  const values = fc.oneof(
    fc.anything({ withNullPrototype: true }),
    fc.constantFrom<unknown>(...Object.values(actor), ...Object.values(context)),
    fc.string({ unit: 'binary' }),
  );
  const names = fc.constantFrom(
    ...Object.keys({ ...actor, ...context }),
    'actortoken',
    'ver',
    'scp',
    'appid',
    'appctx',
    'tid',
    'upn',
    'sip',
    'roles',
    'msexchcallback',
    '__proto__',
    'constructor',
    'toString',
  );
  const odd = fc
    .tuple(fc.dictionary(names, values, { maxKeys: 5 }), fc.boolean(), headers)
    .map(([claims, whole, head]) => {
      const json = JSON.parse(fcSafe(claims)) as JsonObject;
      return signedToken(head, whole ? { ...actor, ...json } : json, serverKey);
    });
  let steps = 0;
  const judged = (token: string) => {
    const judgement = judge(subject(token));
    steps += judgement.steps.length;
    return judgement.steps.length > 0 && judgement.steps.every(({ name }) => name !== '');
  };
  for (const tokens of [
    texts,
    threeParts,
    odd,
    odd.map((token) => around(token)),
    fc
      .tuple(odd, fc.dictionary(names, values))
      .map(([token, more]) => around(token, JSON.parse(fcSafe(more)) as object)),
  ])
    fc.assert(fc.property(tokens, judged), { numRuns: 60 });
  t.ok(steps > 800, `${steps} steps`);
});

/** JSON of whatever fast-check thinks of; what JSON can't hold is left out. */
function fcSafe(value: unknown): string {
  return (
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === 'bigint' || typeof inner === 'symbol' ? String(inner) : inner,
    ) ?? '{}'
  );
}

t.test('what the judgement costs grows with the token, not with its square', async (t) => {
  const claims = (more: object) => signedToken(header, { ...actor, ...more }, serverKey);
  const growing: Readonly<Record<string, (size: number) => string>> = {
    'no token': (size) => 'a'.repeat(size),
    dots: (size) => '.'.repeat(size),
    'blanks and dots': (size) => `a${' .'.repeat(size / 2)}`,
    'nearly a token': (size) => `${'a'.repeat(size / 2)}.${'b'.repeat(size / 2)}.c!`,
    'a long signature': (size) => `${claims({}).split('.').slice(0, 2).join('.')}.${'A'.repeat(size)}`,
    'a long header': (size) => signedToken({ ...header, kid: 'k'.repeat(size) }, actor, serverKey),
    'many claims': (size) =>
      claims(Object.fromEntries(Array.from({ length: size / 16 }, (_, index) => [`claim${index}`, 'x']))),
    'one claim many times': (size) =>
      `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from(`{${'"aud":"x",'.repeat(size / 10)}"a":1}`).toString('base64url')}.AAAA`,
    'a list': (size) => claims({ x: Array.from({ length: size / 4 }, () => [1]) }),
    'quotes to escape': (size) => claims({ iss: '"\\'.repeat(size / 4) }),
    'slashes in the audience': (size) => claims({ aud: '/'.repeat(size) }),
    'at signs in the audience': (size) => claims({ aud: `${exchange}/${'@'.repeat(size)}` }),
    'at signs in the issuer': (size) => claims({ iss: '@'.repeat(size) }),
    'blanks in the issuer': (size) => claims({ iss: `a${' '.repeat(size)}b@${tenant}` }),
    'letters to fold in the host': (size) => claims({ aud: `${exchange}/${'İẞ'.repeat(size / 2)}@${tenant}` }),
    'blanks for a time': (size) => claims({ exp: `${' '.repeat(size)}x` }),
    'digits for a time': (size) => claims({ exp: `${'9'.repeat(size)}x` }),
    'zeros for a time': (size) => claims({ exp: `${'0'.repeat(size)}${moment + 60}` }),
    'a long actor token': (size) => around('a'.repeat(size)),
    'actor tokens in each other': (size) =>
      Array.from({ length: Math.log2(size) / 2 }).reduce<string>(
        (inner) => around(inner),
        claims({ x: 'x'.repeat(size / 16) }),
      ),
    'a long user': (size) =>
      around(signedToken(header, actor, serverKey), { smtp: 'ü'.repeat(size), upn: 'K'.repeat(size) }),
    'users with signs': (size) =>
      around(signedToken(header, actor, serverKey), { smtp: '@'.repeat(size), sip: ':'.repeat(size) }),
  };
  staysLinear(t, growing);
});

t.test('what it costs grows no faster for tokens of Entra’s and the organisation’s own', async (t) => {
  const ofEntra = (more: object) => signedToken(header, { ...v1Claims, ...more }, serverKey);
  const application = (more: object) => signedToken(header, { ...v1AppClaims, ...more }, serverKey);
  const callback = (more: object) => signedToken(ownHeader, { ...callbackClaims, ...more }, ownKey);
  const selfIssued = (more: object) => signedToken(ownHeader, { ...selfIssuedClaims, ...more }, ownKey);
  const context = JSON.parse(callbackClaims.appctx) as object;
  staysLinear(t, {
    'a long scope': (size) => ofEntra({ scp: 's'.repeat(size) }),
    'many scopes': (size) => ofEntra({ scp: 'user_impersonation '.repeat(size / 19) }),
    'blanks for a scope': (size) => ofEntra({ scp: ' '.repeat(size) }),
    'many roles': (size) => application({ roles: Array.from({ length: size / 14 }, () => 'full_access') }),
    'a long application': (size) => application({ roles: undefined, appid: 'İ'.repeat(size) }),
    'a long path in the audience': (size) => ofEntra({ aud: `https://${owa}/${'../'.repeat(size / 3)}` }),
    'a long host in the audience': (size) => ofEntra({ aud: `https://${'a.'.repeat(size / 2)}` }),
    'letters to fold in the host of a URL': (size) => ofEntra({ aud: `https://${'İẞ'.repeat(size / 2)}/` }),
    'slashes and at signs in the audience of a URL': (size) => ofEntra({ aud: `https://${'/@'.repeat(size / 2)}` }),
    'a long issuer URL': (size) => ofEntra({ iss: `https://sts.windows.net/${'/'.repeat(size)}` }),
    'an issuer URL of braces': (size) => ofEntra({ iss: `https://sts.windows.net/${'{tenantid}'.repeat(size / 10)}/` }),
    'a long tenant': (size) => ofEntra({ tid: 't'.repeat(size) }),
    'a long tenant, the issuer’s too': (size) =>
      ofEntra({ tid: 't'.repeat(size), iss: entra.replace('{tenantid}', 't'.repeat(size)) }),
    'a tenant of braces': (size) => ofEntra({ tid: '{tenantid}'.repeat(size / 10) }),
    'a long SID': (size) => ofEntra({ onprem_sid: `S-1-5${'-1'.repeat(size / 2)}` }),
    'digits in a SID': (size) => ofEntra({ onprem_sid: `S-1-5-${'9'.repeat(size)}x` }),
    'a long app context': (size) => callback({ appctx: 'x'.repeat(size) }),
    'an app context of lists': (size) => callback({ appctx: '['.repeat(size) }),
    'quotes in the app context': (size) => callback({ appctx: JSON.stringify('"\\'.repeat(size / 8)) }),
    'a long mailbox in the app context': (size) =>
      callback({ appctx: JSON.stringify({ ...context, msexchuid: 'a'.repeat(size) }) }),
    'a mailbox of at signs': (size) =>
      callback({ appctx: JSON.stringify({ ...context, msexchuid: `${someone.guid}${'@'.repeat(size)}` }) }),
    'a long metadata URL': (size) =>
      callback({ appctx: JSON.stringify({ ...context, amurl: `https://${'/'.repeat(size)}` }) }),
    'a long audience of the organisation’s own': (size) => selfIssued({ aud: `${exchange}/${'@'.repeat(size)}` }),
    'blanks in the issuer of the organisation’s own': (size) =>
      selfIssued({ iss: `a${' '.repeat(size)}b@${seedDomain}` }),
    'a long address in a token of the organisation’s own': (size) => selfIssued({ smtp: 'ü'.repeat(size) }),
  });
});

const smallSize = 16_384;
const factor = 32;

/**
 * 32 times the size must not take a square's 1024 times the CPU. What is linear takes a few times more than 32: large strings
 * cost V8 more to make and to collect than small ones, from one size to the next all of a sudden.
 */
function staysLinear(t: Test, growing: Readonly<Record<string, (size: number) => string>>): void {
  for (const [name, make] of Object.entries(growing)) {
    const [small, large] = [make(smallSize), make(factor * smallSize)].map(subject) as [Case, Case];
    judge(forgotten(small));
    let ratio = Number.POSITIVE_INFINITY;
    let [ofSmall, ofLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    // What else the machine does only adds: the least of several tries is what it costs.
    for (let tries = 0; tries < 5 && ratio >= 400; tries += 1) {
      ofSmall = Math.min(ofSmall, cpuOf(small));
      ofLarge = Math.min(ofLarge, cpuOf(large));
      ratio = ofLarge / ofSmall;
    }
    t.ok(ratio < 400, `${name}: ${factor} times the size took ${ratio.toFixed(1)} times the CPU`);
  }
}

/** Nothing is remembered of what was judged before: else its cost would be that of looking it up. */
const forgotten = (what: Case): Case => ({ ...what, trust: { ...what.trust, memory: new TokenMemory() } });

/** CPU time of judging a case, the least of some tries; so small that it is noise counts as the smallest that is not. */
function cpuOf(what: Case): number {
  const rounds = 4;
  const tries = Array.from({ length: 2 }, () => {
    const before = process.cpuUsage();
    for (let round = 0; round < rounds; round += 1) judge(forgotten(what));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.max(Math.min(...tries), 500);
}

t.test('a key that is no RSA key verifies nothing, and throws nothing', async (t) => {
  const input = signedToken(header, actor, serverKey);
  const [first = '', second = ''] = input.split('.');
  const data = Buffer.from(`${first}.${second}`);
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ed = generateKeyPairSync('ed25519');
  const pss = generateKeyPairSync('rsa-pss', {
    modulusLength: 2048,
    hashAlgorithm: 'sha256',
    mgf1HashAlgorithm: 'sha256',
  });
  const rows: readonly (readonly [string, KeyObject, Buffer])[] = [
    ['EC', ec.publicKey, sign('sha256', data, ec.privateKey)],
    ['Ed25519', ed.publicKey, sign(null, data, ed.privateKey)],
    ['RSA-PSS', pss.publicKey, sign('sha256', data, pss.privateKey)],
    ['X25519', generateKeyPairSync('x25519').publicKey, Buffer.alloc(64)],
  ];
  for (const [name, publicKey, bytes] of rows) {
    t.equal(verdict(`${data.toString()}.${bytes.toString('base64url')}`, [publicKey]), false, name);
    t.equal(verdict(input, [publicKey, createPublicKey(serverKey)]), true, `${name} beside the right one`);
  }
});

/** What the step says of the signature, whatever the payload is. */
function verdict(jws: string, publicKeys: readonly KeyObject[]): boolean | undefined {
  const [encodedHeader = '', encodedPayload = '', encodedSignature = '', ...more] = jws.split('.');
  const readable = parseToken(`${encodedHeader}.e30.${encodedSignature}`);
  if (more.length > 0 || !isReadable(readable)) return undefined;
  const token: ParsedToken = { ...readable, encodedPayload };
  const trustedIssuer: TrustedIssuer = {
    kind: 'authServer',
    name: 'vectors',
    id: '',
    realm: '',
    keys: publicKeys.map((publicKey, index) => ({ thumbprint: `${index}`, x5t: `${index}`, publicKey })),
  };
  const found: Findings = { signedToken: token, trustedIssuer };
  return signatureStep.check(subject(jws), found).refusal === undefined;
}

interface Vectors {
  readonly numberOfTests: number;
  readonly testGroups: readonly {
    readonly comment: string;
    readonly public?: JsonWebKey & {
      readonly alg?: string;
      readonly use?: string;
      readonly key_ops?: readonly string[];
    };
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly jws: string;
      readonly result: 'valid' | 'invalid';
    }[];
  }[];
}

t.test('Wycheproof’s vectors: RS256 as they say, all else refused', async (t) => {
  const { testGroups, numberOfTests } = JSON.parse(
    readFileSync(new URL('./vectors/wycheproof-jws.json', import.meta.url), 'utf8'),
  ) as Vectors;
  const fallback = createPublicKey({
    key: testGroups.find(({ comment }) => comment === 'rs256')?.public ?? {},
    format: 'jwk',
  });
  let ran = 0;
  for (const { comment: group, public: jwk, tests } of testGroups) {
    const key = jwk ? createPublicKey({ key: jwk, format: 'jwk' }) : fallback; // who has a secret key only, has none here
    // Not applicable: these say that the JWK is for encryption. The lab's keys come from certificates, which say no such
    // thing to Exchange; the signatures are genuine, and count.
    const notApplicable = jwk?.use === 'enc' || jwk?.key_ops !== undefined;
    for (const { tcId, comment, jws, result } of tests) {
      const expected = notApplicable || (jwk?.alg === 'RS256' && result === 'valid');
      t.equal(verdict(jws, [key]) ?? false, expected, `${tcId} ${group}: ${comment}, ${result}`);
      // No payload of theirs is a set of claims, so that none of them is a token to start with.
      t.notOk(isReadable(parseToken(jws)), `${tcId} is no JWT`);
      t.notOk(isLetIn(jws) || isLetIn(around(jws)), `${tcId} lets nobody in`);
      ran += 1;
    }
  }
  t.equal(ran, numberOfTests);
});

t.test('case is folded as .NET folds it: no letter becomes another one’s, none becomes two', async (t) => {
  for (const [a, b] of [
    ['owa', 'OWA'],
    ['MÜLLER', 'müller'],
    ['ΣΑΣ', 'σασ'],
    ['Дом', 'дОМ'],
    ['', ''],
  ] as const)
    t.ok(sameText(a, b), `${a} ${b}`);
  for (const [a, b] of [
    ['\u212a', 'k'],
    ['\u212a', 'K'],
    ['\u212b', 'å'],
    ['\u2126', 'ω'],
    ['ı', 'i'],
    ['ı', 'I'],
    ['İ', 'i'],
    ['İ', 'i\u0307'],
    ['ſ', 's'],
    ['ß', 'ss'],
    ['ß', 'SS'],
    ['ẞ', 'ß'],
    ['ﬁ', 'fi'],
    ['ａ', 'a'],
    ['é', 'e\u0301'],
    ['µ', 'μ'],
    ['ς', 'σ'],
    ['a\u200b', 'a'],
    ['\ufeffa', 'a'],
    ['a\u00ad', 'a'],
    ['а', 'a'],
  ] as const)
    t.notOk(sameText(a, b), `${JSON.stringify(a)} ${JSON.stringify(b)}`);
  const cased = Array.from({ length: 0x11_0000 - 0x80 }, (_, index) => String.fromCodePoint(index + 0x80)).filter(
    (character) => character.toLowerCase() !== character || character.toUpperCase() !== character,
  );
  const wrong = cased.filter(
    (character) => foldCase(character).length !== character.length || foldCase(character) < '\u0080',
  );
  t.ok(cased.length > 2000, `${cased.length} characters have another case`);
  t.same(wrong, [], 'none of them becomes ASCII, or two');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => foldCase(foldCase(text)) === foldCase(text)));
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => sameText(text.toUpperCase(), text.toLowerCase())),
  );
  t.same(parseQualifiedId('\ufeffid@realm'), { id: '\ufeffid', realm: 'realm' });
  t.same(parseQualifiedId(' \t id@realm\u00a0'), { id: 'id', realm: 'realm' });
});

t.test('users and realms are found by their very characters, in any case', async (t) => {
  const found = (smtpAddress: string) =>
    directory.findUsers(seedDomain, { smtpAddress })?.map((user) => user.primarySmtpAddress);
  const byName = (identity: string) => findRecipient(recipients, identity)?.primarySmtpAddress;
  t.equal(byName('KIOSK@MSXFAQ.DE'), 'kiosk@msxfaq.de');
  t.same(found('KIOSK@MSXFAQ.DE'), ['kiosk@msxfaq.de']);
  t.same(found('STRAUß@msxfaq.de'), ['strauß@msxfaq.de']);
  t.same(found('MÜLLER@msxfaq.de'), ['müller@msxfaq.de']);
  for (const address of [
    '\u212aiosk@msxfaq.de',
    'k\u0131osk@msxfaq.de',
    'strauss@msxfaq.de',
    'STRAUSS@msxfaq.de',
    'STRAU\u1e9e@msxfaq.de',
    'mu\u0308ller@msxfaq.de',
    'muller@msxfaq.de',
    'kiosk@msxfaq.de\u200b',
    '\uff4biosk@msxfaq.de',
    'kiosk@msxfaq.de ',
  ]) {
    t.same(found(address), [], JSON.stringify(address));
    t.equal(
      byName(address),
      address.endsWith(' ') ? 'kiosk@msxfaq.de' : undefined,
      'nor by an admin, whose blanks count for nothing',
    );
  }
  for (const realm of ['MSXFAQ.de', tenant.toUpperCase()]) t.ok(trust.acceptsRealm(realm));
  for (const realm of [
    'msx\ufb00aq.de',
    'm\u017fxfaq.de',
    'msxfaq.de.',
    'msxfaq\u3002de',
    ` ${seedDomain}`,
    `${seedDomain}\u0000`,
  ])
    t.notOk(trust.acceptsRealm(realm));
  t.notOk(trust.sameOrganization('m\u017fxfaq.de', seedDomain));
});
