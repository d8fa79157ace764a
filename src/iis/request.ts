import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { headerValue, type WireRequest } from '../protocol/wire.js';

/** The two ends of a connection. */
type Ends = Pick<WireRequest, 'localAddress' | 'localPort' | 'remoteAddress' | 'remotePort'>;

/** Asked of the operating system once for each connection: what comes over it later has the same ends. */
const endsOf = new WeakMap<Socket, Ends>();

/** Node's message as a plain value. */
export function readRequest(message: IncomingMessage, scheme: 'https' | 'http'): WireRequest {
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
    scheme,
    localAddress,
    localPort,
    remoteAddress,
    remotePort,
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
export function authorityOf(request: WireRequest, publicPorts: readonly number[]): string {
  const host = headerValue(request.headers, 'host') ?? '';
  const colon = host.lastIndexOf(':');
  const digits = host.slice(colon + 1);
  if (colon < 0 || !/^\d+$/.test(digits)) return host;
  const port = Number(digits);
  const isDefault =
    port === (request.scheme === 'https' ? 443 : 80) || port === request.localPort || publicPorts.includes(port);
  return isDefault ? host.slice(0, colon) : host;
}

/** IPv4 addresses as such, also where a socket shows them mapped into IPv6. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
