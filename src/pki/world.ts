import { isIP } from 'node:net';

/** The names that a store's certificates are made for. */
export interface CertificateWorld {
  /** The organisation, as in the name of its root: `MSXFAQ`. */
  readonly organization: string;
  /** Names of the on-premises servers: `owa.msxfaq.de`, …; the first is the TLS certificate's subject. */
  readonly organizationNames: readonly string[];
  /** The organisation's root may sign for this domain and all below it: `msxfaq.de`. */
  readonly organizationDomain: string;
  /** Names of the cloud's hosts: `accounts.accesscontrol.windows.net`, …. */
  readonly cloudNames: readonly string[];
}

/** Names of this very computer; both TLS certificates have them. */
export const loopbackNames: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/** What the organisation's root may sign for, beside loopback addresses. */
export function organizationPermittedNames(world: CertificateWorld): readonly string[] {
  const outside = world.organizationNames.filter((name) => !isWithin(name, world.organizationDomain));
  return distinct([world.organizationDomain, ...outside, 'localhost']);
}

/** What the cloud's root may sign for, beside loopback addresses. */
export function cloudPermittedNames(world: CertificateWorld): readonly string[] {
  return distinct([...world.cloudNames, 'localhost']);
}

/** The names of a TLS certificate: those of the hosts and those of this computer. */
export function tlsNames(names: readonly string[]): readonly string[] {
  return distinct([...names, ...loopbackNames]);
}

/**
 * The first cloud name that the organisation's root could sign for, if there is one. That root may end up in the trust
 * store of somebody's machine; a key on disk must never be good for one of Microsoft's names there.
 */
export function cloudNameWithinOrganization(world: CertificateWorld): string | undefined {
  const permitted = organizationPermittedNames(world).filter((name) => name !== 'localhost');
  return world.cloudNames.find((cloudName) => permitted.some((name) => isWithin(cloudName, name)));
}

/** The same names, in whatever order and case? */
export function isSameWorld(one: CertificateWorld, other: CertificateWorld): boolean {
  return canonical(one) === canonical(other);
}

/** One line about a world, for a message. */
export function describeWorld(world: CertificateWorld): string {
  const hosts = `${world.organizationNames.join(', ')} in ${world.organizationDomain}`;
  return `organization ${world.organization} (${hosts}) and cloud (${world.cloudNames.join(', ')})`;
}

function canonical(world: CertificateWorld): string {
  const names = (list: readonly string[]) => distinct(list).toSorted();
  const { organization, organizationNames, organizationDomain, cloudNames } = world;
  return JSON.stringify([organization, names(organizationNames), organizationDomain.toLowerCase(), names(cloudNames)]);
}

function isWithin(name: string, domain: string): boolean {
  const [inner, outer] = [name.toLowerCase(), domain.toLowerCase().replace(/^\*\./, '')];
  return inner === outer || (!isIP(inner) && inner.endsWith(`.${outer}`));
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => name.toLowerCase()))];
}
