import { type ExchangeServer, withCertificate, withoutCertificate } from '../directory/exchange-server.js';
import type { Organization } from '../directory/organization.js';
import { type World, webProxyHost } from '../directory/world.js';
import type { ImportedCertificate } from './imported-certificates.js';
import type { Taking } from './taking.js';

/** A server by what Get-ExchangeServer says of it. Undefined: it is an edge server. */
export function importedServer(taking: Taking, model: ExchangeServer, world: World): ExchangeServer | undefined {
  if (/edge/i.test(taking.peek('ServerRole')?.text ?? '') || taking.peek('IsEdgeServer')?.text === 'True') {
    taking.refuseAll('the lab has no edge servers');
    return undefined;
  }
  const name = taking.text('Name') || taking.name;
  const site = taking.text('Site') ?? '';
  return {
    ...model,
    name,
    fqdn: taking.text('Fqdn')?.toLowerCase() || fqdnOf(name, world),
    adSite: site.slice(site.lastIndexOf('/') + 1) || model.adSite,
    internetWebProxy: webProxyOf(taking, world),
  };
}

/** Only the lab's own proxy can be reached: another one would break what works at the customer's. */
function webProxyOf(taking: Taking, world: World): string {
  const url = taking.peek('InternetWebProxy')?.text ?? '';
  if (url === '') return '';
  if (URL.canParse(url) && new URL(url).hostname === webProxyHost(world)) return taking.text('InternetWebProxy') ?? '';
  taking.refuse(
    'InternetWebProxy',
    `the lab’s proxy is http://${webProxyHost(world)}:8080; Set-ExchangeServer switches it on`,
  );
  return '';
}

function fqdnOf(name: string, { domain }: World): string {
  return name.includes('.') ? name.toLowerCase() : `${name.toLowerCase()}.${domain}`;
}

/** The servers, with those that only a virtual directory or a certificate names. None named at all: the healthy lab's. */
export function allServers(
  listed: readonly ExchangeServer[],
  named: readonly string[],
  healthy: Organization,
  world: World,
): readonly ExchangeServer[] {
  const [model] = healthy.servers;
  if (!model) return listed;
  const servers = [...listed];
  for (const name of named) {
    if (servers.some((server) => isServer(server, name))) continue;
    const [label = name] = name.split('.');
    servers.push({
      ...model,
      name: label.toUpperCase() === name.toUpperCase() ? name : label.toUpperCase(),
      fqdn: fqdnOf(name, world),
    });
  }
  return servers.length > 0 ? servers : healthy.servers;
}

/** By name or FQDN. */
export function isServer({ name, fqdn }: ExchangeServer, wanted: string): boolean {
  const folded = wanted.toLowerCase();
  return [name.toLowerCase(), fqdn.toLowerCase()].includes(folded) || folded.startsWith(`${name.toLowerCase()}.`);
}

export interface CertificateSurroundings {
  /** The lab's certificate for the customer's. */
  readonly own: ReadonlyMap<string, string>;
  /** Thumbprint of the auth certificate that the healthy lab begins with; undefined: it stays. */
  readonly firstCertificate: string | undefined;
  /** Servers of which the export has certificates. */
  readonly lookedInto: readonly string[];
}

/**
 * A server with the lab's certificates in place of the customer's. One whose store nobody has looked into is like the
 * others: it has what any of them has.
 */
export function withOwnCertificates(
  server: ExchangeServer,
  imported: readonly ImportedCertificate[],
  { own, firstCertificate: first, lookedInto }: CertificateSurroundings,
): ExchangeServer {
  const isOwn = ({ server: where }: ImportedCertificate) => where === undefined || isServer(server, where);
  const wanted = lookedInto.some((name) => isServer(server, name)) ? imported.filter(isOwn) : imported;
  const entries = wanted.flatMap(({ thumbprint, entry }) => {
    const ownThumbprint = own.get(thumbprint);
    return ownThumbprint === undefined ? [] : [{ ...entry, thumbprint: ownThumbprint }];
  });
  const keepsFirst = first === undefined || entries.some(({ thumbprint }) => thumbprint === first);
  return entries.reduce(withCertificate, keepsFirst ? server : withoutCertificate(server, first));
}
