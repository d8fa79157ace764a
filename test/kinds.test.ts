import t, { type Test } from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { seedTenantId as tenant } from '../src/directory/world.js';
import type { Lab, StartOptions } from '../src/index.js';
import type { TokenOrder } from '../src/tokens/token-order.js';
import { freeze, TestLabs } from './acceptance/labs.js';
import { decodeClaims, tokenWithSignature } from './acceptance/token.js';
import { type Answer, ask, type Call, call, closeAgents, getFolder, owa } from './acceptance/wire.js';

// Every kind of token that Exchange tells apart (facts/oauth-inbound §1.4 step 5), let in where it should be.

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const moment = 1_790_000_000;
const minute = 60;

const labs = new TestLabs('kinds');
const newer = await labOf('newer');
const old = await labOf('old', { exchangeVersion: '2013' });
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

async function labOf(name: string, options: StartOptions = {}): Promise<Lab> {
  const lab = await labs.start(name, options, withAllProfiles);
  freeze(lab, moment);
  return lab;
}

function withAllProfiles(organization: Organization): Organization {
  const [online] = organization.partnerApplications;
  if (!online) throw new Error('The default organisation has changed.');
  return {
    ...organization,
    partnerApplications: [
      online,
      { ...online, name: 'Asserting', applicationIdentifier: 'app-asserting' },
      { ...online, name: 'Bare', applicationIdentifier: 'app-bare', linkedAccount: '' },
    ],
    webServicesVirtualDirectories: organization.webServicesVirtualDirectories.map((one) => ({
      ...one,
      oAuthProfiles: [...one.oAuthProfiles, 'V1IdToken', 'V1Callback', 'V1ExchangeSelfIssued'],
    })),
  };
}

const adfs = 'http://sts.msxfaq.de/adfs/services/trust'; // facts/oauth-inbound §3.6
const bareAdfs = 'http://bare.msxfaq.de/adfs/services/trust';

/** Two AD FS, one with the certificates of the key that the lab signs V1 tokens with, and one that has none. */
function withAdfs(organization: Organization): Organization {
  const entra = organization.authServers.find(({ type }) => type === 'AzureAD');
  if (!entra?.certificateStrings.length) throw new Error('The default organisation has changed.');
  const server = {
    ...entra,
    type: 'ADFS',
    realm: '',
    name: 'ADFS',
    guid: 'adf50000-0000-4000-8000-000000000001',
  } as const;
  const bare = { name: 'Bare', guid: 'adf50000-0000-4000-8000-000000000002', certificateStrings: [] };
  const authMetadataUrl = 'https://bare.msxfaq.de/federationmetadata/2007-06/federationmetadata.xml';
  return {
    ...organization,
    authServers: [
      ...organization.authServers,
      { ...server, issuerIdentifier: adfs },
      { ...server, ...bare, authMetadataUrl, issuerIdentifier: bareAdfs },
    ],
  };
}

const issue = (lab: Lab, order: TokenOrder) => lab.tokens.issue(order).token;
const hma = { kind: 'hma', mailbox: 'user2@msxfaq.de' } as const;
const words = (answer: Answer) => answer.header('x-ms-diagnostics');

function letIn(t: Test, answer: Answer, code = 'NoError'): void {
  t.equal(answer.status, 200, words(answer) ?? 'let in');
  t.match(answer.body, `<m:ResponseCode>${code}</m:ResponseCode>`);
}

/** An application without a user: EWS asks for impersonation (facts/ews-clients §3.3). */
function letInAsApplication(t: Test, answer: Answer): void {
  t.equal(answer.status, 500, words(answer) ?? 'let in');
  t.match(answer.body, 'ExchangeImpersonation SOAP header must be present for this type of OAuth token.');
}

function kindOf(lab: Lab, answer: Answer): string {
  const steps = lab.transactions.get(answer.header('request-id') ?? '')?.steps ?? [];
  return steps.find(({ name }) => name === 'token kind')?.detail.split(':')[0] ?? '';
}

t.test('Hybrid Modern Authentication: V1 act-as', async (t) => {
  for (const lab of [newer, old]) {
    const answer = await ask(lab, issue(lab, hma));
    letIn(t, answer);
    t.equal(kindOf(lab, answer), 'V1AppActAs');
    letIn(
      t,
      await ask(lab, issue(lab, { ...hma, claims: { primarysid: null, scp: 'Mail.Read EWS.AccessAsUser.All' } })),
    );
    letIn(t, await ask(lab, issue(lab, { ...hma, claims: { tid: null } })), 'NoError');
  }
  await t.test('the audience’s path, case and default port do not matter, its scheme does', async (t) => {
    for (const aud of ['https://owa.msxfaq.de', 'HTTPS://OWA.MSXFAQ.DE/any/path?x', 'https://owa.msxfaq.de:443/']) {
      letIn(t, await ask(newer, issue(newer, { ...hma, claims: { aud } })));
    }
    letIn(t, await ask(newer, issue(newer, { ...hma, claims: { aud: 'http://owa.msxfaq.de/' } }), { scheme: 'http' }));
    for (const aud of [
      'https://owa.msxfaq.de:444/',
      'https://me@owa.msxfaq.de/',
      'https://owa.msxfaq.de.evil/',
      'ftp://owa.msxfaq.de/',
    ]) {
      t.equal((await ask(newer, issue(newer, { ...hma, claims: { aud } }))).status, 401, aud);
    }
  });
  await t.test('an empty scope is made up for by a linked account', async (t) => {
    letIn(t, await ask(newer, issue(newer, { ...hma, claims: { scp: ' ', appid: 'app-asserting' } })));
  });
  await t.test('Exchange Online takes Entra’s tokens too', async (t) => {
    const cloud: Call = { host: 'outlook.office365.com', url: newer.cloud.url };
    const order = { kind: 'hma', mailbox: 'user1@msxfaq.de', host: 'outlook.office365.com' } as const;
    letIn(t, await ask(newer, issue(newer, order), cloud));
    t.match(
      words(await ask(newer, issue(newer, { ...order, claims: { upn: null } }), cloud)),
      'No applicable user context',
    );
  });
});

t.test('an AuthServer of type ADFS: its V1 tokens count while it is enabled and has certificates', async (t) => {
  for (const exchangeVersion of ['SE', '2013'] as const) {
    const unreached: unknown[] = [];
    const onDefect = (error: unknown) => unreached.push(error);
    const options = { exchangeVersion, configurationReload: 'immediate', onDefect } as const;
    const lab = await labs.start(`adfs-${exchangeVersion}`, options, withAdfs);
    t.match(unreached.map(String), [/^Error: Cannot acquire auth metadata document from 'https:..bare.msxfaq.de/]);
    freeze(lab, moment);
    const from = (iss: string) =>
      ask(lab, issue(lab, { ...hma, claims: { iss, tid: null, scp: 'EAS.AccessAsUser.All EWS.AccessAsUser.All' } }));
    const enabled = (Enabled: boolean) => lab.cmdlet('Set-AuthServer', { Identity: 'ADFS', Enabled });
    const answer = await from(adfs);
    letIn(t, answer);
    t.equal(kindOf(lab, answer), 'V1AppActAs');
    const [code, category] = exchangeVersion === 'SE' ? [2000009, 'invalid_issuer'] : [2000001, 'invalid_token'];
    const unknown = (iss: string) =>
      `${code};reason="The issuer of the token is unknown. Issuer was '${iss}'.";error_category="${category}"`;
    t.equal(words(await from(bareAdfs)), unknown(bareAdfs), 'without certificates it drops out of trust');
    t.equal(words(await from(`${adfs}/`)), unknown(`${adfs}/`), 'another URL is another issuer');
    await enabled(false);
    t.equal(words(await from(adfs)), unknown(adfs), 'disabled');
    await enabled(true);
    letIn(t, await from(adfs));
    const order = { ...hma, claims: { iss: adfs, tid: null }, signWith: 'unknownKey' } as const;
    const forged = '2000000;reason="The token has an invalid signature.";error_category="invalid_signature"';
    t.equal(words(await ask(lab, issue(lab, order))), forged);
  }
});

t.test('an application’s own token: V1 app-only', async (t) => {
  for (const lab of [newer, old]) {
    const answer = await ask(lab, issue(lab, { ...hma, claims: { scp: null, roles: ['full_access'] } }));
    letInAsApplication(t, answer);
    t.equal(kindOf(lab, answer), 'V1AppOnly');
  }
  letInAsApplication(t, await ask(newer, issue(newer, { ...hma, claims: { scp: null, roles: 'full_access' } })));
  const graph = { ...hma, claims: { scp: null, roles: ['full_access_as_app', 'Calendars.ReadWrite.All'] } };
  const answer = await ask(newer, issue(newer, graph));
  t.equal(answer.status, 403, 'on-premises the role of Exchange Online is not enough');
  t.match(words(answer), '2000008;reason="The token contains not enough scope to make this call."');
  const bare = { ...hma, claims: { scp: null, appid: 'app-asserting' } };
  letInAsApplication(t, await ask(newer, issue(newer, bare)));
});

t.test('tokens that Exchange issues itself', async (t) => {
  for (const lab of [newer, old]) {
    const callback = await ask(lab, issue(lab, { kind: 'callback', mailbox: 'user2@msxfaq.de' }));
    letIn(t, callback);
    t.equal(kindOf(lab, callback), 'Callback');
    const claims = { ver: 'MSExchange.SelfIssued.V1', smtp: 'user2@msxfaq.de' };
    const selfIssued = await ask(lab, issue(lab, { kind: 'selfIssued', claims }));
    letIn(t, selfIssued);
    t.equal(kindOf(lab, selfIssued), 'V1ExchangeSelfIssued');
    letIn(t, await ask(lab, issue(lab, { kind: 'selfIssued', claims: { ...claims, aud: 'https://owa.msxfaq.de/' } })));
    const v1Callback = { ver: '1.0', msexchcallback: 'x' };
    const answer = await ask(lab, issue(lab, { kind: 'callback', mailbox: 'user2@msxfaq.de', claims: v1Callback }));
    letIn(t, answer);
    t.equal(kindOf(lab, answer), 'V1Callback');
  }
  await t.test('a callback token names the mailbox by GUID, also with its domain', async (t) => {
    const appctx = (msexchuid: string) => ({
      appctx: JSON.stringify({
        msexchuid,
        version: 'ExIdTok.V1',
        amurl: 'https://owa.msxfaq.de/autodiscover/metadata/json/1',
      }),
    });
    const guid = 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52';
    for (const claims of [appctx(`${guid}@msxfaq.de`), appctx(guid.toUpperCase())]) {
      letIn(t, await ask(newer, issue(newer, { kind: 'callback', claims })));
    }
  });
  await t.test('one for an item opens GetItem for that item alone', async (t) => {
    const context = { msexchuid: 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52', version: 'ExIdTok.V1', amurl: 'https://x/' };
    const claims = { appctx: JSON.stringify({ ...context, scope: 'ParentItemId:AAMk1' }) };
    const item = getFolder().replace(
      /<m:GetFolder>.*<\/m:GetFolder>/,
      '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id="AAMk1"/></m:ItemIds></m:GetItem>',
    );
    const answer = await ask(newer, issue(newer, { kind: 'callback', claims }), { body: item });
    t.equal(words(answer), undefined);
    t.equal(answer.status, 200);
    t.match(answer.body, '<m:ResponseCode>ErrorInvalidIdMalformed</m:ResponseCode>', 'let in: the id is what is wrong');
  });
  await t.test('the organisation itself is the issuer by its realm, its hosts and the host asked', async (t) => {
    const from = (realm: string) => ({ kind: 'callback', claims: { iss: `${exchange}@${realm}` } }) as const;
    for (const realm of ['msxfaq.de', 'OWA.msxfaq.de', 'autodiscover.msxfaq.de', 'ex01.msxfaq.de']) {
      letIn(t, await ask(newer, issue(newer, { ...from(realm), mailbox: 'user2@msxfaq.de' })));
    }
    t.match(words(await ask(newer, issue(newer, from('contoso.com')))), 'contains an invalid issuer');
  });
});

t.test('an id token has no scope: the door lets it in, the web service does not', async (t) => {
  for (const lab of [newer, old]) {
    const answer = await ask(lab, issue(lab, { ...hma, claims: { scp: null, appid: null } }));
    t.equal(kindOf(lab, answer), 'V1IdToken');
    t.equal(answer.status, 403);
    const autodiscover = await ask(lab, issue(lab, { ...hma, claims: { scp: null, appid: null } }), {
      target: '/autodiscover/autodiscover.svc',
    });
    t.match(words(autodiscover), 'token profile', 'by default no directory takes it');
  }
});

t.test('the user asserted by an application, app_asserted_user_v1', async (t) => {
  const asserted = {
    ver: 'app_asserted_user_v1',
    tid: tenant,
    appidacr: '1',
    scp: 'user_impersonation',
    clientappid: '00000000-0000-0000-0000-000000000000',
  };
  const around = { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' } as const;
  const serviceActor = { ...around, claims: { ...asserted, appid: exchange } };
  const answer = await ask(newer, issue(newer, serviceActor));
  letIn(t, answer);
  t.equal(kindOf(newer, answer), 'S2SAppActAs', 'around a server-to-server token');
  t.match(
    words(await ask(old, issue(old, serviceActor))),
    '2000007;reason="An unexpected error occurred."',
    '2013 does not know it',
  );

  const v1Actor = (change: object, host: string = owa) =>
    issue(newer, {
      ...hma,
      host,
      claims: { scp: null, upn: null, onprem_sid: null, appid: 'app-asserting', ...change },
    });
  const outer = (actortoken: string, change: object = {}) =>
    tokenWithSignature(
      { typ: 'JWT', alg: 'none' },
      { ...decodeClaims(issue(newer, serviceActor)), iss: `app-asserting@${tenant}`, actortoken, ...change },
    );
  await t.test('around an application’s V1 token', async (t) => {
    const answer = await ask(newer, outer(v1Actor({})));
    letIn(t, answer);
    t.equal(kindOf(newer, answer), 'AppAssertedUserV1');
  });
  await t.test('a user’s token is no actor, nor is one of another version', async (t) => {
    const changes = [
      ...[{ scp: 'user_impersonation' }, { scp: ['x'] }, { upn: 'user2@msxfaq.de' }, { onprem_sid: 'S-1-5-21-1' }],
      ...[{ ver: '2.0' }, { appid: null }, { msexchcallback: 'x' }],
    ];
    for (const change of changes) {
      t.match(words(await ask(newer, outer(v1Actor(change)))), '2000007', JSON.stringify(change));
    }
  });
  await t.test('each thing that can be wrong has its refusal', async (t) => {
    const refusals: readonly (readonly [token: string, says: string])[] = [
      [outer(v1Actor({}), { actortoken: null }), "missing the claim type 'actortoken'"],
      [
        outer(v1Actor({}, 'hybrid.msxfaq.de')),
        "The hostname component of the audience claim value 'https://hybrid.msxfaq.de' is invalid\"",
      ],
      [outer(v1Actor({ iss: 'https://sts.windows.net/x/' })), 'The issuer of the token is unknown'],
      [outer(v1Actor({ appid: 'app-unknown' })), `The Application Identifier 'app-unknown@${tenant}' is unknown`],
      [outer(v1Actor({}), { iss: `app-else@${tenant}` }), 'The user-context issuer'],
      [outer(v1Actor({}), { exp: moment - 301, nbf: moment - 900 }), 'The token has expired'],
      [outer(v1Actor({}), { upn: '', smtp: '', sip: '' }), 'No applicable user context claims'],
      [outer(v1Actor({}), { iss: 'app-asserting@nobody' }), 'The outer token issuer realm'],
      [outer(v1Actor({}), { upn: 'nobody@msxfaq.de', smtp: '', sip: '' }), 'does not exist'],
      [outer(`${v1Actor({}).split('.').slice(0, 2).join('.')}.`), 'The inner actor token must be signed'],
    ];
    for (const [token, says] of refusals) t.match(words(await ask(newer, token)), says);
  });
  await t.test('service_asserted_app_v1 is not documented: refused plainly, and the record says so', async (t) => {
    const answer = await ask(newer, issue(newer, { kind: 'appOnly', claims: { ver: 'service_asserted_app_v1' } }));
    t.match(words(answer), 'An unexpected error occurred.');
    const steps = newer.transactions.get(answer.header('request-id') ?? '')?.steps ?? [];
    t.match(steps.at(1)?.detail, "[lab] The shape of 'service_asserted_app_v1' is not public");
  });
});

t.test('a user lookup is kept for 15 minutes, a failed one too; iisreset throws it away', async (t) => {
  const lab = await labOf('lookups');
  const token = (mailbox: string) => issue(lab, { kind: 'actAsUser', mailbox });
  const someone = token('user2@msxfaq.de');
  const nobody = token('nobody@msxfaq.de');
  letIn(t, await ask(lab, someone));
  t.match(words(await ask(lab, nobody)), 'does not exist');
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'DownAtRouting' });
  freeze(lab, moment + 15 * minute - 1);
  letIn(t, await ask(lab, someone));
  t.match(words(await ask(lab, nobody)), 'does not exist', 'the directory is not asked');
  freeze(lab, moment + 15 * minute);
  for (const one of [someone, nobody]) t.equal((await ask(lab, one)).status, 500, 'now it is');
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' });
  letIn(t, await ask(lab, someone));
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'DownAtRouting' });
  letIn(t, await ask(lab, someone));
  await lab.cmdlet('iisreset');
  t.equal((await ask(lab, someone)).status, 500);
  freeze(lab, moment - minute);
  await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' });
  freeze(lab, moment - 4 * minute);
  letIn(t, await ask(lab, someone));
});

t.test('Modern Authentication switched off: an empty Bearer that names the user is refused', async (t) => {
  const probe = (identity: string) =>
    call(newer, {
      headers: [
        ['Authorization', 'Bearer'],
        ['X-User-Identity', identity],
      ],
    });
  t.equal(words(await probe('user2@msxfaq.de')), undefined, 'it is on');
  await newer.cmdlet('Set-OrganizationConfig', { OAuth2ClientProfileEnabled: false });
  t.equal(words(await probe('user2@msxfaq.de')), undefined, 'not before the configuration is loaded again');
  await newer.cmdlet('iisreset');
  t.match(words(await probe('user2@MSXFAQ.de')), `4000000;reason="Flighting is not enabled for domain 'MSXFAQ.de'."`);
  for (const identity of ['', 'user2', 'user2@contoso.com', 'a b@msxfaq.de', '@msxfaq.de', 'x@msxfaq.de@contoso.com']) {
    t.equal(words(await probe(identity)), undefined, identity);
  }
  letIn(t, await ask(newer, issue(newer, { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' })));
  const { output } = await newer.cmdlet('Get-OrganizationConfig');
  t.match(output, [{ OAuth2ClientProfileEnabled: false }]);
  await newer.cmdlet('Set-OrganizationConfig', { OAuth2ClientProfileEnabled: true });
});

t.test('an application without a linked account has no roles: a SOAP fault, not a refusal', async (t) => {
  for (const lab of [newer, old]) {
    const nameid = `app-bare@${tenant}`;
    const order = {
      kind: 'actAsUser',
      mailbox: 'user2@msxfaq.de',
      actorClaims: { nameid },
      claims: { iss: nameid },
    } as const;
    const answer = await ask(lab, issue(lab, order));
    t.same([answer.status, words(answer)], [500, undefined]);
    t.match(answer.body, 'a:ErrorAccessDenied</faultcode>');
    t.match(
      answer.body,
      'The application is missing a linked account for RBAC roles, or the linked account has no RBAC',
    );
  }
});

t.test('no token is good for more at Autodiscover than at EWS', async (t) => {
  const target = '/autodiscover/autodiscover.svc';
  const context = { msexchuid: 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52', version: 'ExIdTok.V1', amurl: 'https://x/' };
  const callback = (change: object) =>
    issue(newer, { kind: 'callback', claims: { appctx: JSON.stringify({ ...context, ...change }) } });
  const forItem = await ask(newer, callback({ scope: 'ParentItemId:AAMk1' }), { target });
  t.match(words(forItem), 'The web method in the request is not allowed with this token.');
  t.equal(
    (await ask(newer, callback({}), { target })).status,
    500,
    'all of the mailbox: let in, and no GetUserSettings',
  );
  const unknown = await ask(newer, issue(newer, { ...hma, claims: { scp: 'odd' } }), { target });
  t.match(words(unknown), 'The token contains no scope information');
  t.equal((await ask(newer, issue(newer, hma), { target })).status, 500, 'let in, and no GetUserSettings');
  for (const scope of ['parentitemid:AAMk1', ' ParentItemId:AAMk1', ['ParentItemId:AAMk1'], '', null]) {
    const answer = await ask(newer, callback({ scope }));
    t.match(words(answer), 'one or more invalid claim values', `a scope that can't be read opens nothing: ${scope}`);
  }
});

t.test('a tenant id is a text, not a pattern', async (t) => {
  const cloud: Call = { host: 'outlook.office365.com', url: newer.cloud.url };
  for (const tid of ['$&', '$`', "$'", '{tenantid}', '.*', '']) {
    const claims = { tid, iss: 'https://sts.windows.net/{tenantid}/' };
    const answer = await ask(newer, issue(newer, { ...hma, host: 'outlook.office365.com', claims }), cloud);
    const known = tid === '{tenantid}';
    t.match(words(answer), known ? 'The tenant for context-id' : 'The issuer of the token is unknown', tid);
  }
});

t.test('which kinds an EWS directory takes after setup', async (t) => {
  const lab = await labs.start('setup');
  const setting = async (key: string) => {
    const place = {
      PSPath: 'IIS:\\Sites\\Default Web Site\\EWS',
      Filter: `appSettings/add[@key='OAuthHttpModule.${key}']`,
    };
    return (await lab.cmdlet('Get-WebConfigurationProperty', { ...place, Name: 'value' })).output[0]?.Value;
  };
  t.equal(await setting('Profiles'), 'S2SAppActAs|S2SAppOnly|V1AppActAs|V1AppOnly|Callback');
  t.same([await setting('V1AppScopes'), await setting('V1AppRoles')], ['*', '*']);
  const refused: readonly TokenOrder[] = [
    { ...hma, claims: { scp: null, appid: null } },
    { kind: 'callback', claims: { ver: '1.0', msexchcallback: 'x' } },
    { kind: 'selfIssued', claims: { ver: 'MSExchange.SelfIssued.V1' } },
  ];
  for (const order of refused) t.match(words(await ask(lab, issue(lab, order))), 'token profile');
  for (const kind of ['actAsUser', 'hma', 'callback'] as const) {
    letIn(t, await ask(lab, issue(lab, { kind, mailbox: 'user2@msxfaq.de' })));
  }
  letInAsApplication(t, await ask(lab, issue(lab, { kind: 'appOnly' })));
});
