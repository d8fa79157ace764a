import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
import { signedToken } from './acceptance/token.js';
import { type Answer, ask, type Call, call, closeAgents, getFolder, owa } from './acceptance/wire.js';

// Every refusal that was collected is provoked by a real request. What it must say comes from the collection itself
// (test/facts/oauth-errors.json), with the arguments of the row; no word of the product's own catalogue is used.

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const moment = 1_790_000_000;

interface Collected {
  readonly name?: string;
  readonly code: number | null;
  readonly error_category?: string;
  readonly reason: string;
  readonly httpStatus?: number;
  readonly onPremises?: string;
  readonly newerBuilds?: {
    readonly code: number;
    readonly error_category: string;
    readonly reason?: string;
    readonly scope?: string;
  };
}
const facts = JSON.parse(readFileSync(new URL('facts/oauth-errors.json', import.meta.url), 'utf8')) as {
  readonly errors: readonly (Collected & { readonly name: string })[];
  readonly newerBuildsOnly: readonly (Collected & { readonly name: string })[];
  readonly others: readonly Collected[];
};

/** Words of newer builds that were found in public captures after the collection was made. */
const foundLater: Readonly<Record<string, Collected['newerBuilds']>> = {
  NoAuthorizationValuePresent: {
    code: 2000008,
    error_category: 'invalid_grant',
    reason: "The token should have valid permissions or linked account associated with partner application '{1}'.",
  },
  NoGrantPresented: {
    code: 2000008,
    error_category: 'invalid_grant',
    reason: 'The token contains no permissions, or permissions can not be understood.',
    scope: 'Exchange Online only',
  },
};

type Personality = 'Exchange 2013' | 'newer builds' | 'Exchange Online';

const partner = await issueAuthCertificate({ clock: systemClock, random: systemRandom });
const partnerKey: KeyObject = createPrivateKey(partner.privateKey);
const labs = new TestLabs('refusals');
const newer = await labs.start('newer', {}, prepared);
const old = await labs.start('old', { exchangeVersion: '2013' }, prepared);
for (const lab of [newer, old]) freeze(lab, moment);
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

function prepared(organization: Organization): Organization {
  const [online] = organization.partnerApplications;
  const [user1] = organization.recipients;
  if (!online || !user1) throw new Error('The default organisation has changed.');
  const twin = {
    ...user1,
    guid: '7d1a0000-0000-4000-8000-00000000000a',
    name: 'twin',
    alias: 'twin',
    sid: 'S-1-5-21-1-2-3-1700',
  };
  const past = {
    ...user1,
    guid: '7d1a0000-0000-4000-8000-00000000000b',
    name: 'past',
    alias: 'past',
    sid: 'S-1-5-21-1-2-3-1701',
  };
  const address = (recipient: typeof user1, name: string) => ({
    ...recipient,
    userPrincipalName: `${name}@msxfaq.de`,
    primarySmtpAddress: `${name}@msxfaq.de`,
    emailAddresses: [`SMTP:${name}@msxfaq.de`],
  });
  return {
    ...organization,
    oAuth2ClientProfileEnabled: false,
    directoryFaults: { downLevelMailboxes: ['past@msxfaq.de'] },
    recipients: [
      ...organization.recipients,
      { ...address(twin, 'twin'), emailAddresses: ['SMTP:twin@msxfaq.de', 'sip:user1@msxfaq.de'] },
      address(past, 'past'),
    ],
    authServers: organization.authServers.map((server) => ({
      ...server,
      isDefaultAuthorizationEndpoint: server.type === 'AzureAD',
    })),
    partnerApplications: [
      { ...online, acceptSecurityIdentifierInformation: true },
      lyncPartner(online, [base64DerOf(partner.certificate)]),
      { ...online, name: 'Orphan', applicationIdentifier: 'app-orphan', linkedAccount: 'msxfaq.de/Users/gone' },
      { ...online, name: 'Bare', applicationIdentifier: 'app-bare', linkedAccount: '' },
    ],
    webServicesVirtualDirectories: organization.webServicesVirtualDirectories.map((one) => ({
      ...one,
      oAuthProfiles: [...one.oAuthProfiles, 'V1IdToken', 'V1ExchangeSelfIssued'],
      v1AppScopes: 'user_impersonation|Mail.Read|odd',
      v1AppRoles: 'full_access|odd',
    })),
  };
}

const issue = (lab: Lab, order: TokenOrder) => lab.tokens.issue(order).token;
const audience = (host = owa, realm = tenant, application = exchange) => `${application}/${host}@${realm}`;
const appOnly = { kind: 'appOnly' } as const;
const user2 = { kind: 'actAsUser', mailbox: 'user2@msxfaq.de' } as const;
const hma = { kind: 'hma', mailbox: 'user2@msxfaq.de' } as const;
const callback = { kind: 'callback', mailbox: 'user2@msxfaq.de' } as const;
const selfIssued = { kind: 'selfIssued', claims: { ver: 'MSExchange.SelfIssued.V1' } } as const;
const context = {
  msexchuid: 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52',
  version: 'ExIdTok.V1',
  amurl: 'https://owa.msxfaq.de:443/autodiscover/metadata/json/1',
};
const appctx = (change: object) => ({ appctx: JSON.stringify({ ...context, ...change }) });
const scoped = { ...callback, claims: appctx({ scope: 'ParentItemId:AAMk1' }) };
const sid = { nii: 'urn:office:idp:activedirectory', nameid: 'S-1-5-21-1', smtp: null, sip: null };
const sealed = (change: object): string => {
  const self = `${lync}@msxfaq.de`;
  const claims = {
    iss: self,
    nameid: self,
    aud: audience(owa, 'msxfaq.de'),
    nbf: moment,
    exp: moment + 600,
    ...change,
  };
  return signedToken({ typ: 'JWT', alg: 'RS256' }, claims, partnerKey);
};
const soap = (operation: string) => getFolder().replace(/<m:GetFolder>.*<\/m:GetFolder>/, operation);
const item = soap(
  '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:ItemIds><t:ItemId Id="other"/></m:ItemIds></m:GetItem>',
);
const attachment = soap(
  '<m:GetAttachment><m:AttachmentIds><t:AttachmentId Id="x"/></m:AttachmentIds></m:GetAttachment>',
);
const foreignFolder = getFolder(
  'IdOnly',
  '<t:DistinguishedFolderId Id="inbox"><t:Mailbox><t:EmailAddress>user1@msxfaq.de</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>',
);

/** What provokes a refusal. */
interface Provocation {
  readonly error: string;
  /** Where one error has several ways to it. */
  readonly trigger?: string;
  readonly token: (lab: Lab) => string;
  readonly arguments?: readonly string[];
  readonly call?: Call;
  /** Where it is refused: in the OAuth module unless it says otherwise. */
  readonly place?: 'routing' | 'webService' | 'unloaded';
  readonly side?: 'Cloud';
  readonly only?: Personality;
  /** Broken for this request, mended after it. */
  readonly fault?: 'Down' | 'Down since the start';
}

const order = (error: string, order: TokenOrder, ...args: readonly string[]): Provocation => ({
  error,
  token: (lab) => issue(lab, order),
  arguments: args,
});
const cannotRead = (token: string) =>
  `Jwt10204: 'System.IdentityModel.Tokens.JwtSecurityTokenHandler' cannot read this string: '${token}'.%0aThe string needs to be in compact JSON format, which is of the form: '<Base64UrlEncodedHeader>.<Base64UrlEndcodedPayload>.<OPTIONAL, Base64UrlEncodedSignature>'.`;
const foreign = `${acs}@${foreignTenantId}`;
const evil = 'https://sts.windows.net/nobody/';
const outlook = { host: 'outlook.office365.com' } as const;

const provocations: readonly Provocation[] = [
  order('InvalidSignature', { ...appOnly, signWith: 'unknownKey' }),
  { ...order('InvalidSignature', { ...appOnly, signWith: 'none' }), trigger: 'a lone unsigned token' },
  { ...order('InvalidSignature', { ...hma, signWith: 'unknownKey' }), trigger: 'a V1 token' },
  { ...order('InvalidSignature', { ...callback, signWith: 'none' }), trigger: 'an unsigned callback token' },
  { error: 'OuterTokenAlsoSigned', token: (lab) => `${issue(lab, { ...user2, header: { alg: 'RS256' } })}c2lnbmVk` },
  order('ActorTokenMustBeSigned', { ...user2, signWith: 'none' }),
  order('MissingIssuer', { ...appOnly, claims: { iss: null } }),
  { ...order('MissingIssuer', { ...hma, claims: { iss: null } }), trigger: 'a V1 token' },
  order('CallbackClaimNotFound', { ...callback, claims: appctx({ version: undefined }) }),
  order('NoClaimFound', { ...appOnly, claims: { nameid: null } }, 'nameid'),
  {
    ...order('NoClaimFound', { ...hma, claims: { scp: null } }, 'roles'),
    trigger: 'a V1 token of an application without roles',
  },
  order('InvalidIssuerFormat', { ...appOnly, claims: { iss: 'nobody' } }, 'nobody'),
  { ...order('InvalidIssuerFormat', { ...hma, claims: { iss: acs } }, acs), trigger: 'a V1 issuer that is no URI' },
  order('InvalidOuterTokenIssuerFormat', { ...user2, claims: { iss: 'nobody' } }, 'nobody'),
  order('NoConfiguredIssuerMatched', { ...appOnly, claims: { iss: foreign } }, foreign),
  { ...order('NoConfiguredIssuerMatched', { ...hma, claims: { iss: evil } }, evil), trigger: 'a V1 token' },
  {
    ...order('NoConfiguredIssuerMatched', { ...selfIssued, claims: { ...selfIssued.claims, iss: foreign } }, foreign),
    trigger: 'a self-issued token',
  },
  order('InvalidNameIdFormat', { ...appOnly, claims: { nameid: 'nobody' } }, 'nobody'),
  order('InvalidAudience', { ...appOnly, claims: { aud: 'owa' } }, 'owa'),
  {
    ...order('InvalidAudience', { ...hma, claims: { aud: audience() } }, audience()),
    trigger: 'a V1 token for no URL',
  },
  { ...order('InvalidAudience', { ...appOnly, host: outlook.host, claims: { aud: 'owa' } }, 'aud'), side: 'Cloud' },
  order('MismatchedRealmBetweenAudienceAndIssuer', { ...appOnly, claims: { aud: audience(owa, 'msxfaq.de') } }),
  order('InvalidCallbackClaimValue', { ...callback, claims: appctx({ version: 'ExIdTok.V2' }) }),
  {
    ...order('InvalidCallbackClaimValue', { ...callback, claims: appctx({ msexchuid: 'me' }) }),
    trigger: 'a mailbox that is no GUID',
  },
  {
    ...order('InvalidCallbackClaimValue', { ...callback, claims: appctx({ amurl: 'nowhere' }) }),
    trigger: 'a metadata URL that is none',
  },
  order('ExtensionInvalidAppCtxFormat', { ...callback, claims: { appctx: 'no JSON' } }, 'no JSON'),
  order('InvalidCallbackTokenIssuer', { ...callback, claims: { iss: foreign } }, foreign),
  order('InvalidOuterTokenIssuerIdValue', { ...user2, claims: { iss: `${lync}@${tenant}` } }, lync, exchange),
  order(
    'InvalidRealmFromOuterTokenIssuer',
    { ...user2, claims: { iss: `${exchange}@${foreignTenantId}` } },
    foreignTenantId,
  ),
  {
    error: 'UnexpectedRealmInNameId',
    token: () => sealed({ nameid: `${lync}@${tenant}` }),
    arguments: ['msxfaq.de', tenant],
  },
  order('NoUserClaimsFound', { ...user2, claims: { upn: null, smtp: null, sip: null } }),
  { ...order('NoUserClaimsFound', { ...hma, claims: { onprem_sid: null } }), trigger: 'a V1 token without SID' },
  order('InvalidSidValue', { ...hma, claims: { onprem_sid: 'S-1' } }, 'S-1'),
  { ...order('InvalidSidValue', { ...hma, claims: { primarysid: 'me' } }, 'me'), trigger: 'primarysid' },
  order('TokenProfileNotApplicable', { ...hma, claims: { msexchcallback: 'x' } }, 'V1Callback'),
  order('InvalidClaimValueFound', { ...hma, claims: { scp: 'Calendars.Read' } }, 'scp', 'Calendars.Read'),
  {
    ...order(
      'InvalidClaimValueFound',
      { ...hma, claims: { scp: null, roles: ['full_access_as_app'] } },
      'roles',
      'full_access_as_app',
    ),
    trigger: 'roles',
  },
  { error: 'UnableToReadToken', token: () => 'garbage', arguments: [cannotRead('garbage')] },
  order('NoSmtpOrPuidClaimFound', { ...selfIssued, claims: { ...selfIssued.claims, appid: 'app-1' } }, 'app-1'),
  order('NoAuthorizationValuePresent', { ...hma, claims: { scp: '' } }, '1.0', '27922004-5251-4030-b22d-91ecd9a37ea4'),
  {
    ...order('NoAuthorizationValuePresent', { ...hma, claims: { scp: null, appid: 'app-bare' } }, '1.0', 'app-bare'),
    trigger: 'a partner application without roles and linked account',
  },
  order('TokenExpired', { ...appOnly, claims: { nbf: moment - 900, exp: moment - 301 } }),
  { ...order('TokenExpired', { ...appOnly, claims: { nbf: moment + 301 } }), trigger: 'not yet valid' },
  { ...order('TokenExpired', { ...hma, claims: { nbf: moment - 900, exp: moment - 301 } }), trigger: 'a V1 token' },
  {
    ...order('TokenExpired', { ...callback, claims: { nbf: moment - 900, exp: moment - 301 } }),
    trigger: 'a callback token',
  },
  order('EmptyRealmFromAudience', { ...appOnly, claims: { aud: audience(owa, '') } }),
  order('UnexpectedHostNameInAudience', { ...appOnly, host: 'hybrid.msxfaq.de' }, owa, 'hybrid.msxfaq.de'),
  {
    ...order('UnexpectedHostNameInAudience', hma, `https://${owa}`, `http://${owa}`),
    trigger: 'a V1 token behind SSL offloading: Expected and Actual the other way round',
    call: { scheme: 'http' },
  },
  {
    ...order('ExternalOrgIdNotFound', { ...hma, ...outlook, claims: { tid: 'nobody', iss: evil } }, 'nobody'),
    side: 'Cloud',
  },
  order(
    'OrganizationIdNotFoundFromRealm',
    { ...appOnly, claims: { aud: audience(owa, 'contoso.com') } },
    'contoso.com',
  ),
  {
    ...order('OrganizationIdNotFoundFromRealm', { ...hma, claims: { tid: 'nobody' } }, 'nobody'),
    trigger: 'the tenant of a V1 token',
  },
  {
    ...order('MissingTenantIdClaim', { ...hma, ...outlook, claims: { tid: null, iss: 'https://sts.windows.net//' } }),
    side: 'Cloud',
  },
  { ...order('NoUserFoundWithGivenClaims', { ...user2, mailbox: 'noexouser@msxfaq.de' }), place: 'routing' },
  {
    ...order('NoUserFoundWithGivenClaims', { ...hma, claims: { onprem_sid: 'S-1-5-21-9' } }),
    place: 'routing',
    trigger: 'a V1 token',
  },
  {
    ...order('NoUserFoundWithGivenClaims', { ...callback, mailbox: 'nobody@msxfaq.de' }),
    place: 'routing',
    trigger: 'a callback token',
  },
  { ...order('MoreThan1UserFoundWithGivenClaims', { ...user2, mailbox: 'user1@msxfaq.de' }), place: 'routing' },
  {
    ...order('NameIdNotMatchMasterAccountSid', { ...user2, claims: { ...sid, upn: 'user2@msxfaq.de' } }),
    place: 'routing',
  },
  {
    ...order('UserOAuthNotSupported', { ...user2, claims: { upn: 'past@msxfaq.de', smtp: null, sip: null } }),
    place: 'routing',
  },
  order('NoMatchingPartnerAppFound', { ...appOnly, claims: { nameid: `${lync}@${tenant}` } }, `${lync}@${tenant}`),
  {
    error: 'UnexpectedAppIdInNameId',
    token: () => sealed({ nameid: `${exchange}@msxfaq.de` }),
    arguments: [lync, exchange],
  },
  {
    error: 'UnexpectedAppIdInNameId',
    trigger: 'named before the realm where both are wrong',
    token: () => sealed({ nameid: `${exchange}@${tenant}` }),
    arguments: [lync, exchange],
  },
  { ...order('ADOperationFailed', appOnly), fault: 'Down' },
  { ...order('ADOperationFailed', hma), fault: 'Down', trigger: 'a V1 token' },
  order('UnexpectedErrorOccurred', { ...hma, claims: { ver: '2.0' } }),
  {
    ...order('UnexpectedErrorOccurred', { ...appOnly, claims: { ver: 'service_asserted_app_v1' } }),
    trigger: 'a token type of the challenge that is not documented',
  },
  order('InvalidCallbackTokenScope', { ...callback, claims: appctx({ msexchprot: 'owa' }) }, 'owa'),
  { ...order('NoGrantPresented', { ...hma, claims: { scp: 'odd' } }), place: 'webService' },
  {
    ...order('NoGrantPresented', { ...hma, claims: { scp: null, appid: null } }),
    place: 'webService',
    trigger: 'an id token',
  },
  {
    ...order('NoGrantPresented', { ...hma, ...outlook, mailbox: 'user1@msxfaq.de', claims: { scp: 'odd' } }),
    place: 'webService',
    side: 'Cloud',
  },
  {
    ...order('NotSupportedWithV1AppToken', { ...hma, claims: { scp: null, roles: ['full_access'] } }),
    call: { target: '/autodiscover/autodiscover.svc' },
  },
  { ...order('NotEnoughGrantPresented', { ...hma, claims: { scp: 'Mail.Read' } }), place: 'webService' },
  {
    ...order('NotEnoughGrantPresented', { ...hma, claims: { scp: null, roles: ['odd'] } }),
    place: 'webService',
    trigger: 'a role',
  },
  { ...order('AllowAccessOwnMailboxOnly', callback), place: 'webService', call: { body: foreignFolder } },
  order('NoCertificateFound', { ...callback, header: { x5t: 'unknown' } }, 'unknown', 'EX01'),
  {
    ...order('NoCertificateFound', { ...selfIssued, header: { x5t: null } }, '', 'EX01'),
    trigger: 'a self-issued token that names none',
  },
  {
    error: 'FlightingNotEnabled',
    token: () => '',
    arguments: ['msxfaq.de'],
    call: { headers: [['X-User-Identity', 'user2@msxfaq.de']] },
  },
  {
    ...order('UnexpectedHostNameInUrlAudience', appOnly, `https://${owa}`),
    call: { host: null },
    only: 'newer builds',
  },
  {
    ...order('UnexpectedHostNameInUrlAudience', hma, `https://${owa}`),
    call: { host: null },
    only: 'newer builds',
    trigger: 'a V1 token',
  },
];

/** Rows without a name of Exchange's: by their words. */
const unnamed: readonly Provocation[] = [
  order('', { ...appOnly, claims: { aud: null } }),
  { ...order('OAuth configuration not loaded.', appOnly), fault: 'Down since the start', place: 'unloaded' },
  { ...order('The web method in the request is not allowed with this token.', scoped), place: 'webService' },
  {
    ...order('The specified item id does not correspond to an item that the token is scoped for.', scoped),
    place: 'webService',
    call: { body: item },
  },
  {
    ...order(
      'The specified attachment id does not correspond to an attachment on the item that the token is scoped for.',
      scoped,
    ),
    place: 'webService',
    call: { body: attachment },
  },
];

const collected = new Map([...facts.errors, ...facts.newerBuildsOnly].map((row) => [row.name, row]));

/** Code, category and words as the personality says them. */
function expectedDiagnostics(provocation: Provocation, personality: Personality): string {
  const row = collected.get(provocation.error) ?? facts.others.find(({ reason }) => reason === provocation.error);
  if (!row) throw new Error(`Nothing was collected about '${provocation.error}'.`);
  const later = foundLater[provocation.error] ?? row.newerBuilds;
  const isMeant =
    later?.scope === 'Exchange Online only' ? personality === 'Exchange Online' : personality !== 'Exchange 2013';
  const said = isMeant && later ? { ...row, ...later } : row;
  const words = said.reason.replace(/\{(\d)\}/g, (_, index: string) => provocation.arguments?.[Number(index)] ?? '?');
  return `${said.code}${words === '' ? '' : `;reason="${words}"`};error_category="${said.error_category}"`;
}

function expectedStatus({ error, place }: Provocation): number {
  if (place === 'webService') return 403; // facts/oauth-inbound §1.3: seen with 403 in EWS
  const row = collected.get(error) ?? facts.others.find(({ reason }) => reason === error);
  return row?.httpStatus ?? 401;
}

const uri = ', authorization_uri="https://login.windows.net/common/oauth2/authorize"';
const tokenTypes = ', token_types="app_asserted_user_v1 service_asserted_app_v1"';

function expectedChallenge(provocation: Provocation, personality: Personality): readonly string[] {
  const { place, side } = provocation;
  if (place === 'webService' || place === 'unloaded') return [];
  if (side === 'Cloud') {
    return [
      `Bearer client_id="${exchange}", trusted_issuers="${acs}@*"${tokenTypes}, authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", error="invalid_token"`,
      'Basic Realm=""',
    ];
  }
  const types = personality === 'Exchange 2013' ? '' : tokenTypes;
  const atRouting = place === 'routing' ? '' : uri;
  const bearer = `Bearer client_id="${exchange}", trusted_issuers="${acs}@${tenant},${lync}@msxfaq.de"${types}${atRouting}, error="invalid_token"`;
  return expectedStatus(provocation) === 401 ? [bearer, 'Negotiate', 'NTLM'] : [bearer]; // IIS adds to a 401 only
}

/** Header order: facts/oauth-inbound §2.3 A and D for the module, §2.1 for routing; inferred for the web service. */
function expectedOrder(provocation: Provocation): readonly string[] {
  const { place, side } = provocation;
  const offered = expectedStatus(provocation) === 401 ? ['WWW-Authenticate', 'WWW-Authenticate'] : [];
  const others = side === 'Cloud' ? ['WWW-Authenticate'] : offered;
  switch (place) {
    case 'routing':
      return ['Server', 'request-id', 'X-FEServer', 'WWW-Authenticate', 'x-ms-diagnostics', ...others, 'X-Powered-By'];
    case 'webService':
      return [
        'Cache-Control',
        'Server',
        'request-id',
        'x-ms-diagnostics',
        'X-FEServer',
        'X-CalculatedBETarget',
        'X-DiagInfo',
        'X-BEServer',
        'X-AspNet-Version',
        'X-Powered-By',
      ];
    case 'unloaded': // inferred: without a configuration there is nothing to challenge with
      return ['request-id', 'x-ms-diagnostics', 'Server', 'X-FEServer', 'X-Powered-By'];
    default:
      return ['request-id', 'x-ms-diagnostics', 'Server', 'X-FEServer', 'WWW-Authenticate', ...others, 'X-Powered-By'];
  }
}

async function provoke(lab: Lab, provocation: Provocation): Promise<Answer> {
  const token = provocation.token(lab);
  const toCloud = provocation.side === 'Cloud' ? { host: outlook.host, url: lab.cloud.url } : {};
  if (provocation.fault) await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Down' });
  if (provocation.fault === 'Down since the start') await lab.cmdlet('iisreset');
  const answer =
    token === ''
      ? await call(lab, {
          ...provocation.call,
          headers: [['Authorization', 'Bearer'], ...(provocation.call?.headers ?? [])],
        })
      : await ask(lab, token, { ...toCloud, ...provocation.call });
  if (provocation.fault) await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' });
  return answer;
}

async function holds(t: Test, lab: Lab, provocation: Provocation, personality: Personality): Promise<void> {
  const answer = await provoke(lab, provocation);
  t.equal(answer.header('x-ms-diagnostics'), expectedDiagnostics(provocation, personality));
  t.equal(answer.status, expectedStatus(provocation), 'status');
  t.same(answer.all('WWW-Authenticate'), expectedChallenge(provocation, personality), 'challenge');
  t.same(answer.names, expectedOrder(provocation), 'order of headers');
  t.same([answer.body, answer.header('Content-Length')], ['', '0'], 'empty body');
  const transaction = lab.transactions.get(answer.header('request-id') ?? '');
  t.equal(transaction?.steps.filter(({ verdict }) => verdict === 'failed').length, 1, 'one step of the record failed');
}

for (const [personality, lab] of [
  ['Exchange 2013', old],
  ['newer builds', newer],
  ['Exchange Online', newer],
] as const) {
  t.test(`every refusal, as ${personality} says it`, async (t) => {
    const inCloud = personality === 'Exchange Online';
    for (const provocation of provocations) {
      const { error, trigger, side, only } = provocation;
      if ((side === 'Cloud') !== inCloud || (only ?? personality) !== personality) continue;
      const title = trigger === undefined ? error : `${error}: ${trigger}`;
      await t.test(title, (t) => holds(t, lab, provocation, personality));
    }
    if (inCloud) return;
    for (const provocation of unnamed) {
      await t.test(provocation.error || 'no reason', (t) => holds(t, lab, provocation, personality));
    }
  });
}

/** A server of one organisation takes a token without `tid`, and calls an unknown one a realm (facts/oauth-inbound §1.4). */
const cloudAlone = ['ExternalOrgIdNotFound', 'MissingTenantIdClaim'];

t.test('nothing that was collected is missing but what no request can cause', async (t) => {
  const provokedOf = (personality: Personality) =>
    provocations
      .filter(
        ({ side, only }) =>
          (side === 'Cloud') === (personality === 'Exchange Online') && (only ?? personality) === personality,
      )
      .map(({ error }) => error);
  const newerOnly = facts.newerBuildsOnly.map(({ name }) => name);
  for (const [personality, exempt] of [
    ['Exchange 2013', [...cloudAlone, ...newerOnly]],
    ['newer builds', cloudAlone],
  ] as const) {
    const provoked = new Set(provokedOf(personality));
    const missing = [...collected.values()].filter(({ name, onPremises }) => !onPremises && !provoked.has(name));
    t.same(missing.map(({ name }) => name).toSorted(), exempt.toSorted(), personality);
  }
  const inCloud = new Set(provokedOf('Exchange Online'));
  t.ok(cloudAlone.every((name) => inCloud.has(name)));
  const unnamedReasons = new Set(unnamed.map(({ error }) => error));
  const others = facts.others.filter(({ code, reason }) => code !== null && !unnamedReasons.has(reason));
  t.same(others, [], 'those without a name; those without a code have tests below');
});

t.test('a server that could never load its configuration does not read the token', async (t) => {
  const unloaded = {
    error: 'OAuth configuration not loaded.',
    fault: 'Down since the start',
    place: 'unloaded',
  } as const;
  const tokens: readonly (readonly [title: string, token: (lab: Lab) => string])[] = [
    ['garbage', () => 'garbage'],
    ['two parts', () => 'a.b'],
    ['no JSON', () => 'bm8.bm8.bm8'],
    ['an unknown version', (lab) => issue(lab, { ...appOnly, claims: { ver: '2.0' } })],
    ['an unsigned actor token', (lab) => issue(lab, { ...user2, signWith: 'none' })],
    ['a profile that is not taken', (lab) => issue(lab, { ...hma, claims: { msexchcallback: 'x' } })],
  ];
  for (const [personality, lab] of [
    ['Exchange 2013', old],
    ['newer builds', newer],
  ] as const) {
    for (const [title, token] of tokens)
      await t.test(`${title}, ${personality}`, (t) => holds(t, lab, { ...unloaded, token }, personality));
    t.match((await ask(lab, 'garbage')).header('x-ms-diagnostics'), 'Jwt10204', 'once it is loaded, it does');
  }
});

t.test('a down-level mailbox has its sentence in the status line', async (t) => {
  for (const lab of [newer, old]) {
    const answer = await ask(lab, issue(lab, { ...user2, claims: { upn: 'past@msxfaq.de', smtp: null, sip: null } }));
    t.equal(answer.statusText, 'Cannot proxy OAuth request to down level server.');
  }
});

t.test('an application whose account is gone gets a sentence and no diagnostics', async (t) => {
  for (const lab of [newer, old]) {
    const answer = await ask(lab, issue(lab, { ...appOnly, claims: { nameid: `app-orphan@${tenant}` } }));
    t.equal(answer.status, 403);
    t.equal(
      answer.statusText,
      'The OAuth partner application "Orphan" links to an invalid service account "msxfaq.de/Users/gone".',
    );
    t.same([answer.header('x-ms-diagnostics'), answer.all('WWW-Authenticate'), answer.body], [undefined, [], '']);
    // Inferred: nobody has published one; the order of answers without x-ms-diagnostics (facts/oauth-inbound §2.3 E and F).
    t.same(answer.names, ['Server', 'request-id', 'X-FEServer', 'X-Powered-By']);
  }
});

t.test('a directory that fails when the request is routed is a server error', async (t) => {
  for (const lab of [newer, old]) {
    for (const DomainControllers of ['DownAtRouting', 'Down']) {
      await lab.cmdlet('iisreset');
      await ask(lab, issue(lab, appOnly)); // the configuration is loaded while the directory answers
      await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers });
      const answer = await ask(lab, issue(lab, { ...user2, mailbox: 'admin@msxfaq.de' }));
      const early = DomainControllers === 'Down';
      t.equal(answer.status, early ? 401 : 500);
      t.match(answer.header('x-ms-diagnostics') ?? 'none', early ? 'The Active Directory operation failed.' : 'none');
      // Inferred for the 500: nobody has published one; the order at routing (facts/oauth-inbound §2.1) without what it lacks.
      const atRouting = ['Server', 'request-id', 'X-FEServer', 'X-Powered-By'];
      t.same(answer.names, early ? expectedOrder(order('ADOperationFailed', appOnly)) : atRouting);
      await lab.cmdlet('Set-LabDirectoryFault', { DomainControllers: 'Up' });
    }
  }
});
