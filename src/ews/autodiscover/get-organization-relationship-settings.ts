import type { OrganizationRelationship } from '../../directory/sharing.js';
import {
  getOrganizationRelationshipSettingsRequest,
  getOrganizationRelationshipSettingsResponse,
} from '../../ews-schema/operations/get-organization-relationship-settings.js';
import { sameText } from '../../protocol/audience.js';
import { autodiscoverOperation, InvalidRequest, noError } from './operation.js';

/** GetOrganizationRelationshipSettings: what an organisation shares with the domains that ask. Public description: MS-OXWSADISC. */
export const getOrganizationRelationshipSettings = autodiscoverOperation({
  name: 'GetOrganizationRelationshipSettings',
  request: getOrganizationRelationshipSettingsRequest,
  response: getOrganizationRelationshipSettingsResponse,
  answer({ Domains }, { organizationRelationships }) {
    const domains = Domains?.Domain?.map((domain) => domain.trim()) ?? [];
    if (domains.length === 0) throw new InvalidRequest('[lab] The request names no domain.');
    const matching = organizationRelationships.filter(
      ({ enabled, domainNames }) => enabled && domainNames.some((name) => domains.some((one) => sameText(one, name))),
    );
    const settings = matching.map(relationshipSettings);
    return { ...noError, OrganizationRelationshipSettingsCollection: { OrganizationRelationshipSettings: settings } };
  },
});

function relationshipSettings(relationship: OrganizationRelationship) {
  return {
    DeliveryReportEnabled: relationship.deliveryReportEnabled ?? false,
    DomainNames: { Domain: relationship.domainNames },
    FreeBusyAccessEnabled: relationship.freeBusyAccessEnabled,
    FreeBusyAccessLevel: relationship.freeBusyAccessLevel,
    MailTipsAccessEnabled: relationship.mailTipsAccessEnabled,
    MailTipsAccessLevel: relationship.mailTipsAccessLevel,
    MailboxMoveEnabled: relationship.mailboxMoveEnabled ?? false,
    Name: relationship.name,
    TargetApplicationUri: relationship.targetApplicationUri,
    TargetAutodiscoverEpr: relationship.targetAutodiscoverEpr,
    TargetSharingEpr: relationship.targetSharingEpr,
  };
}
