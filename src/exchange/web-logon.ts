import { createHmac, timingSafeEqual } from 'node:crypto';
import type { CertificateProblem } from '../directory/auth-certificate-problem.js';

/** Whom the cookies of a log-on name; `unreadable` when the pool can't read any, `nobody` when they name nobody. */
export type CookieReading = { readonly user: string } | 'nobody' | 'unreadable';

/**
 * The log-on of OWA or ECP, which reads its own cookies with the auth certificate (facts/oauth-outbound-admin §3.9, event
 * 1003). A pool that once could not goes on like that until it is recycled (§6.2 A20). What of the certificate goes into
 * the cookies is not known: the lab signs them with a key of its own, and asks whether the certificate could be used.
 */
export class WebLogon {
  readonly #problem: () => CertificateProblem | undefined;
  readonly #key: Buffer;
  #stuck = false;

  /** OWA and ECP share the key: who is logged on to one is to the other. */
  constructor(problem: () => CertificateProblem | undefined, key: Buffer) {
    this.#problem = problem;
    this.#key = key;
  }

  /** `cadata` and `cadataSig` of a user's address. */
  cookiesFor(user: string): readonly [data: string, signature: string] {
    const data = Buffer.from(user).toString('base64url');
    return [data, this.#sign(data)];
  }

  read(data: string | undefined, signature: string | undefined): CookieReading {
    if (data === undefined || signature === undefined) return 'nobody';
    this.#stuck ||= this.#problem() !== undefined;
    if (this.#stuck) return 'unreadable';
    const [expected, given] = [Buffer.from(this.#sign(data)), Buffer.from(signature)];
    const genuine = expected.length === given.length && timingSafeEqual(expected, given);
    return genuine ? { user: Buffer.from(data, 'base64url').toString() } : 'nobody';
  }

  recycle(): void {
    this.#stuck = false;
  }

  #sign(data: string): string {
    return createHmac('sha256', this.#key).update(data).digest('base64url');
  }
}
