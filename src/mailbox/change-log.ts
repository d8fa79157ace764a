import { Buffer } from 'node:buffer';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { LogEntry } from './stored.js';

/** Where the changes of a mailbox outlive the lab. */
export interface ChangeLog {
  /** Those that were there when it was opened, in their order. */
  readonly earlier: readonly LogEntry[];
  append(change: LogEntry): void;
  /** Keeps these instead of all that it has. */
  replace(changes: readonly LogEntry[]): void;
  close(): void;
}

/**
 * A file with a change in each line. A change is in the operating system's hands before its request is answered, so a
 * killed lab loses none; of a line that a power cut tore, and what follows it, nothing is read.
 */
export class ChangeFile implements ChangeLog {
  readonly earlier: readonly LogEntry[];
  readonly #path: string;
  #file: number;
  /** In bytes: where the next line begins. */
  #length: number;

  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    this.earlier = readable(lines);
    const isTorn = lines.length > 0 && this.earlier.length !== lines.length - 1;
    this.#file = openSync(path, 'a', 0o600);
    this.#length = fstatSync(this.#file).size;
    if (isTorn) this.replace(this.earlier);
  }

  /** A full disk may take the beginning of a line: that is taken back, or whatever is written later would be lost with it. */
  append(change: LogEntry): void {
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    try {
      for (let written = 0; written < line.length; ) written += writeSync(this.#file, line, written);
    } catch (error) {
      truncateSync(this.#path, this.#length); // Windows cuts no file that is open for appending alone
      throw error;
    }
    this.#length += line.length;
  }

  replace(changes: readonly LogEntry[]): void {
    const temporary = `${this.#path}.tmp`;
    writeFileSync(temporary, changes.map((change) => `${JSON.stringify(change)}\n`).join(''), { mode: 0o600 });
    closeSync(this.#file); // Windows renames nothing onto an open file
    renameSync(temporary, this.#path);
    this.#file = openSync(this.#path, 'a', 0o600);
    this.#length = fstatSync(this.#file).size;
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The lines up to the first that is torn; behind the last line break stands nothing. */
function readable(lines: readonly string[]): readonly LogEntry[] {
  const changes: LogEntry[] = [];
  for (const line of lines.slice(0, -1)) {
    const change = parsed(line);
    if (!change) break;
    changes.push(change);
  }
  return changes;
}

function parsed(line: string): LogEntry | undefined {
  try {
    return JSON.parse(line) as LogEntry;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A log that is gone with the lab. */
export function forgetfulLog(): ChangeLog {
  return { earlier: [], append: () => undefined, replace: () => undefined, close: () => undefined };
}
