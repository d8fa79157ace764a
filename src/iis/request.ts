import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Transaction } from '../evidence/transaction.js';
import { type HeaderList, headerValue, type WireRequest } from '../protocol/wire.js';
import type { SiteRequest } from './site.js';

/** The two ends of a connection. */
type Ends = Pick<WireRequest, 'localAddress' | 'localPort' | 'remoteAddress' | 'remotePort'>;

/** Asked of the operating system once for each connection: what comes over it later has the same ends. */
const endsOf = new WeakMap<Socket, Ends>();

/** Node's message as a plain value. Its fields are named one by one, here and below: a spread costs many times as much. */
export function readRequest(
  message: IncomingMessage,
  server: { readonly scheme: 'https' | 'http'; readonly publicPorts: readonly number[] },
  arrival: Pick<SiteRequest, 'id' | 'arrived' | 'connection'>,
): SiteRequest {
  const { socket, rawHeaders } = message;
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  const { localAddress, localPort, remoteAddress, remotePort } = endsOf.get(socket) ?? readEnds(socket);
  return {
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    httpVersion: message.httpVersion,
    headers,
    scheme: server.scheme,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
    authority: authorityOf(headers, server.scheme, localPort, server.publicPorts),
    id: arrival.id,
    arrived: arrival.arrived,
    connection: arrival.connection,
  };
}

/** What a transaction keeps of a request. */
export function recordedRequest(request: SiteRequest, bytes: number): Transaction['request'] {
  return {
    method: request.method,
    target: request.target,
    httpVersion: request.httpVersion,
    headers: request.headers,
    scheme: request.scheme,
    localAddress: request.localAddress,
    localPort: request.localPort,
    remoteAddress: request.remoteAddress,
    remotePort: request.remotePort,
    authority: request.authority,
    bytes,
  };
}

function readEnds(socket: Socket): Ends {
  const ends = {
    localAddress: plainAddress(socket.localAddress),
    localPort: socket.localPort ?? 0,
    remoteAddress: plainAddress(socket.remoteAddress),
    remotePort: socket.remotePort ?? 0,
  };
  if (ends.remotePort !== 0) endsOf.set(socket, ends); // a socket that is gone already knows nothing
  return ends;
}

/** Size of the request line and the headers. */
export function headerBytes(request: WireRequest): number {
  let sum = request.method.length + request.target.length + 12;
  for (const [name, value] of request.headers) sum += name.length + value.length + 4;
  return sum;
}

/**
 * Host of the request as Exchange compares it: without the port when that is the scheme's default, or the listener's own
 * port, or one it is published on, since both stand for 443 and 80 in the lab (design §2.2, Ports).
 */
function authorityOf(
  headers: HeaderList,
  scheme: 'https' | 'http',
  localPort: number,
  publicPorts: readonly number[],
): string {
  const host = headerValue(headers, 'host') ?? '';
  const colon = host.lastIndexOf(':');
  const digits = host.slice(colon + 1);
  if (colon < 0 || !/^\d+$/.test(digits)) return host;
  const port = Number(digits);
  const isDefault = port === (scheme === 'https' ? 443 : 80) || port === localPort || publicPorts.includes(port);
  return isDefault ? host.slice(0, colon) : host;
}

/** IPv4 addresses as such, also where a socket shows them mapped into IPv6. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
