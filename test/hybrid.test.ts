import { X509Certificate } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { fetch } from 'undici';
import type { Lab } from '../src/lab/lab-interface.js';
import { startLab } from '../src/lab.js';
import { startTemporaryLab } from '../src/test-oauth-connectivity.js';

const defects: unknown[] = [];
const onDefect = (error: unknown) => void defects.push(error);
const freePorts = { exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0 };
const lab = await startTemporaryLab({ onDefect });
t.teardown(() => lab.close());

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const helper =
  'Microsoft.Exchange.Monitoring.TestOAuthConnectivityHelper.SendExchangeOAuthRequest(ADUser user, String orgDomain, Uri targetUri, String& diagnosticMessage, Boolean appOnly, Boolean useCachedToken, Boolean reloadConfig)';

type Parameters = Readonly<Record<string, unknown>>;
const toPremises = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const toCloud = {
  Service: 'EWS',
  TargetUri: 'https://outlook.office365.com/ews/exchange.asmx',
  Mailbox: 'user2@msxfaq.de',
};

/** What the servers saw of a test: side, method, path and status. */
function seen(ids: readonly string[], of: Lab = lab): readonly string[] {
  return ids.map((id) => {
    const transaction = of.transactions.get(id);
    if (!transaction) return 'not in the journal';
    const { side, request, response } = transaction;
    return `${side} ${request.method} ${request.host}${request.url} ${response.status}`;
  });
}

/** The result of the test, or the message it ended with. */
async function said(of: Lab, parameters: Parameters): Promise<string> {
  try {
    const { ResultType, Detail } = await of.testOAuthConnectivity(parameters);
    return ResultType === 'Success' ? ResultType : Detail;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

async function succeeds(t: Test, of: Lab, parameters: Parameters, message?: string): Promise<void> {
  t.equal(await said(of, parameters), 'Success', message ?? JSON.stringify(parameters));
}

const tokenRequest = `Cloud POST accounts.accesscontrol.windows.net/${lab.tenantId}/tokens/OAuth/2 200`;

t.test('both directions, every service: challenge, token, answer', async (t) => {
  const rows = [
    [toPremises, 'Cloud', 'OnPremises POST hybrid.msxfaq.de/ews/Exchange.asmx'],
    [
      { ...toPremises, TargetUri: 'https://hybrid.msxfaq.de:4711/metadata/json/1?x=y' },
      'Cloud',
      'OnPremises POST hybrid.msxfaq.de/ews/Exchange.asmx',
    ],
    [{ ...toPremises, TargetUri: 'http://owa.msxfaq.de/' }, 'Cloud', 'OnPremises POST owa.msxfaq.de/ews/Exchange.asmx'],
    [
      { ...toPremises, Service: 'AutoD', TargetUri: 'https://autodiscover.msxfaq.de/x' },
      'Cloud',
      'OnPremises POST autodiscover.msxfaq.de/autodiscover/autodiscover.svc',
    ],
    [
      { ...toPremises, Service: 'Generic', TargetUri: 'https://owa.msxfaq.de/ews/exchange.asmx' },
      'Cloud',
      'OnPremises GET owa.msxfaq.de/ews/exchange.asmx',
    ],
    [toCloud, 'OnPremises', 'Cloud POST outlook.office365.com/ews/Exchange.asmx'],
    [
      { ...toCloud, Service: 'AutoD', TargetUri: 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc' },
      'OnPremises',
      'Cloud POST autodiscover-s.outlook.com/autodiscover/autodiscover.svc',
    ],
    [{ ...toCloud, Service: 'Generic' }, 'OnPremises', 'Cloud GET outlook.office365.com/ews/exchange.asmx'],
  ] as const;
  for (const [parameters, session, asked] of rows) {
    const outcome = await lab.cmdlet('Test-OAuthConnectivity', parameters);
    t.equal(outcome.session, session);
    t.strictSame(seen(outcome.transactionIds ?? []), [`${asked} 401`, tokenRequest, `${asked} 200`]);
    const [object] = outcome.output;
    t.strictSame(Object.keys(object ?? {}), ['Task', 'Detail', 'ResultType', 'Identity', 'IsValid', 'ObjectState']);
    t.match(object, {
      Task: parameters.Service === 'EWS' ? 'Checking EWS API Call Under Oauth' : /^\[lab\] /,
      ResultType: 'Success',
      Identity: 'Microsoft.Exchange.Security.OAuth.ValidationResultNodeId',
      IsValid: true,
      ObjectState: 'New',
    });
  }
});

t.test('Detail on the way to the cloud is laid out as Exchange does it', async (t) => {
  const { Detail } = await lab.testOAuthConnectivity(toCloud);
  const lines = Detail.split('\n');
  const [loaded = '', cache, heading, id, ...log] = lines;
  t.match(
    loaded,
    /^The configuration was last successfully loaded at 1\/1\/0001 12:00:00 AM UTC\. This was \d{10} minutes ago\.$/,
  );
  t.equal(cache, 'The token cache is being cleared because "use cached token" was set to false.');
  t.equal(heading, 'Exchange Outbound Oauth Log:');
  t.match(id, /^Client request ID: [0-9a-f-]{36}$/);
  const auth = 'ACS - 07f3ce6b-4d19-4c52-8a8e-2b1c95d7e640';
  const resource = `${exchange}/outlook.office365.com@${lab.tenantId}`;
  const information = [
    '[OAuthCredentials:Authenticate] entering',
    `[OAuthCredentials:Authenticate] challenge from 'https://outlook.office365.com/ews/Exchange.asmx' received: Bearer client_id="${exchange}", trusted_issuers="${acs}@*", token_types="app_asserted_user_v1 service_asserted_app_v1", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize",Basic Realm=""`,
    `[OAuthCredentials:GetToken] client-id: '${exchange}', realm: '', trusted_issuer: '${acs}@*'`,
    "[OAuthCredentials:GetToken] Start building a token using organizationId ''",
    '[OAuthTokenBuilder:GetAppToken] start building the apptoken',
    '[OAuthTokenBuilder:GetAppToken] checking enabled auth servers',
    `[OAuthTokenBuilder:GetAppToken] trusted_issuer includes the auth server '${auth}' ( having DomainName : System.Collections.Generic.List\`1[System.String] ): ${acs}@${lab.tenantId}, `,
    `[OAuthTokenBuilder:GetAppToken] updating the tenant id with the auth server realm; current tenant id value is '', new value is '${lab.tenantId}'`,
    `[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '${auth}' for resource '${resource}', tenantId '${lab.tenantId}', userDomain 'msxfaq.de'`,
  ];
  t.strictSame(
    log.slice(0, information.length),
    information.map((line) => `Information:${line}`),
  );
  const [request, send, application, blank, details, message] = log.slice(information.length);
  t.match(
    request,
    `Information:[TokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to 'https://accounts.accesscontrol.windows.net/${lab.tenantId}/tokens/OAuth/2' for the resource '${resource}'`,
  );
  t.match(
    send,
    /^Information:\[OAuthCredentials:Authenticate\] send request to 'https:\/\/outlook\.office365\.com\/ews\/Exchange\.asmx' with the bearer token: '\{"typ":"JWT","alg":"none"\}\./,
  );
  t.equal(application, `Information:[lab] L:${exchange}-AS:`, 'still the shared service principal');
  t.strictSame([blank, details], ['', 'Exchange Response Details:']);
  t.match(message, /^HTTP response message: <\?xml .*ResponseCode>ErrorNonExistentMailbox</);
  t.ok(lines.some((line) => /^Values for header request-id: [0-9a-f-]{36}$/.test(line)));
});

t.test('a mailbox that lives on the other side is no failure', async (t) => {
  const { Detail, ResultType } = await lab.testOAuthConnectivity(toPremises);
  t.equal(ResultType, 'Success');
  t.match(Detail, /ErrorNonExistentMailbox/);
  t.match(Detail, 'The SMTP address has no mailbox associated with it.');
});

t.test('where the test runs: the target decides, -Session overrides, the mailbox names the tenant', async (t) => {
  const session = async (parameters: Parameters, where = {}) => {
    const outcome = await lab.cmdlet('Test-OAuthConnectivity', parameters, where);
    return `${outcome.session} ${outcome.output[0]?.ResultType}`;
  };
  t.equal(await session({ ...toPremises, TargetUri: 'https://localhost/' }), 'Cloud Success');
  t.equal(
    await session({ ...toPremises, Mailbox: 'user2@msxfaq.de' }, { session: 'OnPremises' }),
    'OnPremises Success',
    'on-premises to itself, with a token of its ACS',
  );
  t.equal(await session({ ...toCloud, Mailbox: 'user1@msxfaq.de' }, { session: 'Cloud' }), 'Cloud Success');
  await t.rejects(session(toPremises, { session: 'OnPremises' }), {
    category: 'ObjectNotFound',
    message: /'user1@msxfaq\.de' couldn't be found on 'DC01\.msxfaq\.de'/,
  });
  await t.rejects(
    session({ ...toPremises, Mailbox: 'user2@msxfaq.de' }),
    { category: 'ObjectNotFound', message: /^Ex6F9304\|/ },
    'a mail user is no mailbox',
  );
  const foreign = lab.details().tenants[1]?.tenantId;
  const detail = await said(lab, { ...toPremises, Mailbox: 'user1@contoso.onmicrosoft.com' });
  t.match(detail, `for resource '${exchange}/hybrid.msxfaq.de@${foreign}'`);
  await t.rejects(session(toPremises, { delegatedOrganization: 'contoso.onmicrosoft.com' }), {
    message: /AM0PR08DC001\.EURPR08A001\.PROD\.OUTLOOK\.COM/,
  });
});

t.test('-AppOnly is Exchange itself; EWS does not take it', async (t) => {
  const autodiscover = {
    Service: 'AutoD',
    TargetUri: 'https://autodiscover.msxfaq.de',
    Mailbox: 'user1@msxfaq.de',
    AppOnly: true,
  };
  const { ResultType, transactionIds } = await lab.testOAuthConnectivity(autodiscover);
  t.equal(ResultType, 'Success');
  const decoded = lab.transactions.get(transactionIds.at(-1) ?? '')?.decodedToken;
  t.match(decoded, { signed: true, claims: { nameid: `${exchange}@${lab.tenantId}` } });
  t.equal(decoded?.actorToken, undefined);
  await succeeds(t, lab, { ...toCloud, Service: 'AutoD', AppOnly: true });

  const texts = [
    [
      { Service: 'EWS', AppOnly: true, Mailbox: 'user1@msxfaq.de' },
      "EWS doesn't support AppOnly mode. For testing AppOnly mode, use AutoD. ",
    ],
    [{ Service: 'EWS', AppOnly: true }, "EWS doesn't support AppOnly mode. For testing AppOnly mode, use AutoD. "],
    [{ Service: 'AutoD', AppOnly: true }, 'In AppOnly mode you must specify either a mailbox or an organization.'],
    [
      { Service: 'EWS' },
      "The mailbox parameter can't be null when in App+User mode. Use AppOnly mode for testing with no user context.",
    ],
  ] as const;
  for (const [given, message] of texts) {
    const call = lab.testOAuthConnectivity({ TargetUri: 'https://hybrid.msxfaq.de', ...given });
    await t.rejects(call, { name: 'CmdletError', category: 'InvalidArgument', message });
  }
});

t.test(
  '-UseCachedToken remembers challenge and token; without it, and after iisreset, all is asked anew',
  async (t) => {
    const cached = { ...toCloud, UseCachedToken: true };
    const requests = async (parameters: Parameters) =>
      (await lab.testOAuthConnectivity(parameters)).transactionIds.length;
    await requests(toCloud);
    t.equal(await requests(cached), 1, 'one request, with the token that is there');
    const { Detail } = await lab.testOAuthConnectivity(cached);
    t.notMatch(Detail, /token cache is being cleared/);
    t.equal(await requests(toCloud), 3, 'the cache is cleared');
    await lab.cmdlet('iisreset');
    t.equal(await requests(cached), 3);
    t.equal(await requests({ ...toPremises, UseCachedToken: true }), 3, 'the other side has a cache of its own');
    lab.clock.advance(48 * 3600_000);
    t.equal(await requests(cached), 3, 'two days later nothing of it is good');
    lab.clock.reset();
    await requests(toCloud);
  },
);

t.test('-ReloadConfig tells when the configuration was loaded', async (t) => {
  const { Detail } = await lab.testOAuthConnectivity({ ...toCloud, ReloadConfig: true });
  const year = new Date(lab.clock.now()).getUTCFullYear();
  t.match(
    Detail,
    new RegExp(
      `^The configuration was last successfully loaded at \\d+/\\d+/${year} .* UTC\\. This was 0 minutes ago\\.`,
    ),
  );
});

/** The table of the seed page: what its own command says while the scenario is on, and what the usual one says. */
const unauthorized = `System.Net.WebException: The remote server returned an error: (401) Unauthorized.
   at System.Net.HttpWebRequest.GetResponse()
   at ${helper}, diagnostics: `;
const forciblyClosed =
  'System.Net.WebException: The underlying connection was closed: An unexpected error occurred on a receive. ---> System.IO.IOException: Unable to read data from the transport connection: An existing connection was forcibly closed by the remote host';
const notFound = (mailbox: string) =>
  `The operation couldn't be performed because object '${mailbox}' couldn't be found on 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM'.`;
const prefix = 'CmdletError: Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|';
const unknownIssuer = (tenant: string | undefined) =>
  `${unauthorized}2000009;reason="The issuer of the token is unknown. Issuer was '${acs}@${tenant}'.";error_category="invalid_issuer"`;
const foreignTenant = lab.details().tenants[1]?.tenantId;

interface SeedRow {
  readonly id: string;
  readonly own: Parameters;
  readonly ownText: string;
  readonly usualText: string;
  /** Requests that reach the on-premises Exchange in the usual test. */
  readonly arrive: number;
  /** What the way to the cloud says, where it is broken as well. */
  readonly alsoToCloud?: string;
}

const seedTable: readonly SeedRow[] = [
  {
    id: 'mailbox-unknown',
    own: { ...toPremises, Mailbox: 'noexouser@msxfaq.de' },
    ownText: prefix + notFound('noexouser@msxfaq.de'),
    usualText: prefix + notFound('user1@msxfaq.de'),
    arrive: 0,
  },
  {
    id: 'name-not-resolved',
    own: { ...toPremises, TargetUri: 'https://hybrid2.msxfaq.de' },
    ownText: "System.Net.WebException: The remote name could not be resolved: 'hybrid2.msxfaq.de'",
    usualText: "System.Net.WebException: The remote name could not be resolved: 'hybrid.msxfaq.de'",
    arrive: 0,
  },
  {
    id: 'not-exchange',
    own: toPremises,
    ownText: 'System.Net.WebException: The remote server returned an error: (404) Not Found.',
    usualText: '(404) Not Found.',
    arrive: 0,
  },
  { id: 'connection-reset', own: toPremises, ownText: forciblyClosed, usualText: forciblyClosed, arrive: 0 },
  { id: 'tls-version', own: toPremises, ownText: forciblyClosed, usualText: forciblyClosed, arrive: 0 },
  {
    id: 'foreign-tenant',
    own: { ...toPremises, Mailbox: 'user1@contoso.onmicrosoft.com' },
    ownText: unknownIssuer(foreignTenant),
    usualText: unknownIssuer(foreignTenant),
    arrive: 2,
  },
  {
    id: 'no-host-header',
    own: { ...toPremises, TargetUri: 'https://owa.msxfaq.de' },
    ownText: `${unauthorized}2000003;reason="The hostname component of the audience claim value 'https://owa.msxfaq.de' is invalid";error_category="invalid_resource"`,
    usualText: "'https://hybrid.msxfaq.de' is invalid\"",
    arrive: 2,
  },
  {
    id: 'host-rewritten',
    own: toPremises,
    ownText: `${unauthorized}2000003;reason="The hostname component of the audience claim value is invalid. Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.";error_category="invalid_resource"`,
    usualText: "Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.",
    arrive: 2,
  },
  {
    id: 'active-directory-down', // not on the page
    own: toPremises,
    ownText: '2000007;reason="The Active Directory operation failed.";error_category="internal_error"',
    usualText: '2000007;reason="The Active Directory operation failed.";error_category="internal_error"',
    arrive: 2,
    alsoToCloud: 'Unable to load OAuth configuration.',
  },
];

t.test('the seed page’s table of failures, each broken, mended and reset', async (t) => {
  t.strictSame(
    lab.scenarios
      .list()
      .map(({ id }) => id)
      .slice(0, seedTable.length),
    seedTable.map(({ id }) => id),
    'the page’s table comes first, in its order',
  );
  for (const { id, own, ownText, usualText, arrive, alsoToCloud } of seedTable) {
    await t.test(id, async (t) => {
      await succeeds(t, lab, toPremises, 'healthy before');
      const response = await fetch(`${lab.control.url}/api/scenarios/${id}/activate`, { method: 'POST' });
      t.match(await response.json(), { id, active: true });
      t.ok((await said(lab, own)).includes(ownText), 'the seed’s own command');
      const before = lab.transactions.list().at(-1)?.id;
      const usual = await said(lab, toPremises);
      t.ok(usual.includes(usualText), usual);
      const arrived = lab.transactions.list(before === undefined ? {} : { after: before });
      t.equal(arrived.filter(({ side }) => side === 'OnPremises').length, arrive);
      if (alsoToCloud === undefined) await succeeds(t, lab, toCloud, 'the other direction is not touched');
      else t.ok((await said(lab, toCloud)).includes(alsoToCloud), 'the other direction suffers, too');
      t.match(await lab.scenario(id).mend(), { id, active: false });
      await succeeds(t, lab, toPremises, 'mended');
      await lab.scenarios.reset();
      await succeeds(t, lab, toPremises, 'reset');
      t.match(await lab.scenario(id).run(), { id, passed: true });
      await succeeds(t, lab, toPremises, 'healthy after a run');
    });
  }
});

t.test('a run of no-host-header shows the page’s line to the letter', async (t) => {
  const { broken } = await lab.scenario('no-host-header').run();
  t.match('text' in broken ? broken.text : '', "audience claim value 'https://owa.msxfaq.de' is invalid\"");
});

t.test('a German server says the seed page’s German line', async (t) => {
  const german = await startTemporaryLab({ onDefect, culture: 'de-DE', scenario: ['mailbox-unknown'] });
  t.teardown(() => german.close());
  const text = (mailbox: string) =>
    `${prefix}Der Vorgang konnte nicht ausgeführt werden, weil das Objekt '${mailbox}' nicht auf 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM' gefunden wurde.`;
  t.equal(await said(german, { ...toPremises, Mailbox: 'noexouser@msxfaq.de' }), text('noexouser@msxfaq.de'));
  t.equal(await said(german, toPremises), text('user1@msxfaq.de'));
  await german.scenarios.reset();
  const { Detail } = await german.testOAuthConnectivity(toPremises);
  t.match(Detail, /geladen|loaded at 01\.01\.0001 00:00:00 UTC/);
});

t.test('scenarios that do not go together say so, and leave the lab as it was', async (t) => {
  for (const [first, second] of [
    ['foreign-tenant', 'mailbox-unknown'],
    ['mailbox-unknown', 'foreign-tenant'],
    ['host-rewritten', 'no-host-header'],
    ['no-host-header', 'host-rewritten'],
  ] as const) {
    await lab.scenario(first).activate();
    const state = await stateOf(lab);
    const broken = await said(lab, toPremises);
    const message = new RegExp(`^'${second}' can't be switched on: .+ Active already: ${first}\\. A reset`);
    await t.rejects(lab.scenario(second).activate(), { name: 'ScenarioError', message });
    const response = await fetch(`${lab.control.url}/api/scenarios/${second}/activate`, { method: 'POST' });
    t.match([response.status, await response.json()], [409, { error: { category: 'InvalidOperation', message } }]);
    t.match(await lab.scenario(second).run(), { passed: true }, 'a run starts with a healthy lab');
    t.strictSame(await stateOf(lab), state);
    t.equal(withoutIds(await said(lab, toPremises)), withoutIds(broken));
    await lab.scenarios.reset();
    await succeeds(t, lab, toPremises, 'healthy again');
  }
  await t.rejects(lab.scenario('host-rewritten').mend(), { name: 'ScenarioError', message: /not active/ });
});

t.test('a mend that an admin could not do leaves the lab as it was', async (t) => {
  await lab.scenario('foreign-tenant').activate();
  const url = 'https://accounts.accesscontrol.windows.net/msxfaq.de/metadata/json/1';
  await lab.cmdlet('New-AuthServer', { Name: 'ACS - contoso.onmicrosoft.com', AuthMetadataUrl: url });
  const state = await stateOf(lab);
  await t.rejects(lab.scenario('foreign-tenant').mend(), {
    name: 'ScenarioError',
    message: /can't be mended: .*exists already/,
  });
  t.strictSame(await stateOf(lab), state);
  await lab.scenarios.reset();
});

t.test('who asks for scenarios at the same time gets them one after the other', async (t) => {
  const runs = await Promise.all([
    lab.scenario('host-rewritten').run(),
    lab.scenario('mailbox-unknown').run(),
    lab.scenario('no-host-header').run(),
  ]);
  t.strictSame(
    runs.map(({ passed }) => passed),
    [true, true, true],
  );
  await Promise.all([
    lab.scenario('not-exchange').activate(),
    lab.scenario('mailbox-unknown').activate(),
    lab.scenario('not-exchange').activate(),
  ]);
  t.strictSame(lab.details().activeScenarios, ['not-exchange', 'mailbox-unknown']);
  await lab.scenarios.reset();
  await succeeds(t, lab, toPremises);
});

t.test('the seed page’s conclusions: what may be wrong without breaking anything', async (t) => {
  for (const server of ['EX01', 'EX02']) {
    const wrong = { InternalUrl: 'https://wrong.example/ews/exchange.asmx', ExternalUrl: 'https://wrong.example/' };
    await lab.cmdlet('Set-WebServicesVirtualDirectory', { Identity: `${server}\\EWS (Default Web Site)`, ...wrong });
  }
  await lab.cmdlet('iisreset');
  await succeeds(t, lab, toPremises, 'ExternalUrl and InternalUrl are wrong');

  await lab.cmdlet('Set-MsolServicePrincipal', { AppPrincipalId: exchange, ServicePrincipalNames: [exchange] });
  await succeeds(t, lab, toPremises, 'the host is not among the ServicePrincipalNames');
  await succeeds(t, lab, toCloud);

  const { output } = await lab.cmdlet('Get-AuthConfig');
  const [certificate] = (
    await lab.cmdlet('Get-ExchangeCertificate', { Thumbprint: output[0]?.CurrentCertificateThumbprint })
  ).output;
  t.match(certificate, { Subject: 'CN=Microsoft Exchange Server Auth Certificate', CertificateDomains: [] });
  await succeeds(t, lab, toPremises, 'the auth certificate names no host');
  await lab.scenarios.reset();
});

t.test('an auth certificate that is not in the cloud breaks the way to the cloud, and only that', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const first = await startLab({ ...freePorts, dataDir, onDefect });
  const thumbprint = String((await first.cmdlet('Get-AuthConfig')).output[0]?.CurrentCertificateThumbprint);
  await first.close();
  const path = join(dataDir, 'state.json');
  const state = JSON.parse(await readFile(path, 'utf8'));
  state.tenants[0].servicePrincipals[0].keyCredentials = [];
  await writeFile(path, JSON.stringify(state));
  await using second = await startLab({ ...freePorts, dataDir, onDefect });
  const outcome = await second.testOAuthConnectivity(toCloud);
  const description = `AADSTS70002: Error validating credentials. AADSTS50012: Client assertion contains an invalid signature. [Reason - The key was not found., Thumbprint of key used by client: '${thumbprint}'.`;
  t.equal(outcome.ResultType, 'Error');
  t.match(
    outcome.Detail,
    `Unable to get token from Auth Server. Error code: 'invalid_client'. Description: '${description}`,
  );
  t.match(outcome.Detail, /^Error:/m);
  t.match(outcome.Detail, 'Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException: Unable to get token');
  t.strictSame(
    seen(outcome.transactionIds, second).map((line) => line.slice(-3)),
    ['401', '401'],
    'no second request',
  );
  await succeeds(t, second, toPremises, 'Microsoft signs on the way back');
  await second.scenarios.reset();
  await succeeds(t, second, toCloud, 'the healthy lab knows the certificate');
});

t.test('a lab that is closed in the middle of a run is as it was before', async (t) => {
  const dataDir = await temporaryDirectory(t);
  const closing = await startLab({ ...freePorts, dataDir, onDefect });
  const run = closing.scenario('host-rewritten').run();
  await closing.close();
  t.match(await run, { passed: true });
  const state = JSON.parse(await readFile(join(dataDir, 'state.json'), 'utf8'));
  t.strictSame([state.activeScenarios, state.network.publishing.hostHeader], [[], { mode: 'preserve' }]);
});

t.test('a scenario survives a restart, and reset heals', async (t) => {
  for (const id of ['host-rewritten', 'foreign-tenant', 'name-not-resolved'] as const) {
    const dataDir = await temporaryDirectory(t);
    const first = await startLab({ ...freePorts, dataDir, onDefect });
    await first.scenario(id).activate();
    const broken = withoutIds(await said(first, toPremises));
    await first.close();
    const second = await startLab({ ...freePorts, dataDir, onDefect });
    t.strictSame(second.details().activeScenarios, [id]);
    t.equal(withoutIds(await said(second, toPremises)), broken, 'still broken');
    await second.scenarios.reset();
    await succeeds(t, second, toPremises, 'reset');
    await second.close();
    await using third = await startLab({ ...freePorts, dataDir, onDefect });
    t.strictSame(third.details().activeScenarios, []);
    await succeeds(t, third, toPremises, 'healthy after another restart');
  }
});

t.test('a customer’s world: the names of the lab are his throughout', async (t) => {
  const tenantId = '11111111-2222-3333-4444-555555555555';
  const dataDir = await temporaryDirectory(t);
  const settings = { domain: 'contoso.com', hosts: ['mail.contoso.com', 'autodiscover.contoso.com'], tenantId };
  await using contoso = await startLab({ ...freePorts, dataDir, onDefect, ...settings });
  const surfaces: string[] = [];
  const look = (value: unknown) => surfaces.push(typeof value === 'string' ? value : JSON.stringify(value));
  look(contoso.details());
  t.equal(contoso.details().organization.name, 'CONTOSO');
  t.strictSame(
    contoso.details().tenants.map(({ initialDomain }) => initialDomain),
    ['contoso.onmicrosoft.com', 'fabrikam.onmicrosoft.com'],
  );

  const there = { Service: 'EWS', TargetUri: 'https://mail.contoso.com', Mailbox: 'user1@contoso.com' };
  const back = { ...toCloud, Mailbox: 'user2@contoso.com' };
  for (const parameters of [
    there,
    back,
    { ...there, Service: 'AutoD', TargetUri: 'https://autodiscover.contoso.com' },
  ]) {
    await succeeds(t, contoso, parameters);
    look(await contoso.testOAuthConnectivity(parameters));
  }
  for (const { id } of contoso.scenarios.list()) {
    const run = await contoso.scenario(id).run();
    t.equal(run.passed, true, id);
    look(run);
  }
  for (const mailbox of ['user1@fabrikam.onmicrosoft.com', 'noexouser@contoso.com'])
    look(await said(contoso, { ...there, Mailbox: mailbox }));
  t.match(surfaces.at(-2), /2000009;/);
  for (const name of [
    'Get-AuthConfig',
    'Get-AuthServer',
    'Get-ExchangeCertificate',
    'Get-Mailbox',
    'Get-MsolServicePrincipal',
    'Get-WebServicesVirtualDirectory',
  ])
    look((await contoso.cmdlet(name)).text);
  look(await said(contoso, { ...there, TargetUri: 'mail.contoso.com' }));
  for (const kind of ['actAsUser', 'appOnly', 'hma', 'selfIssued', 'callback'] as const)
    look(contoso.tokens.issue({ kind }).decoded);

  const pages = [
    [contoso.exchange.url, 'mail.contoso.com', '/autodiscover/metadata/json/1'],
    [contoso.exchange.url, 'mail.contoso.com', '/ews/exchange.asmx'],
    [contoso.exchange.url, 'autodiscover.contoso.com', '/nowhere'],
    [contoso.cloud.url, 'accounts.accesscontrol.windows.net', '/contoso.com/metadata/json/1'],
    [contoso.cloud.url, 'accounts.accesscontrol.windows.net', '/msx-not.example/metadata/json/1'],
    [contoso.cloud.url, 'login.windows.net', `/${tenantId}/federationmetadata/2007-06/federationmetadata.xml`],
  ] as const;
  for (const [base, host, path] of pages) {
    const page = await readPage(contoso, base, host, path);
    look(page.text);
    look(page.certificate);
  }
  for (const transaction of contoso.transactions.list()) look(transaction);
  for (const { id } of contoso.transactions.list()) {
    look(await (await fetch(`${contoso.control.url}/api/transactions/${id}/iis-log`)).text());
  }
  look(await (await fetch(`${contoso.control.url}/`)).text());
  for (const file of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    look(file.name);
    const text = await readFile(join(file.parentPath, file.name), 'utf8');
    look(text);
    for (const [pem] of text.matchAll(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)) {
      look(new X509Certificate(pem).toString());
      look(new X509Certificate(pem).raw.toString('latin1'));
    }
  }
  t.ok(surfaces.length > 60);
  const leftovers = surfaces.filter((text) => /msxfaq|6f5a3c1e-8d27/i.test(text));
  t.strictSame(
    leftovers.map((text) => /.{0,80}(?:msxfaq|6f5a3c1e-8d27).{0,80}/i.exec(text)?.[0]),
    [],
  );
});

t.test('the lab made no mistake of its own', async (t) => {
  t.strictSame(defects, []);
});

/** What the lab knows of itself, without what changes by itself. */
async function stateOf(of: Lab): Promise<unknown> {
  return JSON.parse(await readFile(join(of.caFile, '..', '..', 'state.json'), 'utf8'));
}

/** Two runs differ in their request ids, minutes and times. */
function withoutIds(detail: string): string {
  return detail
    .replace(/Client request ID: \S+/, '')
    .replace(/This was \d+ minutes/, '')
    .replace(/"(?:nbf|exp)": "\d+"/g, '')
    .replace(/"(?:iat|nbf|exp)":\d+/g, '');
}

async function temporaryDirectory(t: Test): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-test-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A page with the server's certificate, read as text. */
function readPage(of: Lab, base: string, host: string, path: string): Promise<{ text: string; certificate: string }> {
  const url = new URL(base);
  return new Promise((resolve, reject) => {
    const options = {
      host: url.hostname,
      port: url.port,
      ca: of.ca,
      servername: host,
      path,
      headers: { Host: host },
      agent: false,
    };
    const request = httpsRequest(options, (response) => {
      const socket = response.socket as import('node:tls').TLSSocket;
      const certificate = JSON.stringify(socket.getPeerCertificate(false), (key, value) =>
        key === 'raw' || key === 'pubkey' ? undefined : value,
      );
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ text: `${JSON.stringify(response.headers)}${Buffer.concat(chunks)}`, certificate }),
      );
    });
    request.on('error', reject);
    request.end();
  });
}
