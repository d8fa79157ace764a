import { type FileHandle, mkdir, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LineBuffer, SparePieces } from './line-buffer.js';

/** A log that is kept in files of a day, of an hour or of a size. */
export interface LogKind {
  /** Folder below `logs/`, with slashes. */
  readonly folder: string;
  /** Name of a moment's file; `number` counts from 1, where one file is not enough. It changes on the hour at most. */
  nameOf(time: number, number: number): string;
  /** Directive lines at the beginning. */
  header(time: number): string;
  /** A new start goes on in the last file, with the directives once more, or begins a file. */
  readonly atStart: 'append' | 'newFile';
  /** A file of that size is followed by the next number. */
  readonly maxBytes: number;
}

/** Lines for one file that wait to be written. */
interface Waiting {
  readonly time: number;
  readonly hour: number;
  readonly lines: LineBuffer;
  /** Those of this pass of the event loop. */
  newest: string;
}

/** A file that this start has begun. */
interface Begun {
  readonly time: number;
  number: number;
}

/** So many moments are remembered as begun: around midnight, requests may end in another order than they came. */
const rememberedMoments = 8;

const lineEnd = '\r\n';
const hourLength = 60 * 60 * 1000;

/** Collects the lines of a log and appends them to its files, whole lines with each write. */
export class RollingLog {
  readonly #kind: LogKind;
  readonly #directory: string;
  #waiting: Waiting[] = [];
  readonly #begun = new Map<string, Begun>();
  readonly #spare = new SparePieces();

  constructor(root: string, kind: LogKind) {
    this.#kind = kind;
    this.#directory = join(root, ...kind.folder.split('/'));
  }

  add(time: number, line: string): void {
    const hour = Math.floor(time / hourLength);
    let last = this.#waiting.at(-1);
    if (last?.hour !== hour) {
      last = { time, hour, lines: new LineBuffer(this.#spare), newest: '' };
      this.#waiting.push(last);
    }
    last.newest += line + lineEnd;
  }

  /** Lines of one pass of the event loop are put into memory together, which costs less than one by one. */
  endPass(): void {
    for (const waiting of this.#waiting) {
      if (waiting.newest !== '') waiting.lines.add(waiting.newest);
      waiting.newest = '';
    }
  }

  /** The file that grows now, if any; it must not be removed. */
  get current(): string | undefined {
    const newest = [...this.#begun.values()].at(-1);
    return newest && join(this.#directory, this.#kind.nameOf(newest.time, newest.number));
  }

  /** Appends what waits. Lines that can't be written are gone: nobody may wait for a disk that is full. */
  async write(): Promise<number> {
    this.endPass();
    const waiting = this.#waiting;
    this.#waiting = [];
    let written = 0;
    for (const { time, lines } of waiting) {
      written += await this.#append(time, lines.content());
      lines.release();
    }
    return written;
  }

  async #append(time: number, lines: readonly Buffer[]): Promise<number> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const moment = this.#kind.nameOf(time, 1);
    const known = this.#begun.get(moment);
    const begun = known ?? { time, number: await this.#firstNumber(time) };
    for (;;) {
      const path = join(this.#directory, this.#kind.nameOf(time, begun.number));
      await using file = await open(path, 'a+', 0o600);
      const { size } = await file.stat();
      if (size < this.#kind.maxBytes) {
        const isNew = known === undefined || size === 0;
        if (isNew && size > 0) await cutTornLine(file, size);
        this.#remember(moment, begun);
        const header = isNew ? `${this.#kind.header(time)}\n`.replaceAll('\n', '\r\n') : '';
        return await appendAll(file, isNew ? [Buffer.from(header), ...lines] : lines);
      }
      begun.number += 1;
    }
  }

  #remember(moment: string, begun: Begun): void {
    this.#begun.delete(moment);
    this.#begun.set(moment, begun);
    const [oldest] = this.#begun.keys();
    if (this.#begun.size > rememberedMoments && oldest !== undefined) this.#begun.delete(oldest);
  }

  /** Where a start goes on: the last number that is there, or the one behind it. */
  async #firstNumber(time: number): Promise<number> {
    const there = new Set(await readdir(this.#directory));
    const candidates = [...there].flatMap((name) => [...name.matchAll(/\d+/g)].map(([digits]) => Number(digits)));
    const used = [1, ...candidates].filter((number) => there.has(this.#kind.nameOf(time, number)));
    const highest = Math.max(0, ...used);
    return this.#kind.atStart === 'append' ? Math.max(highest, 1) : highest + 1;
  }
}

/** In one call of the system where it takes them all, so that lines are whole. */
async function appendAll(file: FileHandle, pieces: readonly Buffer[]): Promise<number> {
  const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
  const { bytesWritten } = await file.writev(pieces);
  if (bytesWritten < bytes) await file.appendFile(Buffer.concat(pieces).subarray(bytesWritten)); // says why, if it can't
  return bytes;
}

/** How far back the beginning of a torn line is looked for: longer than any line. */
const longestLine = 256 * 1024;

/** What a kill or a full disk has left of a line goes, so that the next one stands alone. */
async function cutTornLine(file: FileHandle, size: number): Promise<void> {
  const start = Math.max(0, size - longestLine);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - start), 0, size - start, start);
  const end = buffer.subarray(0, bytesRead).lastIndexOf('\n') + 1;
  if (end < bytesRead) await file.truncate(start + end);
}
