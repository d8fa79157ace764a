import { Buffer } from 'node:buffer';
import t from 'tap';
import { readToken } from '../src/evidence/read-token.js';
import { reportToken } from '../src/evidence/token-report/report-token.js';

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const realm = '6f5a3c1e-8d27-4b90-a1c4-52e9d07b3f68';
const exchange = '00000002-0000-0ff1-ce00-000000000000';
const now = Date.parse('2026-11-23T12:00:00Z');
const seconds = now / 1000;
const actorHeader = { typ: 'JWT', alg: 'RS256', x5t: 'XqrnFEfsS55_vMBpHvF0pTnqeaM' };
const actorClaims = {
  oid: '11111111-2222-3333-4444-555555555555',
  iss: `00000001-0000-0000-c000-000000000000@${realm}`,
  aud: `${exchange}/mail.contoso.com@${realm}`,
  nbf: seconds - 300,
  exp: seconds + 86_400,
};
const userClaims = {
  iss: `${exchange}@${realm}`,
  aud: `${exchange}/mail.contoso.com@${realm}`,
  nbf: seconds,
  exp: seconds + 28_800,
};
const actorOf = (signature: string) => `${encode(actorHeader)}.${encode(actorClaims)}.${signature}`;
const outerOf = (actor: string) =>
  `${encode({ typ: 'JWT', alg: 'none' })}.${encode({ ...userClaims, smtp: 'anna@contoso.com', actortoken: actor })}.`;

t.test('a token that stands whole in a claim is whole, however long its signature is', async (t) => {
  for (const bytes of [129, 200, 258]) {
    const text = outerOf(actorOf(Buffer.alloc(bytes, 7).toString('base64url')));
    t.match(readToken(text)?.actorToken, { cut: false }, `${bytes} bytes`);
    const report = await reportToken(text, { now });
    const signature = report?.checks.find(({ name }) => name === 'signature');
    t.notMatch(signature?.detail, /not there as a whole/);
  }
  const log = outerOf(actorOf(Buffer.alloc(256, 7).toString('base64url'))).slice(0, 900);
  t.match(readToken(log), { cut: true, actorToken: { cut: true } }, 'where the log cuts, both are cut');
});

/** As the outbound log prints a token (facts/oauth-outbound-admin §1.6). */
const readableOf = (header: object, claims: Record<string, unknown>) =>
  `${JSON.stringify(header)}.${Object.entries(claims)
    .map(([name, value]) => `"${name}": "${value}"`)
    .join(' ')} `;
const readable = `${readableOf({ typ: 'JWT', alg: 'none' }, userClaims)}; actor: ${readableOf(actorHeader, actorClaims)}`;
const base64 = Buffer.from(readable).toString('base64');

t.test('the OAuthToken of the HttpProxy log is read', async (t) => {
  const row = `2025-11-03T08:00:01.123Z,903de4b2,15,2,1544,11,,Ews,mail.contoso.com,/EWS/Exchange.asmx,,Bearer,,,,,,,,401,"OAuthToken=${base64};OAuthError=x;"`;
  for (const text of [base64, row, `OAuthToken: ${base64}`]) {
    const report = await reportToken(text, { now, host: 'owa.contoso.com' });
    t.match(report, {
      verdict: 'wrong',
      kind: { name: 'S2SAppActAs' },
      firstRefusal: /^2000003;/,
      token: { name: 'user context', signed: false, actorToken: { name: 'actor token', signed: true } },
    });
    t.match(
      report?.token.actorToken?.claims.find(({ name }) => name === 'oid'),
      { value: actorClaims.oid },
    );
    t.match(
      report?.checks.find(({ name }) => name === 'signature'),
      { verdict: 'notJudged' },
      'a readable token has no signature',
    );
  }
  const compact = Buffer.from(outerOf(actorOf(Buffer.alloc(256, 7).toString('base64url')))).toString('base64');
  t.match(
    readToken(`OAuthToken=${compact};`),
    { cut: false, actorToken: { cut: false } },
    'or a whole token in base64',
  );
});

t.test('so is the bearer token that a Detail of Test-OAuthConnectivity shows', async (t) => {
  const line = `Information:[OAuthCredentials:Authenticate] send request to 'https://mail.contoso.com/ews/Exchange.asmx' with the bearer token: '${readable}'`;
  t.match(await reportToken(line, { now, host: 'mail.contoso.com' }), {
    verdict: 'right',
    kind: { name: 'S2SAppActAs' },
    token: { actorToken: { thumbprint: /^[0-9A-F]{40}$/ } },
  });
});

t.test('what only looks like one is none', async (t) => {
  for (const text of [
    '{"typ":"JWT"}',
    '{"alg":"none"}.',
    'OAuthToken=aGVsbG8gd29ybGQ=',
    `OAuthToken=${'e'.repeat(5000)}`,
  ]) {
    t.equal(readToken(text), undefined, text.slice(0, 40));
  }
});
