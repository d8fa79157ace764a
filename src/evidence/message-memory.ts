import { Buffer } from 'node:buffer';

/** A request's body and its answer's, as they stood on the wire. */
export interface Messages {
  readonly request: KeptBody;
  readonly answer: KeptBody;
}

export interface KeptBody {
  readonly text: string;
  /** How large it was; more than the text has where that was cut. */
  readonly bytes: number;
}

/** Of one body, and of all together, in bytes. */
const mostOfOne = 256 * 1024;
const mostOfAll = 8 * 1024 * 1024;

/** Where two bodies stand in the memory, the request's first. */
interface Place {
  readonly id: string;
  readonly start: number;
  readonly request: Kept;
  readonly answer: Kept;
}

interface Kept {
  readonly kept: number;
  readonly bytes: number;
}

/**
 * The bodies of the latest calls, by the id of their transactions; the oldest go first. They stand in one piece of memory,
 * written round and round: as texts they would cost the garbage collector more than the calls themselves.
 */
export class MessageMemory {
  /** In their order, from `#oldest` on. They are looked for one after the other: what is kept a thousand times is asked for once. */
  #places: Place[] = [];
  #oldest = 0;
  #memory: Buffer | undefined;
  #next = 0;

  keep(id: string, request: Buffer, answer: string): void {
    this.#memory ??= Buffer.allocUnsafeSlow(mostOfAll);
    const start = this.#room();
    const kept = request.copy(this.#memory, start, 0, Math.min(request.length, mostOfOne));
    const answered = Buffer.byteLength(answer);
    const encoding = answered === answer.length ? 'latin1' : 'utf8'; // ASCII: nothing to encode
    const written = this.#memory.write(answer, start + kept, mostOfOne, encoding);
    const next = start + kept + written;
    this.#forget((place) => place.start >= start && place.start < next);
    this.#places.push({
      id,
      start,
      request: { kept, bytes: request.length },
      answer: { kept: written, bytes: answered },
    });
    this.#next = next;
  }

  find(id: string): Messages | undefined {
    const place = this.#places.findLast((one, index) => index >= this.#oldest && one.id === id);
    const memory = this.#memory;
    if (!place || !memory) return undefined;
    const { start, request, answer } = place;
    const text = (from: number, length: number) => memory.toString('utf8', from, from + length);
    return {
      request: { text: text(start, request.kept), bytes: request.bytes },
      answer: { text: text(start + request.kept, answer.kept), bytes: answer.bytes },
    };
  }

  /** Where two bodies have room, however long they are; what stands there at the end is the oldest. */
  #room(): number {
    const end = this.#next;
    if (end + 2 * mostOfOne <= mostOfAll) return end;
    this.#forget(({ start }) => start >= end);
    return 0;
  }

  /** The oldest, as long as they are in the way. */
  #forget(isInTheWay: (place: Place) => boolean): void {
    for (let place = this.#places[this.#oldest]; place && isInTheWay(place); place = this.#places[this.#oldest]) {
      this.#oldest += 1;
    }
    if (2 * this.#oldest <= this.#places.length) return;
    this.#places = this.#places.slice(this.#oldest);
    this.#oldest = 0;
  }
}
