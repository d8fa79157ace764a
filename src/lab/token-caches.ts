import type { Clock } from '../clock.js';
import { createTokenCache, type TokenCache } from '../connectivity/token-cache.js';

/** What the processes of each side, in the cloud of each tenant, remember as clients of OAuth between two calls. */
export class TokenCaches {
  readonly #clock: Clock;
  readonly #caches = new Map<string, TokenCache>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** That of the process which runs cmdlets; `side` is `OnPremises` or a tenant's id. */
  ofCmdlets(side: string): TokenCache {
    return this.#of(side);
  }

  /** That of the EWS application pool, which looks up free/busy: another process, another memory. */
  ofEws(side: string): TokenCache {
    return this.#of(`${side} EWS`);
  }

  /** The on-premises servers have restarted. */
  clearOnPremises(): void {
    this.ofCmdlets('OnPremises').clear();
    this.ofEws('OnPremises').clear();
  }

  clear(): void {
    for (const cache of this.#caches.values()) cache.clear();
  }

  #of(key: string): TokenCache {
    const cache = this.#caches.get(key) ?? createTokenCache(this.#clock);
    this.#caches.set(key, cache);
    return cache;
  }
}
