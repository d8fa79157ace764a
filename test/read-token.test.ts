import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import t from 'tap';
import { readToken, readTokens } from '../src/evidence/read-token.js';
import type { Claims } from '../src/protocol/token.js';
import { signedToken, tokenWithSignature } from './acceptance/token.js';

/**
 * Tokens as people have them: in headers, logs, mails and traces, wrapped, escaped and cut. Foreign code (jose) makes and
 * decodes them.
 */

const { privateKey } = await generateKeyPair('RS256');
const tenant = 'b84c5afe-7ced-4ce8-aa0b-df0e2869d3c8';
const actorClaims = {
  aud: `00000002-0000-0ff1-ce00-000000000000/owa.msxfaq.de@${tenant}`,
  iss: `00000001-0000-0000-c000-000000000000@${tenant}`,
  iat: 1753216953,
  nbf: 1753216653,
  exp: 1753303353,
  nameid: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
  trustedfordelegation: 'true',
};
const actorToken = await new SignJWT(actorClaims)
  .setProtectedHeader({
    typ: 'JWT',
    alg: 'RS256',
    x5t: 'XqrnFEfsS55_vMBpHvF0pTnqeaM',
    kid: 'XqrnFEfsS55_vMBpHvF0pTnqeaM',
  })
  .sign(privateKey);
const userClaims = {
  iss: `00000002-0000-0ff1-ce00-000000000000@${tenant}`,
  aud: actorClaims.aud,
  nbf: 1753216953,
  exp: 1753245753,
  nameid: '10032001E2CBE43B',
  nii: 'urn:federation:MicrosoftOnline',
  upn: 'jörg@msxfaq.de',
  smtp: 'user1@msxfaq.de',
  roles: ['a,b', '}'],
  context: { deep: { x: [1, '"'] }, y: null },
  actortoken: actorToken,
};
const actAs = tokenWithSignature({ typ: 'JWT', alg: 'none' }, userClaims);
const signature = actorToken.split('.')[2] ?? '';

const wrap = (text: string, width: number, between = '\n') =>
  (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(between);
const sprinkle = (text: string, what: string) => wrap(text, 97, what);
const padded = (text: string) =>
  text
    .split('.')
    .map((part) => part + '='.repeat((4 - (part.length % 4)) % 4))
    .join('.');
const usualBase64 = (text: string) => padded(text).replaceAll('-', '+').replaceAll('_', '/');

const forms: Readonly<Record<string, (token: string) => string>> = {
  'the token alone': (token) => token,
  'a header’s value': (token) => `Bearer ${token}`,
  'without a blank, as Exchange takes it': (token) => `Bearer${token}`,
  'a field of the IIS log': (token) => `Bearer+${token}`,
  'a request header': (token) => `Authorization: Bearer ${token}\r\nHost: owa.msxfaq.de\r\n\r\n`,
  'the seed page’s list of fields': (token) =>
    `time-taken = 46 Request-Authorization = Bearer+${token} X-Forwarded-For = 40.99.157.189`,
  'a line of the IIS log': (token) =>
    `2023-01-20 12:22:11 192.168.100.33 POST /ews/Exchange.asmx &CorrelationID=<empty>;&cafeReqId=903de4b2-4133-4d0e-9ae1-78; 443 - 192.168.100.5 AMProbe/OAUTH/Exchange - owa.msxfaq.de 200 0 0 2340 3703 46 Bearer+${token} 40.99.157.189`,
  'a token response': (token) => JSON.stringify({ token_type: 'Bearer', expires_in: '3600', access_token: token }),
  'a token response, indented': (token) => JSON.stringify({ access_token: token, ok: true }, null, 2),
  'JSON in JSON': (token) => JSON.stringify(JSON.stringify({ access_token: token })),
  'a curl command': (token) => `curl -H 'Authorization: Bearer ${token}' https://owa.msxfaq.de/ews/exchange.asmx`,
  PowerShell: (token) => `$token = "${token}"; Invoke-WebRequest`,
  'typographic quotes': (token) => `“${token}”`,
  'German quotes': (token) => `„${token}“`,
  markdown: (token) => `The token is \`${token}\`.\n`,
  'a code block': (token) => `\`\`\`\n${token}\n\`\`\`\n`,
  'a sentence': (token) => `I have got this token: ${token}, which is refused.`,
  'zero-width characters': (token) => sprinkle(token, '\u200b'),
  'a byte order mark': (token) => `\ufeff${token}`,
  'soft hyphens': (token) => sprinkle(token, '\u00ad'),
  'escaped line breaks': (token) => `"Bearer ${sprinkle(token, '\\r\\n')}"`,
  'lines of a mail': (token) => `Authorization: Bearer\n${wrap(token, 76)}\n\nregards, Frank`,
  'lines of a mail behind the header’s name': (token) => `${wrap(`Authorization:Bearer+${token}`, 72)}\n`,
  'a quoted mail': (token) => `> Hello\n> ${wrap(token, 74, '\n> ')}\n>\n> Frank`,
  'a mail quoted twice': (token) => `>> ${wrap(token, 72, '\r\n>> ')}\r\n> what is that?`,
  'quoted-printable': (token) => wrap(token, 75, '=\r\n'),
  'indented lines': (token) => `Token : ${wrap(token, 100, '\n        ')}\nName  : x`,
  'blanks where line breaks were': (token) => `Bearer ${wrap(token, 80, ' ')}`,
  'strings put together': (token) => `"${wrap(token, 80, '" +\n  "')}"`,
  'a URL': (token) => `https://jwt.ms/#access_token=${token}&token_type=Bearer`,
  'an encoded URL': (token) => `token=Bearer%20${token.replaceAll('.', '%2E')}%0A`,
  'a URL encoded twice': (token) => `Bearer%2520${token.replaceAll('.', '%252e')}`,
  'base64 with padding': (token) => `Bearer ${padded(token)}`,
  'the usual base64': (token) => `Bearer ${usualBase64(token)}`,
  'a failed request trace': (token) =>
    `<EventData><Data Name="Headers">Connection: Keep-Alive\r\nAuthorization: Bearer ${token}\r\nHost: owa.msxfaq.de</Data></EventData>`,
  HTML: (token) => `<td>&quot;${token}&quot;</td>`,
};

t.test('a token is found in whatever people paste', async (t) => {
  for (const [name, form] of Object.entries(forms)) {
    for (const [kind, token] of Object.entries({ actAs, actorToken })) {
      const read = readToken(form(token));
      t.equal(read?.text, token, `${kind}: ${name}`);
      t.equal(read?.cut, false, `${kind}: ${name} is whole`);
    }
  }
});

t.test('what is found is decoded without any signature', async (t) => {
  const read = readToken(`Bearer+${actAs}`);
  t.match(read?.decoded, {
    header: { alg: 'none' },
    signed: false,
    claims: { upn: 'jörg@msxfaq.de', context: userClaims.context },
    actorToken: { signed: true, claims: actorClaims, header: { alg: 'RS256' } },
  });
  t.strictSame(read?.actorToken?.text, actorToken);
  t.notOk(JSON.stringify(read?.decoded).includes(signature));
  t.equal(readToken(actAs, { reveal: true })?.decoded.claims.actortoken, actorToken);
});

t.test('a signature of a long key is put together, wherever its lines break', async (t) => {
  const long = generateKeyPairSync('rsa', { modulusLength: 4096 }).privateKey;
  const odd = generateKeyPairSync('rsa', { modulusLength: 2560 }).privateKey;
  for (const key of [long, odd]) {
    const token = signedToken({ typ: 'JWT', alg: 'RS256' }, actorClaims, key);
    t.match(readToken(token), { text: token, cut: false });
    for (let width = 60; width < 140; width += 1) {
      const read = readToken(`> ${wrap(token, width, '\n> ')}\n> Frank`);
      if (key === long && read?.text !== token) t.fail(`${width} columns: ${read?.text.length} of ${token.length}`);
    }
  }
});

t.test('several tokens in a text are found one by one', async (t) => {
  const log = [actAs, actorToken, actAs, actorToken].map((token) => `2026-11-25 10:00:00 Bearer+${token} -`);
  t.strictSame(
    [...readTokens(log.join('\r\n'))].map(({ text }) => text),
    [actAs, actorToken, actAs, actorToken],
  );
  t.strictSame(
    [...readTokens(`${actAs}\n${actAs}\n${actorToken}\n`)].map(({ text }) => text),
    [actAs, actAs, actorToken],
  );
});

t.test('a token cut by a field’s limit is decoded as far as it goes', async (t) => {
  const line = `2026-11-25 10:00:00 10.0.0.1 POST /ews/exchange.asmx - 443 Bearer+${actAs.slice(0, 1200)} 401 0 0`;
  const read = readToken(line);
  t.match(read, { cut: true, cutIn: 'claims', cutClaim: { name: 'actortoken' }, text: actAs.slice(0, 1200) });
  const { actortoken: _, ...whole } = userClaims;
  t.strictSame(read?.decoded.claims, whole);
  t.match(read?.decoded.actorToken, { header: { alg: 'RS256' }, claims: { aud: actorClaims.aud } });
  t.match(read?.actorToken, { cut: true, cutIn: 'claims' });
  t.match(readToken('Request-Authorization = Bearer+eyJuYW........ X-Forwarded-For = 40.99.157.189'), {
    cut: true,
    cutIn: 'header',
    decoded: { header: {}, claims: {} },
  });
  t.match(readToken(`Bearer+${actorToken.slice(0, -40)}`), { cutIn: 'signature', decoded: { claims: actorClaims } });
  t.match(readToken(`${actorToken.slice(0, -40)}…`), { cutIn: 'signature' });
  t.match(readToken(`> ${wrap(actorToken.slice(0, 500), 74, '\n> ')}\n> Frank`), { text: actorToken.slice(0, 500) });
});

t.test('a cut through a number or a character does not invent a value', async (t) => {
  const cutAt = (json: string) =>
    readToken(
      `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(json).toString('base64url')}`,
    );
  t.strictSame(cutAt('{"exp":17532')?.decoded.claims, {});
  t.match(cutAt('{"a":"x","exp":17532'), { decoded: { claims: { a: 'x' } }, cutClaim: { name: 'exp' } });
  t.match(cutAt('{"a":"x","upn":"us'), { cutClaim: { name: 'upn', beginning: 'us' } });
  t.strictSame(cutAt('{"a":"x","upn":"us"')?.decoded.claims, { a: 'x', upn: 'us' });
  t.strictSame(cutAt('{"a":[1,2],"b":{"x":1,"y":"z"')?.decoded.claims, { a: [1, 2] });
  t.strictSame(cutAt('{"a":"x, y","b":"c, d')?.decoded.claims, { a: 'x, y' });
  t.strictSame(
    readToken(`Bearer ${tokenWithSignature({ alg: 'none' }, { a: 'ö', b: 1 }).slice(0, 35)}`)?.decoded.claims,
    { a: 'ö' },
  );
});

t.test('a damaged token is read up to the damage', async (t) => {
  const [header, claims = '', sig] = actorToken.split('.');
  const damaged = `${header}.${claims.slice(0, 200)}${claims.slice(203)}.${sig}`;
  t.match(readToken(damaged), { cut: true, cutIn: 'claims', decoded: { claims: { aud: actorClaims.aud } } });
});

t.test('the lab’s own shown tokens, without their signature, are read', async (t) => {
  const shown = tokenWithSignature(
    { alg: 'none' },
    { ...userClaims, actortoken: actorToken.replace(signature, '<signature removed>') },
  );
  t.match(readToken(shown)?.decoded.actorToken, { claims: actorClaims, signed: true });
  t.match(readToken(actorToken.replace(signature, '<signature removed>'))?.decoded, { claims: actorClaims });
});

t.test('text without a token has none, and an encrypted one is told', async (t) => {
  const texts = [
    '',
    ' ',
    'Bearer',
    'Bearer ',
    'Bearer+-',
    'eyewitness.report.de',
    'hello',
    'a.b.c',
    'eyJ',
    '....',
    'Bearer eyes only',
    '2026-11-25 10:00:00 10.0.0.1 GET /owa/ - 443 - 10.0.0.2 Mozilla/5.0 - 302 0 0 15',
    `${'e'.repeat(100_000)}`,
    `${'eyA '.repeat(50_000)}`,
    `${'eyAi '.repeat(20_000)}`,
  ];
  for (const text of texts) t.equal(readToken(text), undefined, text.slice(0, 40));
  const header = Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url');
  t.match(readToken(`Bearer ${header}.AAAA.BBBB.CCCC.DDDD`), {
    encrypted: true,
    decoded: { header: { enc: 'A256GCM' } },
  });
});

/** Where nobody could tell: no signature at all behind the last dot, or one of a shorter RSA key. */
function looksWhole(token: string): boolean {
  const length = token.split('.')[2]?.length ?? -1;
  const bytes = Math.floor((length * 3) / 4);
  return length === 0 || (bytes >= 128 && bytes % 32 === 0);
}

/** Is every claim of the one there, with the same value, in the other? */
function isSubset(some: Claims, all: Claims): boolean {
  return Object.entries(some).every(([name, value]) => JSON.stringify(value) === JSON.stringify(all[name]));
}

t.test('every beginning of a token tells a part of its claims, and no other', async (t) => {
  for (const [token, all, header] of [
    [actAs, userClaims, { typ: 'JWT', alg: 'none' }],
    [
      actorToken,
      actorClaims,
      { typ: 'JWT', alg: 'RS256', x5t: 'XqrnFEfsS55_vMBpHvF0pTnqeaM', kid: 'XqrnFEfsS55_vMBpHvF0pTnqeaM' },
    ],
  ] as const) {
    let before = -1;
    for (let length = 0; length <= token.length; length += 1) {
      const read = readToken(`Bearer ${token.slice(0, length)}`);
      const { claims = {}, actorToken: nested } = read?.decoded ?? {};
      const { actortoken: _, ...others } = claims;
      const count = Object.keys(claims).length;
      const wrong = [
        !isSubset(others, all as Claims) && 'claims',
        !isSubset(read?.decoded.header ?? {}, header) && 'header',
        nested && !isSubset(nested.claims, actorClaims) && 'actor claims',
        count < before && 'fewer than before',
        length > 12 && !read && 'not read',
        read && read.cut !== length < token.length && !looksWhole(token.slice(0, length)) && 'cut',
      ].filter(Boolean);
      if (wrong.length > 0) t.fail(`${wrong.join(', ')} at ${length}`);
      before = count;
    }
    t.equal(before, Object.keys(all).length, 'all of them at the end');
  }
});

t.test('beginnings of tokens with any claims, and any text, are read without an error', async () => {
  const json = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 6 });
  fc.assert(
    fc.property(json, fc.double({ min: 0, max: 1, noNaN: true }), (claims, share) => {
      const token = new UnsecuredJWT(claims).encode();
      const read = readToken(`Bearer ${token.slice(0, Math.ceil(token.length * share))}`);
      const all = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
      return isSubset(read?.decoded.claims ?? {}, all);
    }),
    { numRuns: 500 },
  );
  const pieces = fc.array(
    fc.oneof(
      fc.string(),
      fc.constantFrom(
        'eyJ',
        'eyJhbGciOiJub25lIn0',
        '.',
        'Bearer ',
        '\n',
        '%2E',
        '\\n',
        '> ',
        '...',
        '=',
        '+',
        actAs,
        actorToken.slice(0, 300),
      ),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(pieces, (list) => {
      for (const { decoded } of readTokens(list.join(''))) JSON.stringify(decoded);
    }),
    { numRuns: 500 },
  );
});
