import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from '../pki/atomic-file.js';
import type { LabState, StateHolder } from './state.js';

/** The state file can't be used as it is; the message says why and what to do. */
export class StateFileError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StateFileError';
  }
}

/** Reads the state file; undefined when there is none. A file that can't be read is never replaced silently. */
export async function readStateFile(path: string): Promise<LabState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StateFileError(`${path} can't be read: ${(error as Error).message}`);
  }
  try {
    const state = JSON.parse(text) as LabState;
    if (state.version !== 1) throw new Error(`its version is ${String(state.version)}, this program knows 1`);
    return state;
  } catch (error) {
    const why = error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message;
    throw new StateFileError(
      `The lab's state in ${path} can't be used: ${why}. Restore the file, or delete it to start with a healthy lab (the keys stay).`,
    );
  }
}

/** Holds the state in memory and its copy on disk; changes are written one after the other, whole or not at all. */
export class StateFile implements StateHolder {
  #state: LabState;
  #pending: Promise<void> = Promise.resolve();
  readonly #path: string;

  constructor(path: string, state: LabState) {
    this.#path = path;
    this.#state = state;
  }

  get state(): LabState {
    return this.#state;
  }

  /** Applies a transition. It takes effect when it is on disk; when that fails, the old state stays. */
  change(transition: (state: LabState) => LabState): Promise<void> {
    const result = this.#pending.then(async () => {
      const next = transition(this.#state);
      if (next === this.#state) return;
      await this.#write(next);
      this.#state = next;
    });
    this.#pending = result.catch(() => undefined); // the caller gets the failure; the next change still runs
    return result;
  }

  /** Writes the state as it is: the first time, before anything has changed. */
  save(): Promise<void> {
    return this.#write(this.#state);
  }

  #write(state: LabState): Promise<void> {
    return writeFileAtomically(this.#path, `${JSON.stringify(state, null, 2)}\n`, 0o600);
  }
}
