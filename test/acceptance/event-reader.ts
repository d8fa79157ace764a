import { once } from 'node:events';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import type { LabStatus } from '../../src/control/lab-status.js';
import type { OutgoingCall } from '../../src/evidence/outgoing-call.js';
import type { TransactionSummary } from '../../src/evidence/transaction-summary.js';
import type { Lab } from '../../src/index.js';

/** An event of the stream, read. */
export type Event =
  | { readonly event: 'transaction'; readonly id: string; readonly data: TransactionSummary }
  | { readonly event: 'outgoing-call'; readonly data: OutgoingCall }
  | { readonly event: 'lab'; readonly id: string; readonly data: LabStatus }
  | { readonly event: 'reset'; readonly id?: undefined; readonly data: object };

/** A reader of server-sent events that leaves Host, Origin and all else to the test. */
export class Reader {
  readonly events: Event[] = [];
  ended = false;
  readonly #chunks: string[] = [];
  #rest = '';
  #seen = 0;
  readonly #waiting = new Set<() => void>();
  readonly response: IncomingMessage;
  readonly #request: ClientRequest;

  constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request;
    this.response = response;
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.#take(chunk));
    response.on('error', () => undefined);
    response.on('close', () => {
      this.ended = true;
      this.#wake();
    });
  }

  static async open(path: string, headers: Readonly<Record<string, string>>, to: Lab): Promise<Reader> {
    const [request, response] = await get(path, headers, to);
    if (response.statusCode !== 200) throw new Error(`The stream is refused with ${response.statusCode}.`);
    const reader = new Reader(request, response);
    await reader.until(({ events }) => events.some(({ event }) => event === 'lab'));
    return reader;
  }

  /** All that came. */
  get text(): string {
    return this.#chunks.join('');
  }

  /** Resolves as soon as it is so. */
  async until(isSo: (reader: Reader) => boolean): Promise<void> {
    while (!isSo(this)) {
      if (this.ended) throw new Error(`The stream has ended too early:\n${this.text}`);
      await new Promise<void>((wake) => this.#waiting.add(wake));
    }
  }

  /** What came since it was last asked, once there is a lab event with such a change. */
  async change(part: LabStatus['changed'][number]): Promise<LabStatus> {
    const found = () => this.labs.slice(this.#seen).find(({ changed }) => changed.includes(part));
    await this.until(() => found() !== undefined);
    const status = found() as LabStatus;
    this.#seen = this.labs.length;
    return status;
  }

  get labs(): readonly LabStatus[] {
    return this.events.flatMap((event) => (event.event === 'lab' ? [event.data] : []));
  }

  get transactions(): readonly TransactionSummary[] {
    return this.events.flatMap((event) => (event.event === 'transaction' ? [event.data] : []));
  }

  get calls(): readonly OutgoingCall[] {
    return this.events.flatMap((event) => (event.event === 'outgoing-call' ? [event.data] : []));
  }

  close(): void {
    this.#request.destroy();
  }

  #take(chunk: string): void {
    this.#chunks.push(chunk);
    const blocks = (this.#rest + chunk).split('\n\n');
    this.#rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1];
      const [event, id, data] = [field('event'), field('id'), field('data')];
      if (event !== undefined) this.events.push({ event, id, data: JSON.parse(data ?? '') } as Event);
    }
    this.#wake();
  }

  #wake(): void {
    for (const wake of this.#waiting) wake();
    this.#waiting.clear();
  }
}

/** Asks the control API; the answer is left to the caller. */
export async function get(
  path: string,
  headers: Readonly<Record<string, string>>,
  to: Lab,
): Promise<[ClientRequest, IncomingMessage]> {
  const { hostname: host, port } = new URL(to.control.url);
  const request = httpRequest({ host, port, path, headers, agent: false }).on('error', () => undefined);
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return [request, response];
}
