import { writeFileAtomically } from '../pki/atomic-file.js';

/**
 * Holds a value in memory and its copy on disk, readable by this account alone; changes are written one after the other,
 * whole or not at all.
 */
export class JsonFile<Value> {
  #value: Value;
  #pending: Promise<void> = Promise.resolve();
  readonly #path: string;
  #follow: (value: Value, before: Value) => void | Promise<void> = () => undefined;

  constructor(path: string, value: Value) {
    this.#path = path;
    this.#value = value;
  }

  protected get value(): Value {
    return this.#value;
  }

  /** Who has to follow every change, before whoever made it goes on. */
  set onChange(follow: (value: Value, before: Value) => void | Promise<void>) {
    this.#follow = follow;
  }

  /** Applies a transition. It takes effect when it is on disk; when that fails, the old value stays. */
  change(transition: (value: Value) => Value): Promise<void> {
    const result = this.#pending.then(async () => {
      const before = this.#value;
      const next = transition(before);
      if (next === before) return;
      await this.#write(next);
      this.#value = next;
      await this.#follow(next, before);
    });
    this.#pending = result.catch(() => undefined); // the caller gets the failure; the next change still runs
    return result;
  }

  /** Writes the value as it is: the first time, before anything has changed. */
  save(): Promise<void> {
    return this.#write(this.#value);
  }

  #write(value: Value): Promise<void> {
    return writeFileAtomically(this.#path, `${JSON.stringify(value, null, 2)}\n`, 0o600);
  }
}
