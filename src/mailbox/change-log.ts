import { Buffer } from 'node:buffer';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { LabError } from '../lab-error.js';
import { keepDamaged, numbersBehind, readLines } from './change-lines.js';
import type { LogEntry } from './stored.js';

/** Where the changes of a mailbox outlive the lab. */
export interface ChangeLog {
  /** Those that were there when it was opened, in their order. */
  readonly earlier: readonly LogEntry[];
  append(change: LogEntry): void;
  /** Keeps these instead of all that it has; where that can't be, it keeps what it has, and says so. */
  replace(changes: readonly LogEntry[]): void;
  close(): void;
}

/**
 * A file with a change in each line. A change is in the operating system's hands before its request is answered, so a
 * killed lab loses none. Single changes are not forced to the disk: a power cut may take the last of them, whole or half
 * a line, and that half is not read. A file that is written anew is on the disk before it takes the place of the old one.
 */
export class ChangeFile implements ChangeLog {
  readonly earlier: readonly LogEntry[];
  readonly #path: string;
  readonly #onTrouble: (error: unknown) => void;
  #file: number | undefined;
  /** In bytes: where the next line begins. */
  #length: number;
  /** Nothing stands behind that. */
  #isWhole: boolean;

  /** `onTrouble` hears what an admin should know and nobody has asked for. */
  constructor(path: string, onTrouble: (error: unknown) => void = () => undefined) {
    this.#path = path;
    this.#onTrouble = onTrouble;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
    const { entries, length, isDamaged } = readLines(bytes);
    this.#length = length;
    this.#isWhole = length === bytes.length;
    const lost = isDamaged ? [this.#setAside(bytes, entries.length)] : [];
    this.earlier = [...entries, ...lost];
    this.#open();
    for (const entry of lost) this.append(entry);
  }

  /** A full disk may take the beginning of a line: that is taken back, or whatever is written later would be lost with it. */
  append(change: LogEntry): void {
    const file = this.#open();
    this.#cut();
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    this.#isWhole = false;
    try {
      writeAll(file, line);
    } catch (error) {
      this.#cut();
      throw error;
    }
    this.#length += line.length;
    this.#isWhole = true;
  }

  replace(changes: readonly LogEntry[]): void {
    const temporary = `${this.#path}.tmp`;
    const bytes = Buffer.from(changes.map((change) => `${JSON.stringify(change)}\n`).join(''));
    try {
      writeDurably(temporary, bytes);
      this.close(); // Windows renames nothing onto an open file
      renameSync(temporary, this.#path);
      this.#length = bytes.length;
      this.#isWhole = true;
    } catch (error) {
      rmSync(temporary, { force: true });
      const why = (error as Error).message;
      this.#onTrouble(
        new LabError(`A mailbox stays as long as it is, and is tidied up another time: ${why}.`, { cause: error }),
      );
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #open(): number {
    this.#file ??= openSync(this.#path, 'a', 0o600);
    return this.#file;
  }

  /** By its name: Windows cuts no file that is open for appending alone. */
  #cut(): void {
    if (!this.#isWhole) truncateSync(this.#path, this.#length);
    this.#isWhole = true;
  }

  /** The numbers that were given behind the damage are not given again. */
  #setAside(bytes: Buffer, lines: number): LogEntry {
    const kept = keepDamaged(this.#path, bytes);
    this.#onTrouble(
      new LabError(
        `Line ${lines + 1} of ${this.#path} is damaged: the mailbox is as it was before it. The whole file is kept as ${kept}.`,
      ),
    );
    return numbersBehind(bytes.subarray(this.#length));
  }
}

function writeDurably(path: string, bytes: Buffer): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeAll(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function writeAll(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}

/** A log that is gone with the lab. */
export function forgetfulLog(): ChangeLog {
  return { earlier: [], append: () => undefined, replace: () => undefined, close: () => undefined };
}
