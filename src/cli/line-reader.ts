import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Lines of a stream, one by one, as they are asked for; undefined at its end. */
export class LineReader {
  readonly #lines: Interface;
  readonly #waiting: string[] = [];
  #wanted: ((line: string | undefined) => void) | undefined;
  #ended = false;

  constructor(input: Readable) {
    this.#lines = createInterface({ input, terminal: false });
    this.#lines.on('line', (line) => {
      if (this.#wanted) this.#give(line);
      else this.#waiting.push(line);
    });
    this.#lines.once('close', () => {
      this.#ended = true;
      if (this.#wanted) this.#give(undefined);
    });
  }

  async next(): Promise<string | undefined> {
    const line = this.#waiting.shift();
    if (line !== undefined || this.#ended) return line;
    return new Promise((done) => {
      this.#wanted = done;
    });
  }

  close(): void {
    this.#lines.close();
  }

  #give(line: string | undefined): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(line);
  }
}
