import type { DirectoryAccess } from '../authentication/directory-access.js';
import type { SigningKey } from '../authentication/signing-keys.js';
import { TokenMemory } from '../authentication/token-memory.js';
import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import { indexIssuers, indexPartners, indexUrlIssuers } from '../authentication/trust-index.js';
import { usersOf } from '../authentication/user-index.js';
import type { PartnerApplication } from '../directory/organization.js';
import { plainPartnerApplication } from '../directory/partner-application.js';
import type { Recipient } from '../directory/recipient.js';
import { findTenant, type Tenant } from '../directory/tenant.js';
import { acsIssuerId, anyRealm, entraIssuerTemplate, exchangeApplicationId, qualify } from '../protocol/well-known.js';

/** What Exchange Online trusts: its own token service, for every tenant it has (facts/oauth-outbound-admin §1.6, challenge). */
export function exchangeOnlineTrust(
  tenants: readonly Tenant[],
  keys: readonly SigningKey[],
  now: number,
): TrustConfiguration {
  const issuer = (kind: TrustedIssuer['kind'], name: string, id: string, realm: string): TrustedIssuer => {
    return { kind, name, id, realm, keys };
  };
  return {
    loadedAt: now,
    memory: new TokenMemory(),
    serviceName: exchangeApplicationId,
    issuers: indexIssuers([issuer('authServer', 'MicrosoftSts', acsIssuerId, anyRealm)]),
    urlIssuers: indexUrlIssuers([issuer('entra', 'Entra', entraIssuerTemplate, anyRealm)]),
    self: { kind: 'self', name: 'Exchange Online', id: exchangeApplicationId, realm: anyRealm, keys: [] },
    partnerApplications: indexPartners([exchangeItself, ...tenants.flatMap(dedicatedApplications)]),
    hasAccount: () => true,
    rolesOf: () => noRoles,
    acceptsRealm: (realm) => findTenant(tenants, realm) !== undefined,
    sameOrganization: (realm, other) => findTenant(tenants, realm) === findTenant(tenants, other),
    ownHosts: new Set(),
    refusesModernAuthentication: () => false,
    challengeIssuers: [qualify(acsIssuerId, anyRealm)],
    authorizationUri: 'https://login.microsoftonline.com/common/oauth2/authorize',
  };
}

/** The applications that a tenant has registered itself: who holds a token for one is known, for that tenant. */
function dedicatedApplications({ tenantId, applications }: Tenant): readonly PartnerApplication[] {
  return applications.map(({ appId, displayName, objectId }) => ({
    ...exchangeItself,
    name: displayName,
    guid: objectId,
    applicationIdentifier: appId,
    realm: tenantId,
  }));
}

/** Exchange Online's directory: every tenant has its own users, and a change counts at once. */
export function exchangeOnlineDirectory(tenants: () => readonly Tenant[]): DirectoryAccess {
  return {
    failing: 'nothing',
    findUsers: (realm, claims) => usersOf(findTenant(tenants(), realm)?.recipients ?? noRecipients)(claims),
    isDownLevel: () => false,
  };
}

/** Of no interest: Exchange Online's services look at no linked account. */
const noRoles: ReadonlySet<string> = new Set();

const noRecipients: readonly Recipient[] = [];

/** Exchange on-premises asks as Exchange, the application that every tenant has. */
const exchangeItself: PartnerApplication = {
  ...plainPartnerApplication,
  name: 'Exchange',
  guid: exchangeApplicationId,
  applicationIdentifier: exchangeApplicationId,
};
