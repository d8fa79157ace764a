/** Source of time. Everything that depends on time is handed one, so that an expired certificate needs no waiting. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
}

/** The computer's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** How the lab's clock differs from the computer's: what a restart must keep. */
export interface ClockSetting {
  /** Milliseconds it is ahead of real time at `since`. */
  readonly offset: number;
  /** Lab seconds in a real one. */
  readonly speed: number;
  /** Real time at which it was set, milliseconds since 1970. */
  readonly since: number;
}

export const realTime: ClockSetting = { offset: 0, speed: 1, since: 0 };

/** Work that a service does again and again; it hears the moment it was due at. */
export type PeriodicWork = (due: number) => Promise<void> | void;

interface Timetable {
  readonly interval: number;
  /** What came due while the clock jumped is done once, not again and again. */
  readonly skipsMissed: boolean;
  readonly work: PeriodicWork;
  due: number;
}

/** The longest that a timer of Node's can wait. */
const longestWait = 2 ** 31 - 1;

/** The lab's clock: real time plus an offset, or real time run faster. It moves when told to, and services follow it. */
export class LabClock implements Clock {
  readonly #base: Clock;
  #setting: ClockSetting = realTime;
  readonly #timetables = new Set<Timetable>();
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;
  #latest = Number.NEGATIVE_INFINITY;
  /** Hears of every setting by hand: it has to outlive a restart. */
  onSet: ((setting: ClockSetting) => void) | undefined;
  readonly #followers = new Set<() => void>();
  /** Hears of work that failed; the clock goes on. */
  onDefect: (error: unknown) => void = (error) => {
    throw error;
  };

  constructor(base: Clock = systemClock) {
    this.#base = base;
  }

  now(): number {
    return this.#at(this.#base.now());
  }

  #at(real: number): number {
    const { offset, speed, since } = this.#setting;
    return speed === 1 ? real + offset : Math.round(real + offset + (real - since) * (speed - 1));
  }

  get setting(): ClockSetting {
    return this.#setting;
  }

  /** Milliseconds that it is ahead of real time, at this moment. */
  get ahead(): number {
    const real = this.#base.now();
    return this.#at(real) - real;
  }

  /** Calls back whenever it is set otherwise, by hand or not; the answer ends it. */
  follow(follower: () => void): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Moves the clock by so many milliseconds; negative goes back. */
  advance(milliseconds: number): void {
    this.set(this.now() + milliseconds);
  }

  /** Sets the clock to a moment (milliseconds since 1970); it runs on from there. */
  set(moment: number): void {
    const real = this.#base.now();
    this.#apply({ ...this.#setting, offset: moment - real, since: real });
  }

  /** From now on it runs so many times as fast as real time. */
  run(speed: number): void {
    const real = this.#base.now();
    this.#apply({ offset: this.now() - real, speed, since: real });
  }

  /** Back to real time. */
  reset(): void {
    this.#apply(realTime);
  }

  #apply(setting: ClockSetting): void {
    this.restore(setting);
    this.onSet?.(setting);
  }

  /** As it was set before. */
  restore(setting: ClockSetting): void {
    const before = this.#setting;
    this.#setting = setting;
    const now = this.now();
    // Set back, it starts every service's interval anew: nobody waits for a time that has become far away.
    if (now < this.#latest) for (const table of this.#timetables) table.due = now + table.interval;
    this.#latest = now;
    this.#arm();
    if (!isSame(setting, before)) for (const follower of this.#followers) follower();
  }

  /** Does work every so many milliseconds of this clock, the first time then; gives what ends it. */
  every(interval: number, work: PeriodicWork, { skipsMissed = false } = {}): () => void {
    const table: Timetable = { interval, skipsMissed, work, due: this.now() + interval };
    this.#timetables.add(table);
    this.#arm();
    return () => {
      this.#timetables.delete(table);
      this.#arm();
    };
  }

  /** When all that was due by now is done. */
  async settled(): Promise<void> {
    this.#arm();
    await this.#working;
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const next = Math.min(...[...this.#timetables].map(({ due }) => due));
    if (!Number.isFinite(next)) return;
    const wait = next - this.now();
    if (wait <= 0) {
      this.#working ??= this.#catchUp().finally(() => {
        this.#working = undefined;
        this.#arm();
      });
      return;
    }
    this.#timer = setTimeout(() => this.#arm(), Math.min(Math.ceil(wait / this.#setting.speed), longestWait));
    this.#timer.unref();
  }

  async #do(work: PeriodicWork, due: number): Promise<void> {
    try {
      await work(due);
    } catch (error) {
      this.onDefect(error);
    }
  }

  /** Does what is due, in the order in which it was: a jump of 30 days is sixty times 12 hours. */
  async #catchUp(): Promise<void> {
    for (;;) {
      const now = this.now();
      this.#latest = now;
      const [next] = [...this.#timetables]
        .filter(({ due }) => due <= now)
        .map((table) => ({ table, due: dueAt(table, now) }))
        .toSorted((a, b) => a.due - b.due);
      if (!next) return;
      const { table, due } = next;
      table.due = due + table.interval;
      await this.#do(table.work, due);
    }
  }
}

function isSame(one: ClockSetting, other: ClockSetting): boolean {
  return one.offset === other.offset && one.speed === other.speed && one.since === other.since;
}

/** The moment that work is due at; where what was missed is skipped, the last of those moments. */
function dueAt({ due, interval, skipsMissed }: Timetable, now: number): number {
  return skipsMissed ? due + Math.floor((now - due) / interval) * interval : due;
}
