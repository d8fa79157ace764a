import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** Ten bytes a second: an answer of EWS takes longer than a client waits. */
const msBetweenBytes = 100;

/** The body, a byte at a time; it fails where the body fails. */
export function slowly(body: IncomingMessage): Readable {
  return Readable.from(bytesOf(body), { objectMode: false });
}

/** It is read at once: an upstream that is done may close. */
async function* bytesOf(body: IncomingMessage): AsyncGenerator<Buffer> {
  const whole = Buffer.concat(await body.toArray());
  for (let at = 0; at < whole.length; at++) {
    yield whole.subarray(at, at + 1);
    await pause(msBetweenBytes, undefined, { ref: false });
  }
}

/** Passes half of the body's first piece on, then tears the connection. An empty body stays whole. */
export function cutOff(body: IncomingMessage, response: ServerResponse): void {
  body.once('data', (chunk: Buffer) => {
    body.pause();
    response.write(chunk.subarray(0, chunk.length / 2), () => response.destroy());
  });
}
