import { nameIdIssuers, paths } from '../protocol/well-known.js';
import type { FederationTrust, IntraOrganizationConnector, OrganizationRelationship } from './sharing.js';
import { defaultHosts, initialDomain, type World } from './world.js';

/** What the Hybrid Configuration Wizard leaves on both sides, so that calendars are found (facts/oauth-outbound-admin §3.6). */

type Side = 'OnPremises' | 'Cloud';

const connectorGuids = {
  OnPremises: '1f0c9b2e-7a45-4d38-8e61-c3b5d7f90a24',
  Cloud: '6a3d8e51-04bf-4972-b5c8-2f9e1d7a6c03',
} as const;

const relationshipGuids = {
  OnPremises: '9e4b7c26-d815-4f3a-a072-5b6c8d1e3f97',
  Cloud: '3b8f5a1d-c260-4e79-9d14-8a7e6f0b2c55',
} as const;

/** Domain that mail for cloud mailboxes is routed to, `msxfaq.mail.onmicrosoft.com`. */
export function routingDomain(world: World): string {
  return initialDomain(world).replace('.onmicrosoft.com', '.mail.onmicrosoft.com');
}

/** The side that has it asks the other one. */
export function intraOrganizationConnector(world: World, side: Side): IntraOrganizationConnector {
  return {
    name: `HybridIOC - ${connectorGuids.OnPremises}`, // the wizard gives both sides one name
    guid: connectorGuids[side],
    targetAddressDomains: [side === 'OnPremises' ? routingDomain(world) : world.domain],
    discoveryEndpoint: autodiscoverEpr(world, side),
    targetSharingEpr: '',
    enabled: true,
  };
}

export function hybridRelationship(world: World, side: Side): OrganizationRelationship {
  const direction = side === 'OnPremises' ? 'On-premises to O365' : 'O365 to On-premises';
  return {
    name: `${direction} - ${connectorGuids.OnPremises}`,
    guid: relationshipGuids[side],
    domainNames: [side === 'OnPremises' ? routingDomain(world) : world.domain],
    freeBusyAccessEnabled: true,
    freeBusyAccessLevel: 'LimitedDetails',
    mailTipsAccessEnabled: true,
    mailTipsAccessLevel: 'All',
    targetApplicationUri: side === 'OnPremises' ? 'outlook.com' : `FYDIBOHF25SPDLT.${world.domain}`,
    targetSharingEpr: '',
    targetOwaUrl: side === 'OnPremises' ? `https://outlook.office.com/mail` : '',
    targetAutodiscoverEpr: `${autodiscoverEpr(world, side)}/WSSecurity`,
    archiveAccessEnabled: side === 'OnPremises',
    enabled: true,
  };
}

/** The trust that delegated authentication rests on (Microsoft CSS-Exchange, FreeBusyChecker, what it finds healthy). */
export function microsoftFederationGateway({ domain }: World): FederationTrust {
  return {
    name: 'Microsoft Federation Gateway',
    guid: 'd7a4b1c8-5e23-4f96-8b0a-93c6e2f71d54',
    applicationUri: `FYDIBOHF25SPDLT.${domain}`,
    tokenIssuerUri: nameIdIssuers.microsoftOnline,
    tokenIssuerEpr: 'https://login.microsoftonline.com/extSTS.srf',
    tokenIssuerMetadataEpr: 'https://nexus.microsoftonline-p.com/FederationMetadata/2006-12/FederationMetadata.xml',
  };
}

/** Where the side asks for the other one's Autodiscover. */
export function autodiscoverEpr(world: World, side: Side): string {
  if (side === 'OnPremises') return `https://autodiscover-s.outlook.com${paths.autodiscover}`;
  const host =
    world.hosts.find((name) => name.startsWith('autodiscover.')) ?? world.hosts[0] ?? defaultHosts(world.domain)[0];
  return `https://${host}${paths.autodiscover}`;
}
