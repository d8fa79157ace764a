import { type Buffer, isUtf8 } from 'node:buffer';
import { afterDirective, type Directives } from './directives.js';
import type { Layout } from './layout.js';
import { LineBlocks, longestLine } from './line-blocks.js';
import { LineTime } from './line-time.js';
import { isBroken, readLogLine, wrongCount } from './log-line.js';
import type { LogRecord } from './log-record.js';
import { readPastedLogLine } from './pasted-line.js';
import { type LineVerdict, oauthRow, scanLine, type Watch, watchOf } from './w3c-scan.js';

/** Something in a log that could not be read, or is odd; it stops nothing. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

export interface ScannerSink {
  record(record: LogRecord): void;
  problem(problem: Problem): void;
}

const hash = 35;

/** Reads one log: lines that have to do with OAuth become records, the others are counted. */
export class LogScanner {
  readonly #file: string;
  readonly #sink: ScannerSink;
  readonly #blocks = new LineBlocks({
    block: (bytes, start, end) => this.#block(bytes, start, end),
    tooLong: () => this.#tooLong(),
  });
  readonly #verdict: LineVerdict = { next: 0, blanks: 0, interesting: false, hasNul: false };
  #directives: Directives = {};
  #watch: Watch | undefined;
  /** Lines so far, all kinds of them. */
  lines = 0;
  #known = 0;
  readonly times = new LineTime();

  constructor(file: string, sink: ScannerSink) {
    this.#file = file;
    this.#sink = sink;
  }

  /** Was there a header, or a line that needs none? */
  get isLog(): boolean {
    return this.#known > 0 || this.#directives.layout !== undefined;
  }

  push(bytes: Buffer): void {
    this.#blocks.push(bytes);
  }

  end(): void {
    this.#blocks.end();
  }

  #block(bytes: Buffer, start: number, end: number): void {
    let at = start;
    while (at < end) at = this.#line(bytes, at, end);
    this.times.lastOf(bytes, start, end, this.#directives.layout);
  }

  /** The line at `start`; where the next one begins. */
  #line(bytes: Buffer, start: number, end: number): number {
    this.lines += 1;
    const { layout } = this.#directives;
    if (bytes[start] === hash || !this.#watch) return this.#otherLine(bytes, start, end);
    const verdict = this.#verdict;
    scanLine(bytes, start, end, this.#watch, verdict);
    const { next } = verdict;
    const isWhole = verdict.blanks === this.#watch.blanks;
    this.#countKnown(bytes, start, next, layout as Layout);
    if (isWhole && !verdict.interesting && !verdict.hasNul && next - start <= longestLine) return next;
    this.#lookCloser(bytes, start, next, layout as Layout);
    return next;
  }

  /** W3C lines that matter or have something odd. */
  #lookCloser(bytes: Buffer, start: number, next: number, layout: Layout): void {
    const { interesting, hasNul, blanks } = this.#verdict;
    if (next - start > longestLine) {
      this.#problem(tooLong);
      return;
    }
    const text = this.#text(bytes, start, next, hasNul);
    if (text === '') return;
    const expected = layout.names.length - 1;
    const isWhole = blanks === expected || (blanks === expected + 1 && text.endsWith(' '));
    if (isWhole && !interesting && !hasNul) return;
    if (!isWhole && !hasNul) this.#problem(wrongCount(blanks + 1, layout).what);
    else if (interesting) this.#read(layout, text);
  }

  /** Directives, rows of Exchange's logs, and lines of logs without a header. */
  #otherLine(bytes: Buffer, start: number, end: number): number {
    const feed = bytes.indexOf(10, start);
    const next = feed < 0 || feed >= end ? end : feed + 1;
    if (next - start > longestLine) this.#problem(tooLong);
    else if (bytes[start] === hash) this.#directive(this.#text(bytes, start, next, false));
    else this.#row(bytes, start, next);
    return next;
  }

  #row(bytes: Buffer, start: number, next: number): void {
    const { layout } = this.#directives;
    const latin1 = bytes.toString('latin1', start, next);
    const hasNul = latin1.includes('\0');
    if (!layout) {
      if (!this.isLog || guessedRow.test(latin1)) this.#withoutHeader(this.#text(bytes, start, next, hasNul));
      return;
    }
    this.#countKnown(bytes, start, next, layout);
    const isInteresting = oauthRow.test(latin1);
    const isRow = /^"?\d/.test(latin1);
    if (!isInteresting && isRow && !hasNul) return;
    const text = this.#text(bytes, start, next, hasNul);
    if (text === '' || text === layout.names.join(',')) return; // Exchange repeats the names as a row
    if (isInteresting || !isRow) this.#read(layout, text);
  }

  #countKnown(bytes: Buffer, start: number, next: number, layout: Layout): void {
    if (this.times.first === undefined && this.#known < 100) this.times.firstOf(bytes, start, next, layout);
    this.#known += 1;
  }

  #directive(line: string): void {
    const { directives, problem } = afterDirective(this.#directives, line);
    const { layout } = directives;
    this.#directives = directives;
    if (problem !== undefined) this.#problem(problem);
    if (problem !== undefined && !layout) this.#saidHeaderIsMissing = true;
    const isW3c = layout?.kind === 'iis' || layout?.kind === 'httpErr';
    this.#watch = layout && isW3c ? watchOf(layout) : undefined;
  }

  #saidHeaderIsMissing = false;

  #withoutHeader(text: string): void {
    if (text === '') return;
    const record = readPastedLogLine(text);
    if (!this.#saidHeaderIsMissing) {
      const what = record?.time !== undefined ? 'the columns are guessed by their look' : 'no line of a log known here';
      this.#problem(`no #Fields line before this one: ${what}`);
      this.#saidHeaderIsMissing = true;
    }
    if (record?.time === undefined) return;
    this.#known += 1;
    this.times.at(record.time);
    this.#sink.record({ ...record, file: this.#file, line: this.lines });
  }

  #read(layout: Layout, text: string): void {
    const result = readLogLine(layout, text, { file: this.#file, line: this.lines });
    if (isBroken(result)) {
      this.#problem(result.what);
      return;
    }
    if (result.time !== undefined) this.times.at(result.time);
    this.#sink.record(result);
  }

  #saidItIsNotUtf8 = false;

  /** The line as text: UTF-8, or else Windows-1252 as older servers write it; without the NULs of a crash. */
  #text(bytes: Buffer, start: number, next: number, hasNul: boolean): string {
    let end = next;
    while (end > start && (bytes[end - 1] === 10 || bytes[end - 1] === 13)) end -= 1;
    const line = bytes.subarray(start, end);
    const isUnicode = isUtf8(line);
    if (!isUnicode && !this.#saidItIsNotUtf8) {
      this.#saidItIsNotUtf8 = true;
      this.#problem('not UTF-8: read as Windows-1252');
    }
    const text = isUnicode ? line.toString('utf8') : windows1252.decode(line);
    if (!hasNul) return text;
    this.#problem('NUL bytes, as a crash leaves them');
    return text.replaceAll('\0', '');
  }

  #tooLong(): void {
    this.lines += 1;
    this.#problem(tooLong);
  }

  #problem(what: string): void {
    this.#sink.problem({ file: this.#file, line: this.lines, what });
  }
}

/** Once it is clear what log it is, guessing is for lines that matter. */
const guessedRow = new RegExp(`${oauthRow.source}|/ews/|/autodiscover/`, 'i');

const tooLong = `longer than ${longestLine / 1024} KB: not read`;
const windows1252 = new TextDecoder('windows-1252');
