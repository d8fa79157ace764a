/** The part of the hybrid that fails, seen along the way of a request. */
export type FailedPart =
  | 'client'
  | 'network'
  | 'token service'
  | 'on-premises front end'
  | 'user lookup'
  | 'web service'
  | 'Exchange Online';

/** A step towards working order: what to do, and what to type where there is something to type. */
export interface FixStep {
  readonly say: string;
  readonly command?: string;
}

/**
 * A reason why the trust between the two halves fails, as an admin can mend it. One file each in causes/, found by its id;
 * `explain`, `analyze-log`, a transaction's diagnosis, the scenarios and the docs all take their words from here.
 */
export interface Cause {
  readonly id: string;
  /** A short statement: "A proxy rewrites the Host header". */
  readonly title: string;
  readonly part: FailedPart;
  readonly explanation: string;
  /** What tells this cause from others that look the same: what to look at, and what is seen there. */
  readonly tellApart: readonly string[];
  readonly fix: readonly FixStep[];
  /** The scenario of the lab that shows the same failure. */
  readonly scenario?: string;
  /** Where no scenario does: lines for the lab's shell that break it in the same way. */
  readonly reproduce?: readonly string[];
  /** The way on which it shows; into the organisation where nothing is said. */
  readonly direction?: 'on-premises -> cloud';
  /** Sections of the facts, pages, KB articles. */
  readonly sources: readonly string[];
}
