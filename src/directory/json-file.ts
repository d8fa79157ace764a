import { writeFileAtomically } from '../pki/atomic-file.js';

/** Hears of a change, and of what was before it. */
type Follower<Value> = (value: Value, before: Value) => void | Promise<void>;

/**
 * Holds a value in memory and its copy on disk, readable by this account alone; changes are written one after the other,
 * whole or not at all.
 */
export class JsonFile<Value> {
  #value: Value;
  #pending: Promise<void> = Promise.resolve();
  readonly #path: string;
  readonly #followers = new Set<Follower<Value>>();

  constructor(path: string, value: Value) {
    this.#path = path;
    this.#value = value;
  }

  protected get value(): Value {
    return this.#value;
  }

  /** Who has to follow every change, one after the other, before whoever made it goes on; the answer ends it. */
  follow(follower: Follower<Value>): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Applies a transition. It takes effect when it is on disk; when that fails, the old value stays. */
  change(transition: (value: Value) => Value): Promise<void> {
    const result = this.#pending.then(async () => {
      const before = this.#value;
      const next = transition(before);
      if (next === before) return;
      await this.#write(next);
      this.#value = next;
      await this.#tell(next, before);
    });
    this.#pending = result.catch(() => undefined); // the caller gets the failure; the next change still runs
    return result;
  }

  /** Writes the value as it is: the first time, before anything has changed. */
  save(): Promise<void> {
    return this.#write(this.#value);
  }

  /** Whoever can't follow keeps nobody else from it. */
  async #tell(value: Value, before: Value): Promise<void> {
    const failures: unknown[] = [];
    for (const follower of this.#followers) {
      try {
        await follower(value, before);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  #write(value: Value): Promise<void> {
    return writeFileAtomically(this.#path, `${JSON.stringify(value, null, 2)}\n`, 0o600);
  }
}
