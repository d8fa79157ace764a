import type { LabPart, LabStatus } from '../../control/lab-status.js';
import type { OutgoingCall } from '../../evidence/outgoing-call.js';
import type { TransactionSummary } from '../../evidence/transaction-summary.js';
import type { LabEvent } from '../api/lab-event.js';

/** So many of each are kept. */
export const mostKept = 500;

/** The latest requests at the lab's servers, and those of its own clients; oldest first. */
export interface Requests {
  readonly transactions: readonly TransactionSummary[];
  readonly outgoingCalls: readonly OutgoingCall[];
}

/** The requests with what an event tells of them. */
export function withEvent(requests: Requests, { name, data }: LabEvent): Requests {
  const { transactions, outgoingCalls } = requests;
  if (name === 'transaction') {
    return { ...requests, transactions: withNewest(transactions, data as TransactionSummary) };
  }
  if (name === 'outgoing-call') return { ...requests, outgoingCalls: withNewest(outgoingCalls, data as OutgoingCall) };
  return requests;
}

/** What was read of the lab, with what its events told meanwhile: they may be older than the answer, or newer. */
export function withEventsSince(read: Requests, since: readonly LabEvent[]): Requests {
  const told = since.reduce(withEvent, { transactions: [], outgoingCalls: [] });
  return {
    transactions: withLater(read.transactions, told.transactions),
    outgoingCalls: withLater(read.outgoingCalls, told.outgoingCalls),
  };
}

/** What of the lab has changed by these events; its event log aside, which no view shows and which grows with each failure. */
export function changedParts(events: readonly LabEvent[]): ReadonlySet<LabPart> {
  const parts = events.flatMap(({ name, data }) => (name === 'lab' ? (data as LabStatus).changed : []));
  return new Set(parts.filter((part) => part !== 'eventLog'));
}

interface Item {
  readonly id: string;
  /** Null as long as an outgoing call is on its way; a transaction has none. */
  readonly end?: object | null;
}

/** What stands before one that was read, and was not read itself, has fallen out of the answer: it was too old. */
function withLater<Kind extends Item>(read: readonly Kind[], told: readonly Kind[]): readonly Kind[] {
  const ids = new Set(read.map(({ id }) => id));
  const lastRead = told.findLastIndex(({ id }) => ids.has(id));
  return told.filter(({ id }, index) => index > lastRead || ids.has(id)).reduce(withNewest<Kind>, read);
}

/** A list with one more, or with another state of one that it has; a call that has ended is not on its way again. */
function withNewest<Kind extends Item>(list: readonly Kind[], item: Kind): readonly Kind[] {
  const place = list.findLastIndex(({ id }) => id === item.id);
  const known = list[place];
  if (!known) return [...list.slice(-mostKept + 1), item];
  return item.end === null && known.end ? list : list.with(place, item);
}

/** Tells of answers that overlap which are worth having: one that was asked for before another that is there is not. */
export class AskOrder {
  #asked = 0;
  #answered = 0;

  /** To be called when it is asked; gives its number. */
  ask(): number {
    this.#asked += 1;
    return this.#asked;
  }

  /** To be called when the answer is there: whether it is the newest so far. */
  isNewest(number: number): boolean {
    if (number < this.#answered) return false;
    this.#answered = number;
    return true;
  }
}
