import { acsHost } from '../protocol/well-known.js';

/** Whose hybrid the lab plays: the names that everything else is derived from. */
export interface World {
  /** The accepted domain, `msxfaq.de`. */
  readonly domain: string;
  /** Public names of the on-premises Exchange; the first is the one its URLs carry. */
  readonly hosts: readonly string[];
  readonly tenantId: string;
  /** `msxfaq.onmicrosoft.com`; called after the domain when left out. */
  readonly tenantDomain?: string | undefined;
}

/** The world of the seed page. The tenant's id is ours; the page does not tell Microsoft's. */
export const seedTenantId = '6f5a3c1e-8d27-4b90-a1c4-52e9d07b3f68';
export const seedDomain = 'msxfaq.de';

/** The other tenant, the one that is not trusted; it must not be called as the lab's own. */
export const foreignTenantId = 'c0a7b5d2-1f3e-4c68-9b0a-7e42d19f6c35';

/** Host names on which the cloud answers. */
export const cloudHosts = [
  acsHost,
  'login.windows.net',
  'login.microsoftonline.com',
  'outlook.office365.com',
  'autodiscover-s.outlook.com',
] as const;

/** Of these, the ones that are Exchange Online; the others are the token service. */
export const exchangeOnlineHosts: readonly string[] = ['outlook.office365.com', 'autodiscover-s.outlook.com'];

/** The hosts an organisation has unless told otherwise. */
export function defaultHosts(domain: string): readonly string[] {
  return [`owa.${domain}`, `hybrid.${domain}`, `autodiscover.${domain}`];
}

/** The web proxy that servers can be told to use: `http://proxy.msxfaq.de:8080`. */
export function webProxyHost({ domain }: World): string {
  return `proxy.${domain}`;
}

/** Servers of the organisation that are partners of Exchange and sign their own tokens. */
export function partnerHosts({ domain }: World): { readonly sfb: string; readonly sharepoint: string } {
  return { sfb: `sfb.${domain}`, sharepoint: `sharepoint.${domain}` };
}

/** `msxfaq` of `msxfaq.de`: names the organisation and the tenant. */
export function organizationLabel(world: World): string {
  return world.domain.split('.', 1)[0] ?? world.domain;
}

/** `MSXFAQ` */
export function organizationName(world: World): string {
  return organizationLabel(world).toUpperCase();
}

/** `msxfaq.onmicrosoft.com` */
export function initialDomain(world: World): string {
  return world.tenantDomain ?? `${organizationLabel(world)}.onmicrosoft.com`;
}

/** `contoso.onmicrosoft.com`, or another name where the lab itself is called Contoso. */
export function foreignInitialDomain(world: World): string {
  return initialDomain(world) === 'contoso.onmicrosoft.com' ? 'fabrikam.onmicrosoft.com' : 'contoso.onmicrosoft.com';
}

export function sameWorld(a: World, b: World): boolean {
  const names = (world: World) => [world.domain, world.tenantId, initialDomain(world), world.hosts.join()].join('\n');
  return names(a) === names(b);
}
