import { isBlank, isLineEnd, isNameChar } from './punctuation.js';
import { type Position, ScriptError } from './script-error.js';

/** So deep may brackets be nested; nobody writes that, and the call stack has an end. */
const deepest = 100;

/** A script read character by character: blanks, comments and ends of lines. */
export class Scanner {
  protected readonly source: string;
  protected offset = 0;
  readonly #firstLine: number;
  readonly #lineStarts: readonly number[];
  #depth = 0;

  constructor(source: string, firstLine = 1) {
    this.source = source;
    this.#firstLine = firstLine;
    this.#lineStarts = [0, ...[...source.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)];
  }

  protected peek(ahead = 0): string {
    return this.source[this.offset + ahead] ?? '';
  }

  protected get atEnd(): boolean {
    return this.offset >= this.source.length;
  }

  /** Takes a text that stands here; false when it does not. */
  protected take(text: string): boolean {
    if (!this.source.startsWith(text, this.offset)) return false;
    this.offset += text.length;
    return true;
  }

  protected expect(text: string, message: string): void {
    if (!this.take(text)) throw this.error(message, this.atEnd);
  }

  /** Takes what a sticky expression matches here. */
  protected match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.offset;
    const found = pattern.exec(this.source)?.[0];
    if (found) this.offset += found.length;
    return found || undefined;
  }

  protected here(offset = this.offset): Position {
    const index = this.#lineOf(offset);
    const start = this.#lineStarts[index] ?? 0;
    const text = /[^\r\n]*/.exec(this.source.slice(start, start + 2000))?.[0] ?? '';
    return { line: this.#firstLine + index, column: offset - start + 1, text };
  }

  /** Index of the line that an offset lies in, by halves: long scripts have many lines, and every node its place. */
  #lineOf(offset: number): number {
    let [low, high] = [0, this.#lineStarts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  protected error(message: string, incomplete = false, offset = this.offset): ScriptError {
    return new ScriptError(message, this.here(offset), incomplete);
  }

  /** Blanks, comments, and the backtick before a line's end, or before a blank where a page has lost its line breaks. */
  protected skipBlanks(): void {
    for (;;) {
      if (isBlank(this.peek())) this.offset += 1;
      else if (this.peek() === '`' && this.#continues()) this.#skipContinuation();
      else if (this.peek() === '#') this.match(/[^\r\n]*/y);
      else if (this.source.startsWith('<#', this.offset)) this.#skipBlockComment();
      else return;
    }
  }

  #continues(): boolean {
    const next = this.peek(1);
    return next === '' || isBlank(next) || isLineEnd(next);
  }

  #skipContinuation(): void {
    if (this.peek(1) === '') throw this.error('[lab] The line ends with a backtick: the next one belongs to it.', true);
    this.offset += 1;
    if (!this.take('\r\n')) this.offset += 1;
  }

  #skipBlockComment(): void {
    const end = this.source.indexOf('#>', this.offset + 2);
    if (end < 0) throw this.error('The terminator #> is missing from the multiline comment.', true);
    this.offset = end + 2;
  }

  /** Ends of lines as well. */
  protected skipLines(): void {
    for (;;) {
      this.skipBlanks();
      if (!isLineEnd(this.peek())) return;
      this.offset += 1;
    }
  }

  /** Everything between two statements. */
  protected skipSeparators(): void {
    do this.skipLines();
    while (this.take(';'));
  }

  /** A word that stands here, in lower case; it is not taken. */
  protected word(): string {
    let end = this.offset;
    while (isNameChar(this.source[end] ?? '')) end += 1;
    return this.source.slice(this.offset, end).toLowerCase();
  }

  /** Does something one bracket deeper. */
  protected deeper<Node>(work: () => Node): Node {
    if (this.#depth >= deepest) throw this.error(`[lab] This is nested more than ${deepest} deep.`);
    this.#depth += 1;
    try {
      return work();
    } finally {
      this.#depth -= 1;
    }
  }
}
