import type { Findings } from '../authentication/judgement.js';
import { findRecipient } from '../directory/recipient.js';
import { findTenant, type Tenant, tenantOfAddress } from '../directory/tenant.js';
import type { AutodiscoverContext, ServiceUrls } from '../ews/autodiscover/context.js';
import type { ServerIdentity } from '../ews/exchange-response.js';
import { nameIdIssuers, paths } from '../protocol/well-known.js';

const host = 'https://outlook.office365.com';
const urls: ServiceUrls = { ews: `${host}${paths.ews}`, owa: `${host}/owa/`, ecp: `${host}/ecp/` };

/** What Exchange Online says of every tenant's users and domains, told apart by their domain. */
export function autodiscoverContext(
  tenants: readonly Tenant[],
  identity: ServerIdentity,
  caller: Findings | undefined,
): AutodiscoverContext {
  const own = tenantOfCaller(tenants, caller);
  return {
    identity,
    internal: urls,
    external: urls,
    organizationName: 'ExchangeLabs',
    deploymentId: own?.tenantId ?? '',
    globalCatalog: undefined,
    findRecipient: (address) => findRecipient(tenantOfAddress(tenants, address)?.recipients ?? [], address),
    isOwnDomain: (domain) => findDomain(tenants, domain) !== undefined,
    federationOf: (domain) => {
      const tenant = findDomain(tenants, domain);
      return tenant && { ...microsoftFederation, domains: tenant.domains };
    },
    organizationRelationships: own?.organizationRelationships ?? [],
  };
}

/** Exchange Online as the hybrid wizard's organization relationships and FreeBusyChecker know it. */
const microsoftFederation = {
  applicationUri: 'outlook.com',
  tokenIssuers: [{ uri: nameIdIssuers.microsoftOnline, endpoint: 'https://login.microsoftonline.com/extSTS.srf' }],
};

function findDomain(tenants: readonly Tenant[], domain: string): Tenant | undefined {
  return tenants.find(({ domains }) => domains.includes(domain.toLowerCase()));
}

function tenantOfCaller(tenants: readonly Tenant[], caller: Findings | undefined): Tenant | undefined {
  const { user, realm } = caller ?? {};
  if (user) return tenants.find(({ recipients }) => recipients.some(({ guid }) => guid === user.guid));
  return realm ? findTenant(tenants, realm) : undefined;
}
