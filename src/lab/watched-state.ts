import type { LabState, StateHolder } from '../directory/state.js';

/** The lab's state as one call changes it: tells whether it has made anything otherwise than it was. */
export class WatchedState implements StateHolder {
  readonly #holder: StateHolder;
  #changed = false;

  constructor(holder: StateHolder) {
    this.#holder = holder;
  }

  get state(): LabState {
    return this.#holder.state;
  }

  get changed(): boolean {
    return this.#changed;
  }

  change(transition: (state: LabState) => LabState): Promise<void> {
    return this.#holder.change((before) => {
      const next = transition(before);
      this.#changed ||= next !== before && comparable(next) !== comparable(before);
      return next;
    });
  }
}

/** What was set once more to what it was has a new date alone. */
function comparable(state: LabState): string {
  return JSON.stringify(state, (key, value: unknown) => (key === 'whenChanged' ? undefined : value));
}
