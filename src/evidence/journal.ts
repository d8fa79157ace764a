import { type Packed, packTransaction, unpackTransaction } from './packed.js';
import type { Transaction } from './transaction.js';

/** What is said of an id that the journal does not hold. */
export function noTransaction(id: string): string {
  return `There is no transaction '${id}' in the journal; it holds the latest ones only.`;
}

/** Room for one transaction on average; most need less than half of it. */
const averageBytes = 16 * 1024;
const leastBytes = 4 * 1024 * 1024;

/** Where a transaction stands in the memory of the journal. */
interface Entry {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  /** How many strings it is made of; the length of each stands in front of them. */
  readonly strings: number;
}

/** How many transactions are kept aside at once: those of a check or two. */
const capacityAside = 250;

/** Bytes of a length. */
const lengthBytes = 4;

/**
 * The lab's memory of its latest transactions: a ring of fixed size, newest last. It keeps them as text in one piece of
 * memory outside the heap: as objects, a thousand of them would be copied by the garbage collector again and again, which
 * costs more than the judgement of a token. So it is bounded twice, by number and by bytes; the oldest go first.
 */
export class Journal {
  readonly #capacity: number;
  readonly #memory: Buffer;
  /** The oldest first; those before `#first` are gone. */
  #entries: Entry[] = [];
  #first = 0;
  readonly #listeners = new Set<(transaction: Transaction) => void>();
  #aside: Journal | undefined;

  /** `capacity`: how many transactions are kept, provided that 16 KB each are enough for them. */
  constructor(capacity = 1000) {
    this.#capacity = capacity;
    this.#memory = Buffer.allocUnsafeSlow(Math.max(leastBytes, capacity * averageBytes));
  }

  /** Where the lab's own work finds what it has caused: this journal, or what is kept aside at the moment. */
  get current(): Journal {
    return this.#aside ?? this;
  }

  /** What comes while the work goes on is none of this journal's: nobody is told of it, and afterwards it is gone. */
  async keepAside<T>(work: () => Promise<T>): Promise<T> {
    this.#aside = new Journal(capacityAside);
    try {
      return await work();
    } finally {
      this.#aside = undefined;
    }
  }

  record(transaction: Transaction): void {
    if (this.#aside) {
      this.#aside.record(transaction);
      return;
    }
    this.#keep(transaction.id, packTransaction(transaction));
    for (const listener of this.#listeners) listener(transaction);
  }

  find(id: string): Transaction | undefined {
    const entry = this.#kept().find((candidate) => candidate.id === id);
    return entry && this.#read(entry);
  }

  /** Transactions in the order they were recorded: the newest `limit`, or, `after` an id, the first `limit` that follow it. */
  list(
    options: { readonly after?: string | undefined; readonly limit?: number | undefined } = {},
  ): readonly Transaction[] {
    const all = this.#kept();
    const { after, limit = all.length } = options;
    const start = after === undefined ? Math.max(0, all.length - limit) : all.findIndex(({ id }) => id === after) + 1;
    return all.slice(start, start + limit).map((entry) => this.#read(entry));
  }

  /** Calls back for every transaction from now on; the answer ends it. */
  subscribe(listener: (transaction: Transaction) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #kept(): readonly Entry[] {
    return this.#entries.slice(this.#first);
  }

  #read({ start, end, strings }: Entry): Transaction {
    const lengths = Array.from({ length: strings }, (_, index) =>
      this.#memory.readUInt32LE(start + lengthBytes * index),
    );
    return unpackTransaction({ text: this.#memory.toString('utf8', start + lengthBytes * strings, end), lengths });
  }

  /** Writes behind the newest, or at the beginning again; what stands there goes. */
  #keep(id: string, packed: Packed): void {
    const strings = packed.lengths.length;
    const textBytes = Buffer.byteLength(packed.text);
    const bytes = lengthBytes * strings + textBytes;
    const { start, end } = this.#makeRoom(bytes);
    let at = start;
    for (const length of packed.lengths) at = this.#memory.writeUInt32LE(length, at);
    const encoding = textBytes === packed.text.length ? 'latin1' : 'utf8'; // most are ASCII and need no translation
    this.#memory.write(packed.text, at, textBytes, encoding);
    this.#entries.push({ id, start, end, strings });
    if (this.#first < this.#capacity) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }

  #makeRoom(bytes: number): { readonly start: number; readonly end: number } {
    if (bytes > this.#memory.length) throw new RangeError(`A transaction of ${bytes} bytes is beyond the journal.`);
    const newest = this.#entries.at(-1)?.end ?? 0;
    const start = newest + bytes > this.#memory.length ? 0 : newest;
    const end = start + bytes;
    if (start < newest) this.#forgetWhile((oldest) => oldest.start >= newest); // they stand behind the end of the new round
    this.#forgetWhile((oldest) => oldest.start < end && oldest.end > start);
    if (this.#entries.length - this.#first >= this.#capacity) this.#first += 1;
    return { start, end };
  }

  #forgetWhile(isInTheWay: (oldest: Entry) => boolean): void {
    for (let oldest = this.#entries[this.#first]; oldest && isInTheWay(oldest); oldest = this.#entries[this.#first]) {
      this.#first += 1;
    }
  }
}
