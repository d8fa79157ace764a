import type { Dated } from './dated.js';
/** How an organisation reaches another one's calendars; on-premises and Exchange Online hold the same kinds of objects. */

/** Get-IntraOrganizationConnector (facts/oauth-outbound-admin §3.6): an enabled one that matches means OAuth, without fallback. */
export interface IntraOrganizationConnector extends Dated {
  readonly name: string;
  readonly guid: string;
  readonly targetAddressDomains: readonly string[];
  readonly discoveryEndpoint: string;
  /** In Exchange Online only; empty = Autodiscover is asked. */
  readonly targetSharingEpr: string;
  readonly enabled: boolean;
}

/** Get-OrganizationRelationship: what DAuth uses where no connector matches. Addresses are empty where they are blank. */
export interface OrganizationRelationship extends Dated {
  readonly name: string;
  readonly guid: string;
  readonly domainNames: readonly string[];
  readonly freeBusyAccessEnabled: boolean;
  readonly freeBusyAccessLevel: (typeof freeBusyAccessLevels)[number];
  readonly mailTipsAccessEnabled: boolean;
  readonly mailTipsAccessLevel: (typeof mailTipsAccessLevels)[number];
  readonly targetApplicationUri: string;
  readonly targetSharingEpr: string;
  readonly targetOwaUrl: string;
  readonly targetAutodiscoverEpr: string;
  readonly archiveAccessEnabled: boolean;
  readonly enabled: boolean;
  /** The rest of what Microsoft documents: nobody in the lab reads it. Left out: off, or blank. */
  readonly deliveryReportEnabled?: boolean | undefined;
  readonly mailboxMoveEnabled?: boolean | undefined;
  readonly photosEnabled?: boolean | undefined;
  readonly organizationContact?: string | undefined;
}

export const freeBusyAccessLevels = ['None', 'AvailabilityOnly', 'LimitedDetails'] as const;
export const mailTipsAccessLevels = ['None', 'All', 'Limited'] as const;

/** Get-FederationTrust, what FreeBusyChecker looks at. The lab has no federation gateway behind it. */
export interface FederationTrust {
  readonly name: string;
  readonly guid: string;
  readonly applicationUri: string;
  readonly tokenIssuerUri: string;
  readonly tokenIssuerEpr: string;
  readonly tokenIssuerMetadataEpr: string;
}

/** Get-SettingOverride (facts/oauth-outbound-admin §3.8): switches a feature of the servers. */
export interface SettingOverride {
  readonly name: string;
  readonly guid: string;
  readonly componentName: string;
  readonly sectionName: string;
  /** `Enabled=true` */
  readonly parameters: readonly string[];
  readonly reason: string;
  /** Names of the servers it is for; empty = all of them. */
  readonly server: readonly string[];
  /** ISO 8601. */
  readonly whenCreated: string;
}
