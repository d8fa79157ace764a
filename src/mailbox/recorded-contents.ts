import type { ChangeLog } from './change-log.js';
import { Contents } from './contents.js';
import { type Change, changesOf, type Exchange } from './stored.js';

/** A log is written anew when it holds so many times what it would have to. */
const mostGarbage = 4;

/** Contents whose changes are in the log before anybody hears of them. */
export class RecordedContents extends Contents {
  readonly #log: ChangeLog;
  readonly #listeners = new Set<(change: Change) => void>();

  constructor(log: ChangeLog) {
    super();
    this.#log = log;
    for (const entry of log.earlier) this.take(entry);
    const kept = this.kept();
    if (this.folders.size > 0 && log.earlier.length > mostGarbage * kept.length) log.replace(kept);
  }

  record(entry: Change | Exchange): void {
    this.#log.append(entry);
    for (const change of changesOf(entry)) {
      this.take(change);
      for (const listener of this.#listeners) listener(change);
    }
  }

  recordSetting(name: string, value: unknown): void {
    const entry = { setting: { name, value } };
    this.#log.append(entry);
    this.take(entry);
  }

  /** Calls back for every change from now on; the answer ends it. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  close(): void {
    this.#log.close();
  }
}
