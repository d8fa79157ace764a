import { Buffer } from 'node:buffer';

/** A line beyond this is none of these logs': IIS takes 16 KB of URL and 64 KB of headers at most, and cuts its fields. */
export const longestLine = 256 * 1024;

const lineFeed = 10;

/** Whole lines, one behind the other; the last one of a log may have no line feed. */
export interface BlockReader {
  /** Bytes from `start` up to `end` are whole lines. They are gone after the call. */
  block(bytes: Buffer, start: number, end: number): void;
  /** A line longer than can be; its rest is not looked at. */
  tooLong(): void;
}

/** Cuts what comes in pieces of any size into whole lines, and holds no more than one line of it. */
export class LineBlocks {
  readonly #reader: BlockReader;
  /** The beginning of a line whose end has not come. */
  #begun: Buffer[] = [];
  #begunBytes = 0;
  #skipping = false;

  constructor(reader: BlockReader) {
    this.#reader = reader;
  }

  push(bytes: Buffer): void {
    let start = 0;
    if (this.#begunBytes > 0 || this.#skipping) {
      const end = bytes.indexOf(lineFeed);
      if (end < 0) {
        this.#keep(bytes);
        return;
      }
      this.#keep(bytes.subarray(0, end + 1));
      this.#finishLine();
      start = end + 1;
    }
    const end = bytes.lastIndexOf(lineFeed) + 1;
    if (end > start) this.#reader.block(bytes, start, end);
    if (Math.max(end, start) < bytes.length) this.#keep(bytes.subarray(Math.max(end, start)));
  }

  end(): void {
    this.#finishLine();
  }

  #finishLine(): void {
    const line = this.#begun.length === 1 ? this.#begun[0] : Buffer.concat(this.#begun);
    if (this.#skipping) this.#reader.tooLong();
    else if (line && line.length > 0) this.#reader.block(line, 0, line.length);
    this.#forget();
    this.#skipping = false;
  }

  #keep(bytes: Buffer): void {
    if (this.#skipping) return;
    // A crash leaves megabytes of NUL in front of the next line: one of them says as much.
    const useful =
      this.#begunBytes <= 1 ? withoutLeadingNuls(this.#begunBytes === 1 ? this.#joined(bytes) : bytes) : bytes;
    if (this.#begunBytes <= 1) this.#forget();
    this.#begun.push(Buffer.from(useful)); // the bytes are somebody else's
    this.#begunBytes += useful.length;
    if (this.#begunBytes <= longestLine + 2) return;
    this.#forget();
    this.#skipping = true;
  }

  #joined(bytes: Buffer): Buffer {
    return Buffer.concat([...this.#begun, bytes]);
  }

  #forget(): void {
    this.#begun = [];
    this.#begunBytes = 0;
  }
}

/** All but the last of the NULs it begins with go. */
function withoutLeadingNuls(bytes: Buffer): Buffer {
  let nuls = 0;
  while (bytes[nuls] === 0) nuls += 1;
  return nuls > 1 ? bytes.subarray(nuls - 1) : bytes;
}
