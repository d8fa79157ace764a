import type { Clock } from '../clock.js';

/** How long the servers judge by what they have loaded (facts/oauth-inbound §5). */
export const reloadIntervalMs = 30 * 60 * 1000;

export interface ConfigurationCacheOptions<Configuration> {
  /** Undefined when the directory can't be asked. */
  readonly load: () => Configuration | undefined;
  /** Identity of what is loaded from; another value means that the directory has changed. */
  readonly currentSource: () => unknown;
  readonly clock: Clock;
  readonly reload: 'interval' | 'immediate';
  /** Milliseconds; {@link reloadIntervalMs} when left out. */
  readonly interval?: number;
}

/**
 * The OAuth configuration in the memory of the worker process: loaded once, then again every 30 minutes of the lab's
 * clock, or when a recycle has thrown it away. `immediate` loads it whenever the directory has changed. When loading
 * fails, the old one stays; that it is then tried again after another 30 minutes, and at every request while there is
 * none at all, is inferred from the interval (facts/oauth-inbound §5).
 */
export class ConfigurationCache<Configuration> {
  #configuration: Configuration | undefined;
  #source: unknown;
  #triedAt = 0;
  readonly #options: ConfigurationCacheOptions<Configuration>;

  constructor(options: ConfigurationCacheOptions<Configuration>) {
    this.#options = options;
  }

  /** Undefined while it could never be loaded. */
  get current(): Configuration | undefined {
    if (this.#isDue()) this.reload();
    return this.#configuration;
  }

  /** What is in memory at this moment; looking at it loads nothing. */
  get loaded(): Configuration | undefined {
    return this.#configuration;
  }

  /** When a change of the directory will be judged by; milliseconds since 1970. */
  get nextLoad(): number {
    const { clock, reload } = this.#options;
    return reload === 'immediate' || !this.#configuration ? clock.now() : this.#triedAt + this.#interval;
  }

  /** Loads it now; when that can't be done, what was loaded before stays. */
  reload(): void {
    this.#triedAt = this.#options.clock.now();
    this.#source = this.#options.currentSource();
    this.#configuration = this.#options.load() ?? this.#configuration;
  }

  /** What iisreset, a recycled pool or a new worker process does. */
  recycle(): void {
    this.#configuration = undefined;
  }

  get #interval(): number {
    return this.#options.interval ?? reloadIntervalMs;
  }

  #isDue(): boolean {
    if (!this.#configuration) return true;
    const { clock, reload, currentSource } = this.#options;
    const age = clock.now() - this.#triedAt;
    if (age >= this.#interval || age < 0) return true; // a clock set back must not keep the old configuration alive
    return reload === 'immediate' && this.#source !== currentSource();
  }
}
