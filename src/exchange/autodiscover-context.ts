import type { Organization } from '../directory/organization.js';
import { findRecipient } from '../directory/recipient.js';
import type { AutodiscoverContext, Federation, ServiceUrls } from '../ews/autodiscover/context.js';
import type { ServerIdentity } from '../ews/exchange-response.js';
import { sameText } from '../protocol/audience.js';
import { webPaths } from './web-sites.js';

/** What Autodiscover says of an on-premises organisation. */
export function autodiscoverContext(organization: Organization, identity: ServerIdentity): AutodiscoverContext {
  const [directory] = organization.webServicesVirtualDirectories;
  return {
    identity,
    internal: serviceUrls(directory?.internalUrl ?? ''),
    external: serviceUrls(directory?.externalUrl ?? ''),
    organizationName: organization.name,
    deploymentId: organization.authConfig.guid, // the organisation object's own is no part of the lab
    globalCatalog: organization.domainController,
    findRecipient: (address) => findRecipient(organization.recipients, address),
    isOwnDomain: (domain) => isAccepted(organization, domain),
    federationOf: (domain) => (isAccepted(organization, domain) ? federationOf(organization) : undefined),
    organizationRelationships: organization.organizationRelationships,
  };
}

/** The lab's pages are on the hosts of EWS. */
function serviceUrls(ews: string): ServiceUrls {
  if (!URL.canParse(ews)) return { ews: '', owa: '', ecp: '' };
  const { origin } = new URL(ews);
  return { ews, owa: `${origin}${webPaths.owa}/`, ecp: `${origin}${webPaths.ecp}/` };
}

function isAccepted({ acceptedDomains }: Organization, domain: string): boolean {
  return acceptedDomains.some(({ domainName }) => sameText(domainName, domain));
}

/** The federated organisation: one trust, and the accepted domains in it. */
function federationOf({ federationTrusts: [trust], acceptedDomains }: Organization): Federation | undefined {
  return (
    trust && {
      applicationUri: trust.applicationUri,
      tokenIssuers: [{ uri: trust.tokenIssuerUri, endpoint: trust.tokenIssuerEpr }],
      domains: acceptedDomains.map(({ domainName }) => domainName),
    }
  );
}
