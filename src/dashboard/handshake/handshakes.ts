import type { OutgoingCall } from '../../evidence/outgoing-call.js';
import type { AnsweringService } from '../../evidence/place.js';
import type { TransactionSummary } from '../../evidence/transaction-summary.js';

/** Who began it: one half of the hybrid, or a client from outside such as curl or Outlook. */
export type Caller = 'OnPremises' | 'Cloud' | 'other';

/** One request of a handshake: as the client saw it, as the server saw it, or both. */
export interface HandshakeRequest {
  /** The transaction's, or the call's where no server has seen it. */
  readonly id: string;
  readonly time: string;
  readonly caller: Caller;
  readonly service: AnsweringService;
  readonly call: OutgoingCall | undefined;
  readonly transaction: TransactionSummary | undefined;
  readonly outcome: Outcome;
}

/**
 * `challenged`: refused without a token, which is how every handshake begins. `lost`: no server of the lab has answered.
 */
export type Outcome = 'underway' | 'accepted' | 'challenged' | 'refused' | 'lost';

/** Requests that belong together: the client gives all of them the same `client-request-id`. */
export interface Handshake {
  readonly id: string;
  readonly time: string;
  readonly caller: Caller;
  readonly requests: readonly HandshakeRequest[];
  readonly outcome: Outcome;
}

/** Handshakes, the newest first, out of what servers and clients have seen. */
export function handshakesOf(
  transactions: readonly TransactionSummary[],
  calls: readonly OutgoingCall[],
): readonly Handshake[] {
  const groups = new Map<string, HandshakeRequest[]>();
  for (const request of requestsOf(transactions, calls)) {
    const key = keyOf(request);
    const group = groups.get(key);
    if (group) group.push(request);
    else groups.set(key, [request]);
  }
  return [...groups.entries()].map(([id, requests]) => handshakeOf(id, requests)).toReversed();
}

function requestsOf(
  transactions: readonly TransactionSummary[],
  calls: readonly OutgoingCall[],
): readonly HandshakeRequest[] {
  const callOf = new Map(calls.map((call) => [call.end?.transactionId, call]));
  const seen = transactions.map((transaction) => requestOf(callOf.get(transaction.id), transaction));
  // What became a transaction that is no longer on the list is no longer there either.
  const unseen = calls.filter(({ end }) => !end?.transactionId);
  return [...seen, ...unseen.map((call) => requestOf(call, undefined))].toSorted((a, b) =>
    a.time < b.time ? -1 : a.time > b.time ? 1 : 0,
  );
}

function requestOf(call: OutgoingCall, transaction: undefined): HandshakeRequest;
function requestOf(call: OutgoingCall | undefined, transaction: TransactionSummary): HandshakeRequest;
function requestOf(call: OutgoingCall | undefined, transaction: TransactionSummary | undefined): HandshakeRequest {
  const { id, time, service } = (transaction ?? call) as TransactionSummary | OutgoingCall;
  const caller = call?.caller ?? 'other';
  return { id, time: call?.time ?? time, caller, service, call, transaction, outcome: outcomeOf(call, transaction) };
}

function outcomeOf(call: OutgoingCall | undefined, transaction: TransactionSummary | undefined): Outcome {
  if (call && call.end === null) return 'underway';
  if (!transaction || call?.end?.kind === 'failure') return 'lost';
  return answerOf(transaction);
}

/** How the server answered, as far as it stands alone. */
export function answerOf({ status, bearer, diagnostics }: TransactionSummary): 'accepted' | 'challenged' | 'refused' {
  if (status < 400) return 'accepted';
  return status === 401 && bearer !== 'token' && diagnostics === null ? 'challenged' : 'refused';
}

function keyOf({ id, call, transaction }: HandshakeRequest): string {
  return transaction?.clientRequestId ?? call?.clientRequestId ?? id;
}

function handshakeOf(id: string, found: readonly HandshakeRequest[]): Handshake {
  const requests = found.map((request, index) =>
    hasLostItsToken(request, found.slice(0, index)) ? refused(request) : request,
  );
  const [first, ...others] = requests as [HandshakeRequest, ...HandshakeRequest[]];
  const last = others.at(-1) ?? first;
  const caller = requests.find((request) => request.caller !== 'other')?.caller ?? 'other';
  return { id, time: first.time, caller, requests, outcome: last.outcome };
}

/** Who has asked for a token comes with it: one that is challenged all the same has lost it on the way. */
function hasLostItsToken({ outcome }: HandshakeRequest, before: readonly HandshakeRequest[]): boolean {
  return outcome === 'challenged' && before.some(({ service }) => service === 'TokenService');
}

const refused = (request: HandshakeRequest): HandshakeRequest => ({ ...request, outcome: 'refused' });

/** A handshake has failed when it ended at a refusal, or on the way; a challenge that nobody took up is none. */
export function hasFailed({ outcome }: Pick<Handshake, 'outcome'>): boolean {
  return outcome === 'refused' || outcome === 'lost';
}

/** What the words of its requests say, for a search. */
export function searchable({ id, requests }: Handshake): string {
  return requests
    .flatMap(({ transaction, call }) => [transaction && Object.values(transaction), call && Object.values(call)])
    .flat()
    .concat(id)
    .map((value) => (typeof value === 'object' ? JSON.stringify(value) : String(value)))
    .join('\n')
    .toLowerCase();
}
