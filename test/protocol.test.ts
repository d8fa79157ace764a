import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import t from 'tap';
import {
  formatServiceAudience,
  parseQualifiedId,
  parseServiceAudience,
  type ServiceAudience,
  sameText,
} from '../src/protocol/audience.js';
import { formatBearerChallenge, parseBearerChallenge } from '../src/protocol/bearer-challenge.js';
import { formatDiagnostics, parseDiagnostics, refuse, wordRefusal } from '../src/protocol/diagnostics.js';
import { type ExchangeError, type ExchangeErrorName, exchangeErrors } from '../src/protocol/exchange-errors.js';
import { formatFederationMetadata, readFederationMetadata } from '../src/protocol/federation-metadata.js';
import { NoSigningCertificate, readMetadataDocument } from '../src/protocol/metadata-document.js';
import { parseSoapRequest, soapEnvelope, soapFault } from '../src/protocol/soap.js';
import {
  type Claims,
  encodeUnsignedToken,
  isReadable,
  isUnsigned,
  type ParsedToken,
  parseToken,
  signingInput,
  stringClaim,
  timeClaim,
} from '../src/protocol/token.js';
import { headerValue, headerValues, normalizedPath, pathOf, queryOf } from '../src/protocol/wire.js';
import { escapeXml, xml } from '../src/protocol/xml.js';
import {
  child,
  descendants,
  dtdProhibited,
  parseXml,
  type XmlElement,
  XmlError,
} from '../src/protocol/xml-document.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const tenant = '6f5a3c1e-8d27-4b90-a1c4-52e9d07b3f68';

t.test(
  'the Bearer challenge is written with Exchange’s parameters in Exchange’s order (facts/oauth-inbound §2.1)',
  async (t) => {
    const challenge = {
      clientId: exchange,
      trustedIssuers: [`${acs}@${tenant}`, 'b@*'],
      offersTokenTypes: true,
      invalidToken: false,
    };
    t.equal(
      formatBearerChallenge(challenge),
      `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant},b@*", token_types="app_asserted_user_v1 service_asserted_app_v1"`,
    );
    t.equal(
      formatBearerChallenge({ ...challenge, trustedIssuers: [], offersTokenTypes: false, invalidToken: true }),
      `Bearer client_id="${exchange}", error="invalid_token"`,
      'no issuers, no parameter; 2013 names no token types',
    );
    t.match(
      formatBearerChallenge({ ...challenge, authorizationUri: 'https://login.example/a', invalidToken: true }),
      /token_types="[^"]+", authorization_uri="https:\/\/login\.example\/a", error="invalid_token"$/,
    );
  },
);

t.test('a challenge is read out of whatever .NET has joined', async (t) => {
  const bearer = `Bearer client_id="${exchange}", trusted_issuers="a@x,b@*", token_types="one two"`;
  const expected = { clientId: exchange, realm: '', trustedIssuersText: 'a@x,b@*', trustedIssuers: ['a@x', 'b@*'] };
  for (const header of [
    bearer,
    `${bearer},Negotiate,NTLM,Basic realm="owa"`,
    `Negotiate,NTLM,${bearer}`,
    `Basic realm="Bearer x", ${bearer}`,
  ]) {
    t.same(parseBearerChallenge(header), expected, header);
  }
  t.same(parseBearerChallenge('bearer CLIENT_ID=abc , Realm=""'), {
    clientId: 'abc',
    realm: '',
    trustedIssuersText: '',
    trustedIssuers: [],
  });
  t.same(parseBearerChallenge('Bearer'), { clientId: '', realm: '', trustedIssuersText: '', trustedIssuers: [] });
  for (const header of [
    '',
    'Negotiate,NTLM',
    'Basic realm="x"',
    'BearerPreAuth x="y"',
    'Basic realm="a, Bearer client_id=x"',
  ]) {
    t.equal(parseBearerChallenge(header), undefined, header);
  }
});

const plain = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 20 });
const idText = plain('abcdef0123456789-.');

t.test('every challenge that can be written can be read again, and reading never throws', async () => {
  const issuers = fc.array(
    fc.tuple(idText, idText).map(([id, realm]) => `${id}@${realm}`),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(
      idText,
      issuers,
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('', ',Negotiate,NTLM', ',Basic realm="x"'),
      (clientId, trustedIssuers, offersTokenTypes, invalidToken, rest) => {
        const written = formatBearerChallenge({ clientId, trustedIssuers, offersTokenTypes, invalidToken });
        const read = parseBearerChallenge(written + rest);
        return read?.clientId === clientId && read.trustedIssuers.join() === trustedIssuers.join();
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseBearerChallenge(text)));
  fc.assert(fc.property(plain('Bearer ,="\\x\t'), (text) => void parseBearerChallenge(`Bearer ${text}`)));
});

t.test('x-ms-diagnostics is written as Exchange writes it and read with the blanks of documentation', async (t) => {
  const diagnostics = { code: 2000003, reason: "Expected 'a'. Actual 'b'.", errorCategory: 'invalid_resource' };
  const written = `2000003;reason="Expected 'a'. Actual 'b'.";error_category="invalid_resource"`;
  t.equal(formatDiagnostics(diagnostics), written);
  t.same(parseDiagnostics(written), diagnostics);
  t.same(
    parseDiagnostics(` 2000003; reason= "Expected 'a'. Actual 'b'."; error_category = "invalid_resource"`),
    diagnostics,
  );
  t.equal(formatDiagnostics({ ...diagnostics, reason: '' }), '2000003;error_category="invalid_resource"');
  t.same(parseDiagnostics('2000003;error_category="invalid_resource"'), { ...diagnostics, reason: '' });
  t.equal(
    formatDiagnostics({ ...diagnostics, reason: 'a\nb\r\u007f' }),
    '2000003;reason="a%0ab%0d%7f";error_category="invalid_resource"',
  );
  for (const text of ['', 'x', '2000003', '20000031;error_category="x"', ';reason="x"'])
    t.equal(parseDiagnostics(text), undefined, text);
  const printable = fc.string({ unit: fc.constantFrom(...`abc;"'= {}0_ü€`) });
  fc.assert(
    fc.property(
      fc.integer({ min: 1_000_000, max: 9_999_999 }),
      printable,
      plain('abc_'),
      (code, reason, errorCategory) => {
        const read = parseDiagnostics(formatDiagnostics({ code, reason, errorCategory }));
        return read?.code === code && read.reason === reason && read.errorCategory === errorCategory;
      },
    ),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseDiagnostics(text)));
});

t.test('a refusal is worded by the build that speaks, arguments verbatim', async (t) => {
  const onPremises = { side: 'OnPremises', exchangeVersion: 'SE' } as const;
  const old = { side: 'OnPremises', exchangeVersion: '2013' } as const;
  const cloud = { side: 'Cloud', exchangeVersion: 'SE' } as const;
  const code = (name: ExchangeErrorName, speaker: typeof onPremises | typeof old | typeof cloud) =>
    wordRefusal(refuse(name, 'A', 'B'), speaker).code;
  t.equal(code('NoConfiguredIssuerMatched', old), 2000001);
  t.equal(code('NoConfiguredIssuerMatched', onPremises), 2000009);
  t.equal(code('InvalidAudience', onPremises), 2000001, 'the newer code was seen in Exchange Online only');
  t.equal(code('InvalidAudience', cloud), 2000003);
  t.equal(
    wordRefusal(refuse('InvalidIssuerFormat', '$& {1} $1'), onPremises).reason,
    "The issuer claim value is invalid '$& {1} $1'.",
  );
  t.equal(
    wordRefusal(refuse('InvalidOuterTokenIssuerIdValue', 'first', 'second'), old).reason,
    "The user-context issuer 'second' does not match the application-context nameid 'first'",
  );
  for (const name of Object.keys(exchangeErrors) as ExchangeErrorName[]) {
    for (const speaker of [onPremises, old, cloud]) {
      t.notMatch(wordRefusal(refuse(name), speaker).reason, /\{\d\}/, `${name} leaves no placeholder`);
    }
  }
});

t.test('the catalogue says what was collected from public captures and documents, row by row', async (t) => {
  const facts = JSON.parse(await readFile(new URL('facts/oauth-errors.json', import.meta.url), 'utf8')) as {
    readonly errors: readonly CollectedError[];
    readonly newerBuildsOnly: readonly CollectedError[];
  };
  for (const { name, newerBuilds, ...fact } of [...facts.errors, ...facts.newerBuildsOnly]) {
    const error: ExchangeError | undefined = exchangeErrors[name as ExchangeErrorName];
    const { internalCode, code, error_category: category, reason, httpStatus = 401 } = fact;
    t.match(error, { internalCode, code, category, reason, httpStatus }, name);
    const newer = newerBuilds && { code: newerBuilds.code, category: newerBuilds.error_category };
    if (foundLater.has(name)) continue;
    t.match(error?.newerBuilds ?? null, newer ?? null, `${name}, newer builds`);
    t.equal(error?.newerBuilds?.reason, newerBuilds?.reason);
  }
});

/** Newer words that public captures have shown since; test/refusals.test.ts holds them. */
const foundLater: ReadonlySet<string> = new Set(['NoGrantPresented', 'NoAuthorizationValuePresent']);

interface CollectedError {
  readonly name: string;
  readonly internalCode?: number;
  readonly code: number;
  readonly error_category: string;
  readonly reason: string;
  readonly httpStatus?: number;
  readonly newerBuilds?: Partial<Omit<CollectedError, 'newerBuilds'>>;
}

t.test('the audience of a server-to-server token: first slash, last at sign', async (t) => {
  const part = fc.string({ unit: fc.constantFrom(...'abc.:-@'), minLength: 1, maxLength: 8 });
  t.same(parseServiceAudience(`${exchange}/owa.msxfaq.de@${tenant}`), {
    applicationId: exchange,
    host: 'owa.msxfaq.de',
    realm: tenant,
  });
  t.same(parseServiceAudience('a/b/c@d@e'), { applicationId: 'a', host: 'b/c@d', realm: 'e' });
  t.same(
    parseServiceAudience('a/b@'),
    { applicationId: 'a', host: 'b', realm: '' },
    'the realm may be empty: that has a refusal of its own',
  );
  for (const text of ['', 'a', 'a@b', 'a/b', '/b@c', 'a/@c', 'a@b/c', '@/'])
    t.equal(parseServiceAudience(text), undefined, text);
  fc.assert(
    fc.property(plain('abc-'), part, plain('abc-.'), (applicationId, host, realm) => {
      const read = parseServiceAudience(formatServiceAudience(host, realm, applicationId));
      return JSON.stringify(read) === JSON.stringify({ applicationId, host, realm } satisfies ServiceAudience);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void parseServiceAudience(text)));
});

t.test('an issuer or nameid: id and realm, a host between them is dropped', async (t) => {
  t.same(parseQualifiedId(` ${acs}@${tenant} `), { id: acs, realm: tenant });
  t.same(parseQualifiedId('a/host@b'), { id: 'a', realm: 'b' });
  t.same(parseQualifiedId('a@b@c'), { id: 'a@b', realm: 'c' });
  t.same(parseQualifiedId('@'), { id: '', realm: '' });
  t.equal(parseQualifiedId('nobody'), undefined);
  t.ok(sameText('OWA.msxfaq.DE', 'owa.MSXFAQ.de'));
  t.notOk(sameText('a', 'b'));
  fc.assert(fc.property(fc.string(), (text) => text.includes('@') === (parseQualifiedId(text) !== undefined)));
});

t.test('a token is taken apart without being trusted', async (t) => {
  const claims: Claims = { iss: 'a@b', exp: 5, nested: { x: [1, null, 'ü€😀'] } };
  const token = encodeUnsignedToken({ alg: 'none' }, claims);
  const parsed = parseToken(token) as ParsedToken;
  t.same(parsed.claims, claims);
  t.ok(isUnsigned(parsed));
  t.ok(token.endsWith('.'));
  const signed = `${signingInput({ alg: 'RS256' }, claims)}.c2ln`;
  t.notOk(isUnsigned(parseToken(signed) as ParsedToken));
  t.ok(isUnsigned(parseToken(`${signingInput({ alg: 'None' }, claims)}.c2ln`) as ParsedToken));
  t.notOk(isReadable(parseToken('')));
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue() as fc.Arbitrary<Claims[string]>), (record) => {
      const value = JSON.parse(JSON.stringify(record)) as Claims;
      const read = parseToken(encodeUnsignedToken({ alg: 'none' }, value));
      return isReadable(read) && JSON.stringify(read.claims) === JSON.stringify(value);
    }),
  );
  fc.assert(fc.property(fc.oneof(fc.string(), plain('eyJ.-_=')), (text) => void parseToken(text)));
});

t.test(
  'a character that is not of Base64url makes it no compact JWT, wherever it stands and whatever Node makes of it',
  async (t) => {
    const token = `${signingInput({ typ: 'JWT', alg: 'RS256' }, { iss: 'x'.repeat(40), n: 1 })}.c2lnbmF0dXJl`;
    const stranger = fc.oneof(
      fc.constantFrom('+', '/', '=', '==', '.', ' ', '\n', '\0', 'ä', '\u00c1', '\u0141', '\u212a', '\u{10041}'),
      fc.string({ minLength: 1 }).filter((text) => !/^[\w-]*$/.test(text)),
    );
    const place = fc.nat({ max: token.length });
    const broken = fc
      .tuple(place, stranger, fc.nat({ max: 5 }))
      .map(([at, text, over]) => token.slice(0, at) + text + token.slice(at + over))
      .filter((text) => !/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)); // a dot for a dot is the token as it was
    fc.assert(
      fc.property(broken, (text) => {
        const read = parseToken(text);
        return !isReadable(read) && read.detail.startsWith('Jwt10204');
      }),
      { numRuns: 2000 },
    );
    t.ok(isReadable(parseToken(token)));
    t.ok(isReadable(parseToken(`${token}x`)), 'one character too many in the signature: no signature, but a token');
  },
);

t.test('claims nested deeper than .NET reads are no token: nothing later has to survive them', async (t) => {
  const nested = (depth: number) => {
    const json = `{"x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
    return `e30.${Buffer.from(json).toString('base64url')}.`;
  };
  t.ok(isReadable(parseToken(nested(100))));
  t.match(parseToken(nested(101)), { detail: /^Jwt10113: Unable to decode the 'payload'/ });
  t.notOk(isReadable(parseToken(nested(6000))));
});

t.test('claims count by type: strings as strings, times as numbers or digits', async (t) => {
  const claims = JSON.parse(
    '{"s":"x","n":5,"z":null,"a":["x"],"t":"17","big":1e300,"neg":-5,"dec":1.9,"word":"soon","__proto__":"p"}',
  ) as Claims;
  t.equal(stringClaim(claims, 's'), 'x');
  for (const name of ['n', 'z', 'a', 'absent', 'toString', 'constructor'])
    t.equal(stringClaim(claims, name), undefined, name);
  t.equal(stringClaim(claims, '__proto__'), 'p');
  t.equal(timeClaim(claims, 'n'), 5);
  t.equal(timeClaim(claims, 't'), 17);
  t.equal(timeClaim(claims, 'neg'), 0, 'before 1970 is 1970 to the JWT library');
  t.equal(timeClaim(claims, 'dec'), 2, 'and a fraction the nearest second');
  for (const name of ['s', 'z', 'a', 'big', 'word', 'valueOf']) t.equal(timeClaim(claims, name), undefined, name);
});

/** The error of a document that must not be read. */
function xmlErrorOf(text: string): XmlError {
  try {
    parseXml(text);
  } catch (error) {
    if (error instanceof XmlError) return error;
    throw error;
  }
  throw new Error(`this was read: ${text}`);
}

t.test('XML is read with namespaces, attributes, CDATA and byte order mark', async (t) => {
  const root = parseXml(
    '\uFEFF<?xml version="1.0"?>\n<!-- c --><a:r xmlns:a="urn:a" xmlns="urn:b" id="1" a:x="2"><k>t&amp;&#x41;<![CDATA[<&]]></k>\n  <a:k/></a:r>',
  );
  t.match(root, { namespace: 'urn:a', name: 'r', attributes: { id: '1', x: '2' }, line: 2 });
  t.equal(child(root, 'urn:b', 'k')?.text, 't&A<&');
  t.equal(child(root, 'urn:a', 'k')?.line, 3);
  t.equal(child(root, 'urn:c', 'k'), undefined);
  t.equal(child(undefined, 'urn:c', 'k'), undefined);
  t.equal(descendants(root, 'k').length, 2);
});

t.test('no DTD is read, so no entity ever expands', async (t) => {
  const bomb = `<?xml version="1.0"?>\n<!DOCTYPE x [<!ENTITY a "aaaa">${Array.from({ length: 20 }, (_, i) => `<!ENTITY a${i} "${'&a;'.repeat(10)}">`).join('')}]><x>&a19;</x>`;
  for (const text of [bomb, '<!DOCTYPE html><x/>', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>']) {
    t.equal(xmlErrorOf(text).message, dtdProhibited);
  }
  t.match(dtdProhibited, /^For security reasons DTD is prohibited in this XML document\. To enable DTD processing/);
  t.ok(xmlErrorOf('<x>&unknown;</x>'));
});

t.test('what is not well-formed, too deep or too large is refused with its place', async (t) => {
  const error = xmlErrorOf('<a>\n<b></a>');
  t.equal(error.line, 2);
  t.ok(error.column > 0);
  t.equal(xmlErrorOf('').message, 'Root element is missing.');
  t.equal(xmlErrorOf('<?xml version="1.0"?>').message, 'Root element is missing.');
  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);
  t.ok(parseXml(nested(64)));
  t.match(xmlErrorOf(nested(65)).message, /too large or nested too deeply/);
  t.match(xmlErrorOf(`<a>${'<b/>'.repeat(20_000)}</a>`).message, /too large or nested too deeply/);
  const attributes = Array.from({ length: 65 }, (_, index) => `a${index}=""`).join(' ');
  t.match(xmlErrorOf(`<a ${attributes}/>`).message, /too many attributes/);
  for (const text of [
    'x',
    '<a',
    '<a/><b/>',
    '<a/>x',
    '<a x=1/>',
    '<a x="1" x="2"/>',
    '<p:a/>',
    '<a>\u0000</a>',
    '<a>&#0;</a>',
    '<a><![CDATA[',
    '<1/>',
  ]) {
    t.ok(xmlErrorOf(text), text);
  }
});

t.test(
  'whatever is thrown at the parser, it throws nothing but its own error; what is written reads back',
  async () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      '/>',
      'a',
      'b:a',
      ' x="1"',
      '&amp;',
      '&x;',
      '<![CDATA[',
      ']]>',
      '<?xml version="1.0"?>',
      '<!DOCTYPE a>',
      '<!--',
      '-->',
      '\u0000',
      '\ud800',
      ' xmlns:b="u"',
      '\n',
    );
    const tryToRead = (text: string) => {
      try {
        parseXml(text);
      } catch (error) {
        if (!(error instanceof XmlError)) throw error;
      }
    };
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(pieces).map((list) => list.join('')),
        ),
        tryToRead,
      ),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const read: XmlElement = parseXml(xml`<a x="${text}">${text}</a>`.text);
        const clean = escapedAndBack(text);
        return read.text === clean && read.attributes.x === clean.replace(/[\t\n]/g, ' ');
      }),
    );
  },
);

/** What XML 1.0 can carry of a text: forbidden characters are U+FFFD. */
function escapedAndBack(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 §2.2 forbids
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd');
}

t.test('XML is written with everything escaped but finished pieces', async (t) => {
  t.equal(escapeXml(`<&>"'`), '&lt;&amp;&gt;&quot;&apos;');
  t.equal(escapeXml('a\u0000b\u000b'), 'a\ufffdb\ufffd');
  t.equal(escapeXml('\ud800x'), '\ufffdx', 'half a character can’t travel');
  t.equal(
    xml`<a b="${'"<'}">${[xml`<i/>`, xml`<j/>`]}${5}${true}${undefined}</a>`.text,
    '<a b="&quot;&lt;"><i/><j/>5true</a>',
  );
});

t.test('a SOAP 1.1 envelope is taken apart, anything else refused with its place', async (t) => {
  const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
  const request = parseSoapRequest(soapEnvelope(xml`<h xmlns="urn:h"/>`, xml`<op xmlns="urn:o"/>`));
  t.equal(request.operation.name, 'op');
  t.equal(request.header?.children[0]?.name, 'h');
  t.equal(parseSoapRequest(`<s:Envelope xmlns:s="${soap}"><s:Body><op/></s:Body></s:Envelope>`).header, undefined);
  t.equal(parseSoapRequest(soapFault(xml`<faultcode>x</faultcode>`)).operation.name, 'Fault');
  for (const text of [
    '<a/>',
    `<Envelope xmlns="http://www.w3.org/2003/05/soap-envelope"/>`,
    `<s:Envelope xmlns:s="${soap}"/>`,
    `<s:Envelope xmlns:s="${soap}"><s:Body/></s:Envelope>`,
    '',
  ]) {
    t.throws(() => parseSoapRequest(text), XmlError, text);
  }
});

t.test('metadata documents are read, or say what they lack', async (t) => {
  const key = { usage: 'signing', keyinfo: { x5t: 'x' }, keyvalue: { type: 'x509Certificate', value: 'AAAA' } };
  const endpoint = { location: 'https://acs/tokens/OAuth/2', protocol: 'OAuth2', usage: 'issuance' };
  const document = { issuer: `${acs}@${tenant}`, keys: [key], endpoints: [{ ...endpoint, usage: 'other' }, endpoint] };
  const read = (change: object) => readMetadataDocument(JSON.stringify({ ...document, ...change }));
  t.match(read({}), {
    issuerIdentifier: acs,
    realm: tenant,
    tokenIssuingEndpoint: endpoint.location,
    certificates: ['AAAA'],
  });
  t.throws(() => readMetadataDocument('x'), { message: 'the metadata document is no JSON' });
  t.throws(() => readMetadataDocument('null'), { message: 'the metadata document is no JSON object' });
  t.throws(() => read({ issuer: 'x' }), { message: /no issuer of the form id@realm/ });
  for (const keys of [
    undefined,
    [],
    [null],
    [{ ...key, usage: 'x' }],
    [{ ...key, keyvalue: null }],
    [{ ...key, keyvalue: { type: 'jwk' } }],
  ]) {
    t.throws(() => read({ keys }), { message: /no signing key of type x509Certificate/ });
  }
  for (const endpoints of [undefined, {}, [], [{ ...endpoint, usage: 'x' }], [{ ...endpoint, location: 5 }]]) {
    t.throws(() => read({ endpoints }), { message: /no OAuth2 issuance endpoint/ });
  }
  fc.assert(fc.property(fc.json(), (text) => plainErrorOnly(() => readMetadataDocument(text))));
  fc.assert(
    fc.property(fc.record({ issuer: fc.constant('a@b'), keys: fc.jsonValue(), endpoints: fc.jsonValue() }), (value) =>
      plainErrorOnly(() => readMetadataDocument(JSON.stringify(value))),
    ),
  );
});

/** A parser may refuse with words of ours, never with a TypeError. */
function plainErrorOnly(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch (error) {
    const ours = error instanceof Error && (error.constructor === Error || error instanceof NoSigningCertificate);
    return ours && error.message.startsWith('the metadata document ');
  }
}

t.test('federation metadata is read back from what is written', async (t) => {
  const url = new URL('https://login.windows.net/x/federationmetadata/2007-06/federationmetadata.xml');
  const issuer = 'https://sts.windows.net/{tenantid}/';
  const read = readFederationMetadata(
    formatFederationMetadata(issuer, 'https://login.windows.net/x/wsfed', ['AAAA', 'BBBB', 'AAAA']),
    url,
  );
  t.match(read, {
    issuerIdentifier: issuer,
    realm: '',
    authorizationEndpoint: 'https://login.windows.net/common/oauth2/authorize',
    certificates: ['AAAA', 'BBBB'],
  });
  t.throws(() => readFederationMetadata(formatFederationMetadata(issuer, 'x', []), url), {
    message: /no signing certificate/,
  });
  t.throws(() => readFederationMetadata('<a/>', url), { message: /no entityID/ });
  t.throws(() => readFederationMetadata('nonsense', url), XmlError);
});

t.test('targets and headers of requests', async (t) => {
  t.equal(normalizedPath('/EWS/Exchange.asmx/?op=1'), '/ews/exchange.asmx');
  t.equal(normalizedPath('https://OWA.msxfaq.de/EWS'), '/ews');
  t.equal(pathOf('http://h?x'), '/');
  t.equal(pathOf('http://h'), '/');
  t.equal(pathOf(''), '/');
  t.equal(normalizedPath('/'), '/');
  t.equal(queryOf('/a?b=c?d'), 'b=c?d');
  t.equal(queryOf('/a'), '');
  const headers = [
    ['A', '1'],
    ['a', '2'],
  ] as const;
  t.equal(headerValue(headers, 'a'), '1');
  t.same(headerValues(headers, 'a'), ['1', '2']);
  fc.assert(fc.property(fc.string(), (target) => void normalizedPath(target)));
});
