import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader, generateKeyPair, importX509, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import t, { type Test } from 'tap';
import { Client } from 'undici';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';
import { createTokenSigner } from '../src/tokens/signer.js';

const defects: unknown[] = [];
const onDefect = (error: unknown) => void defects.push(error);
const lab = await startTemporaryLab({ onDefect });
const client = new Client(lab.cloud.url, {
  connect: { ca: lab.ca, checkServerIdentity: () => undefined } /* Host is ours to choose */,
});
t.teardown(async () => {
  await client.close();
  await lab.close();
});

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const acsHost = 'accounts.accesscontrol.windows.net';
const exoHost = 'outlook.office365.com';
const own = lab.tenantId;
const foreign = lab.details().tenants[1]?.tenantId ?? '';
const grant = 'http://oauth.net/grant_type/jwt/1.0/bearer';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, which the tests look into
  readonly json: any;
}

async function ask(
  host: string,
  path: string,
  init: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { method = 'GET', headers = {}, body = null } = init;
  const answer = await client.request({ method: method as 'GET', path, headers: { host, ...headers }, body });
  const text = await answer.body.text();
  const isJson = String(answer.headers['content-type']).startsWith('application/json');
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : undefined,
  };
}

/** The lab's current auth certificate with its key, out of its data directory: what an Exchange server would sign with. */
const authKey = await readAuthKey();

async function readAuthKey(): Promise<{
  key: KeyObject;
  certificate: X509Certificate;
  x5t: string;
  thumbprint: string;
}> {
  const thumbprint = String((await lab.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint);
  const directory = join(lab.caFile, '..');
  const pems: string[] = [];
  for (const file of await readdir(directory, { recursive: true, withFileTypes: true })) {
    if (file.isFile()) pems.push(await readFile(join(file.parentPath, file.name), 'utf8').catch(() => ''));
  }
  const blocks = (kind: RegExp) => pems.flatMap((text) => [...text.matchAll(kind)].map(([pem]) => pem));
  const certificates = blocks(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g).map(
    (pem) => new X509Certificate(pem),
  );
  const certificate = certificates.find(({ fingerprint }) => fingerprint.replaceAll(':', '') === thumbprint);
  const keys = blocks(/-----BEGIN (?:RSA )?PRIVATE KEY-----[^-]+-----END (?:RSA )?PRIVATE KEY-----/g).map((pem) =>
    createPrivateKey(pem),
  );
  const key = keys.find((candidate) => certificate?.checkPrivateKey(candidate));
  if (!certificate || !key) throw new Error('The auth certificate is not where it should be.');
  return { key, certificate, thumbprint, x5t: createHash('sha1').update(certificate.raw).digest('base64url') };
}

interface AssertionOptions {
  readonly tenant?: string;
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: Parameters<SignJWT['sign']>[0];
}

/** A client assertion as facts/oauth-inbound §3.5 has it, made by jose. */
function assertion({
  tenant = own,
  claims = {},
  header = {},
  key = authKey.key,
}: AssertionOptions = {}): Promise<string> {
  const now = Math.floor(lab.clock.now() / 1000);
  const defaults = { iss: `${exchange}@${tenant}`, aud: `${acs}/${acsHost}@${tenant}`, nbf: now, exp: now + 600 };
  return new SignJWT({ ...defaults, ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5t: authKey.x5t, ...header })
    .sign(key);
}

const resourceFor = (host: string, realm = own) => `${exchange}/${host}@${realm}`;

async function requestToken(
  form: Record<string, string | undefined> = {},
  tenant = own,
  headers: Record<string, string> = {},
) {
  const all = {
    grant_type: grant,
    assertion: form.assertion ?? (await assertion()),
    resource: resourceFor(exoHost),
    ...form,
  };
  const fields = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(acsHost, `/${tenant}/tokens/OAuth/2`, {
    method: 'POST',
    headers: { ...type, ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

function refused(t: Test, answer: Answer, status: number, error: string, description: string | RegExp): void {
  t.equal(answer.status, status, answer.text);
  t.strictSame(Object.keys(answer.json ?? {}).slice(0, 2), ['error', 'error_description']);
  t.equal(answer.json?.error, error);
  t.match(answer.json?.error_description, description);
}

t.test('the ACS metadata document, by tenant id and by every domain', async (t) => {
  for (const name of [own, own.toUpperCase(), 'msxfaq.de', 'MSXFAQ.onmicrosoft.com', 'msxfaq.mail.onmicrosoft.com']) {
    const { status, json, headers } = await ask(acsHost, `/${name}/metadata/json/1`);
    t.equal(status, 200, name);
    t.match(headers['content-type'], /^application\/json/);
    t.match(json, {
      version: '1.0',
      realm: own,
      serviceName: acs,
      issuer: `${acs}@${own}`,
      allowedAudiences: [`${acs}/${acsHost}@${own}`],
      keys: [{ usage: 'signing', keyinfo: { x5t: /^[\w-]{27}$/ }, keyvalue: { type: 'x509Certificate' } }],
    });
    t.match(json.endpoints[0], {
      location: `https://${acsHost}/${own}/tokens/OAuth/2`,
      protocol: 'OAuth2',
      usage: 'issuance',
    });
    const der = Buffer.from(json.keys[0].keyvalue.value, 'base64');
    t.equal(json.keys[0].keyinfo.x5t, createHash('sha1').update(der).digest('base64url'));
    t.ok(Number(new X509Certificate(der).publicKey.asymmetricKeyDetails?.modulusLength) >= 2048);
  }
  t.equal((await ask(acsHost, `/contoso.onmicrosoft.com/METADATA/json/1`)).json.realm, foreign);
  const unknown = await ask(acsHost, '/nowhere.example/metadata/json/1');
  refused(t, unknown, 400, 'invalid_request', /^AADSTS90002: Tenant 'nowhere\.example' not found\./);
  t.equal((await ask(exoHost, `/${own}/metadata/json/1`)).status, 404, 'Exchange Online has no token service');
});

t.test('the federation metadata that an auth server of type AzureAD is made from', async (t) => {
  for (const host of ['login.windows.net', 'login.microsoftonline.com']) {
    const { status, text, headers } = await ask(
      host,
      '/msxfaq.onmicrosoft.com/FederationMetadata/2007-06/FederationMetadata.xml',
    );
    t.equal(status, 200);
    t.match(headers['content-type'], /xml/);
    t.match(text, `https://sts.windows.net/${own}/`);
    t.match(text, /<(?:\w+:)?X509Certificate>[A-Za-z0-9+/=]+</);
  }
  const { output } = await lab.cmdlet('New-AuthServer', {
    Name: 'evoSTS',
    Type: 'AzureAD',
    AuthMetadataUrl: 'https://login.windows.net/msxfaq.de/federationmetadata/2007-06/federationmetadata.xml',
  });
  t.match(output[0], {
    IssuerIdentifier: `https://sts.windows.net/${own}/`,
    Type: 'AzureAD',
    CertificateStrings: [/^[A-Za-z0-9+/=]+$/],
  });
  await lab.cmdlet('Remove-AuthServer', { Identity: 'evoSTS', Confirm: false });
});

t.test('a good assertion gets a token that verifies against the published key', async (t) => {
  const { status, json } = await requestToken({}, own, { 'client-request-id': 'my-request' });
  t.equal(status, 200);
  t.match(json, { token_type: 'Bearer', access_token: String, expires_in: /^\d+$/, resource: resourceFor(exoHost) });
  const metadata = (await ask(acsHost, `/${own}/metadata/json/1`)).json;
  const pem = `-----BEGIN CERTIFICATE-----\n${metadata.keys[0].keyvalue.value}\n-----END CERTIFICATE-----`;
  const verified = await jwtVerify(json.access_token, await importX509(pem, 'RS256'), {
    issuer: metadata.issuer,
    audience: resourceFor(exoHost),
    currentDate: new Date(lab.clock.now()),
  });
  t.match(verified.protectedHeader, {
    typ: 'JWT',
    alg: 'RS256',
    x5t: metadata.keys[0].keyinfo.x5t,
    kid: metadata.keys[0].keyinfo.x5t,
  });
  t.match(verified.payload, {
    identityprovider: metadata.issuer,
    nameid: `${exchange}@${own}`,
    trustedfordelegation: 'true',
  });
  t.equal(verified.payload.oid, verified.payload.sub);
  t.equal(Number(json.expires_on), verified.payload.exp);

  const transaction = lab.transactions.list().findLast(({ request }) => request.url.endsWith('/tokens/OAuth/2'));
  t.match(transaction, { side: 'Cloud', request: { method: 'POST', host: acsHost }, response: { status: 200 } });
  const byDomain = await requestToken({ resource: resourceFor('mail.example.org', 'msxfaq.de') }, 'msxfaq.de');
  t.equal(byDomain.status, 200, 'the host need not be among the ServicePrincipalNames');
  t.equal(decodeJwt(byDomain.json.access_token).aud, resourceFor('mail.example.org', 'msxfaq.de'));
});

t.test('many tokens at once, in the pool and beside it: each has its own signature', async (t) => {
  const { certificate, key } = authKey;
  const identity = {
    certificate: certificate.toString(),
    privateKey: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  const half = createTokenSigner(identity, 25);
  for (const [round, sign] of Object.entries({ half, again: half, here: createTokenSigner(identity, 0) })) {
    const tokens = await Promise.all(Array.from({ length: 50 }, (_, number) => sign({ number })));
    const verified = await Promise.all(tokens.map((token) => jwtVerify(token, certificate.publicKey)));
    t.same(
      verified.map(({ payload }) => payload.number),
      Array.from({ length: 50 }, (_, number) => number),
      round,
    );
  }
});

t.test('every refusal of the token service', async (t) => {
  const notFound = (thumbprint: string) =>
    `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}'.`;
  const { privateKey } = await generateKeyPair('RS256');
  const now = Math.floor(lab.clock.now() / 1000);
  const hour = 3600;
  const rows: [string, AssertionOptions, number, string, string | RegExp][] = [
    [
      'a key that is not in the tenant',
      { header: { x5t: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA' } },
      401,
      'invalid_client',
      notFound('0'.repeat(40)),
    ],
    ['no x5t', { header: { x5t: undefined } }, 401, 'invalid_client', notFound('')],
    [
      'another key under the same thumbprint',
      { key: privateKey },
      401,
      'invalid_client',
      `The key was found, but use of the key to verify the signature failed., Thumbprint of key used by client: '${authKey.thumbprint}'.`,
    ],
    ['another algorithm', { header: { alg: 'PS256' } }, 401, 'invalid_client', /AADSTS50012/],
    [
      'expired',
      { claims: { nbf: now - 2 * hour, exp: now - hour } },
      401,
      'invalid_client',
      /^AADSTS700024: Client assertion is not within its valid time range/,
    ],
    ['not yet valid', { claims: { nbf: now + hour, exp: now + 2 * hour } }, 401, 'invalid_client', /^AADSTS700024/],
    ['no exp', { claims: { exp: undefined } }, 401, 'invalid_client', /^AADSTS700024/],
    [
      'an application that the tenant has not',
      { claims: { iss: `11111111-2222-3333-4444-555555555555@${own}` } },
      400,
      'unauthorized_client',
      `AADSTS700016: Application with identifier '11111111-2222-3333-4444-555555555555' was not found in the directory '${own}'.`,
    ],
    [
      'an issuer without tenant',
      { claims: { iss: exchange } },
      400,
      'invalid_request',
      /^AADSTS50027: .*\[lab\] The claim iss/,
    ],
    [
      'an audience of another tenant',
      { claims: { aud: `${acs}/${acsHost}@${foreign}` } },
      400,
      'invalid_request',
      /^AADSTS50027: .*\[lab\] The claim aud/,
    ],
    [
      'an issuer of another tenant',
      { claims: { iss: `${exchange}@${foreign}` } },
      400,
      'invalid_request',
      /^AADSTS50027: .*\[lab\] The claim iss/,
    ],
  ];
  for (const [name, options, status, error, description] of rows) {
    await t.test(name, async (t) =>
      refused(t, await requestToken({ assertion: await assertion(options) }), status, error, description),
    );
  }
  const unsigned = new UnsecuredJWT(decodeJwt(await assertion())).encode();
  refused(t, await requestToken({ assertion: unsigned }), 401, 'invalid_client', notFound(''));
  const named = `${Buffer.from(JSON.stringify({ alg: 'none', x5t: authKey.x5t })).toString('base64url')}.${unsigned.split('.')[1]}.`;
  refused(
    t,
    await requestToken({ assertion: named }),
    401,
    'invalid_client',
    /use of the key to verify the signature failed/,
  );
  for (const garbage of ['x', 'a.b.c', '..', `${await assertion()}.x`]) {
    refused(
      t,
      await requestToken({ assertion: garbage }),
      400,
      'invalid_request',
      /^AADSTS50027: JWT token is invalid or malformed\./,
    );
  }
  for (const parameter of ['grant_type', 'assertion', 'resource']) {
    const text = `AADSTS900144: The request body must contain the following parameter: '${parameter}'.`;
    refused(t, await requestToken({ [parameter]: '' }), 400, 'invalid_request', text);
  }
  refused(
    t,
    await requestToken({ grant_type: 'client_credentials' }),
    400,
    'unsupported_grant_type',
    /^AADSTS70003: .*'client_credentials'/,
  );
  for (const resource of ['https://outlook.office365.com/', resourceFor(exoHost, foreign), `${acs}/x@${own}`, 'x']) {
    const text = `AADSTS500011: The resource principal named ${resource} was not found in the tenant named ${own}. This can happen if`;
    refused(t, await requestToken({ resource }), 400, 'invalid_resource', text);
  }
  refused(t, await requestToken({}, 'nowhere.example'), 400, 'invalid_request', /^AADSTS90002/);
  const last = lab.transactions.list().at(-1);
  t.match(last, { side: 'Cloud', response: { status: 400 }, steps: [{ verdict: 'failed', detail: /AADSTS90002/ }] });
  refused(
    t,
    await requestToken(
      { assertion: await assertion({ tenant: foreign }), resource: resourceFor(exoHost, foreign) },
      foreign,
    ),
    401,
    'invalid_client',
    notFound(authKey.thumbprint),
  );
});

t.test('a time within five minutes is good', async (t) => {
  const now = Math.floor(lab.clock.now() / 1000);
  for (const claims of [
    { nbf: now - 900, exp: now - 200 },
    { nbf: now + 200, exp: now + 800 },
    { nbf: String(now), exp: String(now + 600) },
  ]) {
    t.equal((await requestToken({ assertion: await assertion({ claims }) })).status, 200);
  }
});

t.test('the token endpoint takes a form by POST, at its own hosts', async (t) => {
  const path = `/${own}/tokens/OAuth/2`;
  for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
    t.ok([404, 405].includes((await ask(acsHost, path, { method })).status), method);
  for (const type of ['application/json', 'text/plain', 'multipart/form-data']) {
    const answer = await requestToken({}, own, { 'content-type': type });
    refused(t, answer, 400, 'invalid_request', /must contain the following parameter: 'grant_type'/);
  }
  t.equal(
    (await requestToken({}, own, { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=utf-8' })).status,
    200,
  );
  t.equal((await ask(exoHost, path, { method: 'POST', body: 'x' })).status, 404);
  t.equal((await ask('login.windows.net', path, { method: 'POST', body: '' })).status, 400);
  t.equal((await ask('evil.example', '/nowhere')).status, 404);
  t.equal((await ask('localhost', '/msxfaq.de/metadata/json/1')).status, 200, 'a client that can’t set DNS');
  t.equal((await ask('localhost', '/ews/exchange.asmx')).status, 401);
  const double = await ask(acsHost, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `grant_type=x&grant_type=${encodeURIComponent(grant)}`,
  });
  t.equal(double.status, 400);
  for (const bad of [
    '/%zz/metadata/json/1',
    '/a/b/metadata/json/1',
    '//metadata/json/1',
    `/${'x'.repeat(3000)}/metadata/json/1`,
    '/../metadata/json/1',
  ]) {
    const { status, text } = await ask(acsHost, bad);
    t.ok(status === 400 || status === 404, `${bad.slice(0, 30)} ${status}`);
    t.notMatch(text, /\bat .+:\d+:\d+/);
  }
});

t.test('Exchange Online challenges as facts/oauth-outbound-admin §1.6 has it', async (t) => {
  const expected = [
    `Bearer client_id="${exchange}", trusted_issuers="${acs}@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"`,
    'Basic Realm=""',
  ];
  for (const path of ['/ews/Exchange.asmx', '/EWS/exchange.ASMX', '/autodiscover/autodiscover.svc']) {
    for (const host of [exoHost, 'autodiscover-s.outlook.com']) {
      const { status, headers, text } = await ask(host, path, { method: 'POST', headers: { authorization: 'Bearer' } });
      t.strictSame([status, text, headers['content-length']], [401, '', '0']);
      t.strictSame([headers['www-authenticate']].flat().join(','), expected.join(','));
      t.match(headers['request-id'], /^[0-9a-f-]{36}$/);
    }
  }
  t.equal((await ask(acsHost, '/ews/Exchange.asmx')).status, 404, 'the token service has no EWS');
  t.equal((await ask(exoHost, '/nowhere')).status, 404);
});

t.test('Exchange Online quotes the word aud for an audience it can’t read, as it was seen to do', async (t) => {
  for (const aud of ['https://outlook.office365.com/', `someone-else/${exoHost}@${lab.tenantId}`]) {
    const { token } = lab.tokens.issue({ kind: 'appOnly', host: exoHost, claims: { aud } });
    const { status, headers } = await ask(exoHost, '/ews/Exchange.asmx', {
      headers: { authorization: `Bearer ${token}` },
    });
    const expected = `2000003;reason="The audience claim value is invalid 'aud'.";error_category="invalid_resource"`;
    t.strictSame([status, headers['x-ms-diagnostics']], [401, expected], aud);
  }
});

t.test('Exchange Online keeps its tenants apart', async (t) => {
  const knock = async (order: Parameters<typeof lab.tokens.issue>[0]) => {
    const { token } = lab.tokens.issue({ host: exoHost, ...order });
    const { status, headers } = await ask(exoHost, '/ews/Exchange.asmx', {
      headers: { authorization: `Bearer ${token}` },
    });
    return `${status} ${headers['x-ms-diagnostics'] ?? ''}`.trim();
  };
  t.equal(await knock({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de' }), '200');
  t.equal(await knock({ kind: 'actAsUser', mailbox: 'user1@contoso.onmicrosoft.com' }), '200');
  t.equal(await knock({ kind: 'appOnly', tenant: 'contoso.onmicrosoft.com' }), '200');
  const nobody = /^401 2000005;reason="The user specified by the user-context in the token does not exist\."/;
  const byAddress = { nameid: null, sip: null, upn: null };
  t.match(
    await knock({ kind: 'actAsUser', tenant: foreign, mailbox: 'user1@msxfaq.de', claims: byAddress }),
    nobody,
    'the foreign tenant does not reach our users',
  );
  t.match(
    await knock({ kind: 'actAsUser', tenant: own, mailbox: 'user1@contoso.onmicrosoft.com', claims: byAddress }),
    nobody,
  );
  t.match(
    await knock({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', actorClaims: { iss: `${acs}@${foreign}` } }),
    /^401 200/,
    'audience and issuer of two tenants',
  );
  t.match(
    await knock({ kind: 'actAsUser', mailbox: 'user1@msxfaq.de', claims: { iss: `${exchange}@${foreign}` } }),
    /^401 200/,
    'user and actor of two tenants',
  );
  t.match(await knock({ kind: 'appOnly', signWith: 'authCertificate' }), /^401 200/, 'on-premises can’t make its own');
  t.match(await knock({ kind: 'appOnly', host: 'owa.msxfaq.de' }), /^401 2000003;/, 'a token for on-premises');
  const transaction = lab.transactions.list().at(-1);
  t.match(transaction, { side: 'Cloud', decodedToken: { claims: { aud: resourceFor('owa.msxfaq.de') } } });
  const { status } = await ask(exoHost, '/ews/Exchange.asmx', {
    headers: { authorization: `Bearer ${(await requestToken()).json.access_token}` },
  });
  t.equal(status, 200, 'the token service’s own token gets in');
});

t.test('what changes in the directory counts at once in the cloud', async (t) => {
  await lab.cmdlet('New-Mailbox', { Name: 'new', MicrosoftOnlineServicesID: 'new@msxfaq.de' });
  const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'new@msxfaq.de', host: exoHost });
  const knock = () => ask(exoHost, '/ews/Exchange.asmx', { headers: { authorization: `Bearer ${token}` } });
  t.equal((await knock()).status, 200);
  await lab.cmdlet('Remove-Mailbox', { Identity: 'new@msxfaq.de', Confirm: false }, { session: 'Cloud' });
  t.match((await knock()).headers['x-ms-diagnostics'], /^2000005;/);
  t.equal(decodeProtectedHeader(token).alg, 'none');
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(defects, []);
});
