import type { Transaction } from './transaction.js';

/** What is said of an id that the journal does not hold. */
export function noTransaction(id: string): string {
  return `There is no transaction '${id}' in the journal; it holds the latest ones only.`;
}

/** The lab's memory of its latest transactions: a ring of fixed size, newest last. Writing is what it does often. */
export class Journal {
  readonly #capacity: number;
  /** In the order of writing, from the place of the oldest round to it again. */
  readonly #ring: Transaction[] = [];
  /** Where the next one goes once the ring is full: the place of the oldest. */
  #oldest = 0;
  readonly #listeners = new Set<(transaction: Transaction) => void>();

  /** `capacity`: how many transactions are kept; the oldest go first. */
  constructor(capacity = 1000) {
    this.#capacity = capacity;
  }

  record(transaction: Transaction): void {
    if (this.#ring.length < this.#capacity) this.#ring.push(transaction);
    else {
      this.#ring[this.#oldest] = transaction;
      this.#oldest = (this.#oldest + 1) % this.#capacity;
    }
    for (const listener of this.#listeners) listener(transaction);
  }

  find(id: string): Transaction | undefined {
    return this.#ring.find((transaction) => transaction.id === id);
  }

  /** Transactions in the order they were recorded: the newest `limit`, or, `after` an id, the first `limit` that follow it. */
  list(
    options: { readonly after?: string | undefined; readonly limit?: number | undefined } = {},
  ): readonly Transaction[] {
    const all = [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
    const start =
      options.after === undefined ? 0 : all.findIndex((transaction) => transaction.id === options.after) + 1;
    const since = all.slice(start);
    const { limit = since.length } = options;
    return options.after === undefined ? since.slice(Math.max(0, since.length - limit)) : since.slice(0, limit);
  }

  /** Calls back for every transaction from now on; the answer ends it. */
  subscribe(listener: (transaction: Transaction) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
