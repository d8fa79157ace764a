import type { IncomingMessage } from 'node:http';
import { type HeaderList, headerValues, type WireRequest } from '../protocol/wire.js';

/** Node's message as a plain value. */
export function readRequest(message: IncomingMessage, scheme: 'https' | 'http'): WireRequest {
  const { socket, rawHeaders } = message;
  const headers: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  }
  return {
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    httpVersion: message.httpVersion,
    headers,
    scheme,
    localAddress: plainAddress(socket.localAddress),
    localPort: socket.localPort ?? 0,
    remoteAddress: plainAddress(socket.remoteAddress),
    remotePort: socket.remotePort ?? 0,
  };
}

/** Size of the request line and the headers. */
export function headerBytes(request: WireRequest): number {
  const line = request.method.length + request.target.length + 12;
  return request.headers.reduce((sum, [name, value]) => sum + name.length + value.length + 4, line);
}

/**
 * Host of the request as Exchange compares it: without the port when that is the scheme's default, or the listener's own
 * port, or the one it is published on, since both stand for 443 and 80 in the lab (design §2.2, Ports).
 */
export function authorityOf(headers: HeaderList, scheme: 'https' | 'http', ownPorts: readonly number[]): string {
  const host = headerValues(headers, 'host')[0] ?? '';
  const match = /^(.*):(\d+)$/.exec(host);
  if (!match) return host;
  const port = Number(match[2]);
  const isDefault = port === (scheme === 'https' ? 443 : 80) || ownPorts.includes(port);
  return isDefault ? (match[1] ?? '') : host;
}

/** IPv4 addresses as such, also where a socket shows them mapped into IPv6. */
function plainAddress(address: string | undefined): string {
  return (address ?? '').replace(/^::ffff:/, '');
}
