import { domainToASCII } from 'node:url';

/** Where a listener really stands: an IP address and a port of this computer. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

/** What stands behind a host name: for each port the world sees, the listener that answers there. */
export type Publication = Readonly<Record<number, Endpoint>>;

/**
 * The lab's own DNS, and its only way out: a client of the lab connects to what this table names and to nothing
 * else. There is no public DNS behind it, so the lab cannot be used to reach other servers.
 *
 * @example
 * const names = new NameTable();
 * names.publish('owa.msxfaq.de', { 443: { address: '127.0.0.1', port: 8443 } });
 * names.resolve('OWA.msxfaq.de.', 443); // { address: '127.0.0.1', port: 8443 }
 */
export class NameTable {
  readonly #publications = new Map<string, Publication>();

  /** Gives a host name its listeners; what stood there before is replaced. */
  publish(host: string, publication: Publication): void {
    this.#publications.set(canonicalHost(host), { ...publication });
  }

  /** Takes a name out of the DNS. */
  withdraw(host: string): void {
    this.#publications.delete(canonicalHost(host));
  }

  /** The listener at a port of a host; `noListener` when the name is known and nothing stands at that port. */
  resolve(host: string, port: number): Endpoint | 'unknownName' | 'noListener' {
    const publication = this.#publications.get(canonicalHost(host));
    if (publication === undefined) return 'unknownName';
    return publication[port] ?? 'noListener';
  }
}

/** A host as DNS compares it: no case, no trailing dot, no brackets around IPv6, umlauts in Punycode. */
export function canonicalHost(host: string): string {
  const bare = host.replace(/\.$/, '').replace(/^\[(.*)\]$/, '$1');
  return domainToASCII(bare) || bare.toLowerCase();
}
