import type { Clock } from '../clock.js';
import type { HttpRequest } from '../network/http-client.js';
import type { HttpResponse } from '../network/http-response.js';
import { NetworkError } from '../network/network-error.js';
import { headerValue, pathOf } from '../protocol/wire.js';
import type { Random } from '../random.js';
import { withoutAnySignature } from './decoded-token.js';
import type { Journal } from './journal.js';
import type { OutgoingAnswer, OutgoingCall, OutgoingFailure } from './outgoing-call.js';
import { serviceMeant } from './place.js';
import type { Side, Transaction } from './transaction.js';

/** A call on its way: one of the two ends it. */
export interface BegunCall {
  answered(answer: HttpResponse): void;
  failed(error: unknown): void;
}

/** Of a call that nobody is to see. */
const unrecorded: BegunCall = { answered: () => undefined, failed: () => undefined };

export interface OutgoingCallsParts {
  /** What begins while it keeps transactions aside is not recorded here either. */
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  /** How many are kept; default 500. */
  readonly capacity?: number;
}

/** The lab's memory of the latest calls of its own clients, newest last; it only looks on. */
export class OutgoingCalls {
  readonly #parts: OutgoingCallsParts;
  readonly #capacity: number;
  /** In the order they began. */
  readonly #calls = new Map<string, OutgoingCall>();
  readonly #listeners = new Set<(call: OutgoingCall) => void>();

  constructor(parts: OutgoingCallsParts) {
    this.#parts = parts;
    this.#capacity = parts.capacity ?? 500;
  }

  begin(caller: Side, url: URL, request: HttpRequest): BegunCall {
    const { journal, clock, random } = this.#parts;
    if (journal.current !== journal) return unrecorded;
    const began = clock.now();
    const clientRequestId = headerValue(request.headers, 'client-request-id');
    const call: OutgoingCall = {
      id: random.uuid(),
      time: new Date(began).toISOString(),
      caller,
      service: serviceMeant(url),
      method: request.method,
      url: withoutAnySignature(`${url.origin}${url.pathname}${url.search}`),
      clientRequestId: clientRequestId === undefined ? null : withoutAnySignature(clientRequestId),
      end: null,
      tookMs: null,
    };
    let recorded: string | null = null;
    const stopWatching = journal.subscribe((transaction) => {
      if (isOf(transaction, url, clientRequestId)) recorded = transaction.id;
    });
    const finish = (end: OutgoingCall['end']): void => {
      stopWatching();
      this.#keep({ ...call, end, tookMs: Math.max(0, clock.now() - began) });
    };
    this.#calls.set(call.id, call);
    if (this.#calls.size > this.#capacity) this.#forgetOldest();
    this.#keep(call);
    return {
      answered: (answer) => finish(answerOf(answer, this.#transactionOf(answer) ?? recorded)),
      failed: (error) => finish(failureOf(error, recorded)),
    };
  }

  find(id: string): OutgoingCall | undefined {
    return this.#calls.get(id);
  }

  /** Calls in the order they began: the newest `limit`, or, `after` an id, the first `limit` that follow it. */
  list(
    options: { readonly after?: string | undefined; readonly limit?: number | undefined } = {},
  ): readonly OutgoingCall[] {
    const all = [...this.#calls.values()];
    const { after, limit = all.length } = options;
    const start = after === undefined ? Math.max(0, all.length - limit) : all.findIndex(({ id }) => id === after) + 1;
    return all.slice(start, start + limit);
  }

  /** Calls back when a call begins and when it ends, from now on; the answer ends it. */
  subscribe(listener: (call: OutgoingCall) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #keep(call: OutgoingCall): void {
    if (!this.#calls.has(call.id)) return; // so many have begun since that it is forgotten
    this.#calls.set(call.id, call);
    for (const listener of this.#listeners) listener(call);
  }

  #forgetOldest(): void {
    for (const id of this.#calls.keys()) {
      this.#calls.delete(id);
      return;
    }
  }

  /** The server's own word for it, where it gives one. */
  #transactionOf(answer: HttpResponse): string | undefined {
    const requestId = answer.header('request-id');
    return requestId === undefined ? undefined : this.#parts.journal.find(requestId)?.id;
  }
}

/** Token service and metadata documents name no id: the same place, asked in the same client's name meanwhile, must do. */
function isOf({ request }: Transaction, url: URL, clientRequestId: string | undefined): boolean {
  return (
    [url.hostname, url.host].includes(request.authority) &&
    pathOf(request.target) === url.pathname &&
    headerValue(request.headers, 'client-request-id') === clientRequestId
  );
}

function answerOf(answer: HttpResponse, transactionId: string | null): OutgoingAnswer {
  return { kind: 'answer', status: answer.status, transactionId, server: answer.header('server') ?? null };
}

/** What is no failure of the network is a mistake of the caller's or the lab's; nothing has come back then either. */
function failureOf(error: unknown, transactionId: string | null): OutgoingFailure {
  const { failure, phase } = error instanceof NetworkError ? error : ({ failure: 'closed', phase: 'connect' } as const);
  const message = withoutAnySignature(error instanceof Error ? error.message : String(error));
  return { kind: 'failure', failure, phase, message, transactionId };
}
