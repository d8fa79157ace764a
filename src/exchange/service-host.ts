import { publishWhenDue } from './auth-admin.js';
import { AuthAdminMetadata, metadataLookInterval } from './auth-admin-metadata.js';
import { deployAuthCertificates } from './certificate-deployment.js';
import { ExpiryWatch } from './expiry-watch.js';
import type { ServiceHostParts } from './service-host-parts.js';

/** How often the servicelets look: AuthAdmin's interval (facts/oauth-outbound-admin §3.3); the others' are not known, and taken to be the same. */
export const serviceletInterval = 12 * 60 * 60 * 1000;

/** MSExchangeServiceHost: its servicelets work when it starts and every 12 hours of the lab's clock. */
export class ServiceHost {
  readonly #parts: ServiceHostParts;
  readonly #expiry: ExpiryWatch;
  readonly #metadata: AuthAdminMetadata;
  #timetables: readonly (() => void)[] = [];

  constructor(parts: ServiceHostParts) {
    this.#parts = parts;
    this.#expiry = new ExpiryWatch(parts);
    this.#metadata = new AuthAdminMetadata(parts);
  }

  /** Starts it, or starts it anew. */
  async start(): Promise<void> {
    this.stop();
    this.#expiry.forget();
    const { clock } = this.#parts;
    this.#metadata.start(clock.now());
    this.#timetables = [
      clock.every(serviceletInterval, (due) => this.#work(due)),
      // After a jump of the clock the document of today is read once.
      clock.every(metadataLookInterval, () => this.#metadata.refreshWhenDue(clock.now()), { skipsMissed: true }),
    ];
    await this.#work(clock.now());
  }

  /** What an admin does when he does not want to wait. */
  async restart(): Promise<void> {
    await this.start();
    await this.#metadata.refresh(this.#parts.clock.now());
  }

  stop(): void {
    for (const end of this.#timetables) end();
    this.#timetables = [];
    this.#metadata.stop();
  }

  deployCertificates(now = this.#parts.clock.now()): Promise<void> {
    return deployAuthCertificates(this.#parts, now);
  }

  async #work(now: number): Promise<void> {
    await publishWhenDue(this.#parts, now);
    await this.deployCertificates(now);
    this.#expiry.look(now);
  }
}
