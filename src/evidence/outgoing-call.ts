import type { NetworkFailure, NetworkPhase } from '../network/network-error.js';
import type { AnsweringService } from './place.js';
import type { Side } from './transaction.js';

/**
 * A request that the lab's own clients make, as they see it: so a failure that reaches no server can be seen too. Texts are
 * as they may be shown: a token has no signature.
 */
export interface OutgoingCall {
  readonly id: string;
  /** When it began, ISO 8601, by the lab's clock. */
  readonly time: string;
  /** Whose client it is. */
  readonly caller: Side;
  /** Whom it is meant for. */
  readonly service: AnsweringService;
  readonly method: string;
  /** Without credentials and fragment. */
  readonly url: string;
  /** Of the `client-request-id` header. */
  readonly clientRequestId: string | null;
  /** How it ended; null while it is on its way. */
  readonly end: OutgoingAnswer | OutgoingFailure | null;
  /** Milliseconds by the lab's clock, null while it is on its way. */
  readonly tookMs: number | null;
}

/** There was a whole answer, of whatever status. */
export interface OutgoingAnswer {
  readonly kind: 'answer';
  readonly status: number;
  /** The journal's transaction that the call became; null where no server of the lab's has seen it, but a proxy. */
  readonly transactionId: string | null;
  /** The `Server` header of the answer. */
  readonly server: string | null;
}

/** The network failed before there was a whole answer. */
export interface OutgoingFailure {
  readonly kind: 'failure';
  readonly failure: NetworkFailure;
  readonly phase: NetworkPhase;
  /** For people; the lab's own words. */
  readonly message: string;
  /** The journal's transaction where a server has answered and the answer was lost on its way. */
  readonly transactionId: string | null;
}
