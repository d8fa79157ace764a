import type { TrustConfiguration } from '../authentication/trust.js';
import type { Clock } from '../clock.js';

/** How long the servers judge by what they have loaded (facts/oauth-inbound §5). */
export const reloadIntervalMs = 30 * 60 * 1000;

/**
 * The OAuth configuration in the memory of the worker process: loaded once, then again every 30 minutes of the lab's
 * clock, or when a recycle has thrown it away. `immediate` loads it whenever the directory has changed.
 */
export class ConfigurationCache {
  #configuration: TrustConfiguration | undefined;
  #source: unknown;
  readonly #load: () => TrustConfiguration;
  readonly #currentSource: () => unknown;
  readonly #clock: Clock;
  readonly #reload: 'interval' | 'immediate';

  constructor(options: {
    readonly load: () => TrustConfiguration;
    /** Identity of what is loaded from; another value means that the directory has changed. */
    readonly currentSource: () => unknown;
    readonly clock: Clock;
    readonly reload: 'interval' | 'immediate';
  }) {
    this.#load = options.load;
    this.#currentSource = options.currentSource;
    this.#clock = options.clock;
    this.#reload = options.reload;
  }

  get current(): TrustConfiguration {
    const loaded = this.#configuration;
    if (loaded && !this.#isStale(loaded)) return loaded;
    this.#source = this.#currentSource();
    this.#configuration = this.#load();
    return this.#configuration;
  }

  /** When a change of the directory will be judged by; milliseconds since 1970. */
  get nextLoad(): number {
    if (this.#reload === 'immediate' || !this.#configuration) return this.#clock.now();
    return this.#configuration.loadedAt + reloadIntervalMs;
  }

  /** What iisreset, a recycled pool or a new worker process does. */
  recycle(): void {
    this.#configuration = undefined;
  }

  #isStale(loaded: TrustConfiguration): boolean {
    const age = this.#clock.now() - loaded.loadedAt;
    if (age >= reloadIntervalMs || age < 0) return true; // a clock set back must not keep the old configuration alive
    return this.#reload === 'immediate' && this.#source !== this.#currentSource();
  }
}
