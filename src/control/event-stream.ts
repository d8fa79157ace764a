import type { ServerResponse } from 'node:http';

/** A reader that this much waits for, in bytes, has stopped reading. */
const mostWaiting = 4 * 1024 * 1024;
const heartbeatMs = 15_000;

/** One event in the format of server-sent events (WHATWG HTML §9.2.6); JSON has no line breaks. */
export function eventText(event: string, data: unknown, id?: string): string {
  const idLine = id === undefined ? '' : `id: ${id}\n`;
  return `event: ${event}\n${idLine}data: ${JSON.stringify(data)}\n\n`;
}

/** A reader of server-sent events. Who does not read is dropped: nothing is kept for him beyond a bound. */
export class EventStream {
  readonly #response: ServerResponse;

  /** `closed` is called when the reader is gone, for whatever reason. */
  constructor(response: ServerResponse, closed: () => void) {
    this.#response = response;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.write('retry: 1000\n\n');
    // So that both ends notice a connection that has died.
    const heartbeat = setInterval(() => this.write(':\n\n'), heartbeatMs).unref();
    response.on('error', () => undefined);
    response.once('close', () => {
      clearInterval(heartbeat);
      closed();
    });
  }

  write(text: string): void {
    this.#response.write(text);
    if (this.#response.writableLength > mostWaiting) this.#response.destroy();
  }

  /** Says goodbye to a reader who reads, and hangs up on one who does not. */
  end(): void {
    if (this.#response.writableNeedDrain) this.#response.destroy();
    else this.#response.end();
  }
}
