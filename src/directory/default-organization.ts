import type { ExchangeVersion } from '../protocol/exchange-version.js';
import type { TokenProfile } from '../protocol/token-kind.js';
import {
  acsHost,
  acsIssuerId,
  acsMetadataPath,
  acsTokenPath,
  exchangeApplicationId,
  federationMetadataPath,
  paths,
} from '../protocol/well-known.js';
import { applicationRoles, exchangeOnlineAccount, roleAssignment } from './default-permissions.js';
import { onPremisesRecipients } from './default-recipients.js';
import {
  hybridRelationship,
  intraOrganizationConnector,
  microsoftFederationGateway,
  routingDomain,
} from './default-sharing.js';
import { onPremisesGroups } from './distribution-group.js';
import type { ExchangeServer, ServerCertificate } from './exchange-server.js';
import type { AuthConfig, AuthServer, Organization, PartnerApplication, VirtualDirectory } from './organization.js';
import { plainPartnerApplication } from './partner-application.js';
import { defaultHosts, initialDomain, organizationName, type World } from './world.js';

/** The on-premises half of the default lab: the organisation of the seed page, healthy, after the hybrid wizard. */
export interface OrganizationSeed {
  readonly world: World;
  readonly exchangeVersion: ExchangeVersion;
  readonly authCertificateThumbprint: string;
  /** Its common name: setup gives it the same friendly name; of the one named Federation none is known, so it is the same. */
  readonly authCertificateName?: string;
  readonly tlsCertificateThumbprint: string;
  /** When the organisation was set up, ISO 8601. */
  readonly created: string;
}

export function defaultOrganization(seed: OrganizationSeed): Organization {
  const { world } = seed;
  const domain = world.domain;
  const servers = ['EX01', 'EX02'].map((name) => exchangeServer(name, seed));
  const primaryHost = world.hosts[0] ?? defaultHosts(domain)[0] ?? domain;
  const autodiscoverHost = world.hosts.find((host) => host.startsWith('autodiscover.')) ?? primaryHost;
  return {
    name: organizationName(world),
    exchangeVersion: seed.exchangeVersion,
    servers,
    acceptedDomains: [
      { domainName: domain, default: true },
      { domainName: routingDomain(world), default: false },
    ],
    authConfig: firstAuthConfig(seed),
    authServers: [acsAuthServer(world), evoStsAuthServer(world)],
    partnerApplications: [exchangeOnlinePartner(world)],
    webServicesVirtualDirectories: servers.map(({ name }) =>
      virtualDirectory(name, 'EWS', `https://${primaryHost}${paths.ews}`),
    ),
    autodiscoverVirtualDirectories: servers.map(({ name }) =>
      virtualDirectory(name, 'Autodiscover', `https://${autodiscoverHost}${paths.autodiscover}`),
    ),
    hybridConfiguration: { domains: [domain], onPremisesSmartHost: primaryHost },
    recipients: onPremisesRecipients(world),
    distributionGroups: onPremisesGroups(world),
    domainController: `DC01.${domain}`,
    oAuth2ClientProfileEnabled: true,
    applicationAccounts: [exchangeOnlineAccount(world)],
    directoryFaults: {},
    intraOrganizationConnectors: [intraOrganizationConnector(world, 'OnPremises')],
    organizationRelationships: [hybridRelationship(world, 'OnPremises')],
    settingOverrides: [],
    managementRoleAssignments: applicationRoles.map((role, index) => roleAssignment(role, index, world)),
    authenticationPolicies: [],
    federationTrusts: [microsoftFederationGateway(world)],
    enableAuthAdminReadSession: false,
  };
}

function exchangeServer(name: string, seed: OrganizationSeed): ExchangeServer {
  return {
    name,
    fqdn: `${name.toLowerCase()}.${seed.world.domain}`,
    adSite: 'Default-First-Site-Name',
    certificates: firstCertificates(seed),
    internalTransportCertificate: seed.tlsCertificateThumbprint,
    reachable: true,
    internetWebProxy: '',
  };
}

/** The auth certificate as setup makes it (its Services are the seed page's), and the one of the web sites, which SMTP has too. */
function firstCertificates(seed: OrganizationSeed): readonly ServerCertificate[] {
  const own = { privateKeyExportable: true, hasPrivateKey: true, certificateRequest: '' };
  return [
    {
      thumbprint: seed.authCertificateThumbprint,
      friendlyName: seed.authCertificateName ?? 'Microsoft Exchange Server Auth Certificate',
      services: ['SMTP'],
      ...own,
    },
    { thumbprint: seed.tlsCertificateThumbprint, friendlyName: seed.world.domain, services: ['IIS', 'SMTP'], ...own },
  ];
}

/** As setup leaves it: one certificate, no realm; the GUID is the seed page's. */
function firstAuthConfig({ authCertificateThumbprint, created }: OrganizationSeed): AuthConfig {
  return {
    currentCertificateThumbprint: authCertificateThumbprint,
    previousCertificateThumbprint: '',
    nextCertificateThumbprint: '',
    nextCertificateEffectiveDate: '',
    serviceName: exchangeApplicationId,
    realm: '',
    guid: '945453c1-64fe-4f00-8b16-c104448502be',
    whenCreated: created,
    whenChanged: created,
  };
}

/** The hybrid wizard names an auth server by a GUID of its own (facts/oauth-inbound §4.5). */
const wizardGuid = '07f3ce6b-4d19-4c52-8a8e-2b1c95d7e640';

/** Issuer of server-to-server tokens. Its certificates come from the metadata, over the network, at the first start. */
export function acsAuthServer(world: World): AuthServer {
  return {
    name: `ACS - ${wizardGuid}`,
    guid: '2d0f6c1a-95b3-4e0e-8f5b-6a4b7c1d2e3f',
    type: 'MicrosoftACS',
    enabled: true,
    issuerIdentifier: acsIssuerId,
    realm: world.tenantId,
    tokenIssuingEndpoint: `https://${acsHost}${acsTokenPath(world.tenantId)}`,
    authorizationEndpoint: '',
    authMetadataUrl: `https://${acsHost}${acsMetadataPath(initialDomain(world))}`,
    isDefaultAuthorizationEndpoint: false,
    domainName: [],
    applicationIdentifier: '',
    certificateStrings: [],
  };
}

/** Issuer of Hybrid Modern Authentication tokens; not the default authorization endpoint until HMA is switched on. */
export function evoStsAuthServer(world: World): AuthServer {
  return {
    name: `EvoSts - ${wizardGuid}`,
    guid: '5b8e1d74-3a92-4c6f-b7d0-0c9e8f6a5d21',
    type: 'AzureAD',
    enabled: true,
    issuerIdentifier: '',
    realm: world.tenantId,
    tokenIssuingEndpoint: '',
    authorizationEndpoint: '',
    authMetadataUrl: `https://login.windows.net${federationMetadataPath(initialDomain(world))}`,
    isDefaultAuthorizationEndpoint: false,
    domainName: [],
    applicationIdentifier: '',
    certificateStrings: [],
  };
}

function exchangeOnlinePartner(world: World): PartnerApplication {
  return {
    ...plainPartnerApplication,
    name: 'Exchange Online',
    guid: '8c3e7f05-62d4-4b1a-9f2c-d1a0b9e8c7f6',
    applicationIdentifier: exchangeApplicationId,
    linkedAccount: exchangeOnlineAccount(world),
  };
}

/** `OAuthHttpModule.Profiles` of the EWS front end (facts/oauth-outbound-admin §5.5); Autodiscover's is inferred to be the same. */
const defaultProfiles: readonly TokenProfile[] = ['S2SAppActAs', 'S2SAppOnly', 'V1AppActAs', 'V1AppOnly', 'Callback'];

function virtualDirectory(server: string, name: string, url: string): VirtualDirectory {
  return {
    server,
    name: `${name} (Default Web Site)`,
    internalUrl: url,
    externalUrl: url,
    oAuthAuthentication: true,
    windowsAuthentication: true,
    basicAuthentication: false,
    wsSecurityAuthentication: true,
    oAuthProfiles: defaultProfiles,
    v1AppScopes: '*',
    v1AppRoles: '*',
    extendedProtectionTokenChecking: 'None',
  };
}
