import { gzipSync } from 'node:zlib';
import { headerValue, type WireRequest, type WireResponse } from '../protocol/wire.js';

/** Fast rather than small: IIS's dynamic compression has level 0 by default (dynamicCompressionLevel), zlib's fastest is 1. */
const level = 1;

/**
 * IIS's dynamic compression, for who accepts gzip, its only scheme. Documented defaults of httpCompression: nothing for
 * HTTP/1.0, nothing for what comes through a proxy that says so (noCompressionForHttp10, noCompressionForProxies). Where the
 * two headers stand is inferred, as they come with the content; nothing is known of it in the captures at hand.
 */
export function compressed(response: WireResponse, request: WireRequest): WireResponse {
  if (!isWanted(request) || response.body === '') return response;
  const place = response.headers.findIndex(([name]) => name === 'Content-Type') + 1;
  return {
    ...response,
    headers: response.headers.toSpliced(place, 0, ['Content-Encoding', 'gzip'], ['Vary', 'Accept-Encoding']),
    encoded: gzipSync(response.body, { level }),
  };
}

function isWanted({ headers, httpVersion }: WireRequest): boolean {
  const accepted = headerValue(headers, 'accept-encoding');
  if (accepted === undefined || httpVersion === '1.0' || headerValue(headers, 'via') !== undefined) return false;
  return accepted
    .split(',')
    .some((coding) => /^\s*gzip\s*(?:;\s*q\s*=\s*(?:1(?:\.0*)?|0?\.\d*[1-9]\d*)\s*)?$/i.test(coding));
}
