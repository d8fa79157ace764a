import type { ExchangeVersion } from '../protocol/exchange-version.js';
import type { TokenProfile } from '../protocol/token-kind.js';
import type { Dated } from './dated.js';
import type { DistributionGroup } from './distribution-group.js';
import type { ExchangeServer } from './exchange-server.js';
import type { AuthenticationPolicy, ManagementRoleAssignment } from './permissions.js';
import type { Recipient } from './recipient.js';
import type {
  FederationTrust,
  IntraOrganizationConnector,
  OrganizationRelationship,
  SettingOverride,
} from './sharing.js';
import type { ThrottlingPolicy } from './throttling-policy.js';

/** What Active Directory holds for an on-premises Exchange organisation. Plain data: it is the state file's shape. */
export interface Organization {
  readonly name: string;
  readonly exchangeVersion: ExchangeVersion;
  readonly servers: readonly ExchangeServer[];
  readonly acceptedDomains: readonly AcceptedDomain[];
  readonly authConfig: AuthConfig;
  readonly authServers: readonly AuthServer[];
  readonly partnerApplications: readonly PartnerApplication[];
  readonly webServicesVirtualDirectories: readonly VirtualDirectory[];
  readonly autodiscoverVirtualDirectories: readonly VirtualDirectory[];
  /** There is one once the Hybrid Configuration Wizard ran. */
  readonly hybridConfiguration: HybridConfiguration | undefined;
  readonly recipients: readonly Recipient[];
  /** Left out: none. */
  readonly distributionGroups?: readonly DistributionGroup[] | undefined;
  /** Domain controller that the servers ask; cmdlets name it in errors and objects. */
  readonly domainController: string;
  /** Get-OrganizationConfig: Modern Authentication is offered to clients (facts/oauth-inbound §1.4 step 3). Left out: it is. */
  readonly oAuth2ClientProfileEnabled?: boolean | undefined;
  /** Accounts that partner applications link to and that exist, as `domain/Users/name`. */
  readonly applicationAccounts?: readonly string[] | undefined;
  readonly directoryFaults?: DirectoryFaults | undefined;
  readonly intraOrganizationConnectors: readonly IntraOrganizationConnector[];
  readonly organizationRelationships: readonly OrganizationRelationship[];
  readonly settingOverrides: readonly SettingOverride[];
  /** Who has which role: of interest is what the accounts of partner applications may do. */
  readonly managementRoleAssignments: readonly ManagementRoleAssignment[];
  readonly authenticationPolicies: readonly AuthenticationPolicy[];
  readonly federationTrusts: readonly FederationTrust[];
  /** Get-OrganizationConfig: the AuthAdmin servicelet reads the root domain as well (facts/oauth-outbound-admin §3.3). */
  readonly enableAuthAdminReadSession: boolean;
  /** How much of EWS a user may take. Left out: as Exchange has it when nobody has changed it. */
  readonly throttlingPolicy?: ThrottlingPolicy | undefined;
}

/** What is wrong with Active Directory itself: nothing a client or a cmdlet of Exchange could cause. */
export interface DirectoryFaults {
  /** `down`: nothing can be asked; `downAtRouting`: only the lookup of users fails, as when a global catalog is lost. */
  readonly domainControllers?: 'down' | 'downAtRouting' | undefined;
  /** Primary addresses of the mailboxes that sit on a server older than Exchange 2013. */
  readonly downLevelMailboxes?: readonly string[] | undefined;
}

export interface AcceptedDomain {
  readonly domainName: string;
  readonly default: boolean;
  /** Left out: the domain's own. */
  readonly name?: string | undefined;
  /** Left out: Authoritative. */
  readonly domainType?: AcceptedDomainType | undefined;
}

export const acceptedDomainTypes = ['Authoritative', 'ExternalRelay', 'InternalRelay'] as const;
export type AcceptedDomainType = (typeof acceptedDomainTypes)[number];

/** Get-AuthConfig (facts/oauth-outbound-admin §3.1). Thumbprints in upper-case hex, dates ISO 8601, empty = blank. */
export interface AuthConfig {
  readonly currentCertificateThumbprint: string;
  readonly previousCertificateThumbprint: string;
  readonly nextCertificateThumbprint: string;
  readonly nextCertificateEffectiveDate: string;
  readonly serviceName: string;
  readonly realm: string;
  readonly guid: string;
  readonly whenCreated: string;
  readonly whenChanged: string;
}

export type AuthServerType = 'MicrosoftACS' | 'AzureAD' | 'ADFS';

/** Get-AuthServer (facts/oauth-inbound §4.5). */
export interface AuthServer {
  readonly name: string;
  readonly guid: string;
  readonly type: AuthServerType;
  readonly enabled: boolean;
  readonly issuerIdentifier: string;
  readonly realm: string;
  readonly tokenIssuingEndpoint: string;
  readonly authorizationEndpoint: string;
  readonly authMetadataUrl: string;
  readonly isDefaultAuthorizationEndpoint: boolean;
  readonly domainName: readonly string[];
  readonly applicationIdentifier: string;
  /** Signing certificates read from the metadata, base64 DER. */
  readonly certificateStrings: readonly string[];
}

/** Get-PartnerApplication (facts/oauth-inbound §4.5, facts/oauth-outbound-admin §3.6). */
export interface PartnerApplication extends Dated {
  readonly name: string;
  readonly guid: string;
  readonly enabled: boolean;
  readonly applicationIdentifier: string;
  readonly realm: string;
  readonly useAuthServer: boolean;
  readonly acceptSecurityIdentifierInformation: boolean;
  readonly linkedAccount: string;
  readonly certificateStrings: readonly string[];
  readonly authMetadataUrl: string;
  readonly accountType: 'OrganizationalAccount' | 'ConsumerAccount';
  readonly issuerIdentifier: string;
  readonly appOnlyPermissions: readonly string[];
  readonly actAsPermissions: readonly string[];
}

/** A virtual directory of one server with its URLs and the schemes it offers. */
export interface VirtualDirectory {
  readonly server: string;
  /** `EWS (Default Web Site)` */
  readonly name: string;
  readonly internalUrl: string;
  readonly externalUrl: string;
  readonly oAuthAuthentication: boolean;
  readonly windowsAuthentication: boolean;
  readonly basicAuthentication: boolean;
  readonly wsSecurityAuthentication: boolean;
  /** `OAuthHttpModule.Profiles` of its web.config: the kinds of token it takes. */
  readonly oAuthProfiles: readonly TokenProfile[];
  /** `OAuthHttpModule.V1AppScopes` and `V1AppRoles`: separated by `|`, `*` for all (facts/oauth-outbound-admin §5.5). */
  readonly v1AppScopes?: string | undefined;
  readonly v1AppRoles?: string | undefined;
  /** Whether Windows authentication is bound to the TLS channel it comes through. Left out: `None`. */
  readonly extendedProtectionTokenChecking?: ExtendedProtection | undefined;
  /** What else Extended Protection does: `Proxy` compares the name of the service in place of the channel. */
  readonly extendedProtectionFlags?: readonly ExtendedProtectionFlag[] | undefined;
  /** Names that a client may bind itself to under `Proxy`, as `HTTP/hybrid.msxfaq.de`. */
  readonly extendedProtectionSpnList?: readonly string[] | undefined;
}

export const extendedProtectionValues = ['None', 'Allow', 'Require'] as const;
export type ExtendedProtection = (typeof extendedProtectionValues)[number];

export const extendedProtectionFlags = [
  'None',
  'Proxy',
  'NoServiceNameCheck',
  'AllowDotlessSpn',
  'ProxyCohosting',
] as const;
export type ExtendedProtectionFlag = (typeof extendedProtectionFlags)[number];

export interface HybridConfiguration {
  readonly domains: readonly string[];
  readonly onPremisesSmartHost: string;
}

/** The default accepted domain, which is the organisation's realm while AuthConfig names none. */
export function defaultDomain(organization: Organization): string {
  const domain = organization.acceptedDomains.find((candidate) => candidate.default) ?? organization.acceptedDomains[0];
  return domain?.domainName ?? '';
}

/** The realm the organisation speaks for itself with: AuthConfig's, else the default accepted domain. */
export function ownRealm(organization: Organization): string {
  return organization.authConfig.realm || defaultDomain(organization);
}

/** Can the configuration be read? A lost global catalog (`downAtRouting`) is no matter: it comes from any domain controller. */
export function isDirectoryReachable({ directoryFaults }: Organization): boolean {
  return directoryFaults?.domainControllers !== 'down';
}

/** The web proxy that a server reaches the Internet through; empty = none. */
export function webProxyOf({ servers }: Organization, server: string | undefined): string {
  return servers.find(({ name }) => name === server)?.internetWebProxy ?? '';
}
