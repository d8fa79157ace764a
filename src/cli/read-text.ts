import { access, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { UsageError } from './console.js';

/** More is a log, and has a command of its own. */
const mostBytes = 64 * 1024 * 1024;

/** Is there anything of that name? */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** A file as it is. Throws UsageError where that can't be. */
export async function readBytes(path: string): Promise<Buffer> {
  try {
    await using file = await open(path);
    const { size } = await file.stat();
    if (size > mostBytes) throw new UsageError(tooMuch(path));
    return await file.readFile();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} can't be read: ${reasonOf(error)}.`);
  }
}

/** A text file, in UTF-8 or, as PowerShell redirects, in UTF-16. */
export async function readText(path: string): Promise<string> {
  return textOf(await readBytes(path));
}

/** All that is piped in. */
export async function readInput(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of input) {
    chunks.push(Buffer.from(chunk as Buffer));
    size += chunks.at(-1)?.length ?? 0;
    if (size > mostBytes) throw new UsageError(tooMuch('What is piped in'));
  }
  return textOf(Buffer.concat(chunks));
}

function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
}

function tooMuch(what: string): string {
  return `${what} has more than ${mostBytes / 1024 / 1024} MB: that is a log, for analyze-log.`;
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
