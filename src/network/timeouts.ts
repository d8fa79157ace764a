/** How long a client waits, in milliseconds. */
export interface TimeLimits {
  /** For a connection: TCP and TLS. */
  readonly connectTimeoutMs: number;
  /** For the whole answer, its body too, once the connection is there. */
  readonly responseTimeoutMs: number;
}

/** TCP's patience on Windows, and that of .NET's HttpWebRequest.Timeout, which covers request and answer as a whole. */
export const defaultTimeLimits: TimeLimits = { connectTimeoutMs: 21_000, responseTimeoutMs: 100_000 };

/** The patience of the lab's clients, and a way to have less of it for a while. */
export class Timeouts {
  readonly #usual: TimeLimits;
  #most: TimeLimits | undefined;

  constructor(limits: Partial<TimeLimits> = {}) {
    this.#usual = { ...defaultTimeLimits, ...limits };
  }

  get connectMs(): number {
    return Math.min(this.#usual.connectTimeoutMs, this.#most?.connectTimeoutMs ?? Infinity);
  }

  /** `own` is that of a request with a patience of its own. */
  responseMs(own: number | undefined): number {
    return Math.min(own ?? this.#usual.responseTimeoutMs, this.#most?.responseTimeoutMs ?? Infinity);
  }

  /**
   * No request that begins while the work lasts waits longer than this, whoever makes it: who asks for it should have the
   * lab to himself.
   */
  async during<T>(limits: TimeLimits, work: () => Promise<T>): Promise<T> {
    const before = this.#most;
    this.#most = limits;
    try {
      return await work();
    } finally {
      this.#most = before;
    }
  }
}
