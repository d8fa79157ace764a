import type { Recipient } from '../../directory/recipient.js';
import type { OrganizationRelationship } from '../../directory/sharing.js';
import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import type { ServerIdentity } from '../exchange-response.js';

/** Where the web services and pages of a server are, empty where the directory names no address. */
export interface ServiceUrls {
  readonly ews: string;
  /** Outlook on the web and the Exchange admin center. */
  readonly owa: string;
  readonly ecp: string;
}

/** What others need to know to ask for tokens of delegated authentication for an organisation. */
export interface Federation {
  readonly applicationUri: string;
  readonly tokenIssuers: readonly { readonly uri: string; readonly endpoint: string }[];
  readonly domains: readonly string[];
}

/** What Autodiscover looks users and domains up in, and what it says of the server. */
export interface AutodiscoverContext {
  readonly identity: ServerIdentity;
  readonly internal: ServiceUrls;
  readonly external: ServiceUrls;
  /** `/o=` of distinguished names. */
  readonly organizationName: string;
  readonly deploymentId: string;
  /** Undefined where it is nobody's business: Exchange Online names none (ews-javascript-api's trace). */
  readonly globalCatalog: string | undefined;
  findRecipient(address: string): Recipient | undefined;
  isOwnDomain(domain: string): boolean;
  /** Undefined for a domain that is not federated. */
  federationOf(domain: string): Federation | undefined;
  /** Those of the caller's organisation. */
  readonly organizationRelationships: readonly OrganizationRelationship[];
}

/** Whom an address means. */
export type Located =
  | { readonly kind: 'here'; readonly user: Recipient }
  | { readonly kind: 'elsewhere'; readonly address: string }
  | { readonly kind: 'invalidUser' }
  | { readonly kind: 'invalidDomain' };

/**
 * A mailbox of the other side is asked for there, by its target address. One that leads back to the address that was asked
 * for leads nowhere (Microsoft's "Handling Autodiscover error messages" has clients refuse it).
 */
export function locate(address: string, context: AutodiscoverContext): Located {
  const user = address.includes('@') ? context.findRecipient(address) : undefined;
  if (user?.recipientTypeDetails === 'UserMailbox') return { kind: 'here', user };
  const target = user?.targetAddress?.replace(/^smtp:/i, '');
  if (target !== undefined && target.toLowerCase() !== address.toLowerCase()) {
    return { kind: 'elsewhere', address: target };
  }
  const domain = /@([^@]+)$/.exec(address)?.[1];
  const isForeign = !user && domain !== undefined && !context.isOwnDomain(domain);
  return { kind: isForeign ? 'invalidDomain' : 'invalidUser' };
}

/** `15.02.2562.017` */
export function paddedVersion({ major, minor, build, revision }: ExchangeBuild): string {
  const pad = (part: number, width: number) => String(part).padStart(width, '0');
  return `${pad(major, 2)}.${pad(minor, 2)}.${pad(build, 4)}.${pad(revision, 3)}`;
}

/** The administrative group that every organisation since Exchange 2007 has. */
const administrativeGroup = 'ou=Exchange Administrative Group (FYDIBOHF23SPDLT)';

/** legacyExchangeDN of a mailbox; its shape is that of traces, where hexadecimal digits stand before the alias. */
export function legacyDn({ guid, alias }: Recipient, { organizationName }: AutodiscoverContext): string {
  return `/o=${organizationName}/${administrativeGroup}/cn=Recipients/cn=${guid.replaceAll('-', '')}-${alias}`;
}

/** What has stood in place of a server's name since Exchange 2013: the mailbox itself, `guid@domain`. */
export function mailboxServer({ guid, primarySmtpAddress }: Recipient): string {
  return `${guid}@${primarySmtpAddress.slice(primarySmtpAddress.lastIndexOf('@') + 1)}`;
}

export function mailboxServerDn(user: Recipient, { organizationName }: AutodiscoverContext): string {
  return `/o=${organizationName}/${administrativeGroup}/cn=Configuration/cn=Servers/cn=${mailboxServer(user)}`;
}
