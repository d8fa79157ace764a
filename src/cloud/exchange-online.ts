import type { DirectoryAccess } from '../authentication/directory-access.js';
import { type Admission, knock } from '../authentication/door.js';
import type { TokenPolicy } from '../authentication/judgement.js';
import type { TrustConfiguration } from '../authentication/trust.js';
import type { ForeignFreeBusy, ForeignFreeBusyRequest } from '../connectivity/foreign-free-busy.js';
import { isProxyRequest } from '../connectivity/free-busy.js';
import { findRecipient, type Recipient } from '../directory/recipient.js';
import { foreignAddress } from '../directory/sharing-route.js';
import { type Tenant, tenantOfAddress } from '../directory/tenant.js';
import { serveAutodiscover } from '../ews/autodiscover/anonymous.js';
import { servePox } from '../ews/autodiscover/pox-service.js';
import { answerAutodiscover } from '../ews/autodiscover/service.js';
import { answerEws } from '../ews/ews.js';
import type { ServerIdentity } from '../ews/exchange-response.js';
import type { EwsOrganization } from '../ews/operation.js';
import { ewsContext, type Service, serve } from '../ews/service.js';
import { serveDescription } from '../ews/service-files.js';
import type { BodyHandler, SiteAnswer, SiteRequest } from '../iis/site.js';
import type { MailboxStore } from '../mailbox/mailbox-store.js';
import { type ExchangeBuild, exchangeOnline } from '../protocol/exchange-version.js';
import type { TokenProfile } from '../protocol/token-kind.js';
import { headerValue } from '../protocol/wire.js';
import { autodiscoverContext } from './autodiscover-context.js';
import { admittedByTenant } from './tenant-admission.js';

/** Exchange Online's build changes from week to week; only 15.20 of it is a fact. */
const exchangeOnlineBuild: ExchangeBuild = {
  major: 15,
  minor: 20,
  build: 0,
  revision: 0,
  server: 'Microsoft-IIS/10.0',
  schemaVersion: 'V2018_01_08',
};

/** The front end that answers; the name has the shape of the seed page's data centre. */
const identity: ServerIdentity = {
  build: exchangeOnlineBuild,
  name: 'FR2P281CA0001',
  fqdn: 'FR2P281MB0001.DEUP281.PROD.OUTLOOK.COM',
  speaker: exchangeOnline,
};

/** Which profiles Exchange Online takes is not published; those of an on-premises EWS, callbacks aside, are inferred. */
const profiles: readonly TokenProfile[] = ['S2SAppActAs', 'S2SAppOnly', 'V1AppActAs', 'V1AppOnly'];

export interface ExchangeOnlineOptions {
  readonly tenants: () => readonly Tenant[];
  readonly trust: () => TrustConfiguration;
  readonly directory: DirectoryAccess;
  readonly anonymousChallenge: 'always' | 'whenOffered';
  readonly schemaValidation: 'lenient' | 'strict';
  readonly mailboxes: MailboxStore;
  /** Asks other organisations for a user of a tenant. */
  readonly foreignFreeBusy: (tenantId: string, request: ForeignFreeBusyRequest) => ReturnType<ForeignFreeBusy>;
  readonly setFolderPermissions: EwsOrganization['setFolderPermissions'];
  /** Milliseconds since 1970 by the lab's clock. */
  readonly now: () => number;
}

/** Exchange Online's EWS, for the way from on-premises to the cloud. */
export function exchangeOnlineEws(request: SiteRequest, options: ExchangeOnlineOptions): SiteAnswer | BodyHandler {
  return throughDoor(request, options, 'ews', (admission) => {
    const context = ewsContext(admission.admitted, identity, {
      organization: organizationOf(options),
      isProxied: isProxyRequest(headerValue(request.headers, 'user-agent')),
      now: options.now,
      strict: options.schemaValidation === 'strict',
    });
    return (body) => answerEws(body, context);
  });
}

/** Exchange Online's Autodiscover: every tenant's users, told apart by their domain. */
export function exchangeOnlineAutodiscover(
  request: SiteRequest,
  options: ExchangeOnlineOptions,
): SiteAnswer | BodyHandler {
  return throughDoor(request, options, 'autodiscover', ({ admitted }) => {
    const context = autodiscoverContext(options.tenants(), identity, admitted);
    return (body) => answerAutodiscover(body, context);
  });
}

export function exchangeOnlineAutodiscoverXml(
  request: SiteRequest,
  options: ExchangeOnlineOptions,
): SiteAnswer | BodyHandler {
  const admission = admit(request, options, 'autodiscover');
  const context = () => autodiscoverContext(options.tenants(), identity, admission.admitted);
  return servePox(request, admission, { identity, now: options.now(), context });
}

/** Each user sees the address book of his tenant. */
function organizationOf(options: ExchangeOnlineOptions): EwsOrganization {
  const { tenants, mailboxes, foreignFreeBusy } = options;
  const tenantOf = (user: Recipient) =>
    tenants().find(({ recipients }) => recipients.some(({ guid }) => guid === user.guid));
  return {
    findRecipient: inTenants(options),
    addressBookOf: (user) => tenantOf(user)?.recipients ?? [],
    groupsOf: (user) => tenantOf(user)?.distributionGroups ?? [],
    domainsOf: (user) => tenantOf(user)?.domains ?? [],
    findBySid: () => undefined,
    mailboxOf: (owner) => mailboxes.mailboxOf(owner),
    foreignAddress: (address, user) => {
      const tenant = tenantOf(user);
      return tenant && foreignAddress(address, tenant.domains, tenant);
    },
    foreignFreeBusy: async (request) => foreignFreeBusy(tenantOf(request.asker)?.tenantId ?? '', request),
    setFolderPermissions: options.setFolderPermissions,
    subscriptions: mailboxes.subscriptions,
    maxSubscriptions: 5000,
  };
}

/** Every tenant's users, told apart by their domain. */
function inTenants({ tenants }: ExchangeOnlineOptions): (address: string) => Recipient | undefined {
  return (address) => {
    const tenant = tenantOfAddress(tenants(), address);
    return tenant && findRecipient(tenant.recipients, address);
  };
}

/** The WSDL of EWS and its schemas, behind the same door. */
export function exchangeOnlineDescription(request: SiteRequest, options: ExchangeOnlineOptions): SiteAnswer {
  return serveDescription(request, admit(request, options, 'ews'), identity);
}

function throughDoor(
  request: SiteRequest,
  options: ExchangeOnlineOptions,
  protocol: TokenPolicy['protocol'],
  service: (admission: Admission) => Service,
): SiteAnswer | BodyHandler {
  const answer = protocol === 'autodiscover' ? serveAutodiscover : serve;
  return answer(request, admit(request, options, protocol), identity, service);
}

function admit(request: SiteRequest, options: ExchangeOnlineOptions, protocol: TokenPolicy['protocol']): Admission {
  const admission = knock(
    request,
    {
      speaker: exchangeOnline,
      server: identity.name,
      directory: options.directory,
      trust: options.trust(),
      schemes: { bearer: true, others: ['Basic Realm=""'] },
      policy: { protocol, profiles, v1AppScopes: '*', v1AppRoles: '*' },
      anonymousChallenge: options.anonymousChallenge,
    },
    options.now(),
  );
  // Microsoft speaks of EWS alone (facts/oauth-outbound-admin §3.8); that Autodiscover stays open is inferred.
  return protocol === 'ews' ? admittedByTenant(admission, options.tenants()) : admission;
}
