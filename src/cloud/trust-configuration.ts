import type { SigningKey, TrustConfiguration } from '../authentication/trust.js';
import { indexUsers, type UserIndex } from '../authentication/user-index.js';
import type { PartnerApplication } from '../directory/organization.js';
import { findTenant, type Tenant } from '../directory/tenant.js';
import { acsIssuerId, anyRealm, exchangeApplicationId, qualify } from '../protocol/well-known.js';

/** What Exchange Online trusts: its own token service, for every tenant it has (facts/oauth-outbound-admin §1.6, challenge). */
export function exchangeOnlineTrust(
  tenants: readonly Tenant[],
  keys: readonly SigningKey[],
  now: number,
): TrustConfiguration {
  const indexes = new Map<Tenant, UserIndex>();
  const indexOf = (tenant: Tenant): UserIndex => {
    const known = indexes.get(tenant) ?? indexUsers(tenant.recipients);
    indexes.set(tenant, known);
    return known;
  };
  return {
    loadedAt: now,
    serviceName: exchangeApplicationId,
    issuers: [{ kind: 'authServer', name: 'MicrosoftSts', id: acsIssuerId, realm: anyRealm, keys }],
    partnerApplications: [exchangeItself],
    acceptsRealm: (realm) => findTenant(tenants, realm) !== undefined,
    sameOrganization: (realm, other) => findTenant(tenants, realm) === findTenant(tenants, other),
    findUsers: (realm, claims) => {
      const tenant = findTenant(tenants, realm);
      return tenant ? indexOf(tenant)(claims) : [];
    },
    challengeIssuers: [qualify(acsIssuerId, anyRealm)],
    authorizationUri: 'https://login.microsoftonline.com/common/oauth2/authorize',
  };
}

/** Exchange on-premises asks as Exchange, the application that every tenant has. */
const exchangeItself: PartnerApplication = {
  name: 'Exchange',
  guid: exchangeApplicationId,
  enabled: true,
  applicationIdentifier: exchangeApplicationId,
  realm: '',
  useAuthServer: true,
  acceptSecurityIdentifierInformation: false,
  linkedAccount: '',
  certificateStrings: [],
  authMetadataUrl: '',
};
