/** How an organisation reaches another one's calendars; on-premises and Exchange Online hold the same kinds of objects. */

/** Get-IntraOrganizationConnector (facts/oauth-outbound-admin §3.6): an enabled one that matches means OAuth, without fallback. */
export interface IntraOrganizationConnector {
  readonly name: string;
  readonly guid: string;
  readonly targetAddressDomains: readonly string[];
  readonly discoveryEndpoint: string;
  /** In Exchange Online only; empty = Autodiscover is asked. */
  readonly targetSharingEpr: string;
  readonly enabled: boolean;
}

/** Get-OrganizationRelationship: what DAuth uses where no connector matches. Addresses are empty where they are blank. */
export interface OrganizationRelationship {
  readonly name: string;
  readonly guid: string;
  readonly domainNames: readonly string[];
  readonly freeBusyAccessEnabled: boolean;
  readonly freeBusyAccessLevel: 'None' | 'AvailabilityOnly' | 'LimitedDetails';
  readonly mailTipsAccessEnabled: boolean;
  readonly mailTipsAccessLevel: 'None' | 'All' | 'Limited';
  readonly targetApplicationUri: string;
  readonly targetSharingEpr: string;
  readonly targetOwaUrl: string;
  readonly targetAutodiscoverEpr: string;
  readonly archiveAccessEnabled: boolean;
  readonly enabled: boolean;
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
