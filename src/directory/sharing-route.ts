import { sameText } from '../protocol/audience.js';
import type { Recipient } from './recipient.js';
import type { IntraOrganizationConnector, OrganizationRelationship } from './sharing.js';

/** A mailbox that another organisation has, and the domain that says which one. */
export interface ForeignMailbox {
  readonly address: string;
  readonly domain: string;
}

/** How a side asks for calendars of a domain: OAuth where an enabled connector has it, DAuth by a relationship otherwise. */
export type SharingRoute =
  | { readonly connector: IntraOrganizationConnector }
  | { readonly relationship: OrganizationRelationship };

export interface SharingPartners {
  readonly intraOrganizationConnectors: readonly IntraOrganizationConnector[];
  readonly organizationRelationships: readonly OrganizationRelationship[];
}

/** An enabled connector comes first, and there is no way back from it (facts/oauth-outbound-admin §3.6). */
export function sharingRoute(domain: string, side: SharingPartners): SharingRoute | undefined {
  const matches = (domains: readonly string[]) => domains.some((candidate) => sameText(candidate, domain));
  const connector = side.intraOrganizationConnectors.find((one) => one.enabled && matches(one.targetAddressDomains));
  if (connector) return { connector };
  const relationship = side.organizationRelationships.find((one) => one.enabled && matches(one.domainNames));
  return relationship && { relationship };
}

function domainOfAddress(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

/** Of a remote mailbox or mail user: mail goes to its target address, and so does the question for its calendar. */
export function foreignMailbox({ primarySmtpAddress, targetAddress }: Recipient): ForeignMailbox {
  return { address: primarySmtpAddress, domain: domainOfAddress(targetAddress ?? primarySmtpAddress) };
}

/** An address that nobody here has: a domain of another organisation says whose it is. */
export function foreignAddress(
  address: string,
  ownDomains: readonly string[],
  side: SharingPartners,
): ForeignMailbox | undefined {
  const domain = domainOfAddress(address);
  const isOwn = ownDomains.some((own) => sameText(own, domain));
  return isOwn || !sharingRoute(domain, side) ? undefined : { address, domain };
}
