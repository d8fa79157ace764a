import type { IncomingMessage } from 'node:http';

/** Why there is no body: over the limit, or the client has gone. */
export type BodyFailure = 'tooLarge' | 'cutOff';

/** Largest SOAP body taken, in bytes: the lab's own limit, a real server's is 64 MB (maxReceivedMessageSize of its web.config). */
export const bodyLimit = 4 * 1024 * 1024;

/** Reads a whole body, for who asked for it: `done` is called once. Node itself sees to Content-Length and chunks. */
export function readBody(
  message: IncomingMessage,
  limit: number,
  done: (body: Buffer | undefined, failure?: BodyFailure) => void,
): void {
  if (Number(message.headers['content-length']) > limit) {
    done(undefined, 'tooLarge');
    return;
  }
  if (message.destroyed) {
    done(undefined, 'cutOff'); // the client has gone before anybody asked for its body
    return;
  }
  const chunks: Buffer[] = [];
  let length = 0;
  const settle = (failure?: BodyFailure) => {
    message.off('data', take).off('end', end).off('error', fail);
    const [only] = chunks;
    if (failure) done(undefined, failure);
    else done(only && chunks.length === 1 ? only : Buffer.concat(chunks, length));
  };
  const take = (chunk: Buffer) => {
    length += chunk.length;
    chunks.push(chunk);
    if (length > limit) settle('tooLarge');
  };
  const end = () => settle();
  const fail = () => settle('cutOff');
  message.on('data', take).on('end', end).on('error', fail);
}
