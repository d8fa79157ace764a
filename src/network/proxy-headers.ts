import type { HostHeaderRule, Publishing } from './publishing.js';
import { headerPairs, headerValues, type RawHeaders } from './raw-headers.js';

/** Lines that concern one connection only (RFC 9110 §7.6.1); Expect is answered by the proxy itself. */
const hopByHop = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** A client may name more lines in Connection, but not those that frame or address the message. */
const neverDropped = new Set(['content-length', 'host']);

/** Methods for which Node adds no framing of its own. */
const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

/** The client's header lines as the proxy sends them to Exchange: order and case kept. */
export function headersToUpstream(method: string, flat: readonly string[], publishing: Publishing): RawHeaders {
  const received = headerPairs(flat);
  const passed = withAuthorization(withoutHopByHop(received), publishing.authorizationHeader);
  const kept = withHostHeader(passed, publishing.hostHeader);
  return [...withForwardedFor(kept, publishing.forwardedFor), ...bodyFraming(method, received)];
}

/** Exchange's header lines as the proxy hands them back. */
export function headersToClient(flat: readonly string[]): RawHeaders {
  return withoutHopByHop(headerPairs(flat));
}

function withoutHopByHop(headers: RawHeaders): RawHeaders {
  const named = headerValues(headers, 'connection')
    .flatMap((value) => value.toLowerCase().split(','))
    .map((token) => token.trim())
    .filter((token) => !neverDropped.has(token));
  const dropped = new Set([...hopByHop, ...named]);
  return headers.filter(([name]) => !dropped.has(name.toLowerCase()));
}

function withAuthorization(headers: RawHeaders, rule: Publishing['authorizationHeader']): RawHeaders {
  return rule === 'preserve' ? headers : headers.filter(([name]) => name.toLowerCase() !== 'authorization');
}

function withHostHeader(headers: RawHeaders, rule: HostHeaderRule): RawHeaders {
  if (rule.mode === 'preserve') return headers;
  const place = headers.findIndex(isHost);
  const others = headers.filter((header) => !isHost(header));
  if (rule.mode === 'drop') return others;
  return others.toSpliced(Math.max(place, 0), 0, [headers[place]?.[0] ?? 'Host', rule.to]);
}

function isHost([name]: RawHeaders[number]): boolean {
  return name.toLowerCase() === 'host';
}

/** Appended to the last line of a proxy before, as every proxy does. */
function withForwardedFor(headers: RawHeaders, address: string): RawHeaders {
  const place = headers.findLastIndex(([name]) => name.toLowerCase() === 'x-forwarded-for');
  const before = headers[place];
  if (before === undefined) return [...headers, ['X-Forwarded-For', address]];
  return headers.with(place, [before[0], `${before[1]}, ${address}`]);
}

/** What the body's framing on the next connection needs beside the client's Content-Length. */
function bodyFraming(method: string, received: RawHeaders): RawHeaders {
  if (headerValues(received, 'transfer-encoding').length > 0) return [['Transfer-Encoding', 'chunked']];
  if (bodiless.has(method) || headerValues(received, 'content-length').length > 0) return [];
  // Node would send an empty chunked body.
  return [['Content-Length', '0']];
}
