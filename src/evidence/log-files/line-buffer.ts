/** Much more than the lines of one pass of the event loop. */
const pieceSize = 512 * 1024;

/** So many pieces are kept: as many as a busy second fills. Memory that is asked for anew costs more than what is written. */
const mostSpare = 8;

/** Memory that lines have been written from, for the next ones. */
export class SparePieces {
  readonly #pieces: Buffer[] = [];

  take(bytes: number): Buffer {
    if (bytes > pieceSize) return Buffer.allocUnsafeSlow(bytes);
    return this.#pieces.pop() ?? Buffer.allocUnsafeSlow(pieceSize);
  }

  giveBack(pieces: readonly Buffer[]): void {
    for (const piece of pieces)
      if (piece.length === pieceSize && this.#pieces.length < mostSpare) this.#pieces.push(piece);
  }
}

/**
 * Lines that wait for the disk, as bytes outside the heap: as strings they would live long enough to be copied by the garbage
 * collector, which costs more than making them.
 */
export class LineBuffer {
  readonly #spare: SparePieces;
  readonly #full: Buffer[] = [];
  readonly #pieces: Buffer[] = [];
  #current: Buffer | undefined;
  #end = 0;

  constructor(spare: SparePieces) {
    this.#spare = spare;
  }

  /** `text` is one line or more, with their ends. */
  add(text: string): void {
    const bytes = 3 * text.length; // UTF-8 takes three bytes for a UTF-16 unit at most
    let current = this.#current;
    if (!current || current.length - this.#end < bytes) {
      this.#close();
      current = this.#spare.take(bytes);
      this.#current = current;
      this.#pieces.push(current);
    }
    this.#end += current.write(text, this.#end);
  }

  /** All that has been added, to be written in this order. */
  content(): readonly Buffer[] {
    this.#close();
    return this.#full;
  }

  /** Once it has been written, the memory may be used again. */
  release(): void {
    this.#spare.giveBack(this.#pieces);
  }

  #close(): void {
    if (this.#current) this.#full.push(this.#current.subarray(0, this.#end));
    this.#current = undefined;
    this.#end = 0;
  }
}
