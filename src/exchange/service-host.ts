import { publishWhenDue } from './auth-admin.js';
import { deployAuthCertificates } from './certificate-deployment.js';
import { ExpiryWatch } from './expiry-watch.js';
import type { ServiceHostParts } from './service-host-parts.js';

/** How often the servicelets look: AuthAdmin's interval (facts/oauth-outbound-admin §3.3); the others' are not known, and taken to be the same. */
export const serviceletInterval = 12 * 60 * 60 * 1000;

/** MSExchangeServiceHost: its servicelets work when it starts and every 12 hours of the lab's clock. */
export class ServiceHost {
  readonly #parts: ServiceHostParts;
  readonly #expiry: ExpiryWatch;
  #stop: (() => void) | undefined;

  constructor(parts: ServiceHostParts) {
    this.#parts = parts;
    this.#expiry = new ExpiryWatch(parts);
  }

  /** Starts it, or starts it anew. */
  async start(): Promise<void> {
    this.stop();
    this.#expiry.forget();
    this.#stop = this.#parts.clock.every(serviceletInterval, (due) => this.#work(due));
    await this.#work(this.#parts.clock.now());
  }

  restart(): Promise<void> {
    return this.start();
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
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
