import type { CertificateProblem } from '../directory/auth-certificate-problem.js';

const minute = 60 * 1000;

/**
 * The pool crashes "every 10-15 minutes" (facts/oauth-outbound-admin §3.9); that it takes the middle, and half a minute to
 * come back, is ours.
 */
export const crashInterval = 12.5 * minute;
export const restartTime = minute / 2;

/**
 * MSExchangeServicesAppPool while the auth certificate is expired: its own token can't be issued, and the process dies of
 * it (facts/oauth-outbound-admin §3.9, event 4999; §6.2 A02). What makes it ask for that token is not known: inferred is
 * that it does so every now and then, whether or not anybody calls.
 */
export class ServicesPool {
  readonly #problem: () => CertificateProblem | undefined;
  /** The last look found an expired certificate, and the process has run since. */
  #endangered = false;
  #down: { readonly from: number; readonly until: number } | undefined;

  constructor(problem: () => CertificateProblem | undefined) {
    this.#problem = problem;
  }

  /** Every request of EWS comes by here. */
  isDown(now: number): boolean {
    return this.#down !== undefined && now >= this.#down.from && now < this.#down.until;
  }

  /** Due every {@link crashInterval}: does it crash? It has had to run so long with an expired certificate. */
  crashes(now: number): boolean {
    const expired = this.#problem() === 'expired';
    const crash = expired && this.#endangered;
    this.#endangered = expired;
    if (crash) this.#down = { from: now, until: now + restartTime };
    return crash;
  }

  /** A new process is up at once. */
  recycle(): void {
    this.#endangered = false;
    this.#down = undefined;
  }
}
