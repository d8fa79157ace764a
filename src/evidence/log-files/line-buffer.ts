const firstSize = 64 * 1024;
const lineEnd = '\r\n';

/**
 * Lines that wait for the disk, as bytes outside the heap: as strings they would live long enough to be copied by the garbage
 * collector, which costs more than making them.
 */
export class LineBuffer {
  #memory: Buffer | undefined;
  #end = 0;

  add(line: string): void {
    const memory = this.#roomFor(3 * line.length + lineEnd.length); // UTF-8 takes three bytes for a UTF-16 unit at most
    this.#end += memory.write(line, this.#end);
    this.#end += memory.write(lineEnd, this.#end);
  }

  /** What has been added; the buffer itself is not used again. */
  content(): Buffer {
    return this.#memory?.subarray(0, this.#end) ?? Buffer.alloc(0);
  }

  #roomFor(bytes: number): Buffer {
    const current = this.#memory ?? Buffer.allocUnsafeSlow(firstSize);
    this.#memory = current;
    if (current.length - this.#end >= bytes) return current;
    const larger = Buffer.allocUnsafeSlow(2 * current.length + bytes);
    current.copy(larger, 0, 0, this.#end);
    this.#memory = larger;
    return larger;
  }
}
