import { access, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { decodeText } from '../text-encoding.js';
import { UsageError } from './console.js';

const megabyte = 1024 * 1024;
/** More is a log, and has a command of its own. */
const mostBytes = 64 * megabyte;

/** Is there anything of that name? */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A file as it is. Throws UsageError where that can't be. */
export async function readBytes(path: string, most = mostBytes): Promise<Buffer> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > most) throw new UsageError(tooMuch(path, most));
    return await file.readFile();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} can't be read: ${reasonOf(error)}.`);
  }
}

/** A text file, in whatever encoding PowerShell or an editor wrote it. */
export async function readText(path: string, most = mostBytes): Promise<string> {
  return textOf(await readBytes(path, most));
}

/** All that is piped in. */
export async function readInput(input: Readable, most = mostBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk as Buffer));
    size += chunks.at(-1)?.length ?? 0;
    if (size > most) throw new UsageError(tooMuch('What is piped in', most));
  }
  return textOf(Buffer.concat(chunks));
}

function textOf(bytes: Buffer): string {
  return decodeText(bytes) ?? bytes.toString('latin1'); // what is no text is told by whoever reads it
}

function tooMuch(what: string, most: number): string {
  return `${what} has more than ${most / megabyte} MB: that is a log, for analyze-log.`;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'that is not allowed',
  };
  return reasons[code ?? ''] ?? message;
}
