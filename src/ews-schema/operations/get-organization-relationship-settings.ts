import { xs } from '../../xsd/simple-types.js';
import { many, optional } from '../../xsd/types.js';
import {
  autodiscoverRequest,
  autodiscoverRequestElement,
  autodiscoverResponse,
  autodiscoverResponseElement,
  domains,
} from '../autodiscover.js';
import { a } from '../namespaces.js';

/** GetOrganizationRelationshipSettings of Autodiscover (MS-OXWSADISC). */
export const getOrganizationRelationshipSettingsRequest = autodiscoverRequestElement(
  'GetOrganizationRelationshipSettings',
  a.extended('GetOrganizationRelationshipSettingsRequest', autodiscoverRequest, {
    content: [{ Domains: optional(domains) }],
  }),
);

const relationship = a.complex('OrganizationRelationshipSettings', {
  content: [
    {
      DeliveryReportEnabled: xs.boolean,
      DomainNames: domains,
      FreeBusyAccessEnabled: xs.boolean,
      FreeBusyAccessLevel: xs.string,
      MailTipsAccessEnabled: xs.boolean,
      MailTipsAccessLevel: xs.string,
      MailboxMoveEnabled: xs.boolean,
      Name: xs.string,
      TargetApplicationUri: xs.anyURI,
      TargetAutodiscoverEpr: xs.anyURI,
      TargetSharingEpr: xs.anyURI,
    },
  ],
});

const relationships = a.complex('OrganizationRelationshipSettingsCollection', {
  content: [{ OrganizationRelationshipSettings: many(relationship) }],
});

export const getOrganizationRelationshipSettingsResponse = autodiscoverResponseElement(
  'GetOrganizationRelationshipSettings',
  a.extended('GetOrganizationRelationshipSettingsResponse', autodiscoverResponse, {
    content: [{ OrganizationRelationshipSettingsCollection: optional(relationships) }],
  }),
);
