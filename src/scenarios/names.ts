import { routingDomain } from '../directory/default-sharing.js';
import { foreignInitialDomain, foreignTenantId, initialDomain, type World } from '../directory/world.js';

/** The names of a lab's world as scenarios speak of them; in brackets those of the default lab. */
export interface ScenarioNames {
  /** The accepted domain (`msxfaq.de`). */
  readonly domain: string;
  /** The name that the hybrid is published under (`hybrid.msxfaq.de`). */
  readonly hybrid: string;
  /** The organisation's first name, which its URLs carry (`owa.msxfaq.de`). */
  readonly owa: string;
  /** A name of the organisation's that the hybrid is not published under (`owa.msxfaq.de`). */
  readonly otherHost: string;
  /** In the cloud, synchronised (`user1@msxfaq.de`). */
  readonly cloudUser: string;
  /** On-premises, synchronised (`user2@msxfaq.de`). */
  readonly onPremisesUser: string;
  /** On-premises, not synchronised (`admin@msxfaq.de`). */
  readonly admin: string;
  readonly tenantId: string;
  /** `msxfaq.onmicrosoft.com` */
  readonly tenantDomain: string;
  /** Where mail for mailboxes in the cloud goes (`msxfaq.mail.onmicrosoft.com`). */
  readonly routingDomain: string;
  readonly foreignTenantId: string;
  /** `contoso.onmicrosoft.com` */
  readonly foreignTenantDomain: string;
}

export function namesOf(world: World): ScenarioNames {
  const { domain, hosts, tenantId } = world;
  const hybrid = hybridHost(hosts);
  return {
    domain,
    hybrid,
    owa: hosts[0] ?? '',
    otherHost: hosts.find((host) => host !== hybrid && !host.startsWith('autodiscover.')) ?? `ex01.${domain}`,
    cloudUser: `user1@${domain}`,
    onPremisesUser: `user2@${domain}`,
    admin: `admin@${domain}`,
    tenantId,
    tenantDomain: initialDomain(world),
    routingDomain: routingDomain(world),
    foreignTenantId,
    foreignTenantDomain: foreignInitialDomain(world),
  };
}

/** `hybrid.…` where there is one: the name of the seed page's examples. */
export function hybridHost(hosts: readonly string[]): string {
  return hosts.find((host) => host.startsWith('hybrid.')) ?? hosts[0] ?? '';
}
