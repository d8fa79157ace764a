/** Source of time. Everything that depends on time is handed one, so that an expired certificate needs no waiting. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The computer's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The lab's clock: real time plus an offset that only moves when told to. */
export class LabClock implements Clock {
  #offset = 0;
  readonly #base: Clock;

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): number {
    return this.#base.now() + this.#offset;
  }

  /** Moves the clock by so many milliseconds; negative goes back. */
  advance(milliseconds: number): void {
    this.#offset += milliseconds;
  }

  /** Sets the clock to a moment (milliseconds since 1970); it runs on from there. */
  set(moment: number): void {
    this.#offset = moment - this.#base.now();
  }

  /** Back to real time. */
  reset(): void {
    this.#offset = 0;
  }
}
