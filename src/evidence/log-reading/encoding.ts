import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';

/** How a log is encoded, seen by its first bytes. */
export interface Encoding {
  readonly name: 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE';
  /** Bytes of the byte order mark. */
  readonly mark: number;
}

/** As many bytes tell. */
const tellingBytes = 4;

/** IIS writes UTF-8 or ANSI, of one byte for each letter that matters; redirection in PowerShell makes UTF-16 of it. */
export function encodingOf(first: Buffer): Encoding {
  const [a, b, c, d] = first;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { name: 'UTF-8', mark: 3 };
  if (a === 0xff && b === 0xfe) return { name: 'UTF-16 LE', mark: 2 };
  if (a === 0xfe && b === 0xff) return { name: 'UTF-16 BE', mark: 2 };
  // Without a mark: every other byte of text in Latin letters is NUL.
  if (a && b === 0 && c && d === 0) return { name: 'UTF-16 LE', mark: 0 };
  if (a === 0 && b && c === 0 && d) return { name: 'UTF-16 BE', mark: 0 };
  return { name: 'UTF-8', mark: 0 };
}

/** Passes on the bytes of a log with one byte for each Latin letter, whatever they came in. */
export class Decoding {
  readonly #onEncoding: (encoding: Encoding) => void;
  readonly #push: (bytes: Buffer) => void;
  #first: Buffer | undefined = Buffer.alloc(0);
  #decoder: TextDecoder | undefined;

  constructor(push: (bytes: Buffer) => void, onEncoding: (encoding: Encoding) => void) {
    this.#push = push;
    this.#onEncoding = onEncoding;
  }

  push(bytes: Buffer): void {
    if (this.#first) this.#begin(Buffer.concat([this.#first, bytes]), false);
    else this.#passOn(bytes);
  }

  end(): void {
    if (this.#first) this.#begin(this.#first, true);
    if (this.#decoder) this.#push(Buffer.from(this.#decoder.decode()));
  }

  #begin(bytes: Buffer, isAll: boolean): void {
    if (bytes.length < tellingBytes && !isAll) {
      this.#first = bytes;
      return;
    }
    this.#first = undefined;
    const encoding = encodingOf(bytes);
    this.#onEncoding(encoding);
    if (encoding.name !== 'UTF-8') this.#decoder = new TextDecoder(encoding.name.replace(' ', '').toLowerCase());
    this.#passOn(bytes.subarray(encoding.mark));
  }

  #passOn(bytes: Buffer): void {
    this.#push(this.#decoder ? Buffer.from(this.#decoder.decode(bytes, { stream: true })) : bytes);
  }
}
