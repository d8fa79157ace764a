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

/** Of one body, in bytes, and of all together in characters. */
const mostOfOne = 256 * 1024;
const mostOfAll = 8 * 1024 * 1024;

/** The bodies of the latest calls, by the id of their transactions; the oldest go first. */
export class MessageMemory {
  readonly #messages = new Map<string, Messages>();
  #size = 0;

  keep(id: string, request: Buffer, answer: string): void {
    const messages = { request: bodyOf(request), answer: bodyOf(Buffer.from(answer)) };
    this.#messages.set(id, messages);
    this.#size += sizeOf(messages);
    for (const [oldest, gone] of this.#messages) {
      if (this.#size <= mostOfAll) return;
      this.#messages.delete(oldest);
      this.#size -= sizeOf(gone);
    }
  }

  find(id: string): Messages | undefined {
    return this.#messages.get(id);
  }
}

function bodyOf(body: Buffer): KeptBody {
  return { text: body.toString('utf8', 0, mostOfOne), bytes: body.length };
}

function sizeOf({ request, answer }: Messages): number {
  return request.text.length + answer.text.length;
}
