import { X509Certificate } from 'node:crypto';
import { decodeJwt, importPKCS8, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';
import t, { type Test } from 'tap';
import { LabClock } from '../src/clock.js';
import type { Caller, CallerAuthServer } from '../src/connectivity/caller.js';
import type { ConnectivityRequest } from '../src/connectivity/connectivity-request.js';
import { formatDateTime } from '../src/connectivity/culture.js';
import { outboundErrors } from '../src/connectivity/outbound-errors.js';
import { testOAuthConnectivity } from '../src/connectivity/test-oauth-connectivity.js';
import { createTokenCache } from '../src/connectivity/token-cache.js';
import type { HttpRequest } from '../src/network/http-client.js';
import { createHttpResponse, type HttpResponse } from '../src/network/http-response.js';
import { NetworkError, type NetworkFailure } from '../src/network/network-error.js';
import { commonName } from '../src/pki/distinguished-name.js';
import { issueAuthCertificate, issueExchangeCertificate } from '../src/pki/lab-certificates.js';
import { x5tOf } from '../src/pki/thumbprint.js';
import { namespaces } from '../src/protocol/namespaces.js';
import { parseSoapRequest } from '../src/protocol/soap.js';
import { descendants } from '../src/protocol/xml-document.js';
import { type Random, systemRandom } from '../src/random.js';

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const tenant = 'c1d2e3f4-0000-4000-8000-00000000a1b2';
const guid = '11111111-2222-4333-8444-555555555555';
const minute = 60_000;
const hour = 60 * minute;
const noon = Date.UTC(2026, 10, 23, 12);
const tokenEndpoint = `https://accounts.accesscontrol.windows.net/${tenant}/tokens/OAuth/2`;

const stopped = new LabClock({ now: () => Date.UTC(2026, 0, 1) });
const sources = { clock: stopped, random: systemRandom };
const [authCertificate, tokenSigning, shortKey] = await Promise.all([
  issueAuthCertificate(sources),
  issueAuthCertificate(sources),
  issueExchangeCertificate({ subject: commonName('short'), keySize: 1024 }, sources),
]);

const cloudAcs: CallerAuthServer = {
  name: 'MicrosoftSts',
  enabled: true,
  issuerIdentifier: acs,
  realm: '*',
  tokenIssuingEndpoint: 'https://accounts.accesscontrol.windows.net/tokens/OAuth/2',
};
const onPremisesAcs: CallerAuthServer = {
  ...cloudAcs,
  name: 'ACS - 07f3ce6b-4d19-4c52-8a8e-2b1c95d7e640',
  realm: tenant,
  tokenIssuingEndpoint: tokenEndpoint,
};

const cloudCaller: Caller = {
  side: 'Cloud',
  exchangeVersion: 'SE',
  culture: 'en-US',
  serviceName: exchange,
  tenantId: tenant,
  userDomain: 'msxfaq.de',
  authServers: [cloudAcs],
  signingCertificate: authCertificate,
  user: {
    nameId: '10032001E2CBE43B',
    nii: 'urn:federation:MicrosoftOnline',
    userPrincipalName: 'user1@msxfaq.de',
    smtpAddress: 'user1@msxfaq.de',
    sipAddress: '',
  },
};
const onPremisesCaller: Caller = {
  ...cloudCaller,
  side: 'OnPremises',
  tenantId: '',
  authServers: [onPremisesAcs],
};
const probeRequest: ConnectivityRequest = {
  service: 'EWS',
  targetUri: new URL('https://hybrid.msxfaq.de:8443/metadata/json/1?x=1'),
  appOnly: false,
  useCachedToken: false,
  reloadConfig: false,
};
const toCloud: Partial<ConnectivityRequest> = { targetUri: new URL('https://outlook.office365.com/ews/exchange.asmx') };

type Handler = (url: URL, request: HttpRequest) => HttpResponse | NetworkError | Promise<HttpResponse>;
type Sent = HttpRequest & { readonly url: URL };

const fromExchange = `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant}", token_types="app_asserted_user_v1 service_asserted_app_v1"`;
const fromCloud = `Bearer client_id="${exchange}", trusted_issuers="${acs}@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize"`;
const challengeRead = 'Information:[OAuthCredentials:Authenticate] entering';
const frame =
  '   at Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)';

function answer(status: number, headers: Record<string, string | string[]> = {}, body = ''): HttpResponse {
  const rawHeaders = Object.entries(headers).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, value] as const),
  );
  return createHttpResponse({ status, statusText: 'Told By Server', rawHeaders, body: Buffer.from(body) });
}

const failure = (name: NetworkFailure, host = 'hybrid2.msxfaq.de') =>
  new NetworkError(name, { phase: 'connect', host });
const challenged = (challenge = fromExchange): HttpResponse => answer(401, { 'WWW-Authenticate': challenge });

/** An auth server that signs what it is asked for, as of the lab's clock. */
function issuingAcs(clock: LabClock): Handler {
  return async (_, request) => {
    const form = new URLSearchParams(String(request.body));
    const now = Math.floor(clock.now() / 1000);
    const token = await new SignJWT({ aud: form.get('resource') ?? '', iss: `${acs}@${tenant}`, oid: 'an-oid' })
      .setNotBefore(now)
      .setExpirationTime(now + 86_400)
      .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: 'x', kid: 'k' })
      .sign(await importPKCS8(tokenSigning.privateKey, 'RS256'));
    return answer(200, {}, JSON.stringify({ token_type: 'Bearer', access_token: token, expires_in: '86400' }));
  };
}

function world(target: Handler, authServer?: Handler) {
  const clock = new LabClock({ now: () => noon });
  const sent: Sent[] = [];
  const askAcs = authServer ?? issuingAcs(clock);
  const random: Random = { uuid: () => guid, bytes: systemRandom.bytes };
  const http = {
    async request(url: URL, request: HttpRequest) {
      sent.push({ url, ...request });
      const handler = url.hostname === 'accounts.accesscontrol.windows.net' ? askAcs : target;
      const result = await handler(url, request);
      if (result instanceof NetworkError) throw result;
      return result;
    },
  };
  const cache = createTokenCache(clock);
  const run = (caller: Caller = cloudCaller, changes: Partial<ConnectivityRequest> = {}) =>
    testOAuthConnectivity({ ...probeRequest, ...changes }, caller, { http, clock, random, cache });
  return { run, sent, clock };
}

const bearerOf = (request: Sent | undefined): string =>
  (request?.headers.find(([name]) => name === 'Authorization')?.[1] ?? '').replace(/^Bearer ?/, '');
const isProbe = ({ url }: Sent): boolean => url.hostname !== 'accounts.accesscontrol.windows.net';

/** What goes on in the background has come to its end. */
const settled = () => new Promise((done) => setTimeout(done, 50));
/** What goes on in the background has come so far; a busy machine takes longer for it than 50 ms. */
async function hasCome(isSo: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !isSo(); tries++) await settled();
}

/** A target that challenges an empty Bearer and gives anyone else the answer. */
const challenging =
  (final: () => HttpResponse | NetworkError, challenge = fromExchange): Handler =>
  (url, request) =>
    bearerOf({ url, ...request }) === '' ? challenged(challenge) : final();
const ok = (): HttpResponse => answer(200, { 'Content-Type': 'text/xml; charset=utf-8' }, '<s:Envelope/>');

/** The one line that depends on a key: its x5t is replaced. */
const steady = (detail: string): string => detail.replaceAll(x5tOf(authCertificate.certificate), 'X5T');
const head = (date = '1/1/0001 12:00:00 AM'): string[] => [
  `The configuration was last successfully loaded at ${date} UTC. This was 1065517200 minutes ago.`,
  'The token cache is being cleared because "use cached token" was set to false.',
  'Exchange Outbound Oauth Log:',
  `Client request ID: ${guid}`,
];
const failed = (...exception: string[]): string[] => [
  '',
  'Exchange Response Details:',
  'HTTP response message: ',
  'Exception:',
  ...exception,
];
const lines = (...parts: (string | string[])[]): string => parts.flat().join('\n');

const seconds = noon / 1000;
const resource = (host: string): string => `${exchange}/${host}@${tenant}`;
function ladder(host: string, acsServer: CallerAuthServer, organizationId: string, challenge: string): string[] {
  const issuers = challenge === fromCloud ? `${acs}@*` : `${acs}@${tenant}`;
  const aud = resource(host);
  return [
    challengeRead,
    `Information:[OAuthCredentials:Authenticate] challenge from 'https://${host}/ews/Exchange.asmx' received: ${challenge}`,
    `Information:[OAuthCredentials:GetToken] client-id: '${exchange}', realm: '', trusted_issuer: '${issuers}'`,
    `Information:[OAuthCredentials:GetToken] Start building a token using organizationId '${organizationId}'`,
    'Information:[OAuthTokenBuilder:GetAppToken] start building the apptoken',
    'Information:[OAuthTokenBuilder:GetAppToken] checking enabled auth servers',
    `Information:[OAuthTokenBuilder:GetAppToken] trusted_issuer includes the auth server '${acsServer.name}' ( having DomainName : System.Collections.Generic.List\`1[System.String] ): ${acs}@${acsServer.realm}, `,
    ...(organizationId === ''
      ? [
          `Information:[OAuthTokenBuilder:GetAppToken] updating the tenant id with the auth server realm; current tenant id value is '', new value is '${tenant}'`,
        ]
      : []),
    `Information:[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '${acsServer.name}' for resource '${aud}', tenantId '${tenant}', userDomain 'msxfaq.de'`,
    `Information:[TokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to '${tokenEndpoint}' for the resource '${aud}' with token: {"typ":"JWT","alg":"RS256","x5t":"X5T"}."iss": "${exchange}@${tenant}" "aud": "${acs}/accounts.accesscontrol.windows.net@${tenant}" "nbf": "${seconds}" "exp": "${seconds + 600}" `,
  ];
}
/** The last line of the log on-premises. */
const cameAs = `Information:[lab] L:${exchange}-AS:`;
const sends = (host: string): string =>
  `Information:[OAuthCredentials:Authenticate] send request to 'https://${host}/ews/Exchange.asmx' with the bearer token: '{"typ":"JWT","alg":"none"}."iss": "${exchange}@${tenant}" "aud": "${resource(host)}" "nbf": "${seconds}" "exp": "${seconds + 28_800}" ; actor: {"typ":"JWT","alg":"RS256","x5t":"x","kid":"k"}."oid": "an-oid" "iss": "${acs}@${tenant}" "aud": "${resource(host)}" "nbf": "${seconds}" "exp": "${seconds + 86_400}" '`;

t.test('Detail', async (t) => {
  t.test('of a success from the cloud shows the whole ladder, the body and the headers', async (t) => {
    const body = '<s:Envelope>ErrorNonExistentMailbox</s:Envelope>';
    const headers = { 'Content-Type': 'text/xml', 'x-feserver': ['EX01', 'EX02'], 'X-Empty': '' };
    const report = await world(challenging(() => answer(200, headers, body))).run();
    t.strictSame(
      { ...report, detail: steady(report.detail) },
      {
        task: 'Checking EWS API Call Under Oauth',
        resultType: 'Success',
        clientRequestId: guid,
        detail: lines(
          head(),
          ladder('hybrid.msxfaq.de', cloudAcs, tenant, fromExchange),
          sends('hybrid.msxfaq.de'),
          '',
          'Exchange Response Details:',
          `HTTP response message: ${body}`,
          'Values for header Content-Type: text/xml',
          'Values for header x-feserver: EX01,EX02',
          'Values for header X-Empty: ',
        ),
      },
    );
  });

  t.test('of a success from on-premises takes the tenant from the auth server, and a German date', async (t) => {
    const report = await world(challenging(ok, fromCloud)).run({ ...onPremisesCaller, culture: 'de-DE' }, toCloud);
    t.equal(
      steady(report.detail),
      lines(
        head('01.01.0001 00:00:00'),
        ladder('outlook.office365.com', onPremisesAcs, '', fromCloud),
        sends('outlook.office365.com'),
        cameAs,
        '',
        'Exchange Response Details:',
        'HTTP response message: <s:Envelope/>',
        'Values for header Content-Type: text/xml; charset=utf-8',
      ),
    );
  });

  t.test('of a refused token ends with the diagnostics glued to the last frame', async (t) => {
    const diagnostics = `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";error_category="invalid_resource"`;
    const refusal = () => answer(401, { 'x-ms-diagnostics': diagnostics, 'WWW-Authenticate': fromExchange });
    const { run, sent } = world(challenging(refusal));
    const report = await run();
    t.equal(
      steady(report.detail),
      lines(
        head(),
        ladder('hybrid.msxfaq.de', cloudAcs, tenant, fromExchange),
        sends('hybrid.msxfaq.de'),
        failed(
          'System.Net.WebException: The remote server returned an error: (401) Unauthorized.',
          '   at System.Net.HttpWebRequest.GetResponse()',
          `${frame}, diagnostics: ${diagnostics}`,
        ),
      ),
    );
    t.equal(report.resultType, 'Error');
    t.equal(sent.filter(isProbe).length, 2, 'a second challenge is not answered');
  });

  t.test('of Exchange 2013 has its own words on the way to the token, and no diagnostics', async (t) => {
    const refusal = () => answer(401, { 'x-ms-diagnostics': '2000003;error_category="invalid_resource"' });
    const { run } = world(challenging(refusal, fromCloud));
    const { detail } = await run({ ...onPremisesCaller, exchangeVersion: '2013' }, toCloud);
    const aud = resource('outlook.office365.com');
    for (const line of [
      "Information:[OAuthCredentials:GetToken] start building a token for the user domain 'msxfaq.de'",
      `Information:[OAuthTokenBuilder:GetAppToken] trusted_issuer includes the auth server '${onPremisesAcs.name}': ${acs}@${tenant}, `,
      `Information:[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '${onPremisesAcs.name}' for resource '${aud}'`,
    ]) {
      t.ok(detail.split('\n').includes(line), line);
    }
    t.match(detail, '\nInformation:[ACSTokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to ');
    t.ok(detail.endsWith(`(401) Unauthorized.\n   at System.Net.HttpWebRequest.GetResponse()\n${frame}`), detail);
  });

  t.test('of an unknown name says so before any log line', async (t) => {
    const report = await world(() => failure('nameNotResolved')).run();
    t.equal(
      report.detail,
      lines(
        head(),
        failed(
          "System.Net.WebException: The remote name could not be resolved: 'hybrid2.msxfaq.de'",
          '   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)',
          '   at System.Net.HttpWebRequest.GetRequestStream()',
          frame,
        ),
      ),
    );
    t.equal(report.resultType, 'Error');
  });

  t.test('of a server that is no Exchange shows its 404', async (t) => {
    const report = await world(() => answer(404, {}, '<html>')).run();
    t.equal(
      report.detail,
      lines(
        head(),
        failed(
          'System.Net.WebException: The remote server returned an error: (404) Not Found.',
          '   at System.Net.HttpWebRequest.GetResponse()',
          frame,
        ),
      ),
    );
  });

  t.test('of a TCP reset and of a TLS version that does not fit has the seed page’s words', async (t) => {
    const expected = lines(
      head(),
      failed(
        'System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a receive. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host',
        '   at System.Net.HttpWebRequest.GetRequestStream(TransportContext& context)',
        '   at System.Net.HttpWebRequest.GetRequestStream()',
        frame,
      ),
    );
    for (const name of ['reset', 'tlsVersion'] as const) {
      t.equal((await world(() => failure(name)).run()).detail, expected, name);
    }
  });

  const noIssuerLog = (issuers: string, challenge: string): string[] => [
    ...ladder('outlook.office365.com', onPremisesAcs, '', challenge).slice(0, 6),
    `Information:[OAuthTokenBuilder:GetAppToken] trusted_issuer does NOT include the auth server '${onPremisesAcs.name}' ( having DomainName : System.Collections.Generic.List\`1[System.String] ): ${acs}@${tenant}, `,
    `Error:[OAuthTokenBuilder:GetAppToken] unable to continue building token; no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty. trust_issuers was ${issuers}`,
    `Error:The trusted issuers contained the following entries '${issuers}'. None of them are configured locally.`,
  ];
  const parameters =
    'String applicationId, String destinationHost, String realmFromChallenge, IssuerMetadata[] trustedIssuersFromChallenge, String userDomain';
  const innerFrames = [
    `   at Microsoft.Exchange.Security.OAuth.OAuthTokenBuilder.GetAppToken(${parameters})`,
    `   at Microsoft.Exchange.Security.OAuth.OAuthTokenBuilder.GetAppWithUserToken(${parameters}, ClaimProvider claimProvider)`,
    '   at Microsoft.Exchange.Security.OAuth.OAuthCredentials.GetToken(WebRequest webRequest, HttpAuthenticationChallenge challengeObject)',
    '   at Microsoft.Exchange.Security.OAuth.OAuthCredentials.Authenticate(String challengeString, WebRequest webRequest, Boolean preAuthenticate)',
    '   at System.Net.AuthenticationManagerDefault.Authenticate(String challenge, WebRequest request, ICredentials credentials)',
    '   at System.Net.AuthenticationState.AttemptAuthenticate(HttpWebRequest httpWebRequest, ICredentials authInfo)',
    '   at System.Net.HttpWebRequest.CheckResubmitForAuth()',
    '   at System.Net.HttpWebRequest.CheckResubmit(Exception& e, Boolean& disableUpload)',
    '   at System.Net.HttpWebRequest.DoSubmitRequestProcessing(Exception& exception)',
    '   at System.Net.HttpWebRequest.ProcessResponse()',
    '   at System.Net.HttpWebRequest.SetResponse(CoreResponseData coreResponseData)',
    '   --- End of inner exception stack trace ---',
    '   at System.Net.HttpWebRequest.GetResponse()',
    frame,
  ];

  t.test('of an issuer that is not configured shows the inner exception with its stack', async (t) => {
    const china = '00000001-0002-0000-c000-000000000000@*';
    const challenge = `Bearer client_id="${exchange}", trusted_issuers="${china}", token_types="app_asserted_user_v1 service_asserted_app_v1",Basic Realm=""`;
    const { run, sent } = world(() => challenged(challenge));
    const report = await run(onPremisesCaller, toCloud);
    t.equal(
      report.detail,
      lines(
        head(),
        noIssuerLog(china, challenge).map((line) =>
          line.replace(`trusted_issuer: '${acs}@${tenant}'`, `trusted_issuer: '${china}'`),
        ),
        cameAs,
        failed(
          `System.Net.WebException: The request was aborted: The request was canceled. ---> Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: The trusted issuers contained the following entries '${china}'. None of them are configured locally.`,
          ...innerFrames,
        ),
      ),
    );
    t.equal(sent.length, 1);
  });

  t.test('of an auth certificate the cloud does not know shows AADSTS50012 and the target’s 401', async (t) => {
    const description = `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: 'ABC'.`;
    const refusal = JSON.stringify({ error: 'invalid_client', error_description: description });
    const { run } = world(challenging(ok, fromCloud), () => answer(401, {}, refusal));
    const report = await run(onPremisesCaller, toCloud);
    const message = `Unable to get token from Auth Server. Error code: 'invalid_client'. Description: '${description}'.`;
    t.equal(
      steady(report.detail),
      lines(
        head(),
        ladder('outlook.office365.com', onPremisesAcs, '', fromCloud),
        `Error:${message}`,
        cameAs,
        failed(
          `System.Net.WebException: The remote server returned an error: (401) Unauthorized. ---> Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: ${message}`,
          ...innerFrames,
        ),
      ),
    );
  });

  t.test('counts the minutes since year 1 down to the minute', async (t) => {
    const { run, clock } = world(() => answer(404));
    clock.advance(minute - 1);
    t.match((await run()).detail, 'This was 1065517200 minutes ago.');
    clock.advance(1);
    t.match((await run()).detail, 'This was 1065517201 minutes ago.');
  });

  t.test('shows the true time of the configuration when it was reloaded', async (t) => {
    const { run } = world(() => answer(404));
    const line = async (changes: Partial<Caller>) =>
      (await run({ ...cloudCaller, ...changes }, { reloadConfig: true })).detail.split('\n', 1)[0];
    t.equal(
      await line({}),
      'The configuration was last successfully loaded at 11/23/2026 12:00:00 PM UTC. This was 0 minutes ago.',
    );
    t.equal(
      await line({ configurationLoadedAt: noon - 59_000, culture: 'de-DE' }),
      'The configuration was last successfully loaded at 23.11.2026 11:59:01 UTC. This was 0 minutes ago.',
    );
    t.equal(formatDateTime(Date.UTC(2026, 0, 2, 0, 3, 4), 'en-US'), '1/2/2026 12:03:04 AM');
    t.equal(formatDateTime(Date.UTC(2026, 0, 2, 15, 3, 4), 'en-US'), '1/2/2026 3:03:04 PM');
  });

  t.test('never holds a signature', async (t) => {
    const { run, sent } = world(challenging(ok));
    const { detail } = await run();
    const actorToken = String(decodeJwt(bearerOf(sent.at(-1))).actortoken);
    const assertion = new URLSearchParams(String(sent[1]?.body)).get('assertion') ?? '';
    for (const token of [actorToken, assertion]) t.notMatch(detail, token.split('.')[2] ?? '');
  });
});

t.test('the words of .NET', async (t) => {
  const exception = async (target: Handler) => {
    const { detail } = await world(target).run();
    return detail.slice(detail.indexOf('Exception:\n') + 'Exception:\n'.length);
  };
  const sayings: readonly [NetworkFailure, string][] = [
    ['connectFailure', 'Unable to connect to the remote server'],
    ['timeout', 'The operation has timed out'],
    ['closed', 'The underlying connection was closed: The connection was closed unexpectedly.'],
    ['tlsFailure', 'The request was aborted: Could not create SSL/TLS secure channel.'],
    [
      'trustFailure',
      'The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel. ---> System.Security.Authentication.AuthenticationException: The remote certificate is invalid according to the validation procedure.',
    ],
    ['protocolViolation', 'The server committed a protocol violation. Section=ResponseStatusLine'],
  ];
  for (const [name, text] of sayings) {
    t.test(`for ${name}`, async (t) => {
      const shown = await exception(() => failure(name));
      t.equal(shown.split('\n')[0], `System.Net.WebException: ${text}`);
      t.match(shown, name === 'protocolViolation' ? 'GetResponse()' : 'GetRequestStream()');
    });
  }

  t.test('name GetResponse once the target has answered', async (t) => {
    const shown = await exception(challenging(() => failure('reset')));
    t.match(shown, 'forcibly closed by the remote host\n   at System.Net.HttpWebRequest.GetResponse()');
    const cut = new NetworkError('bodyCut', { phase: 'body', host: 'hybrid.msxfaq.de' });
    t.match(await exception(() => cut), 'closed unexpectedly.\n   at System.Net.HttpWebRequest.GetResponse()');
  });

  t.test('for a status are those of .NET, and of the server where .NET has none', async (t) => {
    const saying = async (status: number) => (await exception(() => answer(status))).split('\n')[0];
    const text = 'System.Net.WebException: The remote server returned an error:';
    t.equal(await saying(403), `${text} (403) Forbidden.`);
    t.equal(await saying(500), `${text} (500) Internal Server Error.`);
    t.equal(await saying(503), `${text} (503) Server Unavailable.`);
    t.equal(await saying(456), `${text} (456) Told By Server.`);
    t.match(await saying(302), /^\[lab\] The answer is HTTP 302, not 200/);
  });

  t.test('end at a 401 without Bearer challenge, and have no diagnostics then', async (t) => {
    const { run, sent } = world(() => answer(401, { 'WWW-Authenticate': ['Negotiate', 'Basic realm="proxy"'] }));
    const { detail, resultType } = await run();
    t.equal(
      detail,
      lines(
        head(),
        failed(
          'System.Net.WebException: The remote server returned an error: (401) Unauthorized.',
          '   at System.Net.HttpWebRequest.GetResponse()',
          frame,
        ),
      ),
    );
    t.equal(resultType, 'Error');
    t.equal(sent.length, 1);
  });

  t.test('are not needed where the first answer is a 200', async (t) => {
    const { run, sent } = world(ok);
    t.equal((await run()).resultType, 'Success');
    t.equal(sent.length, 1);
  });

  t.test('are for failures of the network; a bug stays a bug', async (t) => {
    const bug = world(() => {
      throw new TypeError('a bug');
    });
    await t.rejects(bug.run(), { message: 'a bug' });
  });
});

t.test('the ladder', async (t) => {
  const saying = async (caller: Partial<Caller>, changes: Partial<ConnectivityRequest> = {}, challenge = fromCloud) => {
    const { run, sent } = world(challenging(ok, challenge));
    const { detail } = await run({ ...onPremisesCaller, ...caller }, { ...toCloud, ...changes });
    const [, message = detail] = /OAuthTokenRequestFailedException: (.*)\n/.exec(detail) ?? [];
    if (!detail.includes(`Error:${message}`)) throw new Error(`not in the log: ${message}`);
    return { message, detail, asked: sent.filter((request) => !isProbe(request)).length };
  };
  const stops = async (
    t: Test,
    message: string,
    caller: Partial<Caller>,
    changes?: Partial<ConnectivityRequest>,
    challenge?: string,
  ) => {
    const result = await saying(caller, changes, challenge);
    t.match(result, { message, asked: 0 });
    t.match(result.detail, 'WebException: The request was aborted: The request was canceled. ---> ');
  };
  const user = { nameId: 'S-1-5-21-1', nii: 'urn:office:idp:activedirectory', sipAddress: '' };

  t.test('stops without a configuration', (t) =>
    stops(t, outboundErrors.OAuthConfigurationUnavailable.message, { serviceName: '' }),
  );
  t.test('stops at a challenge without client_id', (t) =>
    stops(
      t,
      "The client ID inside the challenge returned from 'https://outlook.office365.com/ews/Exchange.asmx' was empty.",
      {},
      {},
      `Bearer trusted_issuers="${acs}@*"`,
    ),
  );
  t.test('stops at a challenge whose issuers cannot be read', async (t) => {
    const message = "The challenge value returned from 'https://outlook.office365.com/ews/Exchange.asmx' is not valid.";
    await stops(t, message, {}, {}, `Bearer client_id="${exchange}"`);
    await stops(t, message, {}, {}, `Bearer client_id="${exchange}", trusted_issuers="${acs}"`);
  });
  t.test('does not build a token for a realm alone, and says whose word that is', async (t) => {
    const challenge = `Bearer client_id="${exchange}", realm="contoso.com"`;
    const { detail } = await saying({}, {}, challenge);
    t.match(
      detail,
      "Error:[lab] no locally configured issuer was in the trusted_issuer list; a token for the challenge's realm 'contoso.com'",
    );
  });
  t.test('stops without an auth server, and at a disabled or a foreign one', async (t) => {
    const anyIssuer = `The trusted issuers contained the following entries '${acs}@*'. None of them are configured locally.`;
    await stops(t, anyIssuer, { authServers: [] });
    await stops(t, anyIssuer, { authServers: [{ ...onPremisesAcs, enabled: false }] });
    const foreign = `${acs}@foreign`;
    const challenge = `Bearer client_id="${exchange}", trusted_issuers="${foreign}"`;
    await stops(t, anyIssuer.replace(`${acs}@*`, foreign), {}, {}, challenge);
    await stops(t, anyIssuer.replace(`${acs}@*`, foreign), { authServers: [cloudAcs] }, {}, challenge);
  });
  t.test('stops at auth servers that cannot be told apart, or have no realm', async (t) => {
    const blank = { ...onPremisesAcs, name: 'blank', realm: '' };
    await stops(t, "The matched Auth Server 'blank' has an empty realm.", { authServers: [blank] });
    await stops(t, 'Multiple Auth Servers have an empty realm configured.', { authServers: [blank, blank] });
    const twice = [onPremisesAcs, { ...onPremisesAcs, name: 'second', realm: tenant.toUpperCase() }];
    await stops(t, `Multiple Auth Servers have same realm '${tenant.toUpperCase()}'.`, { authServers: twice });
  });
  t.test('stops without a signing certificate: none, without its key, expired, too small', async (t) => {
    await stops(t, 'Missing signing certificate.', { signingCertificate: undefined });
    const mixed = { certificate: authCertificate.certificate, privateKey: tokenSigning.privateKey };
    await stops(t, 'Missing signing certificate.', { signingCertificate: mixed });
    const old = { ...sources, clock: new LabClock({ now: () => Date.UTC(2020, 0, 1) }) };
    await stops(t, 'Missing signing certificate.', { signingCertificate: await issueAuthCertificate(old) });
    await stops(t, 'The signing certificate should have a private key with at least 2048 bits.', {
      signingCertificate: shortKey,
    });
  });
  t.test('stops at a token endpoint that is no URL, in words of the lab', async (t) => {
    const { message, asked } = await saying({ authServers: [{ ...onPremisesAcs, tokenIssuingEndpoint: '' }] });
    t.match(message, "Error code: '[lab] no endpoint'. Description: '[lab] The auth server's TokenIssuingEndpoint");
    t.equal(asked, 0);
  });
  t.test('stops at a user who cannot be named', async (t) => {
    const named = { userPrincipalName: 'user2@msxfaq.de', smtpAddress: 'user2@msxfaq.de' };
    const cases: readonly [string, Caller['user']][] = [
      [outboundErrors.EmptyClaimsForUser.message, undefined],
      [outboundErrors.EmptyClaimsForUser.message, { ...user, userPrincipalName: '', smtpAddress: '' }],
      [outboundErrors.UPNValueNotProvided.message, { ...user, ...named, userPrincipalName: '' }],
      [outboundErrors.EmptyNameIdClaim.message, { ...user, ...named, nameId: '' }],
    ];
    for (const [message, who] of cases) t.equal((await saying({ user: who })).message, message);
    t.notMatch((await saying({ user: undefined })).detail, 'OAuthTokenBuilder.GetAppToken(', 'thrown one floor up');
  });
  t.test('shows what the auth server said, also when it said nothing', async (t) => {
    const { run } = world(challenging(ok), () => answer(503, {}, '<html>busy</html>'));
    t.match(
      (await run()).detail,
      "Error:Unable to get token from Auth Server. Error code: '[lab] HTTP 503'. Description: '[lab] ",
    );
    const { run: again } = world(challenging(ok), () => answer(200, {}, '{"access_token":7}'));
    t.match((await again()).detail, "Error code: '[lab] HTTP 200'");
  });
  t.test('shows that the auth server could not be reached', async (t) => {
    const host = 'accounts.accesscontrol.windows.net';
    const { run } = world(challenging(ok), () => failure('nameNotResolved', host));
    const { detail, resultType } = await run();
    const text = `The remote name could not be resolved: '${host}'`;
    t.equal(resultType, 'Error');
    t.match(detail, `Error:[lab] the token request to '${tokenEndpoint}' got no answer: ${text}`);
    t.match(detail, `The request was canceled. ---> System.Net.WebException: ${text}\n`);
  });
  t.test('takes the tenant of a cloud caller for a foreign organisation too', async (t) => {
    const foreign = `Bearer client_id="${exchange}", trusted_issuers="${acs}@another-tenant"`;
    const { run, sent } = world(challenging(ok, foreign));
    await run();
    t.equal(sent[1]?.url.href, tokenEndpoint);
    t.equal(decodeJwt(bearerOf(sent.at(-1))).aud, resource('hybrid.msxfaq.de'));
  });
});

t.test('on the wire', async (t) => {
  t.test('the same request goes out twice, first with an empty Bearer, path and port cut off', async (t) => {
    const { run, sent } = world(challenging(ok));
    await run();
    const [first, , second] = sent;
    t.equal(first?.url.href, 'https://hybrid.msxfaq.de/ews/Exchange.asmx');
    t.equal(first?.method, 'POST');
    t.strictSame(first?.headers, [
      ['Authorization', 'Bearer'],
      ['User-Agent', 'AMProbe/OAUTH/Exchange'],
      ['Content-Type', 'text/xml'],
      ['X-ExCompId', 'OauthPartnerProbe:'],
      ['client-request-id', guid],
      ['request-id', guid],
    ]);
    const authorization = ['Authorization', `Bearer ${bearerOf(second)}`] as const;
    t.strictSame(second, { ...first, headers: [authorization, ...(first?.headers.slice(1) ?? [])] });
    const { header, operation } = parseSoapRequest(String(first?.body));
    t.equal(header?.children[0]?.attributes.Version, 'Exchange2012');
    t.match(operation, { name: 'GetFolder', namespace: namespaces.ewsMessages });
    t.equal(descendants(operation, 'BaseShape')[0]?.text, 'IdOnly');
    t.equal(descendants(operation, 'DistinguishedFolderId')[0]?.attributes.Id, 'inbox');
  });

  t.test('the token request carries an assertion that jose verifies with the auth certificate', async (t) => {
    const { run, sent } = world(challenging(ok));
    await run();
    const request = sent[1];
    t.match(request, { method: 'POST', url: { href: tokenEndpoint } });
    t.strictSame(request?.headers, [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['client-request-id', guid],
      ['return-client-request-id', 'True'],
    ]);
    const form = new URLSearchParams(String(request?.body));
    t.strictSame([...form.keys()], ['grant_type', 'assertion', 'resource']);
    t.equal(form.get('grant_type'), 'http://oauth.net/grant_type/jwt/1.0/bearer');
    t.equal(form.get('resource'), resource('hybrid.msxfaq.de'));
    const { publicKey } = new X509Certificate(authCertificate.certificate);
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion') ?? '', publicKey, {
      currentDate: new Date(noon),
    });
    t.strictSame(protectedHeader, { typ: 'JWT', alg: 'RS256', x5t: x5tOf(authCertificate.certificate) });
    t.strictSame(payload, {
      iss: `${exchange}@${tenant}`,
      aud: `${acs}/accounts.accesscontrol.windows.net@${tenant}`,
      nbf: seconds,
      exp: seconds + 600,
    });
  });

  t.test('the user token is unsigned, good for 8 hours, and holds the actor token as it was issued', async (t) => {
    const { run, sent } = world(challenging(ok));
    await run();
    const token = bearerOf(sent.at(-1));
    t.ok(token.endsWith('.'));
    const { payload, header } = UnsecuredJWT.decode(token, { currentDate: new Date(noon) });
    t.strictSame(header, { typ: 'JWT', alg: 'none' });
    const { actortoken, ...claims } = payload;
    t.strictSame(claims, {
      iss: `${exchange}@${tenant}`,
      aud: resource('hybrid.msxfaq.de'),
      iat: seconds,
      nbf: seconds,
      exp: seconds + 28_800,
      nameid: '10032001E2CBE43B',
      nii: 'urn:federation:MicrosoftOnline',
      upn: 'user1@msxfaq.de',
      smtp: 'user1@msxfaq.de',
    });
    const { publicKey } = new X509Certificate(tokenSigning.certificate);
    const actor = await jwtVerify(String(actortoken), publicKey, { currentDate: new Date(noon) });
    t.equal(actor.payload.aud, resource('hybrid.msxfaq.de'));
  });

  t.test(
    'an app-only call sends the actor token alone, and asks Autodiscover for the domain where no mailbox is named',
    async (t) => {
      const message = (code: string) =>
        `<s:Envelope xmlns:s="${namespaces.soapEnvelope}"><s:Body><GetUserSettingsResponseMessage xmlns="${namespaces.autodiscover}"><Response><ErrorCode>NoError</ErrorCode><UserResponses><UserResponse><ErrorCode>${code}</ErrorCode></UserResponse></UserResponses></Response></GetUserSettingsResponseMessage></s:Body></s:Envelope>`;
      const autodiscover = (body: string) => world(challenging(() => answer(200, {}, body)));
      const { run, sent } = autodiscover(message('InvalidUser'));
      const nobody: Caller = { ...cloudCaller, user: undefined };
      const report = await run(nobody, { service: 'AutoD', appOnly: true });
      t.match(report, { resultType: 'Success', task: '[lab] Checking AutoD API Call Under Oauth' });
      t.match(
        report.detail,
        'with the bearer token: \'{"typ":"JWT","alg":"RS256","x5t":"x","kid":"k"}."oid": "an-oid"',
      );
      const { publicKey } = new X509Certificate(tokenSigning.certificate);
      await t.resolves(jwtVerify(bearerOf(sent.at(-1)), publicKey, { currentDate: new Date(noon) }));
      t.equal(sent[0]?.url.href, 'https://hybrid.msxfaq.de/autodiscover/autodiscover.svc');
      const { header, operation } = parseSoapRequest(String(sent[0]?.body));
      t.strictSame(
        header?.children.map(({ name, text }) => [name, text]),
        [
          ['RequestedServerVersion', 'Exchange2013'],
          ['Action', `${namespaces.autodiscover}/Autodiscover/GetUserSettings`],
          ['To', 'https://hybrid.msxfaq.de/autodiscover/autodiscover.svc'],
        ],
      );
      t.equal(descendants(operation, 'Mailbox')[0]?.text, '@msxfaq.de');
      const named = autodiscover(message('InvalidUser'));
      t.equal((await named.run(cloudCaller, { service: 'AutoD', appOnly: true })).resultType, 'Success');
      t.match(String(named.sent[0]?.body), '<a:Mailbox>user1@msxfaq.de</a:Mailbox>');
      const settings = descendants(operation, 'Setting').map(({ text }) => text);
      t.strictSame(settings, ['ExternalEwsUrl', 'ExternalEwsVersion']);

      const asUser = (body: string) => autodiscover(body).run(cloudCaller, { service: 'AutoD' });
      t.equal((await asUser(message('NoError'))).resultType, 'Success');
      t.equal((await asUser(message('RedirectAddress'))).resultType, 'Success', 'a mailbox of the other side');
      const whole = message('NoError').replace('<Response><ErrorCode>NoError', '<Response><ErrorCode>RedirectAddress');
      t.match((await asUser(whole)).detail, "The ErrorCode in Autodiscover's Response is 'RedirectAddress'");
      t.equal((await asUser(message('InvalidUser'))).resultType, 'Success', 'one whose target address leads back');
      t.match(await asUser(message('InternalServerError')), {
        resultType: 'Error',
        detail:
          "Exception:\n[lab] The ErrorCode in Autodiscover's UserResponse is 'InternalServerError', not 'NoError'.",
      });
      t.match((await asUser('<html>')).detail, '[lab] The answer is no message of Autodiscover: ');
      t.match(
        (await asUser(message('').replaceAll('<ErrorCode></ErrorCode>', ''))).detail,
        'has no ErrorCode in its UserResponse',
      );
    },
  );

  t.test('Generic gets the URI as it was given', async (t) => {
    const { run, sent } = world(challenging(ok));
    const { task } = await run(cloudCaller, { service: 'Generic' });
    t.equal(task, '[lab] Checking Generic API Call Under Oauth');
    t.match(sent[0], { method: 'GET', url: { href: 'https://hybrid.msxfaq.de:8443/metadata/json/1?x=1' } });
    t.equal(sent[0]?.body, undefined);
    const shown = await world(() => failure('nameNotResolved')).run(cloudCaller, { service: 'Generic' });
    t.notMatch(shown.detail, 'GetRequestStream');
  });
});

t.test('the token cache', async (t) => {
  const cached = { useCachedToken: true };
  const counting = (authServer?: Handler, final = ok) => {
    const { run, sent, clock } = world(challenging(final), authServer);
    const count = async (changes: Partial<ConnectivityRequest> = cached) => {
      const before = sent.length;
      const { detail } = await run(cloudCaller, changes);
      const added = sent.slice(before);
      return { probes: added.filter(isProbe).length, asked: added.filter((s) => !isProbe(s)).length, detail };
    };
    return { count, clock };
  };

  t.test('is used with -UseCachedToken alone: one request, with the token of the last call', async (t) => {
    const { count } = counting();
    t.match(await count({}), { probes: 2, asked: 1 });
    t.match(await count({}), { probes: 2, asked: 1 }, 'cleared');
    const { detail, ...requests } = await count();
    t.strictSame(requests, { probes: 1, asked: 0 });
    t.notMatch(detail, 'token cache is being cleared');
    t.match(
      detail,
      "trying to build the token for 'https://hybrid.msxfaq.de/ews/Exchange.asmx' as pre-auth is specified.",
    );
    t.match(detail, `Information:[lab] the token for '${exchange}/hybrid.msxfaq.de' comes from the token cache`);
  });

  t.test('reuses the last token while more than 7 of its 8 hours remain', async (t) => {
    const { count, clock } = counting();
    await count();
    clock.advance(hour - 1);
    t.match((await count()).detail, '[lab] the token for');
    clock.advance(1);
    t.match((await count()).detail, '[lab] the actor token for');
  });

  t.test('keeps a challenge for 60 minutes, however often it is used', async (t) => {
    const { count, clock } = counting();
    await count();
    clock.advance(30 * minute);
    t.match(await count(), { probes: 1 });
    clock.advance(30 * minute);
    t.match(await count(), { probes: 2, asked: 0 });
  });

  t.test('keeps an actor token while more than 5 minutes remain', async (t) => {
    const { count, clock } = counting();
    await count();
    clock.advance(24 * hour - 5 * minute - 1);
    t.match((await count()).detail, '[lab] the actor token for');
    const other = counting();
    await other.count();
    other.clock.advance(24 * hour - 5 * minute);
    t.match(await other.count(), { probes: 2, asked: 1, detail: /Sending token request/ });
  });

  t.test('renews an actor token in the background once less than two thirds of its life remain', async (t) => {
    const { run, sent, clock } = world(challenging(ok));
    const asked = () => sent.filter((request) => !isProbe(request));
    const actorTokenOf = (index: number) => decodeJwt(bearerOf(sent.filter(isProbe)[index])).actortoken;
    await run(cloudCaller, cached);
    clock.advance(8 * hour);
    await run(cloudCaller, cached);
    await settled();
    t.equal(asked().length, 1, '16 of 24 hours remain');
    clock.advance(hour);
    const { detail } = await run(cloudCaller, cached);
    t.match(detail, '[lab] the actor token for', 'the old one is still used');
    t.notMatch(detail, 'Sending token request');
    await hasCome(() => asked().length === 2);
    await settled();
    t.equal(asked().length, 2);
    clock.advance(hour);
    await run(cloudCaller, cached);
    await settled();
    t.equal(asked().length, 2, 'the new one is fresh');
    t.same(actorTokenOf(5), actorTokenOf(1));
    t.not(actorTokenOf(7), actorTokenOf(1));
  });

  t.test('a renewal that fails is tried again after 10 minutes; the old token is used meanwhile', async (t) => {
    let fails: (() => HttpResponse) | undefined;
    const issue = issuingAcs(new LabClock({ now: () => noon }));
    const { run, sent, clock } = world(challenging(ok), (url, request) => fails?.() ?? issue(url, request));
    const asked = () => sent.filter((request) => !isProbe(request)).length;
    const use = async (smtpAddress: string, expected: number) => {
      const user = { ...cloudCaller.user, nameId: '1', nii: 'x', userPrincipalName: 'x', sipAddress: '', smtpAddress };
      t.match(await run({ ...cloudCaller, user }, cached), { resultType: 'Success' });
      await hasCome(() => asked() >= expected);
      await settled(); // and no further
      t.equal(asked(), expected);
    };
    await use('a', 1);
    fails = () => answer(400, {}, '{"error":"invalid_client"}');
    clock.advance(10 * hour);
    await use('a', 2);
    clock.advance(10 * minute - 1);
    await use('b', 2);
    clock.advance(1);
    fails = () => {
      throw new Error('not even a bug harms who has a token');
    };
    await use('c', 3);
  });

  t.test('does not repeat a failed token request for 10 minutes', async (t) => {
    const refusal = () => answer(400, {}, '{"error":"invalid_client","error_description":"no"}');
    const { count, clock } = counting(refusal);
    t.match(await count(), { asked: 1 });
    clock.advance(10 * minute - 1);
    const second = await count();
    t.match(second, { asked: 0, detail: "Warning:[lab] the last token request to '" });
    t.match(
      second.detail,
      "Error:Unable to get token from Auth Server. Error code: 'invalid_client'. Description: 'no'.",
    );
    clock.advance(1);
    t.match(await count(), { asked: 1 });
    t.match(await count({}), { asked: 1 }, 'nor without the switch');
  });

  t.test('explains why a mended lab still fails: the refused token is sent again', async (t) => {
    const { count } = counting(undefined, () =>
      answer(401, { 'x-ms-diagnostics': '2000005;error_category="invalid_user"' }),
    );
    await count();
    const { detail, probes } = await count();
    t.equal(probes, 1);
    t.match(detail, ', diagnostics: 2000005;error_category="invalid_user"');
  });

  t.test('cancels the request when a remembered challenge leads to no token', async (t) => {
    const { run } = world(challenging(ok));
    await run(cloudCaller, cached);
    const { detail } = await run({ ...cloudCaller, serviceName: '' }, cached);
    t.match(
      detail,
      'The request was canceled. ---> Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Unable to load',
    );
    t.notMatch(detail, 'CheckResubmitForAuth', 'nothing was resubmitted');
  });
});
