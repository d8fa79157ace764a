import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.js';
import type { HeaderList, WireResponse } from '../protocol/wire.js';
import { type HttpSysRejection, httpSysPage } from './pages.js';

/** Writes the response past Fastify's own header handling, which would write names in lower case and in its order; `date` goes out as Date. */
export function writeResponse(
  raw: ServerResponse,
  response: WireResponse,
  date: string,
): { headers: HeaderList; bytes: number } {
  const content = response.encoded ?? response.body;
  const length = Buffer.byteLength(content);
  const headers: HeaderList = [...response.headers, ['Date', date], ['Content-Length', String(length)]];
  const lines: string[] = []; // as Node takes them: name, value, name, value
  let headBytes = 30;
  for (const [name, value] of headers) {
    lines.push(name, headerBytesOf(value));
    headBytes += name.length + value.length + 4;
  }
  raw.removeHeader('Connection'); // IIS says nothing about keep-alive, so Node shall not either
  raw.sendDate = false;
  if (response.statusText !== undefined) raw.statusMessage = response.statusText.replace(/[^\x20-\x7e]/g, '?');
  raw.writeHead(response.status, lines);
  if (typeof content === 'string' && length === content.length)
    raw.end(content, 'latin1'); // ASCII: nothing to encode
  else raw.end(content);
  return { headers, bytes: headBytes + (raw.req.method === 'HEAD' ? 0 : length) }; // Node leaves its body out
}

/** The Date header of a server's answers (RFC 9110 §5.6.7), made once a second. */
export class HttpDate {
  readonly #clock: Clock;
  #second = Number.NaN;
  #text = '';

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  toString(): string {
    const now = this.#clock.now();
    const second = Math.floor(now / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#text = new Date(now).toUTCString();
    }
    return this.#text;
  }
}

/**
 * A header value as Node shall send it, one character a byte. ASP.NET writes headers in UTF-8 (HttpResponse.HeaderEncoding)
 * and control characters as `%0a` (facts/oauth-inbound §8.7, inferred): a token may carry any character into a refusal.
 */
function headerBytesOf(value: string): string {
  if (!/[^\t\x20-\x7e]/.test(value)) return value; // nearly all
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = /[\u0000-\u0008\u000a-\u001f\u007f]/g;
  const printable = value.replace(controls, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return Buffer.from(printable, 'utf8').toString('latin1');
}

/** Connections that have been refused: what still comes on them is read and dropped, so that the answer arrives. */
const refused = new WeakSet<Socket>();
const lingerMs = 2000;

/** What Node's parser can't read, http.sys refuses with a page of its own; a torn connection gets nothing. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (refused.has(socket)) return;
  const gone = error.code === 'ECONNRESET' || error.code === 'ERR_HTTP_REQUEST_TIMEOUT'; // http.sys hangs up, too
  if (gone || !socket.writable) {
    socket.destroy();
    return;
  }
  refused.add(socket);
  const page = rawPage(rejections[error.code ?? ''] ?? 'badRequest');
  setImmediate(() => setImmediate(() => socket.end(page))); // what came before is judged and answered first (batch.ts)
  setTimeout(() => socket.destroy(), lingerMs).unref();
}

const rejections: Readonly<Record<string, HttpSysRejection>> = {
  HPE_HEADER_OVERFLOW: 'requestTooLong',
  HPE_INVALID_METHOD: 'invalidVerb',
};

function rawPage(rejection: HttpSysRejection): string {
  const page = httpSysPage(rejection);
  const lines = [...page.headers, ['Content-Length', String(page.body.length)]].map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 400 Bad Request\r\n${lines.join('')}\r\n${page.body}`;
}
