import { foldCase } from '../protocol/audience.js';
import type { DistributionGroup } from './distribution-group.js';
import type { AuthenticationPolicy } from './permissions.js';
import type { Recipient } from './recipient.js';
import type { IntraOrganizationConnector, OrganizationRelationship } from './sharing.js';

/** What Entra and Exchange Online hold for one tenant. */
export interface Tenant {
  readonly tenantId: string;
  /** `msxfaq.onmicrosoft.com` */
  readonly initialDomain: string;
  /** Verified domains, the initial one included. */
  readonly domains: readonly string[];
  /** Exchange Online's domain controller; a cmdlet that finds no object names it (seed page). */
  readonly domainController: string;
  readonly recipients: readonly Recipient[];
  /** Left out: none. */
  readonly distributionGroups?: readonly DistributionGroup[] | undefined;
  readonly servicePrincipals: readonly ServicePrincipal[];
  /** Applications that the tenant itself has registered: the dedicated hybrid app. */
  readonly applications: readonly Application[];
  /** Get-OrganizationConfig in Exchange Online, what of it concerns EWS (facts/oauth-outbound-admin §3.8). */
  readonly ews: { readonly enabled: boolean | null; readonly allowedAppIds: readonly string[] };
  /** Exchange Online refuses on-premises servers that come as 00000002-…, as it has done since 31 October 2025. */
  readonly sharedPrincipalBlocked: boolean;
  readonly authenticationPolicies: readonly AuthenticationPolicy[];
  readonly intraOrganizationConnectors: readonly IntraOrganizationConnector[];
  readonly organizationRelationships: readonly OrganizationRelationship[];
}

/** An application registration, in Microsoft Graph's words; its service principal has the same appId. */
export interface Application {
  readonly objectId: string;
  readonly appId: string;
  readonly displayName: string;
  readonly keyCredentials: readonly KeyCredential[];
  /** Ids of the application permissions it asks for, as full_access_as_app. */
  readonly requiredAppRoles: readonly string[];
  /** A tenant's administrator has consented. */
  readonly adminConsent: boolean;
}

export interface ServicePrincipal {
  readonly objectId: string;
  readonly appId: string;
  readonly displayName: string;
  readonly servicePrincipalNames: readonly string[];
  readonly keyCredentials: readonly KeyCredential[];
}

/** A public key stored on a service principal, in Microsoft Graph's words. */
export interface KeyCredential {
  readonly keyId: string;
  readonly displayName?: string | undefined;
  readonly type: 'AsymmetricX509Cert';
  readonly usage: 'Verify';
  /** base64 DER of the certificate. */
  readonly key: string;
  readonly startDateTime: string;
  readonly endDateTime: string;
}

/** The tenant of a GUID or of one of its verified domains. */
export function findTenant(tenants: readonly Tenant[], idOrDomain: string): Tenant | undefined {
  const wanted = foldCase(idOrDomain);
  return tenants.find((tenant) => tenant.tenantId.toLowerCase() === wanted || tenant.domains.includes(wanted));
}

/** The tenant in whose verified domains an address lies. */
export function tenantOfAddress(tenants: readonly Tenant[], address: string): Tenant | undefined {
  return findTenant(tenants, address.slice(address.lastIndexOf('@') + 1));
}

/** The keys an application proves itself with: those of its service principal, and those of its registration. */
export function credentialsOf(tenant: Tenant, principal: ServicePrincipal): readonly KeyCredential[] {
  const application = findApplication(tenant, principal.appId);
  return application ? [...principal.keyCredentials, ...application.keyCredentials] : principal.keyCredentials;
}

export function findApplication(tenant: Tenant, appId: string): Application | undefined {
  return tenant.applications.find((application) => application.appId.toLowerCase() === appId.toLowerCase());
}

export function findServicePrincipal(tenant: Tenant, appId: string): ServicePrincipal | undefined {
  return tenant.servicePrincipals.find((principal) => principal.appId.toLowerCase() === appId.toLowerCase());
}
