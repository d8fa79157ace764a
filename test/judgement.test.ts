import { createPrivateKey, createPublicKey, createSecretKey, sign as signBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import { systemClock } from '../src/clock.js';
import type { Organization } from '../src/directory/organization.js';
import { foreignTenantId, seedTenantId as tenant } from '../src/directory/world.js';
import type { Lab } from '../src/index.js';
import { issueAuthCertificate } from '../src/pki/lab-certificates.js';
import { base64DerOf } from '../src/pki/thumbprint.js';
import { systemRandom } from '../src/random.js';
import type { TokenOrder } from '../src/tokens/token-order.js';
import { freeze, lync, lyncPartner, TestLabs } from './acceptance/labs.js';
import { decodeClaims, decodeHeader, signedToken, tokenWithSignature } from './acceptance/token.js';
import { type Answer, ask, type Call, call, closeAgents, getFolder, owa } from './acceptance/wire.js';

// Tokens made to measure, judged by the on-premises server over real sockets. Every expectation comes from
// facts/oauth-inbound §1 and facts/oauth-errors.json; where an order is inferred there, the row says so.

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const acsChina = '00000001-0002-0000-c000-000000000000';
const moment = 1_790_000_000; // seconds; a frozen day in 2026

const labs = new TestLabs('judgement');
const newer = await labAt('newer');
const old = await labAt('old', { exchangeVersion: '2013' });
const choosy = await labAt('choosy', {}, withoutActAs);
const oldChoosy = await labAt('oldChoosy', { exchangeVersion: '2013' }, withoutActAs);
const altered = await alteredLab();
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

async function labAt(...start: Parameters<TestLabs['start']>): Promise<Lab> {
  const lab = await labs.start(...start);
  freeze(lab, moment);
  return lab;
}

/** Its web services take no user contexts. */
function withoutActAs(organization: Organization): Organization {
  return {
    ...organization,
    webServicesVirtualDirectories: organization.webServicesVirtualDirectories.map((one) => ({
      ...one,
      oAuthProfiles: one.oAuthProfiles.filter((profile) => profile !== 'S2SAppActAs'),
    })),
  };
}

/** What no cmdlet of this version changes: partners that sign for themselves, HMA's endpoint, an auth server for any realm. */
async function alteredLab(): Promise<{ readonly lab: Lab; readonly partnerKey: string }> {
  const partner = await issueAuthCertificate({ clock: systemClock, random: systemRandom });
  const lab = await labAt('altered', {}, change);
  return { lab, partnerKey: partner.privateKey };

  function change(organization: Organization): Organization {
    const [acsServer, evoSts] = organization.authServers;
    const [online] = organization.partnerApplications;
    if (!acsServer || !evoSts || !online) throw new Error('The default organisation has changed.');
    const certificateStrings = [base64DerOf(partner.certificate)];
    return {
      ...organization,
      acceptedDomains: [...organization.acceptedDomains, { domainName: '*.contoso.com', default: false }],
      authServers: [
        acsServer,
        { ...evoSts, isDefaultAuthorizationEndpoint: true },
        { ...acsServer, name: 'China', issuerIdentifier: acsChina, realm: '' },
        { ...acsServer, name: 'Off', realm: 'off.example', enabled: false },
      ],
      partnerApplications: [
        { ...online, acceptSecurityIdentifierInformation: true },
        lyncPartner(online, certificateStrings),
        { ...online, name: 'Off', applicationIdentifier: 'app-off', enabled: false },
        { ...online, name: 'Bound', applicationIdentifier: 'app-bound', realm: 'bound.example' },
      ],
    };
  }
}

function diagnostics(code: number, category: string, reason = ''): string {
  return `${code}${reason === '' ? '' : `;reason="${reason}"`};error_category="${category}"`;
}

const plainChallenge = `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant}", token_types="app_asserted_user_v1 service_asserted_app_v1"`;
const newerChallenge = `${plainChallenge}, error="invalid_token"`;
const oldChallenge = `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant}", error="invalid_token"`;
const challenges: ReadonlyMap<Lab, string> = new Map([
  [newer, newerChallenge],
  [choosy, newerChallenge],
  [old, oldChallenge],
  [oldChoosy, oldChallenge],
]);

const others = ['WWW-Authenticate', 'WWW-Authenticate', 'X-Powered-By'];
const moduleOrder = ['request-id', 'x-ms-diagnostics', 'Server', 'X-FEServer', 'WWW-Authenticate', ...others];
const routingOrder = ['Server', 'request-id', 'X-FEServer', 'WWW-Authenticate', 'x-ms-diagnostics', ...others];

/** A refusal is one thing: status, words, challenge, order of headers, empty body. */
function refused(t: Test, lab: Lab, answer: Answer, expected: string, order = moduleOrder): void {
  t.equal(answer.status, 401);
  t.equal(answer.header('x-ms-diagnostics'), expected);
  t.equal(answer.header('WWW-Authenticate'), challenges.get(lab));
  t.same(answer.all('WWW-Authenticate').slice(1), ['Negotiate', 'NTLM']);
  t.same(answer.names, order);
  t.same([answer.body, answer.header('Content-Length')], ['', '0']);
}

function accepted(t: Test, answer: Answer, code = 'NoError'): void {
  t.equal(answer.status, 200, answer.header('x-ms-diagnostics') ?? 'let in');
  t.match(answer.body, `<m:ResponseCode>${code}</m:ResponseCode>`);
}

/** Let in, but with no user: EWS words it, the door does not (facts/ews-clients §3.3). */
function acceptedAsApplication(t: Test, answer: Answer): void {
  t.equal(answer.status, 500, answer.header('x-ms-diagnostics') ?? 'let in');
  t.match(answer.body, 'a:ErrorInvalidExchangeImpersonationHeaderData</faultcode>');
  t.match(answer.body, 'ExchangeImpersonation SOAP header must be present for this type of OAuth token.');
  t.equal(answer.header('x-ms-diagnostics'), undefined);
  t.equal(answer.header('WWW-Authenticate'), undefined);
}

const user2 = { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' } as const;
const appOnly = { kind: 'appOnly' } as const;
const issue = (lab: Lab, order: TokenOrder) => lab.tokens.issue(order).token;

/** What may be wrong with the signed token, whichever of the two kinds it stands in. */
interface SignedRow {
  readonly title: string;
  readonly claims?: Record<string, string | number | null>;
  readonly header?: Record<string, string | null>;
  readonly signWith?: TokenOrder['signWith'];
  readonly call?: Call;
  readonly expected: string;
  /** Exchange 2013's words, where they differ. */
  readonly expected2013?: string;
}

const audience = (host = owa, realm = tenant, application = exchange) => `${application}/${host}@${realm}`;
const invalidAudience = (value: string) =>
  diagnostics(2000001, 'invalid_token', `The audience claim value is invalid '${value}'.`);
const wrongHost = (expected: string, actual: string) =>
  diagnostics(
    2000003,
    'invalid_resource',
    `The hostname component of the audience claim value is invalid. Expected '${expected}'. Actual '${actual}'.`,
  );
const unknownIssuer = (value: string, code = 2000009, category = 'invalid_issuer') =>
  diagnostics(code, category, `The issuer of the token is unknown. Issuer was '${value}'.`);
const outerSigned = diagnostics(2000001, 'invalid_token', 'The user context must be unsigned.');
const actorUnsigned = diagnostics(2000001, 'invalid_token', 'The inner actor token must be signed.');
/** The same claims as if they were signed. */
const sealed = (token: string) => tokenWithSignature({ typ: 'JWT', alg: 'RS256' }, decodeClaims(token), 'c2ln');
const badSignature = diagnostics(2000000, 'invalid_signature', 'The token has an invalid signature.');
const expired = diagnostics(2000002, 'token_expired', 'The token has expired.');
const unknownApplication = (value: string) =>
  diagnostics(2000006, 'invalid_client', `The Application Identifier '${value}' is unknown.`);
const unknownTenant = (realm: string) => ({
  expected: diagnostics(2000004, 'invalid_tenant', `The tenant for tenant guid '${realm}' does not exist.`),
  expected2013: diagnostics(2000004, 'invalid_tenant', `The tenant for realm '${realm}' does not exist.`),
});
const noReason = diagnostics(2000001, 'invalid_token');

const signedRows: readonly SignedRow[] = [
  { title: 'no audience', claims: { aud: null }, expected: noReason },
  { title: 'an audience without slash', claims: { aud: 'owa' }, expected: invalidAudience('owa') },
  {
    title: 'an audience with the at sign before the slash',
    claims: { aud: `${exchange}@${tenant}/${owa}` },
    expected: invalidAudience(`${exchange}@${tenant}/${owa}`),
  },
  { title: 'an audience without host', claims: { aud: audience('') }, expected: invalidAudience(audience('')) },
  {
    title: 'an audience for another application',
    claims: { aud: audience(owa, tenant, lync) },
    expected: invalidAudience(audience(owa, tenant, lync)),
  },
  {
    title: 'an audience for another host',
    claims: { aud: audience('hybrid.msxfaq.de') },
    expected: wrongHost(owa, 'hybrid.msxfaq.de'),
  },
  {
    title: 'an audience without realm',
    claims: { aud: audience(owa, '') },
    expected: diagnostics(2000003, 'invalid_resource', 'The audience in the token does not specify a realm.'),
  },
  {
    title: 'no issuer',
    claims: { iss: null },
    expected: diagnostics(2000001, 'invalid_token', 'The token is missing the issuer.'),
  },
  {
    title: 'an issuer without at sign',
    claims: { iss: acs },
    expected: diagnostics(2000001, 'invalid_token', `The issuer claim value is invalid '${acs}'.`),
  },
  {
    title: 'an issuer of a foreign tenant',
    claims: { iss: `${acs}@${foreignTenantId}` },
    expected: unknownIssuer(`${acs}@${foreignTenantId}`),
    expected2013: unknownIssuer(`${acs}@${foreignTenantId}`, 2000001, 'invalid_token'),
  },
  { title: 'a key nobody knows', signWith: 'unknownKey', expected: badSignature },
  { title: "the organisation's key instead of the auth server's", signWith: 'authCertificate', expected: badSignature },
  { title: 'another algorithm in the header', header: { alg: 'RS512' }, expected: badSignature },
  { title: 'no algorithm in the header', header: { alg: null }, expected: badSignature },
  { title: 'an end 301 seconds ago', claims: { nbf: moment - 900, exp: moment - 301 }, expected: expired },
  { title: 'a begin 301 seconds ahead', claims: { nbf: moment + 301 }, expected: expired },
  { title: 'times as strings, over', claims: { nbf: `${moment - 900}`, exp: `${moment - 301}` }, expected: expired },
  {
    title: 'an end before the begin',
    claims: { nbf: moment + 60, exp: moment },
    expected: diagnostics(
      2000001,
      'invalid_token',
      `Jwt10403: Invalid dates. validFrom: '09/21/2026 14:14:20' > validTo: 09/21/2026 14:13:20.`,
    ),
  },
  { title: 'a realm that is nobody’s', claims: { aud: audience(owa, 'contoso.com') }, ...unknownTenant('contoso.com') },
  {
    title: 'no application',
    claims: { nameid: null },
    expected: diagnostics(2000001, 'invalid_token', "The token is missing the claim type 'nameid'."),
  },
  {
    title: 'an application without at sign',
    claims: { nameid: exchange },
    expected: diagnostics(2000001, 'invalid_token', `The nameid claim value is invalid '${exchange}'.`),
  },
  {
    title: 'an unknown application',
    claims: { nameid: `${lync}@${tenant}` },
    expected: unknownApplication(`${lync}@${tenant}`),
  },
  {
    title: 'an application of another realm than the issuer',
    claims: { nameid: `${exchange}@msxfaq.de` },
    expected: unknownApplication(`${exchange}@msxfaq.de`),
  },
  {
    title: "an audience of the organisation's domain, an issuer of the tenant",
    claims: { aud: audience(owa, 'msxfaq.de') },
    expected: diagnostics(
      2000001,
      'invalid_token',
      "The audience contains a realm that is different than the issuer's realm.",
    ),
  },
];

t.test(
  'each thing that can be wrong with a signed token has its refusal, in both kinds and both personalities',
  async (t) => {
    for (const row of signedRows) {
      await t.test(row.title, async (t) => {
        for (const lab of [newer, old]) {
          const expected = lab === old ? (row.expected2013 ?? row.expected) : row.expected;
          const { claims, header, signWith } = row;
          const alone = issue(lab, { ...appOnly, claims, header, signWith });
          refused(t, lab, await ask(lab, alone, row.call), expected);
          const inside = issue(lab, { ...user2, actorClaims: claims, actorHeader: header, signWith });
          refused(t, lab, await ask(lab, inside, row.call), expected);
        }
      });
    }
  },
);

t.test(
  'a token without end is refused in the words of the JWT library, with the readable token, never its signature',
  async (t) => {
    const endless = (token: string) => {
      const readable = `${JSON.stringify(decodeHeader(token))}.${JSON.stringify(decodeClaims(token))}`;
      const detail = `Jwt10322: Lifetime validation failed. The token is missing the 'exp' (Expiration Time) claim.%0ajwt: '${readable}'.`;
      return diagnostics(2000001, 'invalid_token', detail);
    };
    for (const lab of [newer, old]) {
      const token = issue(lab, { ...appOnly, claims: { exp: null } });
      refused(t, lab, await ask(lab, token), endless(token));
      const inside = issue(lab, { ...user2, actorClaims: { exp: null } });
      refused(t, lab, await ask(lab, inside), endless(String(decodeClaims(inside).actortoken)));
      // Inferred: the library shows the claims as they are, and so the actor token among them as it came.
      const context = issue(lab, { ...user2, claims: { exp: null } });
      refused(t, lab, await ask(lab, context), endless(context));
    }
  },
);

t.test('what is no token at all is refused while reading it', async (t) => {
  const cannotRead = (token: string) =>
    diagnostics(
      2000001,
      'invalid_token',
      `Unable to read or process token, additional details: 'Jwt10204: 'System.IdentityModel.Tokens.JwtSecurityTokenHandler' cannot read this string: '${token}'.%0aThe string needs to be in compact JSON format, which is of the form: '<Base64UrlEncodedHeader>.<Base64UrlEndcodedPayload>.<OPTIONAL, Base64UrlEncodedSignature>'.'.`,
    );
  for (const token of ['garbage', 'a.b', 'a.b.c.d', '..', 'ey J.x.y', 'ey.ey=.ey', '"; error_category="x']) {
    refused(t, newer, await ask(newer, token), cannotRead(token));
  }
  const header = Buffer.from('{}').toString('base64url');
  for (const payload of ['bm8', Buffer.from('[]').toString('base64url'), Buffer.from([0xff]).toString('base64url')]) {
    const answer = await ask(newer, `${header}.${payload}.`);
    t.match(answer.header('x-ms-diagnostics'), `Jwt10113: Unable to decode the 'payload': '${payload}'`);
  }
  t.match((await ask(newer, 'bm8.e30.')).header('x-ms-diagnostics'), "Jwt10113: Unable to decode the 'header': 'bm8'");
  refused(
    t,
    newer,
    await ask(newer, issue(newer, { ...user2, claims: { actortoken: 'garbage' } })),
    cannotRead('garbage'),
  );
});

t.test('signed and unsigned parts in the wrong place', async (t) => {
  const good = issue(newer, user2);
  const unsignedActor = issue(newer, { ...user2, signWith: 'none' });
  refused(t, newer, await ask(newer, sealed(good)), outerSigned);
  refused(t, newer, await ask(newer, unsignedActor), actorUnsigned);
  refused(t, newer, await ask(newer, sealed(unsignedActor)), actorUnsigned);
  refused(t, newer, await ask(newer, issue(newer, { ...appOnly, signWith: 'none' })), badSignature);
  const { actortoken } = decodeClaims(good) as { actortoken: string };
  const cut = actortoken.slice(0, actortoken.lastIndexOf('.') + 1);
  refused(t, newer, await ask(newer, cut), badSignature);
  refused(t, newer, await ask(newer, `${cut}AAAA`), badSignature);
  refused(t, newer, await ask(newer, issue(newer, { ...user2, claims: { actortoken: cut } })), actorUnsigned);
});

t.test(
  'who must be signed and who must not is said before the profile, which an act-as token may not have',
  async (t) => {
    const anyProfile = diagnostics(
      2000001,
      'invalid_token',
      'This token profile is not applicable for the current protocol.',
    );
    for (const lab of [choosy, oldChoosy]) {
      const good = issue(lab, user2);
      const unsignedActor = issue(lab, { ...user2, signWith: 'none' });
      const expected = lab === choosy ? notApplicable('S2SAppActAs') : anyProfile;
      refused(t, lab, await ask(lab, good), expected);
      refused(t, lab, await ask(lab, unsignedActor), actorUnsigned);
      refused(t, lab, await ask(lab, sealed(good)), outerSigned);
      refused(t, lab, await ask(lab, sealed(unsignedActor)), actorUnsigned);
      const wrongAudience = issue(lab, { ...user2, actorClaims: { aud: 'owa' } });
      refused(t, lab, await ask(lab, wrongAudience), expected);
      acceptedAsApplication(t, await ask(lab, issue(lab, appOnly)));
    }
  },
);

t.test('a weaker signature is never taken: HMAC with the public key, alg none with a signature', async (t) => {
  const token = issue(newer, appOnly);
  const publicKey = createPublicKey(readFileSync(join(labs.directory, 'newer/certs/token-signing.crt')));
  const secret = createSecretKey(publicKey.export({ type: 'spki', format: 'der' }));
  t.ok(secret);
  for (const alg of ['HS256', 'none', 'NONE', 'rs256', 'PS256', '']) {
    const forged = tokenWithSignature({ ...decodeHeader(token), alg }, decodeClaims(token), token.split('.')[2]);
    refused(t, newer, await ask(newer, forged), badSignature);
  }
});

t.test('x5t picks the certificate; an unknown one, or none, means that all are tried', async (t) => {
  for (const x5t of ['AAAAAAAAAAAAAAAAAAAAAAAAAAA', null, '']) {
    accepted(t, await ask(newer, issue(newer, { ...user2, actorHeader: { x5t, kid: null } })));
  }
  const numeric = signedToken(
    { typ: 'JWT', alg: 'RS256', x5t: 5 },
    decodeClaims(issue(newer, appOnly)),
    createPrivateKey(readFileSync(join(labs.directory, 'newer/certs/token-signing.key'))),
  );
  acceptedAsApplication(t, await ask(newer, numeric));
});

t.test('five minutes of skew are granted both ways, to numbers, strings and fractions', async (t) => {
  for (const claims of [
    { nbf: moment - 900, exp: moment - 300 },
    { nbf: moment + 300, exp: moment + 900 },
    { nbf: `${moment + 300}`, exp: `${moment + 900}` },
    { nbf: moment - 900, exp: moment - 300 + 0.5 },
    { nbf: null, exp: moment },
    { exp: 9e11 },
    { exp: '253402300800' },
  ]) {
    accepted(t, await ask(newer, issue(newer, { ...user2, actorClaims: claims })));
    accepted(t, await ask(newer, issue(newer, { ...user2, claims })));
  }
});

t.test('a token made today is expired once the clock of the lab has moved on', async (t) => {
  const token = issue(newer, user2);
  t.teardown(() => freeze(newer, moment));
  freeze(newer, moment + 8 * 3600 + 300);
  accepted(t, await ask(newer, token));
  freeze(newer, moment + 8 * 3600 + 301);
  refused(t, newer, await ask(newer, token), expired);
  freeze(newer, moment - 301);
  refused(t, newer, await ask(newer, token), expired);
});

interface OuterRow {
  readonly title: string;
  readonly claims: Record<string, string | number | null>;
  readonly expected: string;
}

const outerIssuerMismatch = (first: string, second: string) =>
  diagnostics(
    2000001,
    'invalid_token',
    `The user-context issuer '${second}' does not match the application-context nameid '${first}'`,
  );
const outerRealm = (realm: string) =>
  diagnostics(2000001, 'invalid_token', `The outer token issuer realm '${realm}' is invalid.`);

const outerRows: readonly OuterRow[] = [
  { title: 'no issuer', claims: { iss: null }, expected: noReason },
  {
    title: 'an issuer without at sign',
    claims: { iss: 'nobody' },
    expected: diagnostics(2000001, 'invalid_token', "The outer token issuer claim value is invalid 'nobody'"),
  },
  {
    title: 'another application than the actor: the words and the values are crossed, as in Exchange',
    claims: { iss: `${lync}@${tenant}` },
    expected: outerIssuerMismatch(lync, exchange),
  },
  { title: 'over', claims: { nbf: moment - 900, exp: moment - 301 }, expected: expired },
  {
    title: 'nobody named',
    claims: { upn: null, smtp: null, sip: null },
    expected: diagnostics(2000001, 'invalid_token', 'No applicable user context claims found.'),
  },
  {
    title: 'a foreign realm',
    claims: { iss: `${exchange}@${foreignTenantId}` },
    expected: outerRealm(foreignTenantId),
  },
  { title: 'an empty realm', claims: { iss: `${exchange}@` }, expected: outerRealm('') },
];

t.test('each thing that can be wrong with the user context', async (t) => {
  for (const { title, claims, expected } of outerRows) {
    for (const lab of [newer, old]) {
      await t.test(title, async (t) => refused(t, lab, await ask(lab, issue(lab, { ...user2, claims })), expected));
    }
  }
  await t.test('its audience is not looked at, its realm may be another of the same organisation', async (t) => {
    accepted(t, await ask(newer, issue(newer, { ...user2, claims: { aud: 'whatever' } })));
    accepted(t, await ask(newer, issue(newer, { ...user2, claims: { aud: null } })));
    accepted(t, await ask(newer, issue(newer, { ...user2, claims: { iss: `${exchange}@msxfaq.de` } })));
    accepted(
      t,
      await ask(newer, issue(newer, { ...user2, claims: { iss: ` ${exchange}/${owa}@${tenant.toUpperCase()} ` } })),
    );
  });
});

t.test('when several things are wrong, Exchange names the first in its order', async (t) => {
  const foreign = `${acs}@${foreignTenantId}`;
  const over = { nbf: moment - 900, exp: moment - 600 };
  const rows: readonly (readonly [title: string, order: TokenOrder, expected: string])[] = [
    ['profile before audience', { ...appOnly, claims: { ver: '1.0', aud: null } }, notApplicable('V1IdToken')],
    [
      'audience before issuer',
      { ...appOnly, claims: { aud: audience('hybrid.msxfaq.de'), iss: foreign } },
      wrongHost(owa, 'hybrid.msxfaq.de'),
    ],
    [
      'host before realm of the audience',
      { ...appOnly, claims: { aud: audience('hybrid.msxfaq.de', '') } },
      wrongHost(owa, 'hybrid.msxfaq.de'),
    ],
    [
      'application of the audience before its host',
      { ...appOnly, claims: { aud: audience('hybrid.msxfaq.de', tenant, lync) } },
      invalidAudience(audience('hybrid.msxfaq.de', tenant, lync)),
    ],
    [
      'issuer before signature',
      { ...appOnly, claims: { iss: foreign }, signWith: 'unknownKey' },
      unknownIssuer(foreign),
    ],
    ['signature before lifetime', { ...appOnly, claims: over, signWith: 'unknownKey' }, badSignature],
    ['lifetime before organisation', { ...appOnly, claims: { ...over, aud: audience(owa, 'contoso.com') } }, expired],
    [
      'organisation before application',
      { ...appOnly, claims: { aud: audience(owa, 'contoso.com'), nameid: null } },
      unknownTenant('contoso.com').expected,
    ],
    [
      'application before agreement of the realms',
      { ...appOnly, claims: { aud: audience(owa, 'msxfaq.de'), nameid: 'x@y' } },
      unknownApplication('x@y'),
    ],
    [
      'actor token before user context',
      { ...user2, actorClaims: { nameid: 'x@y' }, claims: { iss: 'nobody', ...over } },
      unknownApplication('x@y'),
    ],
    [
      'issuer of the user context before its lifetime',
      { ...user2, claims: { ...over, iss: `${lync}@${tenant}` } },
      outerIssuerMismatch(lync, exchange),
    ],
    [
      'lifetime of the user context before the user',
      { ...user2, claims: { ...over, upn: null, smtp: null, sip: null } },
      expired,
    ],
    [
      'user claims before the realm of the user context',
      { ...user2, claims: { iss: `${exchange}@${foreignTenantId}`, upn: null, smtp: null, sip: null } },
      diagnostics(2000001, 'invalid_token', 'No applicable user context claims found.'),
    ],
    [
      'realm of the user context before the user lookup',
      { ...user2, mailbox: 'noexouser@msxfaq.de', claims: { iss: `${exchange}@${foreignTenantId}` } },
      outerRealm(foreignTenantId),
    ],
  ];
  for (const [title, order, expected] of rows) {
    await t.test(title, async (t) => refused(t, newer, await ask(newer, issue(newer, order)), expected));
  }
  const unsigned = issue(newer, { ...user2, signWith: 'none', actorClaims: { aud: 'x' } });
  t.match((await ask(newer, unsigned)).header('x-ms-diagnostics'), 'The inner actor token must be signed.');
});

function notApplicable(profile: string): string {
  return diagnostics(
    2000001,
    'invalid_token',
    `This token profile '${profile}' is not applicable for the current protocol`,
  );
}

t.test('a claim counts only if it is a string', async (t) => {
  const claims = { ver: 1, appctx: { a: 1 }, actortoken: 5, scp: ['x'] };
  acceptedAsApplication(t, await ask(newer, issue(newer, { ...appOnly, claims })));
});

t.test('the organisation’s own key signs for the organisation, nobody else’s does', async (t) => {
  const own = await ask(newer, issue(newer, { kind: 'selfIssued' }));
  acceptedAsApplication(t, own);
  const steps = newer.transactions.get(own.header('request-id') ?? '')?.steps;
  t.match(
    steps?.find(({ name }) => name === 'issuer'),
    { verdict: 'lenient', detail: /^\[lab\] / },
    'and the record says that a real server may not do it',
  );
  const refusedAs = async (order: Partial<TokenOrder>, expected: string) =>
    refused(t, newer, await ask(newer, issue(newer, { kind: 'selfIssued', ...order })), expected);
  await refusedAs({ signWith: 'unknownKey' }, badSignature);
  await refusedAs({ signWith: 'authServer' }, badSignature);
  await refusedAs({ signWith: 'none' }, badSignature);
  const self = `${exchange}@msxfaq.de`;
  const unexpectedApp = `The application identifier in the nameid claim value is invalid.  Expected '${exchange}'. Actual '${lync}'.`;
  for (const realm of ['msxfaq.de', tenant, '']) {
    const claims = { nameid: `${lync}@${realm}` };
    await refusedAs({ claims }, diagnostics(2000006, 'invalid_client', unexpectedApp)); // the id before its realm
  }
  const unexpectedRealm = `The realm in the nameid claim value is invalid.  Expected 'msxfaq.de'. Actual '${tenant}'.`;
  await refusedAs(
    { claims: { nameid: `${exchange}@${tenant}` } },
    diagnostics(2000001, 'invalid_token', unexpectedRealm),
  );
  const other = `${exchange}@contoso.com`;
  await refusedAs({ claims: { iss: other } }, unknownIssuer(other));
  const actor = { iss: self, nameid: self, aud: audience(owa, 'msxfaq.de') };
  accepted(t, await ask(newer, issue(newer, { ...user2, signWith: 'authCertificate', actorClaims: actor })));
});

t.test('an app-only token is let in, and EWS says what it lacks', async (t) => {
  for (const lab of [newer, old]) acceptedAsApplication(t, await ask(lab, issue(lab, appOnly)));
  const header =
    '<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>user2@msxfaq.de</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>';
  const body = getFolder('IdOnly', '<t:DistinguishedFolderId Id="inbox"/>', header);
  const denied = await ask(newer, issue(newer, appOnly), { body });
  t.equal(denied.status, 500);
  t.match(denied.body, 'a:ErrorImpersonateUserDenied</faultcode>');
  const forbidden = await ask(newer, issue(newer, user2), { body });
  t.equal(forbidden.status, 500);
  t.match(forbidden.body, 'ExchangeImpersonation SOAP header must not exist for this type of OAuth token.');
});

t.test('who exists where decides what EWS says (design §2.2)', async (t) => {
  accepted(t, await ask(newer, issue(newer, user2)));
  accepted(t, await ask(newer, issue(newer, { ...user2, mailbox: 'admin@msxfaq.de' })));
  const remote = await ask(newer, issue(newer, { ...user2, mailbox: 'user1@msxfaq.de' }));
  accepted(t, remote, 'ErrorNonExistentMailbox');
  t.match(remote.body, '<m:MessageText>The SMTP address has no mailbox associated with it.</m:MessageText>');
  const ghost = diagnostics(
    2000005,
    'invalid_user',
    'The user specified by the user-context in the token does not exist.',
  );
  for (const lab of [newer, old]) {
    refused(t, lab, await ask(lab, issue(lab, { ...user2, mailbox: 'noexouser@msxfaq.de' })), ghost, routingOrder);
    const stranger: TokenOrder = { ...user2, tenant, mailbox: 'user1@contoso.onmicrosoft.com' };
    refused(t, lab, await ask(lab, issue(lab, stranger)), ghost, routingOrder);
    const twins = diagnostics(
      2000005,
      'invalid_user',
      'The user specified by the user-context in the token is ambiguous.',
    );
    refused(t, lab, await ask(lab, issue(lab, { ...user2, claims: { smtp: 'admin@msxfaq.de' } })), twins, routingOrder);
  }
  const foreign = issue(newer, { ...user2, mailbox: 'user1@contoso.onmicrosoft.com' });
  refused(t, newer, await ask(newer, foreign), unknownIssuer(`${acs}@${foreignTenantId}`));
});

t.test(
  'any one of UPN, SMTP and SIP address finds the user, in any case; without nii the nameid is his UPN',
  async (t) => {
    const nobody = { upn: null, smtp: null, sip: null };
    for (const claims of [
      { ...nobody, upn: 'USER2@msxfaq.de' },
      { ...nobody, smtp: 'User2@MSXFAQ.DE' },
      { ...nobody, sip: 'user2@msxfaq.de' },
      { ...nobody, nii: null, nameid: 'user2@msxfaq.de' },
      { ...nobody, nii: '', nameid: 'user2@msxfaq.de' },
      { ...nobody, nii: 'urn:whatever', upn: 'user2@msxfaq.de' },
      { ...nobody, nii: 'urn:office:idp:orgid', upn: 'user2@msxfaq.de' },
      { ...nobody, nii: 'urn:office:idp:activedirectory', nameid: 'S-1-5-21-1', upn: 'user2@msxfaq.de' },
    ]) {
      accepted(t, await ask(newer, issue(newer, { ...user2, claims })));
    }
  },
);

t.test('the host of the audience is compared with the Host header, ports and loopback names included', async (t) => {
  const port = (lab: Lab, scheme: 'https' | 'http') =>
    new URL(scheme === 'https' ? lab.exchange.url : lab.exchange.httpUrl).port;
  const https = port(newer, 'https');
  const http = port(newer, 'http');
  const rows: readonly (readonly [
    scheme: 'https' | 'http',
    host: string,
    audienceHost: string,
    expected: string | undefined,
  ])[] = [
    ['https', 'OWA.MSXFAQ.DE', owa, undefined],
    ['https', `${owa}:443`, owa, undefined],
    ['https', `${owa}:${https}`, owa, undefined],
    ['https', `${owa}:80`, owa, `${owa}:80`],
    ['https', `${owa}:${http}`, owa, `${owa}:${http}`],
    ['https', `${owa}:4443`, owa, `${owa}:4443`],
    ['https', `${owa}:4443`, `${owa}:4443`, undefined],
    ['http', owa, owa, undefined],
    ['http', `${owa}:80`, owa, undefined],
    ['http', `${owa}:${http}`, owa, undefined],
    ['http', `${owa}:443`, owa, `${owa}:443`],
    ['https', 'localhost', 'localhost', undefined],
    ['https', `127.0.0.1:${https}`, 'localhost', undefined],
    ['https', `localhost:${https}`, '127.0.0.1', undefined],
    ['https', 'localhost', owa, 'localhost'],
    ['https', owa, 'localhost', owa],
    ['https', 'hybrid.msxfaq.de', 'hybrid.msxfaq.de', undefined],
    ['https', 'mail.example', 'mail.example', undefined],
  ];
  for (const [scheme, host, audienceHost, expected] of rows) {
    await t.test(`${scheme}, Host ${host}, a token for ${audienceHost}`, async (t) => {
      const answer = await ask(newer, issue(newer, { ...user2, host: audienceHost }), { scheme, host });
      if (expected === undefined) accepted(t, answer);
      else refused(t, newer, answer, wrongHost(expected, audienceHost));
    });
  }
});

t.test('without Host, newer builds quote the audience as a URL, 2013 has nothing to expect', async (t) => {
  const oneValue = "The hostname component of the audience claim value 'https://owa.msxfaq.de' is invalid";
  for (const host of [null, '']) {
    const answer = await ask(newer, issue(newer, user2), { host });
    refused(t, newer, answer, diagnostics(2000003, 'invalid_resource', oneValue));
    refused(t, old, await ask(old, issue(old, user2), { host }), wrongHost('', owa));
  }
});

t.test('the word Bearer counts in any case, with or without blanks behind it', async (t) => {
  const token = issue(newer, user2);
  const headers = (value: string) =>
    [
      ['Content-Type', 'text/xml'],
      ['Authorization', value],
    ] as const;
  for (const value of [`bearer ${token}`, `BEARER   ${token}  `, `Bearer${token}`]) {
    accepted(t, await call(newer, { body: getFolder(), headers: headers(value) }));
  }
  for (const value of [`Basic ${token}`, 'Negotiate', token]) {
    const answer = await call(newer, { body: getFolder(), headers: headers(value) });
    t.equal(answer.status, 401);
    t.same(answer.all('WWW-Authenticate'), ['Negotiate', 'NTLM'], 'Exchange’s module does nothing');
  }
});

t.test('a lab with more partners', async (t) => {
  const { lab, partnerKey } = altered;
  const ownKey = createPrivateKey(partnerKey);
  const claims = {
    iss: `${lync}@msxfaq.de`,
    nameid: `${lync}@msxfaq.de`,
    aud: audience(owa, 'msxfaq.de'),
    nbf: moment,
    exp: moment + 600,
  };
  const sealed = (overrides: object) => signedToken({ typ: 'JWT', alg: 'RS256' }, { ...claims, ...overrides }, ownKey);
  const words = (answer: Answer) => answer.header('x-ms-diagnostics');

  await t.test('names them in the challenge, and the authorization endpoint of HMA', async (t) => {
    const { headers } = await call(lab, { headers: [['Authorization', 'Bearer']] });
    const challenge = headers.find(([name]) => name === 'WWW-Authenticate')?.[1];
    t.equal(
      challenge,
      `Bearer client_id="${exchange}", trusted_issuers="${acsChina}@*,${acs}@${tenant},${lync}@msxfaq.de", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.windows.net/common/oauth2/authorize"`,
    );
  });
  await t.test('leaves the endpoint out of a refusal at routing, keeps it in one of the module', async (t) => {
    const early = await ask(lab, 'garbage');
    t.match(early.header('WWW-Authenticate'), /authorization_uri="[^"]+", error="invalid_token"$/);
    const late = await ask(lab, issue(lab, { ...user2, mailbox: 'noexouser@msxfaq.de' }));
    t.match(late.header('WWW-Authenticate'), /service_asserted_app_v1", error="invalid_token"$/);
    t.same(late.names, routingOrder);
  });
  await t.test('takes what a partner signs for itself', async (t) => {
    acceptedAsApplication(t, await ask(lab, sealed({})));
    const outer = { ...decodeClaims(issue(lab, user2)), iss: `${lync}@msxfaq.de`, actortoken: sealed({}) };
    accepted(t, await ask(lab, tokenWithSignature({ typ: 'JWT', alg: 'none' }, outer)));
    t.match(
      words(await ask(lab, sealed({ nameid: `${exchange}@msxfaq.de` }))),
      `Expected '${lync}'. Actual '${exchange}'.`,
    );
    t.match(
      words(await ask(lab, sealed({ nameid: `${lync}@${tenant}` }))),
      `Expected 'msxfaq.de'. Actual '${tenant}'.`,
    );
    t.equal(words(await ask(lab, sealed({ iss: `${lync}@${tenant}` }))), unknownIssuer(`${lync}@${tenant}`));
    t.equal(words(await ask(lab, issue(lab, { ...appOnly, claims: { iss: claims.iss } }))), badSignature);
  });
  await t.test('an auth server without realm speaks for the realm of the audience, and for no other', async (t) => {
    const from = (realm: string) => ({ iss: `${acsChina}@${realm}`, nameid: `${exchange}@${realm}` });
    acceptedAsApplication(t, await ask(lab, issue(lab, { ...appOnly, claims: from(tenant) })));
    t.equal(
      words(await ask(lab, issue(lab, { ...appOnly, claims: from('msxfaq.de') }))),
      unknownIssuer(`${acsChina}@msxfaq.de`),
    );
    const wild = { ...from('a.contoso.com'), aud: audience(owa, 'a.contoso.com') };
    t.equal(
      words(await ask(lab, issue(lab, { ...appOnly, claims: wild }))),
      unknownTenant('a.contoso.com').expected,
      'wildcard domains do not match',
    );
  });
  await t.test('who is switched off is unknown', async (t) => {
    const nameid = `app-off@${tenant}`;
    t.equal(words(await ask(lab, issue(lab, { ...appOnly, claims: { nameid } }))), unknownApplication(nameid));
    const iss = `${acs}@off.example`;
    t.equal(words(await ask(lab, issue(lab, { ...appOnly, claims: { iss } }))), unknownIssuer(iss));
    const bound = `app-bound@${tenant}`;
    t.equal(words(await ask(lab, issue(lab, { ...appOnly, claims: { nameid: bound } }))), unknownApplication(bound));
    acceptedAsApplication(t, await ask(lab, issue(lab, { ...appOnly, claims: { nameid: 'app-bound@bound.example' } })));
  });
  await t.test(
    'a partner whose SIDs are accepted may name the user by SID, and only as Active Directory says',
    async (t) => {
      const sid = 'S-1-5-21-1275210071-448539723-725345543-1602';
      const bySid = { nii: 'urn:office:idp:activedirectory', nameid: sid, upn: null, smtp: null, sip: null };
      accepted(t, await ask(lab, issue(lab, { ...user2, claims: bySid })));
      const both = { ...bySid, upn: 'user1@msxfaq.de' };
      accepted(t, await ask(lab, issue(lab, { ...user2, claims: both })), 'NoError');
      const mismatch = { ...bySid, nameid: 'S-1-5-21-1', upn: 'user2@msxfaq.de' };
      t.equal(
        words(await ask(lab, issue(lab, { ...user2, claims: mismatch }))),
        diagnostics(2000005, 'invalid_user', "The MasterAccountSid doesn't match the SID claim."),
      );
      const neither = { ...mismatch, smtp: 'user1@msxfaq.de' };
      t.match(words(await ask(lab, issue(lab, { ...user2, claims: neither }))), 'is ambiguous.');
      const unknown = { ...bySid, nii: 'urn:unknown', upn: 'user2@msxfaq.de' };
      t.match(
        words(await ask(lab, issue(lab, { ...user2, claims: unknown }))),
        'No applicable user context claims found.',
      );
    },
  );
});

t.test('what was compared stands in the steps of the transaction, and what was not reached', async (t) => {
  const answer = await ask(newer, issue(newer, { ...appOnly, claims: { aud: audience('hybrid.msxfaq.de') } }));
  const transaction = newer.transactions.get(answer.header('request-id') ?? '');
  t.same(
    transaction?.steps.map(({ name, verdict }) => `${name}: ${verdict}`),
    [
      ...['read token', 'token kind', 'token profile'].map((name) => `${name}: passed`),
      'audience: failed',
      ...['issuer', 'signature', 'lifetime', 'organization', 'application', 'realm agreement', 'linked account'].map(
        (name) => `${name}: notReached`,
      ),
    ],
  );
  t.equal(transaction?.diagnostics?.code, 2000003);
  t.notMatch(JSON.stringify(transaction), /eyJ[\w-]+\.eyJ[\w-]+\.[\w-]{20}/, 'no signature in the journal’s view');
});

t.test('words from a token can’t break out of the header: control characters, quotes, any script', async (t) => {
  const rows: readonly (readonly [iss: string, shown: string])[] = [
    ['a\r\nSet-Cookie: x', 'a%0d%0aSet-Cookie: x'],
    ['a\u0000b\u007f', 'a%00b%7f'],
    ['x";error_category="y', 'x";error_category="y'],
    ['müller', Buffer.from('müller').toString('latin1')],
    ['€ 漢字 😀 \ud800', Buffer.from('€ 漢字 😀 \ufffd').toString('latin1')],
  ];
  for (const [iss, shown] of rows) {
    const answer = await ask(newer, issue(newer, { ...appOnly, claims: { iss } }));
    refused(t, newer, answer, diagnostics(2000001, 'invalid_token', `The issuer claim value is invalid '${shown}'.`));
  }
});

t.test('no token whatever makes the server answer anything but Exchange’s words', async (t) => {
  const good = decodeClaims(issue(newer, appOnly));
  const names = fc.constantFrom(
    ...Object.keys(good),
    'ver',
    'actortoken',
    'appctx',
    'scp',
    'nii',
    'upn',
    'smtp',
    '__proto__',
    'constructor',
  );
  const values = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.jsonValue() as fc.Arbitrary<unknown>,
    fc.constantFrom(...Object.values(good)),
    fc.double(),
  );
  const key = createPrivateKey(readFileSync(join(labs.directory, 'newer/certs/token-signing.key')));
  const seal = (claims: string, header: string, signed: boolean) => {
    const input = `${Buffer.from(header).toString('base64url')}.${Buffer.from(claims).toString('base64url')}`;
    return `${input}.${signed ? signBytes('sha256', Buffer.from(input), key).toString('base64url') : ''}`;
  };
  const header = JSON.stringify({ typ: 'JWT', alg: 'RS256' });
  const claimSets = fc
    .tuple(fc.dictionary(names, values, { maxKeys: 4 }), fc.boolean())
    .map(([overrides, keep]) => JSON.stringify(keep ? { ...good, ...overrides } : overrides));
  const judged = async (token: string) => {
    const answer = await ask(newer, token);
    if (answer.status === 401)
      return /^\d{7};(reason=".*";)?error_category="\w+"$/s.test(answer.header('x-ms-diagnostics') ?? '');
    return answer.status === 200 || (answer.status === 500 && answer.body.includes('<s:Fault>'));
  };
  await fc.assert(
    fc.asyncProperty(claimSets, fc.boolean(), (claims, signed) => judged(seal(claims, header, signed))),
    { numRuns: 150 },
  );
  const actors = claimSets.map((claims) =>
    JSON.stringify({ ...decodeClaims(issue(newer, user2)), actortoken: seal(claims, header, true) }),
  );
  await fc.assert(
    fc.asyncProperty(actors, (claims) => judged(seal(claims, '{"alg":"none"}', false))),
    { numRuns: 100 },
  );
  const contexts = claimSets.map((claims) =>
    JSON.stringify({ actortoken: issue(newer, user2), ...JSON.parse(claims) }),
  );
  await fc.assert(
    fc.asyncProperty(contexts, (claims) => judged(seal(claims, '{"alg":"none"}', false))),
    { numRuns: 100 },
  );
  const users = fc
    .dictionary(names, values, { maxKeys: 3 })
    .map((overrides) => JSON.stringify({ ...decodeClaims(issue(newer, user2)), ...overrides }));
  await fc.assert(
    fc.asyncProperty(users, (claims) => judged(seal(claims, '{"alg":"none"}', false))),
    { numRuns: 100 },
  );
  const bytes = fc
    .uint8Array({ minLength: 1, maxLength: 200 })
    .map((value) => Buffer.from(value).toString('base64url'));
  await fc.assert(
    fc.asyncProperty(bytes, bytes, bytes, (a, b, c) => judged(`${a}.${b}.${c}`)),
    { numRuns: 60 },
  );
  for (const [nested, depth] of [
    ['[', 5500],
    ['{"a":', 950],
  ] as const) {
    const close = nested === '[' ? ']' : '}';
    const claims = `{"aud":"${audience()}","iss":"${acs}@${tenant}","x":${nested.repeat(depth)}1${close.repeat(depth)}}`;
    t.ok(await judged(seal(claims, header, true)), 'claims nested deeply');
  }
});
