import { systemClock } from '../clock.js';
import { otherSite } from '../iis/other-site.js';
import { createSiteServer } from '../iis/server.js';
import { listen } from '../network/listen.js';
import { issueUntrustedCertificate } from '../pki/faulty-certificates.js';
import type { Closer } from './closer.js';
import type { ServerParts } from './servers.js';

/** The name that the stranger's computer goes by: reserved for examples (RFC 2606). */
const strangersName = 'www.example.com';

/**
 * A stranger's computer, where a wrong record of the DNS leads: a web server with a certificate for its own name; no port
 * but 443 is open there. The lab's roots may not sign for such a name, so its root is one that nobody trusts: to a client
 * both are the same failure of trust. It is opened when first wanted.
 */
export class StrangersComputer {
  readonly #parts: ServerParts;
  readonly #closer: Closer;
  #port: Promise<number> | undefined;

  constructor(parts: ServerParts, closer: Closer) {
    this.#parts = parts;
    this.#closer = closer;
  }

  /** The port it listens on, on 127.0.0.1. */
  port(): Promise<number> {
    this.#port ??= this.#open();
    return this.#port;
  }

  async #open(): Promise<number> {
    const sources = { clock: systemClock, random: this.#parts.random };
    const tls = await issueUntrustedCertificate({ names: [strangersName] }, sources);
    const server = createSiteServer({ ...this.#parts, tls, site: otherSite, record: () => undefined });
    this.#closer.add(() => server.close());
    return listen(server, { host: '127.0.0.1', port: 0 });
  }
}
