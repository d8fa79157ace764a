import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeFileAtomically } from '../pki/atomic-file.js';
import { type EventLogEntry, type EventLogStore, eventLogCapacity } from './event-log.js';
import { formatEvent, readEvent } from './event-xml.js';

/** The file is written anew with what the log keeps when it has twice as many lines. */
const mostLines = 2 * eventLogCapacity;

const mode = 0o600;

interface Content {
  readonly earlier: readonly EventLogEntry[];
  /** Lines that are no event, counted from 1. */
  readonly unreadable: readonly number[];
  readonly lines: number;
  /** A line was cut off in the middle: the next one needs a new line. */
  readonly torn: boolean;
}

/**
 * An event log on disk, an event in a line. A real one, .evtx, is a binary format of Windows' own; what `wevtutil` prints of
 * it tools read anywhere. Lines are appended one after the other, those of a moment in one go, so a kill leaves whole lines
 * and a torn one at most. What the disk refuses is told once, and written with the next entry that it takes.
 */
export class EventLogFile implements EventLogStore {
  readonly earlier: readonly EventLogEntry[];
  readonly unreadable: readonly number[];
  readonly #path: string;
  readonly #onFailure: (error: unknown) => void;
  #pending: string[] = [];
  #kept: () => readonly EventLogEntry[] = () => [];
  #lines: number;
  #torn: boolean;
  /** What is on disk is not what the log has: it is written as a whole. */
  #stale = false;
  #told = false;
  #working: Promise<void> | undefined;

  private constructor(path: string, content: Content, onFailure: (error: unknown) => void) {
    this.#path = path;
    this.#onFailure = onFailure;
    this.earlier = content.earlier;
    this.unreadable = content.unreadable;
    this.#lines = content.lines;
    this.#torn = content.torn;
  }

  /** Reads back what is there; throws where there is a file that can't be read. */
  static async open(path: string, onFailure: (error: unknown) => void): Promise<EventLogFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    return new EventLogFile(path, contentOf(await textOf(path)), onFailure);
  }

  append(entry: EventLogEntry, kept: () => readonly EventLogEntry[]): void {
    this.#kept = kept;
    if (this.#pending.length < mostLines) this.#pending.push(`${formatEvent(entry)}\n`);
    else this.#stale = true; // a slow disk: the log itself has them
    this.#work();
  }

  clear(): void {
    this.#kept = () => [];
    this.#stale = true;
    this.#work();
  }

  /** When all that was written by now is on disk, or refused. */
  async settled(): Promise<void> {
    await this.#working;
  }

  #work(): void {
    this.#working ??= this.#drain();
  }

  async #drain(): Promise<void> {
    await Promise.resolve(); // the entries of this moment go together
    try {
      while (this.#stale || this.#pending.length > 0) await this.#writeOnce();
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#working = undefined;
    }
  }

  #writeOnce(): Promise<void> {
    const lines = this.#pending;
    this.#pending = [];
    return this.#stale || this.#lines + lines.length > mostLines ? this.#rewrite() : this.#append(lines);
  }

  async #append(lines: readonly string[]): Promise<void> {
    await appendFile(this.#path, `${this.#torn ? '\n' : ''}${lines.join('')}`, { mode });
    this.#torn = false;
    this.#lines += lines.length;
  }

  /** What the log holds at this moment has every line that was still to be appended. */
  async #rewrite(): Promise<void> {
    this.#stale = false;
    const kept = this.#kept();
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    await writeFileAtomically(this.#path, kept.map((entry) => `${formatEvent(entry)}\n`).join(''), mode);
    this.#torn = false;
    this.#lines = kept.length;
  }

  #refused(error: unknown): void {
    this.#stale = true;
    if (this.#told) return;
    this.#told = true;
    this.#onFailure(error);
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function contentOf(text: string): Content {
  const lines = text.split('\n');
  const torn = lines.at(-1) !== '';
  if (!torn) lines.pop();
  const read = lines.map((line) => (line.trim() === '' ? undefined : readEvent(line)));
  return {
    earlier: read.filter((entry) => entry !== undefined),
    unreadable: lines.flatMap((line, index) => (line.trim() === '' || read[index] ? [] : [index + 1])),
    lines: lines.length,
    torn,
  };
}
