import {
  freeBusyAccessLevels,
  type IntraOrganizationConnector,
  mailTipsAccessLevels,
  type OrganizationRelationship,
} from '../directory/sharing.js';
import type { Random } from '../random.js';
import { cloudUrl, guidOf } from './imported-trust.js';
import type { Taking } from './taking.js';

/** How the customer reaches other organisations' calendars; what the output does not tell is as the wizard leaves it. */

export function importedConnector(
  taking: Taking,
  model: IntraOrganizationConnector,
  random: Random,
): IntraOrganizationConnector {
  const connector = {
    ...model,
    name: taking.text('Name') ?? taking.name,
    guid: guidOf(taking, random),
    targetAddressDomains: taking.list('TargetAddressDomains') ?? model.targetAddressDomains,
    discoveryEndpoint: cloudUrl(taking, 'DiscoveryEndpoint', model.discoveryEndpoint),
    targetSharingEpr: cloudUrl(taking, 'TargetSharingEpr', ''),
    enabled: taking.flag('Enabled') ?? model.enabled,
    ...datesOf(taking),
  };
  taking.rest();
  return connector;
}

export function importedRelationship(
  taking: Taking,
  model: OrganizationRelationship,
  random: Random,
): OrganizationRelationship {
  const flag = (property: string, own: boolean) => taking.flag(property) ?? own;
  const relationship = {
    ...model,
    name: taking.text('Name') ?? taking.name,
    guid: guidOf(taking, random),
    domainNames: taking.list('DomainNames') ?? model.domainNames,
    freeBusyAccessEnabled: flag('FreeBusyAccessEnabled', model.freeBusyAccessEnabled),
    freeBusyAccessLevel: taking.choice('FreeBusyAccessLevel', freeBusyAccessLevels) ?? model.freeBusyAccessLevel,
    mailTipsAccessEnabled: flag('MailTipsAccessEnabled', model.mailTipsAccessEnabled),
    mailTipsAccessLevel: taking.choice('MailTipsAccessLevel', mailTipsAccessLevels) ?? model.mailTipsAccessLevel,
    targetApplicationUri: taking.text('TargetApplicationUri') ?? model.targetApplicationUri,
    targetSharingEpr: cloudUrl(taking, 'TargetSharingEpr', ''),
    targetOwaUrl: taking.text('TargetOwaURL') ?? model.targetOwaUrl,
    targetAutodiscoverEpr: cloudUrl(taking, 'TargetAutodiscoverEpr', model.targetAutodiscoverEpr),
    archiveAccessEnabled: flag('ArchiveAccessEnabled', model.archiveAccessEnabled),
    enabled: flag('Enabled', model.enabled),
    deliveryReportEnabled: flag('DeliveryReportEnabled', false),
    mailboxMoveEnabled: flag('MailboxMoveEnabled', false),
    photosEnabled: flag('PhotosEnabled', false),
    organizationContact: taking.text('OrganizationContact') ?? '',
    ...datesOf(taking),
  };
  taking.rest();
  return relationship;
}

function datesOf(taking: Taking) {
  return {
    whenCreated: taking.date('WhenCreatedUTC') || taking.date('WhenCreated') || undefined,
    whenChanged: taking.date('WhenChangedUTC') || taking.date('WhenChanged') || undefined,
  };
}
