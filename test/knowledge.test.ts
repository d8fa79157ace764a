import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { causesPage } from '../scripts/causes/page.js';
import { causes, findCause } from '../src/evidence/knowledge/causes.js';
import { diagnose } from '../src/evidence/knowledge/diagnose.js';
import type { Observation } from '../src/evidence/knowledge/observation.js';
import { causesOfCategories } from '../src/evidence/knowledge/refusal-causes.js';
import { identifyRefusal } from '../src/evidence/knowledge/refusal-text.js';
import { type Diagnostics, parseDiagnostics } from '../src/protocol/diagnostics.js';
import { type ExchangeError, type ExchangeErrorName, exchangeErrors } from '../src/protocol/exchange-errors.js';
import { findScenario, scenarios } from '../src/scenarios/catalogue.js';

const tenant = '7c21a7a4-1e45-4d7e-9d3c-0f5a5b8f3a11';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const bearer = `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant}", token_types="app_asserted_user_v1 service_asserted_app_v1"`;
const rows = Object.entries(exchangeErrors) as [ExchangeErrorName, ExchangeError][];

function ids(observation: Observation): readonly string[] | undefined {
  return diagnose(observation)?.causes.map(({ id }) => id);
}

/** A token for a host, as Exchange Online sends it, at a moment when it is good. */
function tokenFor(host: string, claims: Record<string, string | number> = {}) {
  const common = { nbf: 1_700_000_000, exp: 1_700_028_800, ...claims };
  const aud = `${exchange}/${host}@${tenant}`;
  return {
    header: { typ: 'JWT', alg: 'none' },
    claims: { aud, iss: `${exchange}@${tenant}`, smtp: 'user1@msxfaq.de', ...common },
    signed: false,
    actorToken: {
      header: { typ: 'JWT', alg: 'RS256' },
      claims: { aud, iss: `${acs}@${tenant}`, ...common },
      signed: true,
    },
  } as const;
}
const inTime = 1_700_000_600_000;

t.test('every refusal that Exchange can word leads to a cause, in the words of both builds', async (t) => {
  for (const [name, row] of rows) {
    for (const words of [row, row.newerBuilds]) {
      if (!words) continue;
      const reason = (words.reason ?? row.reason).replace('{0}', 'Jwt10322: first').replace('{1}', 'second');
      const diagnostics: Diagnostics = { code: words.code, errorCategory: words.category, reason };
      t.equal(identifyRefusal(diagnostics)?.error, name, `${name} is recognised by "${reason}"`);
      const found = diagnose({ status: row.httpStatus, diagnostics });
      t.ok(found && !found.normal && found.causes.length > 0, `${name} has a cause`);
    }
  }
});

t.test('arguments of a refusal are quoted', async (t) => {
  const quoted = (text: string) => {
    const diagnostics = parseDiagnostics(text);
    return diagnostics && diagnose({ diagnostics })?.quoted;
  };
  t.strictSame(
    quoted(
      `2000009;reason="The issuer of the token is unknown. Issuer was '${acs}@${tenant}'.";error_category="invalid_issuer"`,
    ),
    {
      issuer: `${acs}@${tenant}`,
      tenantId: tenant,
    },
  );
  t.strictSame(
    quoted(
      `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";error_category="invalid_resource"`,
    ),
    { expectedHost: 'owa.msxfaq.de', actualHost: 'hybrid.msxfaq.de', host: 'hybrid.msxfaq.de' },
    'of two bare names the token has the second',
  );
  t.match(
    quoted(
      `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"`,
    ),
    { host: 'mail.contoso.com' },
  );
  t.match(
    quoted(
      `2000006;reason="The application identifier in the nameid claim value is invalid.  Expected 'a'. Actual 'b'.";error_category="invalid_client"`,
    ),
    {},
  );
});

t.test('texts of the field', async (t) => {
  const field: readonly (readonly [string, readonly string[]])[] = [
    // facts/oauth-outbound-admin §1.8
    [
      `2000003;reason="The hostname component of the audience claim value 'https://owa.msxfaq.de' is invalid";error_category="invalid_resource"`,
      ['host-header-missing', 'ssl-offloading'],
    ],
    [
      `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";error_category="invalid_resource"`,
      ['host-rewritten'],
    ],
    [
      `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'https://mail.contoso.com'. Actual 'http://mail.contoso.com'.";error_category="invalid_resource"`,
      ['ssl-offloading'],
    ],
    [
      `2000003;reason="The hostname component of the audience claim value is invalid. Expected ''. Actual 'owa.msxfaq.de'.";error_category="invalid_resource"`,
      ['host-header-missing'],
    ],
    [
      `2000003;reason="The audience claim value is invalid 'aud'.";error_category="invalid_resource"`,
      ['audience-not-exchange'],
    ],
    [
      `2000000; reason="The token has an invalid signature.";error_category="invalid_signature"`,
      ['auth-server-keys-stale', 'signed-by-unknown-key'],
    ],
    [
      `2000005;reason="The user specified by the user-context in the token does not exist.";error_category="invalid_user"`,
      ['user-not-found'],
    ],
    [
      `2000005;reason= "The user specified by the user-context in the token is ambiguous." ;error_category="invalid_user"`,
      ['user-ambiguous'],
    ],
    // facts/oauth-inbound §0 and §2.3
    [
      `2000004;reason="The tenant for tenant guid 'contoso.com' does not exist.";error_category="invalid_tenant"`,
      ['realm-not-accepted'],
    ],
    [
      `4000000;reason="Flighting is not enabled for domain 'mail.dummy.uk'.";error_category="oauth_not_available"`,
      ['modern-authentication-off'],
    ],
    [
      `2000001;reason="This token profile 'S2SAppActAs' is not applicable for the current protocol";error_category="invalid_token"`,
      ['token-profile-not-allowed'],
    ],
  ];
  for (const [text, expected] of field) {
    const diagnostics = parseDiagnostics(text);
    t.ok(diagnostics, text);
    if (diagnostics) t.strictSame(ids({ diagnostics }), expected, text);
  }
});

t.test('a reason nobody has written down is judged by its category, and an unknown category not at all', async (t) => {
  for (const [category, expected] of Object.entries(causesOfCategories)) {
    const diagnostics = { code: 2_000_000, errorCategory: category, reason: 'Words of a later build.' };
    t.strictSame(diagnose({ diagnostics })?.causes, expected, category);
  }
  for (const errorCategory of ['toString', '', 'invalid_tomorrow']) {
    const found = diagnose({ diagnostics: { code: 2_000_099, errorCategory, reason: 'New.' } });
    t.match(found, { normal: false, causes: [] }, `${errorCategory} is a failure without a known cause`);
  }
});

t.test('what is normal', async (t) => {
  const normal: Readonly<Record<string, Observation>> = {
    'an empty Bearer': { status: 401, authorization: 'emptyBearer' },
    'an empty Bearer and its challenge': { status: 401, authorization: 'emptyBearer', challenges: [bearer, 'NTLM'] },
    'the probe where nobody logs Authorization': { status: 401, userAgent: 'AMProbe/OAUTH/Exchange' },
    'free/busy': { status: 401, userAgent: 'ASProxy/CrossForest/EmailDomain/EXCH/15.20.1.0' },
    Autodiscover: { status: 401, userAgent: 'ASAutoDiscover/CrossForest/EmailDomain/EXCH/15.20.1.0' },
    'a pasted challenge': { status: 401, challenges: [`${bearer},Negotiate,NTLM`] },
    'an accepted token': { status: 200, authorization: 'token' },
    'the probe': { status: 200, userAgent: 'AMProbe/OAUTH/Exchange' },
  };
  for (const [name, observation] of Object.entries(normal)) {
    t.match(diagnose(observation), { normal: true, causes: [] }, name);
  }
});

t.test('what has nothing to do with it', async (t) => {
  const foreign: Readonly<Record<string, Observation>> = {
    'a browser': { status: 401, userAgent: 'Mozilla/5.0', path: '/owa/' },
    'an NTLM leg': {
      status: 401,
      subStatus: 1,
      win32Status: 2_148_074_254,
      userAgent: 'AppleExchangeWebServices/818.0.1',
    },
    'no Authorization': { status: 401, authorization: 'none', challenges: ['Negotiate', 'NTLM'] },
    Basic: { status: 401, authorization: 'other' },
    nothing: {},
  };
  for (const [name, observation] of Object.entries(foreign)) t.equal(diagnose(observation), undefined, name);
});

t.test('without diagnostics a token is compared with its request', async (t) => {
  const host = 'hybrid.msxfaq.de';
  const refused = { status: 401, authorization: 'token', time: inTime, scheme: 'https' } as const;
  t.strictSame(ids({ ...refused, host: 'owa.msxfaq.de', token: tokenFor(host) }), ['host-rewritten']);
  t.match(diagnose({ ...refused, host: 'owa.msxfaq.de', token: tokenFor(host) }), {
    symptom: /for hybrid\.msxfaq\.de, the request came for owa\.msxfaq\.de/,
    quoted: { host, requestHost: 'owa.msxfaq.de', tenantId: tenant, mailbox: 'user1@msxfaq.de' },
  });
  t.strictSame(ids({ ...refused, host: `${host}:443`, token: tokenFor(host), time: inTime + 86_400_000 }), [
    'token-expired',
    'clock-off',
  ]);
  t.strictSame(ids({ ...refused, host, token: tokenFor(host), time: inTime - 86_400_000 }), ['clock-off']);
  const four = 4 * 60_000;
  t.notMatch(
    ids({ ...refused, host, token: tokenFor(host), time: 1_700_028_800_000 + four }),
    ['token-expired'],
    'within 5 minutes it is good',
  );
  const url = {
    header: {},
    claims: { aud: `https://${host}/`, iss: 'https://sts.windows.net/x/', ver: '1.0' },
    signed: true,
  };
  t.strictSame(ids({ ...refused, host, scheme: 'http', token: url }), ['ssl-offloading']);
  t.strictSame(ids({ ...refused, host, token: { ...url, claims: { ...url.claims, ver: '2.0' } } }), [
    'token-version-unknown',
  ]);
  t.strictSame(ids({ ...refused, host, token: { ...url, claims: { aud: 'abc', iss: 'nobody' } } }), [
    'audience-not-exchange',
    'issuer-form-wrong',
  ]);
  t.match(
    diagnose({ ...refused, host, token: tokenFor(host) }),
    { symptom: /fit the request/, normal: false },
    'a token that fits is refused for what only the server knows',
  );
  t.strictSame(
    ids({ ...refused, challenges: [], host, token: tokenFor(host) }),
    ['pre-authentication'],
    'no challenge: a device',
  );
});

t.test('a bare status has ranked causes', async (t) => {
  const probe = { userAgent: 'AMProbe/OAUTH/Exchange' };
  t.equal(ids({ status: 401, challenges: [] })?.[0], 'pre-authentication');
  t.equal(ids({ status: 401, challenges: ['Negotiate', 'NTLM'] })?.[0], 'oauth-disabled-on-virtual-directory');
  t.match(diagnose({ status: 401, challenges: [`${bearer}, error="invalid_token"`] }), { normal: false });
  t.equal(ids({ ...probe, status: 403, host: 'outlook.office365.com' })?.[0], 'shared-principal-blocked');
  t.strictSame(ids({ ...probe, status: 403, subStatus: 4 }), ['ssl-required']);
  for (const status of [302, 403, 404, 418, 500, 502, 503, 504]) {
    t.ok(ids({ ...probe, status })?.length, `${status}`);
  }
  t.equal(
    ids({
      status: 401,
      path: '/autodiscover/autodiscover.svc/WSSecurity',
      userAgent: 'TestOrganizationRelationship/1.1',
    })?.[1],
    'wssecurity-off',
  );
});

t.test('any observation has an answer', async () => {
  const text = fc.oneof(fc.string(), fc.constantFrom('AMProbe/OAUTH/Exchange', 'owa.msxfaq.de', bearer, 'https://x/'));
  const claims = fc.dictionary(
    fc.constantFrom('aud', 'iss', 'exp', 'nbf', 'ver', 'smtp', 'tid'),
    fc.oneof(text, fc.integer()),
  );
  const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const observations = fc.record({
    time: optional(fc.integer()),
    status: optional(fc.integer({ min: 0, max: 999 })),
    host: optional(text),
    userAgent: optional(text),
    path: optional(text),
    scheme: optional(fc.constantFrom('https' as const, 'http' as const)),
    authorization: optional(
      fc.constantFrom('none' as const, 'other' as const, 'emptyBearer' as const, 'token' as const),
    ),
    challenges: optional(fc.array(text)),
    token: optional(fc.record({ header: claims, claims, signed: fc.boolean() })),
    diagnostics: optional(fc.record({ code: fc.integer(), reason: text, errorCategory: text })),
  });
  fc.assert(
    fc.property(observations, (observation) => {
      const found = diagnose(observation);
      return found === undefined || !found.normal || found.causes.length === 0;
    }),
  );
});

t.test('the catalogue', async (t) => {
  t.equal(new Set(causes.map(({ id }) => id)).size, causes.length, 'ids are unique');
  for (const cause of causes) {
    t.match(cause.id, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    t.equal(findCause(cause.id), cause);
    t.ok(cause.tellApart.length > 0 && cause.fix.length > 0 && cause.sources.length > 0, `${cause.id} is complete`);
    t.notOk(cause.scenario && cause.reproduce, `${cause.id} is shown in one way`);
    t.equal(new Set(cause.fix.map(({ say }) => say)).size, cause.fix.length, `${cause.id} says nothing twice`);
  }
  t.equal(findCause('nothing'), undefined);
});

t.test('scenarios and causes know each other', async (t) => {
  for (const { id, cause } of scenarios) {
    if (cause !== undefined)
      t.ok(findCause(cause)?.scenario, `${id}: its cause names a scenario, this one or a sister`);
  }
  for (const { id, scenario } of causes) {
    if (scenario !== undefined) t.equal(findScenario(scenario)?.cause, id, id);
  }
});

t.test('docs/causes.md is what the catalogue says; after a change of it, run npm run causes', async (t) => {
  const page = readFileSync(new URL('../docs/causes.md', import.meta.url), 'utf8');
  t.ok(page === causesPage(), 'docs/causes.md is out of date');
  for (const { id } of causes) t.ok(page.includes(`### ${id}\n`), id);
});
