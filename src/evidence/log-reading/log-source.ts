import { Buffer } from 'node:buffer';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';

/** Where the bytes of a log come from. */
export interface LogSource {
  /** As it is named in reports. */
  readonly name: string;
  /** Bytes on disk; undefined where nobody knows. */
  readonly size: number | undefined;
  /** The bytes, unpacked, in pieces, each good until the next is asked for. `onRead` is told the bytes on disk of each. */
  read(onRead: (bytes: number) => void): AsyncIterable<Buffer>;
}

const pieceBytes = 512 * 1024;

export function fileSource(path: string, size: number): LogSource {
  return { name: path, size, read: (onRead) => unpacked((keep) => filePieces(path, keep, onRead)) };
}

export function streamSource(name: string, stream: Readable): LogSource {
  return { name, size: undefined, read: (onRead) => unpacked(() => streamPieces(stream, onRead)) };
}

/** What somebody has sent; ends with an error once nobody waits for it any more. */
export function memorySource(name: string, content: Buffer, signal: AbortSignal): LogSource {
  return { name, size: content.length, read: (onRead) => unpacked(() => memoryPieces(content, signal, onRead)) };
}

/**
 * One piece of memory for the whole file: streams of Node allocate each piece anew, and the collector comes late. Who has to
 * `keep` the pieces gets new ones.
 */
async function* filePieces(path: string, keep: () => boolean, onRead: (bytes: number) => void): AsyncIterable<Buffer> {
  const file = await open(path, 'r');
  try {
    let memory = Buffer.allocUnsafeSlow(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, pieceBytes, null);
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield memory.subarray(0, bytesRead);
      if (keep()) memory = Buffer.allocUnsafeSlow(pieceBytes);
    }
  } finally {
    await file.close();
  }
}

async function* streamPieces(stream: Readable, onRead: (bytes: number) => void): AsyncIterable<Buffer> {
  for await (const piece of stream) {
    const bytes = Buffer.from(piece as Buffer | string);
    onRead(bytes.length);
    yield bytes;
  }
}

/** Small ones, and others have their turn before each: a log of tokens takes its time. */
const sentPieceBytes = 64 * 1024;

async function* memoryPieces(
  content: Buffer,
  signal: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncIterable<Buffer> {
  for (let at = 0; at < content.length; at += sentPieceBytes) {
    await setImmediate();
    signal.throwIfAborted();
    const piece = content.subarray(at, at + sentPieceBytes);
    onRead(piece.length);
    yield piece;
  }
}

/** Packed by gzip or not: its first two bytes tell (RFC 1952 §2.3.1). */
async function* unpacked(piecesOf: (keep: () => boolean) => AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  let isPacked = false;
  const pieces = piecesOf(() => isPacked)[Symbol.asyncIterator]();
  try {
    const { value: first, done } = await pieces.next();
    if (done) return;
    isPacked = first[0] === 0x1f && first[1] === 0x8b;
    if (isPacked) yield* gunzip(first, pieces);
    else {
      yield first;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}

async function* gunzip(first: Buffer, pieces: AsyncIterator<Buffer>): AsyncIterable<Buffer> {
  const packed = Readable.from(
    (async function* () {
      yield first;
      for (let next = await pieces.next(); !next.done; next = await pieces.next()) yield next.value;
    })(),
  );
  const unzip = createGunzip({ chunkSize: 256 * 1024 });
  packed.on('error', (error) => unzip.destroy(error));
  packed.pipe(unzip);
  for await (const piece of unzip) yield piece as Buffer;
}
