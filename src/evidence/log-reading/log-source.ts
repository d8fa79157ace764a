import type { Buffer } from 'node:buffer';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** Where the bytes of a log come from. */
export interface LogSource {
  /** As it is named in reports. */
  readonly name: string;
  /** Bytes on disk; undefined where nobody knows. */
  readonly size: number | undefined;
  /**
   * The bytes in pieces, each good until the next is asked for. `onRead` is told how many bytes on disk a piece took.
   */
  read(onRead: (bytes: number) => void): AsyncIterable<Buffer>;
}

const pieceBytes = 512 * 1024;

export function fileSource(path: string, size: number): LogSource {
  const read = /\.gz$/i.test(path) ? gzipPieces : filePieces;
  return { name: path, size, read: (onRead) => read(path, onRead) };
}

export function streamSource(name: string, stream: Readable): LogSource {
  return { name, size: undefined, read: (onRead) => streamPieces(stream, onRead) };
}

/** One piece of memory for the whole file: streams of Node allocate each piece anew, and the collector comes late. */
async function* filePieces(path: string, onRead: (bytes: number) => void): AsyncIterable<Buffer> {
  const file = await open(path, 'r');
  try {
    const memory = globalThis.Buffer.allocUnsafeSlow(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, pieceBytes, null);
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* gzipPieces(path: string, onRead: (bytes: number) => void): AsyncIterable<Buffer> {
  const packed = createReadStream(path);
  packed.on('data', (chunk) => onRead(chunk.length));
  const unpacked = createGunzip({ chunkSize: 256 * 1024 });
  pipeline(packed, unpacked, () => undefined); // the error comes out of the iteration
  for await (const piece of unpacked) yield piece as Buffer;
}

async function* streamPieces(stream: Readable, onRead: (bytes: number) => void): AsyncIterable<Buffer> {
  for await (const piece of stream) {
    const bytes = globalThis.Buffer.from(piece as Buffer | string);
    onRead(bytes.length);
    yield bytes;
  }
}
