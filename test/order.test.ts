import t, { type Test } from 'tap';
import type { Organization } from '../src/directory/organization.js';
import { foreignTenantId, seedTenantId as tenant } from '../src/directory/world.js';
import type { Lab } from '../src/index.js';
import type { ExchangeVersion } from '../src/protocol/exchange-version.js';
import type { TokenProfile } from '../src/protocol/token-kind.js';
import type { TokenOrder } from '../src/tokens/token-order.js';
import { freeze, TestLabs } from './acceptance/labs.js';
import { decodeHeader, type JsonObject, tokenWithSignature } from './acceptance/token.js';
import { ask, type Call, closeAgents, owa } from './acceptance/wire.js';

// Exchange's order of checks (facts/oauth-inbound §1.4): of two things that are wrong, the earlier is named. For each kind
// of token the faults stand here in that order; every pair of them is sent, neighbours and others, to both personalities.

const exchange = '00000002-0000-0ff1-ce00-000000000000';
const lync = '00000004-0000-0ff1-ce00-000000000000';
const acs = '00000001-0000-0000-c000-000000000000';
const moment = 1_790_000_000;
const over = { nbf: moment - 900, exp: moment - 301 };

const labs = new TestLabs('order');

/** Labs of one personality. V1 callbacks are what the profile refuses in one of the orders, so a lab of their own takes them. */
interface Personality {
  readonly most: Lab;
  readonly callbacks: Lab;
}

async function personalityOf(exchangeVersion: ExchangeVersion): Promise<Personality> {
  const start = async (name: string, profiles: readonly TokenProfile[]) => {
    const lab = await labs.start(`${exchangeVersion}-${name}`, { exchangeVersion }, (healthy) =>
      prepared(healthy, profiles),
    );
    freeze(lab, moment);
    return lab;
  };
  return {
    most: await start('most', ['V1ExchangeSelfIssued', 'V1IdToken']),
    callbacks: await start('callbacks', ['V1Callback']),
  };
}

const older = await personalityOf('2013');
const newer = await personalityOf('2019');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

function prepared(organization: Organization, profiles: readonly TokenProfile[]): Organization {
  const [online] = organization.partnerApplications;
  if (!online) throw new Error('The default organisation has changed.');
  return {
    ...organization,
    directoryFaults: { downLevelMailboxes: ['user2@msxfaq.de'] },
    partnerApplications: [
      online,
      { ...online, name: 'Orphan', applicationIdentifier: 'app-orphan', linkedAccount: 'msxfaq.de/Users/gone' },
    ],
    webServicesVirtualDirectories: organization.webServicesVirtualDirectories.map((one) => ({
      ...one,
      oAuthProfiles: [...one.oAuthProfiles, ...profiles],
      v1AppScopes: 'user_impersonation|Mail.Read',
    })),
  };
}

/** What is wrong with a token: parts of an order that are put together. */
interface Fault {
  readonly name: string;
  readonly says: string;
  /** What Exchange 2013 says, where it has other words. */
  readonly saysOlder?: string;
  /** Parts of the audience, so that two of them can be wrong at once. */
  readonly host?: string;
  readonly realm?: string;
  readonly order?: Partial<TokenOrder>;
  readonly call?: Call;
  /** Claims of the user context, where the chain makes one of its own. */
  readonly outer?: JsonObject;
  /** Faults that say different things with the same claim can't be combined. */
  readonly not?: readonly string[];
}

interface Chain {
  readonly kind: string;
  readonly base: TokenOrder;
  /** Where the audience's claims are: the token's own, or its actor token's. */
  readonly claims: 'claims' | 'actorClaims';
  /** Form of the audience. */
  readonly audience: (host: string, realm: string) => string;
  readonly realm: string;
  /** Puts the token into a user context with these claims. */
  readonly around?: (token: string, outer: JsonObject) => string;
  readonly faults: readonly Fault[];
  /** What is said when nothing is wrong. */
  readonly healthy?: string;
  /** Which lab's virtual directory takes this kind; `most` when left out. */
  readonly of?: keyof Personality;
  /** Exchange 2013 does not know it. */
  readonly newerOnly?: true;
}

const serviceAudience = (host: string, realm: string) => `${exchange}/${host}@${realm}`;
const urlAudience = (host: string) => `https://${host}/`;

/** Faults of a signed server-to-server token; `claims` tells where they are put. */
function signedFaults(claims: 'claims' | 'actorClaims'): readonly Fault[] {
  return [
    { name: 'host', says: 'The hostname component', host: 'hybrid.msxfaq.de' },
    { name: 'realm missing', says: 'does not specify a realm', realm: '' },
    {
      name: 'issuer',
      says: 'The issuer of the token is unknown',
      order: { [claims]: { iss: `${acs}@${foreignTenantId}` } },
    },
    { name: 'signature', says: 'invalid signature', order: { signWith: 'unknownKey' } },
    { name: 'lifetime', says: 'The token has expired', order: { [claims]: over } },
    { name: 'organization', says: 'The tenant for', realm: 'contoso.com', not: ['realm missing'] },
    { name: 'application', says: 'The Application Identifier', order: { [claims]: { nameid: `${lync}@${tenant}` } } },
    {
      name: 'realm agreement',
      says: "different than the issuer's realm",
      realm: 'msxfaq.de',
      not: ['realm missing', 'organization'],
    },
  ];
}

const orphan = { name: 'linked account', says: 'no diagnostics' } as const;
const nobody = { upn: null, smtp: null, sip: null };

/** What can be wrong with any V1 token before its kind counts. */
const v1Faults: readonly Fault[] = [
  { name: 'host', says: 'The hostname component', host: 'hybrid.msxfaq.de' },
  {
    name: 'issuer',
    says: 'The issuer of the token is unknown',
    order: { claims: { iss: 'https://sts.windows.net/x/' } },
  },
  { name: 'signature', says: 'invalid signature', order: { signWith: 'unknownKey' } },
  { name: 'lifetime', says: 'The token has expired', order: { claims: over } },
  { name: 'organization', says: 'The tenant for', order: { claims: { tid: 'nobody' } } },
];

/** What can be wrong with any token of the organisation's own, the context of a callback aside. */
function ownFaults(unknownIssuer: string): readonly Fault[] {
  return [
    { name: 'host', says: 'The hostname component', host: 'hybrid.msxfaq.de' },
    { name: 'issuer', says: unknownIssuer, order: { claims: { iss: `${acs}@${tenant}` } } },
    { name: 'certificate', says: 'could not be located', order: { header: { x5t: 'unknown' } }, not: ['signature'] },
    {
      name: 'signature',
      says: 'invalid signature',
      order: { signWith: 'unknownKey', header: { x5t: x5tOfAuthCertificate() } },
      not: ['certificate'],
    },
    { name: 'lifetime', says: 'The token has expired', order: { claims: over } },
    { name: 'organization', says: 'The tenant for', realm: 'contoso.com' },
  ];
}

const callbackFaults: readonly Fault[] = [
  ...ownFaults('contains an invalid issuer'),
  { name: 'context form', says: 'The appctx claim type', order: { claims: { appctx: 'no JSON' } } },
  { name: 'context', says: 'missing one or more', order: { claims: { appctx: '{}' } }, not: ['context form'] },
  {
    name: 'mailbox version',
    says: 'mailbox version is not supported',
    order: { mailbox: 'user2@msxfaq.de' },
    not: ['context form', 'context'],
  },
];

const sidFault: Fault = { name: 'SID', says: 'Invalid SID value', order: { claims: { onprem_sid: 'S-1' } } };
const v1 = { claims: 'claims', audience: urlAudience, realm: '' } as const;
const own = { claims: 'claims', audience: serviceAudience, realm: 'msxfaq.de' } as const;
const userContext = {
  ver: 'app_asserted_user_v1',
  iss: `${exchange}@${tenant}`,
  nbf: moment,
  exp: moment + 600,
  nii: 'urn:federation:MicrosoftOnline',
  upn: 'user1@msxfaq.de',
};

const chains: readonly Chain[] = [
  {
    kind: 'V1AppOnly',
    ...v1,
    base: { kind: 'hma', claims: { scp: null, roles: ['full_access'] } },
    faults: [
      ...v1Faults,
      { name: 'roles', says: "missing the claim type 'roles'", order: { claims: { roles: [], appid: 'app-unknown' } } },
    ],
  },
  {
    kind: 'V1IdToken',
    ...v1,
    healthy: 'The token contains no scope information', // the door lets it in, the web service does not
    base: { kind: 'hma', mailbox: 'user1@msxfaq.de', claims: { scp: null, appid: null } },
    faults: [
      ...v1Faults,
      sidFault,
      { name: 'user', says: 'does not exist', order: { claims: { onprem_sid: 'S-1-5-21-9' } }, not: ['SID'] },
    ],
  },
  {
    kind: 'AppAssertedUserV1',
    newerOnly: true,
    ...v1,
    base: { kind: 'hma', claims: { scp: null, upn: null, onprem_sid: null, appid: exchange } },
    around: (actortoken, outer) =>
      tokenWithSignature({ typ: 'JWT', alg: 'none' }, { ...userContext, ...outer, actortoken }),
    faults: [
      { name: 'kind of the actor', says: 'An unexpected error occurred', order: { claims: { ver: '2.0' } } },
      ...v1Faults,
      { name: 'application', says: 'The Application Identifier', order: { claims: { appid: 'app-unknown' } } },
      { name: 'outer issuer', says: 'The user-context issuer', outer: { iss: `${lync}@${tenant}` } },
      { name: 'outer lifetime', says: 'The token has expired', outer: over },
      { name: 'user claims', says: 'No applicable user context claims', outer: { upn: '' } },
      {
        name: 'outer realm',
        says: 'The outer token issuer realm',
        outer: { iss: `${exchange}@${foreignTenantId}` },
        not: ['outer issuer'],
      },
      { name: 'user', says: 'does not exist', outer: { upn: 'nobody@msxfaq.de' }, not: ['user claims'] },
    ],
  },
  {
    kind: 'V1Callback',
    ...own,
    of: 'callbacks',
    base: { kind: 'callback', mailbox: 'user1@msxfaq.de', claims: { ver: '1.0', msexchcallback: 'x' } },
    faults: callbackFaults,
  },
  {
    kind: 'S2SAppOnly',
    base: { kind: 'appOnly' },
    claims: 'claims',
    audience: serviceAudience,
    realm: tenant,
    faults: [
      { name: 'kind', says: 'An unexpected error occurred', order: { claims: { ver: '2.0' } } },
      ...signedFaults('claims'),
      { ...orphan, order: { claims: { nameid: `app-orphan@${tenant}` } }, not: ['application'] },
    ],
  },
  {
    kind: 'S2SAppActAs',
    base: { kind: 'actAsUser', mailbox: 'user1@msxfaq.de' },
    claims: 'actorClaims',
    audience: serviceAudience,
    realm: tenant,
    faults: [
      {
        name: 'unsigned actor',
        says: 'The inner actor token must be signed',
        order: { signWith: 'none' },
        not: ['signature'],
      },
      ...signedFaults('actorClaims').map((fault) =>
        fault.name === 'signature' ? { ...fault, not: ['unsigned actor'] } : fault,
      ),
      { name: 'outer issuer form', says: 'The outer token issuer claim value', order: { claims: { iss: 'nobody' } } },
      {
        name: 'outer issuer',
        says: 'The user-context issuer',
        order: { claims: { iss: `${lync}@${tenant}` } },
        not: ['outer issuer form'],
      },
      { name: 'outer lifetime', says: 'The token has expired', order: { claims: over } },
      { name: 'user claims', says: 'No applicable user context claims', order: { claims: nobody } },
      {
        name: 'outer realm',
        says: 'The outer token issuer realm',
        order: { claims: { iss: `${exchange}@${foreignTenantId}` } },
        not: ['outer issuer form', 'outer issuer'],
      },
      {
        ...orphan,
        order: { actorClaims: { nameid: `app-orphan@${tenant}` }, claims: { iss: `app-orphan@${tenant}` } },
        not: ['application', 'outer issuer form', 'outer issuer', 'outer realm'],
      },
      {
        name: 'user',
        says: 'does not exist',
        order: { claims: { upn: 'nobody@msxfaq.de', smtp: null, sip: null } },
        not: ['user claims'],
      },
      {
        name: 'mailbox version',
        says: 'mailbox version is not supported',
        order: { claims: { upn: 'user2@msxfaq.de', smtp: null, sip: null } },
        not: ['user claims', 'user'],
      },
    ],
  },
  {
    kind: 'V1AppActAs',
    base: { kind: 'hma', mailbox: 'user1@msxfaq.de' },
    ...v1,
    faults: [
      { name: 'kind', says: 'An unexpected error occurred', order: { claims: { ver: '2.0' } } },
      {
        name: 'profile',
        says: "profile 'V1Callback' is not applicable",
        saysOlder: 'This token profile is not applicable for the current protocol.',
        order: { claims: { msexchcallback: 'x' } },
      },
      ...v1Faults,
      { name: 'scopes', says: "invalid value 'scp'", order: { claims: { scp: 'Calendars.Read' } } },
      sidFault,
      {
        name: 'mailbox version',
        says: 'mailbox version is not supported',
        order: { mailbox: 'user2@msxfaq.de' },
        not: ['grant'],
      },
      { name: 'grant', says: 'not enough scope', order: { claims: { scp: 'Mail.Read' } }, not: ['scopes'] },
    ],
  },
  {
    kind: 'Callback',
    ...own,
    base: { kind: 'callback', mailbox: 'user1@msxfaq.de' },
    faults: callbackFaults,
  },
  {
    kind: 'V1ExchangeSelfIssued',
    ...own,
    base: { kind: 'selfIssued', claims: { ver: 'MSExchange.SelfIssued.V1', smtp: 'user1@msxfaq.de' } },
    faults: [
      ...ownFaults('The issuer of the token is unknown'),
      { name: 'user claims', says: 'does not have smtp or puid claim', order: { claims: { smtp: null } } },
      { name: 'user', says: 'does not exist', order: { claims: { smtp: 'nobody@msxfaq.de' } }, not: ['user claims'] },
    ],
  },
];

function x5tOfAuthCertificate(): string {
  return String(decodeHeader(newer.most.tokens.issue({ kind: 'callback' }).token).x5t);
}

/** The order with all of the faults in it. */
function orderOf(chain: Chain, faults: readonly Fault[]): TokenOrder {
  const host = faults.find((fault) => fault.host !== undefined)?.host ?? owa;
  const realm = faults.find((fault) => fault.realm !== undefined)?.realm ?? chain.realm;
  const aud = chain.audience(host, realm);
  const parts = faults.map(({ order }) => order ?? {});
  const merged = (part: 'claims' | 'actorClaims' | 'header') =>
    Object.assign({}, chain.base[part], ...parts.map((order) => order[part] ?? {})) as TokenOrder['claims'];
  return {
    ...chain.base,
    ...Object.assign({}, ...parts),
    header: merged('header'),
    claims: { ...merged('claims'), ...(chain.claims === 'claims' ? { aud } : {}) },
    ...(chain.claims === 'actorClaims' ? { actorClaims: { ...merged('actorClaims'), aud } } : {}),
  };
}

async function firstComplaint(personality: Personality, chain: Chain, faults: readonly Fault[]): Promise<string> {
  const lab = personality[chain.of ?? 'most'];
  const { token } = lab.tokens.issue(orderOf(chain, faults));
  const outer = Object.assign({}, ...faults.map((fault) => fault.outer)) as JsonObject;
  const answer = await ask(lab, chain.around ? chain.around(token, outer) : token);
  return answer.header('x-ms-diagnostics') ?? (answer.status === 403 ? 'no diagnostics' : `let in: ${answer.status}`);
}

const combinable = (a: Fault, b: Fault) => !a.not?.includes(b.name) && !b.not?.includes(a.name);

for (const [name, personality] of Object.entries({ 'Exchange 2013': older, 'newer builds': newer })) {
  for (const chain of chains.filter(({ newerOnly }) => personality === newer || !newerOnly)) {
    t.test(`the order of checks of ${chain.kind}, ${name}`, async (t: Test) => {
      const complaint = (...faults: readonly Fault[]) => firstComplaint(personality, chain, faults);
      const saidOf = ({ says, saysOlder = says }: Fault) => (personality === older ? saysOlder : says);
      t.match(await complaint(), chain.healthy ?? 'let in', 'nothing is wrong');
      for (const [index, fault] of chain.faults.entries()) {
        t.match(await complaint(fault), saidOf(fault), `${fault.name} alone`);
        for (const later of chain.faults.slice(index + 1).filter((other) => combinable(fault, other))) {
          t.match(await complaint(fault, later), saidOf(fault), `${fault.name} before ${later.name}`);
        }
      }
    });
  }

  t.test(`the actor token is judged before anything of the user context, ${name}`, async (t) => {
    const { most: lab } = personality;
    const issue = (signWith: 'none' | 'unknownKey') =>
      `${lab.tokens.issue({ kind: 'actAsUser', signWith, header: { alg: 'RS256' } }).token}c2lnbmVk`;
    t.match((await ask(lab, issue('none'))).header('x-ms-diagnostics'), 'The inner actor token must be signed.');
    t.match((await ask(lab, issue('unknownKey'))).header('x-ms-diagnostics'), 'The user context must be unsigned.');
  });
}

t.test('the labs made no mistake', async (t) => t.same(labs.defects, []));
