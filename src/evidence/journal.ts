import { type FoldedTransaction, foldTransaction, unfoldTransaction } from './folded.js';
import type { Transaction } from './transaction.js';

/** What is said of an id that the journal does not hold. */
export function noTransaction(id: string): string {
  return `There is no transaction '${id}' in the journal; it holds the latest ones only.`;
}

/** The lab's memory of its latest transactions: a ring of fixed size, newest last. Writing is what it does often. */
export class Journal {
  readonly #capacity: number;
  /** In the order of writing, from the place of the oldest round to it again. */
  readonly #ring: FoldedTransaction[] = [];
  /** Where the next one goes once the ring is full: the place of the oldest. */
  #oldest = 0;
  readonly #listeners = new Set<(transaction: Transaction) => void>();

  /** `capacity`: how many transactions are kept; the oldest go first. */
  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  record(transaction: Transaction): void {
    const folded = foldTransaction(transaction);
    if (this.#ring.length < this.#capacity) this.#ring.push(folded);
    else {
      this.#ring[this.#oldest] = folded;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
    for (const listener of this.#listeners) listener(transaction);
  }

  find(id: string): Transaction | undefined {
    const folded = this.#ring.find((candidate) => candidate.id === id);
    return folded && unfoldTransaction(folded);
  }

  /** Transactions in the order they were recorded: the newest `limit`, or, `after` an id, the first `limit` that follow it. */
  list(
    options: { readonly after?: string | undefined; readonly limit?: number | undefined } = {},
  ): readonly Transaction[] {
    const { after, limit = this.#ring.length } = options;
    const all = [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
    const start = after === undefined ? Math.max(0, all.length - limit) : all.findIndex(({ id }) => id === after) + 1;
    return all.slice(start, start + limit).map(unfoldTransaction);
  }

  /** Calls back for every transaction from now on; the answer ends it. */
  subscribe(listener: (transaction: Transaction) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
