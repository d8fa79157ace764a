/** How often the servers load their configuration, and after how long without they say so (facts/oauth-inbound §5). */
export const loadInterval = 30 * 60 * 1000;
const patience = 90 * 60 * 1000;

/**
 * Event 2001: the OAuth configuration could not be loaded for 90 minutes. In the lab it is loaded when a request needs it;
 * a server's loads it by the clock, whether or not anybody comes, and that is what is watched here. That the event comes
 * again after another 90 minutes is inferred.
 */
export class ConfigurationWatch {
  #lastSuccess: number;
  /** The last success, or the last time that the lack of it was told. */
  #countedFrom: number;

  constructor(now: number) {
    this.#lastSuccess = now;
    this.#countedFrom = now;
  }

  /** It was loaded, or a process began. */
  succeeded(now: number): void {
    this.#lastSuccess = now;
    this.#countedFrom = now;
  }

  /** Due every {@link loadInterval}: minutes without success, when it is time to tell. */
  look(now: number, canLoad: boolean): number | undefined {
    if (canLoad || now < this.#lastSuccess) {
      this.succeeded(now); // a clock set back counts anew
      return undefined;
    }
    if (now - this.#countedFrom < patience) return undefined;
    this.#countedFrom = now;
    return Math.floor((now - this.#lastSuccess) / 60_000);
  }
}
