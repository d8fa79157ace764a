import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';

/** The logs that the lab has. */
export const eventLogNames = ['Application', 'System'] as const;
export type EventLogName = (typeof eventLogNames)[number];

/** An entry of a Windows event log, in the words of Get-EventLog. */
export interface EventLogEntry {
  /** Counted in each log by itself. */
  readonly index: number;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly time: number;
  readonly log: EventLogName;
  readonly entryType: 'Information' | 'Warning' | 'Error';
  readonly source: string;
  readonly eventId: number;
  readonly message: string;
  /** FQDN of the server. */
  readonly machineName: string;
}

/** `Level` of the event schema for the entry types. */
export const eventLevels = { Error: 2, Warning: 3, Information: 4 } as const;

/** An entry as it is handed to the log: index and time are the log's. */
export type NewEvent = Omit<EventLogEntry, 'index' | 'time'>;

/** How many entries of each log are kept; the oldest go first, as in a log of fixed size. */
export const eventLogCapacity = 2000;

/** What a client can cause again and again is written once in this time, so that it can't push out everything else. */
const sparing = { interval: 60 * 1000, remembered: 1000 } as const;

/** Where the entries of one log outlive the lab. */
export interface EventLogStore {
  /** What it held when it was opened, oldest first. */
  readonly earlier: readonly EventLogEntry[];
  /** Takes an entry; `kept` gives all that the log holds, should it have to write them anew. */
  append(entry: EventLogEntry, kept: () => readonly EventLogEntry[]): void;
  clear(): void;
}

interface Log {
  entries: readonly EventLogEntry[];
  written: number;
  readonly store: EventLogStore | undefined;
}

/** The event logs of the on-premises servers; with stores they go on after a restart of the lab. */
export class EventLog {
  readonly #clock: Clock;
  readonly #logs: ReadonlyMap<EventLogName, Log>;
  /** When an event was last written sparingly, by all that it says. */
  readonly #told = new LRUCache<string, number>({ max: sparing.remembered });
  readonly #listeners = new Set<() => void>();

  constructor(clock: Clock, stores: Partial<Readonly<Record<EventLogName, EventLogStore>>> = {}) {
    this.#clock = clock;
    this.#logs = new Map(eventLogNames.map((name) => [name, openedLog(stores[name])]));
  }

  /** An entry of this moment, or of the one that a service was due at. */
  write(entry: NewEvent, time = this.#clock.now()): void {
    const log = this.#logOf(entry.log);
    log.written++;
    const written = { ...entry, index: log.written, time };
    log.entries = newest([...log.entries, written]);
    log.store?.append(written, () => log.entries);
    this.#tell();
  }

  /** An entry of this moment, unless the log got the very same within the last minute. */
  writeSparingly(entry: NewEvent): void {
    const now = this.#clock.now();
    const key = [entry.log, entry.source, entry.eventId, entry.machineName, entry.message].join(' ');
    const since = now - (this.#told.get(key) ?? Number.NEGATIVE_INFINITY);
    if (since >= 0 && since < sparing.interval) return;
    this.#told.set(key, now);
    this.write(entry, now);
  }

  /** Newest first, as Get-EventLog shows them. */
  list(name: EventLogName): readonly EventLogEntry[] {
    return this.#logOf(name).entries.toReversed();
  }

  /** What a lab put back to healthy begins with. */
  clear(): void {
    this.#told.clear();
    for (const log of this.#logs.values()) {
      log.entries = [];
      log.store?.clear();
    }
    this.#tell();
  }

  /** Calls back when an entry was written or the logs were cleared; the answer ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }

  #logOf(name: EventLogName): Log {
    const log = this.#logs.get(name);
    if (!log) throw new Error(`There is no event log '${name}'.`);
    return log;
  }
}

function openedLog(store: EventLogStore | undefined): Log {
  const entries = newest(store?.earlier ?? []);
  return { entries, written: entries.reduce((highest, { index }) => Math.max(highest, index), 0), store };
}

function newest(entries: readonly EventLogEntry[]): readonly EventLogEntry[] {
  return entries.length > eventLogCapacity ? entries.slice(-eventLogCapacity) : entries;
}
