import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';
import { bodyLimit } from '../iis/body.js';

/** A body without its content coding, or why there is none. */
export type Decoded =
  | { readonly bytes: Buffer; readonly failure?: never }
  | { readonly bytes?: never; readonly failure: CodingFailure };
export type CodingFailure = 'unknownCoding' | 'unreadable' | 'tooLarge';

/** As RFC 9110 §8.4.1 has them; what calls itself deflate comes with and without zlib's frame. */
const decoders: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  gzip: (bytes) => gunzipSync(bytes, limits),
  'x-gzip': (bytes) => gunzipSync(bytes, limits),
  deflate: (bytes) => (isZlib(bytes) ? inflateSync(bytes, limits) : inflateRawSync(bytes, limits)),
};

const limits = { maxOutputLength: bodyLimit, finishFlush: constants.Z_FINISH };

/** Nothing is undone but one coding: no client codes twice, and whoever does it wants to see the server work. */
export function withoutCoding(coding: string, bytes: Buffer): Decoded {
  const decode = decoders[coding.trim().toLowerCase()];
  if (!decode) return { failure: 'unknownCoding' };
  try {
    return { bytes: decode(bytes) };
  } catch (error) {
    const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    return { failure: isTooLarge ? 'tooLarge' : 'unreadable' };
  }
}

/** RFC 1950 §2.2: deflate with a window, and a check sum. */
function isZlib(bytes: Buffer): boolean {
  return bytes.length >= 2 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}
