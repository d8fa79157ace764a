import type { Clock } from '../clock.js';

/** An entry of a Windows event log, in the words of Get-EventLog. */
export interface EventLogEntry {
  readonly index: number;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly time: number;
  readonly log: 'Application' | 'System';
  readonly entryType: 'Information' | 'Warning' | 'Error';
  readonly source: string;
  readonly eventId: number;
  readonly message: string;
  /** FQDN of the server. */
  readonly machineName: string;
}

/** How many entries are kept; the oldest go first, as in a log of fixed size. */
const capacity = 2000;

/** The event logs of the on-premises servers, for as long as the lab runs. */
export class EventLog {
  readonly #clock: Clock;
  #entries: EventLogEntry[] = [];
  #written = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** An entry of this moment, or of the one that a service was due at. */
  write(entry: Omit<EventLogEntry, 'index' | 'time'>, time = this.#clock.now()): void {
    this.#written++;
    this.#entries.push({ ...entry, index: this.#written, time });
    if (this.#entries.length > capacity) this.#entries = this.#entries.slice(-capacity);
  }

  /** Newest first, as Get-EventLog shows them. */
  list(log: EventLogEntry['log']): readonly EventLogEntry[] {
    return this.#entries.filter((entry) => entry.log === log).toReversed();
  }

  /** What a lab put back to healthy begins with. */
  clear(): void {
    this.#entries = [];
  }
}
