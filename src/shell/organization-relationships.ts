import { freeBusyAccessLevels, mailTipsAccessLevels, type OrganizationRelationship } from '../directory/sharing.js';
import type { BoundParameters, CmdletContext, ParameterDefinition } from './cmdlet.js';
import { flagOr, listOr, textOr } from './given.js';
import { dates } from './named-objects.js';
import type { PowerShellObject } from './object.js';
import { blankable } from './property.js';

/** What the cmdlets of organization relationships have in common; delegated authentication, which would use them, is not built. */

/** The documented settings, in an order of ours; scopes of groups are left out, since the lab has no groups. */
export function relationshipObject(relationship: OrganizationRelationship, context: CmdletContext): PowerShellObject {
  return {
    DomainNames: relationship.domainNames,
    FreeBusyAccessEnabled: relationship.freeBusyAccessEnabled,
    FreeBusyAccessLevel: relationship.freeBusyAccessLevel,
    FreeBusyAccessScope: null,
    MailboxMoveEnabled: relationship.mailboxMoveEnabled ?? false,
    DeliveryReportEnabled: relationship.deliveryReportEnabled ?? false,
    MailTipsAccessEnabled: relationship.mailTipsAccessEnabled,
    MailTipsAccessLevel: relationship.mailTipsAccessLevel,
    MailTipsAccessScope: null,
    PhotosEnabled: relationship.photosEnabled ?? false,
    TargetApplicationUri: blankable(relationship.targetApplicationUri),
    TargetSharingEpr: blankable(relationship.targetSharingEpr),
    TargetOwaURL: blankable(relationship.targetOwaUrl),
    TargetAutodiscoverEpr: blankable(relationship.targetAutodiscoverEpr),
    OrganizationContact: blankable(relationship.organizationContact ?? ''),
    Enabled: relationship.enabled,
    ArchiveAccessEnabled: relationship.archiveAccessEnabled,
    Name: relationship.name,
    Identity: relationship.name,
    Guid: relationship.guid,
    ...dates(relationship, context),
    IsValid: true,
    ObjectState: 'Unchanged',
  };
}

/** Parameters that New- and Set-OrganizationRelationship share (Microsoft's page; those of groups and of cross-tenant moves are left out). */
export function relationshipParameters(mandatory: boolean): readonly ParameterDefinition[] {
  const flag = (name: string, help: string): ParameterDefinition => ({ name, type: 'Boolean', help });
  const address = (name: string, help: string): ParameterDefinition => ({ name, type: 'Uri', nullable: true, help });
  return [
    { name: 'DomainNames', type: 'MultiValuedProperty', mandatory, help: 'SMTP domains of the other organisation.' },
    flag('Enabled', 'Whether it counts; $true when left out.'),
    flag('FreeBusyAccessEnabled', 'Whether free/busy is shared.'),
    { name: 'FreeBusyAccessLevel', type: 'String', values: freeBusyAccessLevels, help: 'How much of it at most.' },
    flag('MailTipsAccessEnabled', 'Whether MailTips are shared.'),
    { name: 'MailTipsAccessLevel', type: 'String', values: mailTipsAccessLevels, help: 'How much of them.' },
    flag('ArchiveAccessEnabled', 'Whether the other side has archives of users here.'),
    flag('DeliveryReportEnabled', 'Whether delivery reports are shared.'),
    flag('MailboxMoveEnabled', 'Whether mailboxes may be moved.'),
    flag('PhotosEnabled', 'Whether photos are shared.'),
    { name: 'OrganizationContact', type: 'String', nullable: true, help: 'Address of who to ask over there.' },
    { name: 'TargetApplicationUri', type: 'String', nullable: true, help: 'For whom a delegation token is requested.' },
    address('TargetAutodiscoverEpr', "The other organisation's Autodiscover, with WSSecurity."),
    address('TargetOwaURL', 'Its Outlook on the web.'),
    address('TargetSharingEpr', 'Its EWS; blank: Autodiscover tells.'),
  ];
}

export function changedRelationship(
  old: OrganizationRelationship,
  parameters: BoundParameters,
): OrganizationRelationship {
  const { FreeBusyAccessLevel, MailTipsAccessLevel, ArchiveAccessEnabled, DeliveryReportEnabled } = parameters;
  return {
    ...old,
    name: textOr(parameters.Name, old.name),
    domainNames: listOr(parameters.DomainNames, old.domainNames),
    enabled: flagOr(parameters.Enabled, old.enabled),
    freeBusyAccessEnabled: flagOr(parameters.FreeBusyAccessEnabled, old.freeBusyAccessEnabled),
    freeBusyAccessLevel: textOr(FreeBusyAccessLevel, old.freeBusyAccessLevel),
    mailTipsAccessEnabled: flagOr(parameters.MailTipsAccessEnabled, old.mailTipsAccessEnabled),
    mailTipsAccessLevel: textOr(MailTipsAccessLevel, old.mailTipsAccessLevel),
    archiveAccessEnabled: flagOr(ArchiveAccessEnabled, old.archiveAccessEnabled),
    deliveryReportEnabled: flagOr(DeliveryReportEnabled, old.deliveryReportEnabled ?? false),
    mailboxMoveEnabled: flagOr(parameters.MailboxMoveEnabled, old.mailboxMoveEnabled ?? false),
    photosEnabled: flagOr(parameters.PhotosEnabled, old.photosEnabled ?? false),
    organizationContact: textOr(parameters.OrganizationContact, old.organizationContact ?? ''),
    targetApplicationUri: textOr(parameters.TargetApplicationUri, old.targetApplicationUri),
    targetAutodiscoverEpr: textOr(parameters.TargetAutodiscoverEpr, old.targetAutodiscoverEpr),
    targetOwaUrl: textOr(parameters.TargetOwaURL, old.targetOwaUrl),
    targetSharingEpr: textOr(parameters.TargetSharingEpr, old.targetSharingEpr),
  };
}
