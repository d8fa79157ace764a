import { signingKey, signingKeys } from '../authentication/signing-keys.js';
import { TokenMemory } from '../authentication/token-memory.js';
import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import { indexIssuers, indexPartners, indexUrlIssuers } from '../authentication/trust-index.js';
import { accountNames } from '../directory/account.js';
import { authCertificateThumbprints } from '../directory/auth-config.js';
import { type AuthServer, defaultDomain, type Organization, ownRealm } from '../directory/organization.js';
import { foldCase } from '../protocol/audience.js';
import { anyRealm, qualify } from '../protocol/well-known.js';
import { modernAuthenticationRefusals } from './modern-authentication.js';

/** Certificates of the servers by thumbprint, PEM. */
export type CertificatesByThumbprint = ReadonlyMap<string, { readonly certificate: string }>;

/** A realm that never stands in a challenge (facts/oauth-inbound §2.1). */
const hiddenRealm = '00000002-0000-0ff1-ce00-200000000000';

/** Loads the OAuth configuration of an on-premises organisation, as its servers do every 30 minutes. */
export function loadTrustConfiguration(
  organization: Organization,
  certificates: CertificatesByThumbprint,
  now: number,
): TrustConfiguration {
  const enabled = organization.authServers.filter((server) => server.enabled);
  const accepted = acceptedRealms(organization, enabled);
  const self = ownIssuer(organization, certificates);
  // Without certificates an issuer drops out of trust (facts/oauth-inbound §2.1).
  const trusted = [...acsIssuers(enabled), ...partnerIssuers(organization), self].filter(({ keys }) => keys.length > 0);
  const accounts = existingAccounts(organization);
  const roles = rolesByAccount(organization);
  return {
    loadedAt: now,
    memory: new TokenMemory(),
    serviceName: organization.authConfig.serviceName,
    issuers: indexIssuers(trusted),
    urlIssuers: indexUrlIssuers(entraIssuers(enabled).filter(({ keys }) => keys.length > 0)),
    self,
    partnerApplications: indexPartners(organization.partnerApplications),
    hasAccount: (linkedAccount) => accounts === undefined || accounts.has(foldCase(linkedAccount)),
    rolesOf: (linkedAccount) => roles.get(foldCase(linkedAccount)) ?? noRoles,
    acceptsRealm: (realm) => accepted.has(foldCase(realm)),
    sameOrganization: (realm, other) => accepted.has(foldCase(realm)) && accepted.has(foldCase(other)),
    ownHosts: ownHosts(organization),
    refusesModernAuthentication: modernAuthenticationRefusals(organization),
    challengeIssuers: challengeIssuers(trusted),
    authorizationUri: authorizationUri(enabled),
  };
}

/** The accounts that there are to link to, people only where somebody links to one: there may be many. Undefined: not known. */
function existingAccounts(organization: Organization): ReadonlySet<string> | undefined {
  const { applicationAccounts, partnerApplications } = organization;
  if (!applicationAccounts) return undefined;
  const existing = new Set(applicationAccounts.map(foldCase));
  const linked = new Set(partnerApplications.map(({ linkedAccount }) => foldCase(linkedAccount)));
  if ([...linked].every((account) => account === '' || existing.has(account))) return existing;
  return new Set(accountNames(organization).map(foldCase));
}

const noRoles: ReadonlySet<string> = new Set();

function rolesByAccount({ managementRoleAssignments }: Organization): ReadonlyMap<string, ReadonlySet<string>> {
  const roles = new Map<string, Set<string>>();
  for (const { roleAssignee, role } of managementRoleAssignments) {
    const account = foldCase(roleAssignee);
    roles.set(account, (roles.get(account) ?? new Set()).add(role));
  }
  return roles;
}

/** Accepted domains, the organisation's own realm, and the realm of any enabled auth server; wildcards do not match. */
function acceptedRealms(organization: Organization, enabled: readonly AuthServer[]): ReadonlySet<string> {
  const realms = [
    ...organization.acceptedDomains.map(({ domainName }) => domainName),
    organization.authConfig.realm,
    defaultDomain(organization),
    ...enabled.map(({ realm }) => realm),
  ];
  return new Set(realms.filter((realm) => realm !== '' && realm !== anyRealm).map(foldCase));
}

/** Auth servers of type MicrosoftACS issue server-to-server tokens; the others give Modern Authentication. */
function acsIssuers(enabled: readonly AuthServer[]): readonly TrustedIssuer[] {
  return enabled
    .filter((server) => server.type === 'MicrosoftACS')
    .toSorted((a, b) => (a.realm < b.realm ? -1 : 1))
    .map((server) => ({
      kind: 'authServer',
      name: server.name,
      id: server.issuerIdentifier,
      realm: server.realm,
      keys: signingKeys(server.certificateStrings),
    }));
}

/** Entra and AD FS, by the URL they call themselves; one without is not told apart from others, and left out. */
function entraIssuers(enabled: readonly AuthServer[]): readonly TrustedIssuer[] {
  return enabled
    .filter((server) => server.type !== 'MicrosoftACS' && server.issuerIdentifier !== '')
    .map((server) => ({
      kind: 'entra',
      name: server.name,
      id: server.issuerIdentifier,
      realm: server.realm,
      keys: signingKeys(server.certificateStrings),
    }));
}

/** Partner applications that sign for themselves. */
function partnerIssuers(organization: Organization): readonly TrustedIssuer[] {
  return organization.partnerApplications
    .filter((partner) => partner.enabled && !partner.useAuthServer)
    .map((partner) => ({
      kind: 'partnerApplication',
      name: partner.name,
      id: partner.applicationIdentifier,
      realm: partner.realm,
      keys: signingKeys(partner.certificateStrings),
    }));
}

/** The organisation itself: current, previous and next auth certificate all count (facts/oauth-inbound §5). */
function ownIssuer(organization: Organization, certificates: CertificatesByThumbprint): TrustedIssuer {
  const { authConfig } = organization;
  const keys = authCertificateThumbprints(organization).flatMap((thumbprint) => {
    const entry = certificates.get(thumbprint);
    return entry ? [signingKey(entry.certificate)] : [];
  });
  return { kind: 'self', name: organization.name, id: authConfig.serviceName, realm: ownRealm(organization), keys };
}

/** Hosts of the organisation's URLs: a callback token names the one that issued it (facts/oauth-inbound §3.8). */
function ownHosts(organization: Organization): ReadonlySet<string> {
  const directories = [...organization.webServicesVirtualDirectories, ...organization.autodiscoverVirtualDirectories];
  const urls = directories.flatMap(({ internalUrl, externalUrl }) => [internalUrl, externalUrl]);
  const hosts = urls.filter((url) => URL.canParse(url)).map((url) => new URL(url).hostname);
  return new Set([...hosts, ...organization.servers.map(({ fqdn }) => foldCase(fqdn))]);
}

/** ACS auth servers by realm, then partner applications; the organisation does not name itself (facts/oauth-inbound §2.1). */
function challengeIssuers(issuers: readonly TrustedIssuer[]): readonly string[] {
  return issuers
    .filter(({ kind, realm }) => kind !== 'self' && realm !== hiddenRealm)
    .map(({ id, realm }) => qualify(id, realm === '' ? anyRealm : realm));
}

/** Only where exactly one Entra or AD FS auth server is the default authorization endpoint (facts/oauth-inbound §2.1). */
function authorizationUri(enabled: readonly AuthServer[]): string | undefined {
  const defaults = enabled.filter((server) => server.type !== 'MicrosoftACS' && server.isDefaultAuthorizationEndpoint);
  return defaults.length === 1 ? defaults[0]?.authorizationEndpoint : undefined;
}
