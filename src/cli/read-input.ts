import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { encodingOf } from '../evidence/log-reading/encoding.js';
import { type Console, UsageError } from './console.js';

/** What people paste is small; whole logs are for analyze-log. */
const longest = 4 * 1024 * 1024;

/** The text of a file, or of stdin where there is none or `-`; UTF-8, or UTF-16 as PowerShell's redirection writes it. */
export async function readInput(path: string | undefined, console: Console): Promise<string> {
  const bytes = path === undefined || path === '-' ? await readTyped(console) : await readFile(path);
  const { name, mark } = encodingOf(bytes);
  return new TextDecoder(name.replace(' ', '').toLowerCase()).decode(bytes.subarray(mark));
}

async function readTyped({ input, err }: Console): Promise<Buffer> {
  if (!input) throw new UsageError('There is nothing to read: name a file, or pipe the text in.');
  if (input.isTTY) err(`Paste, then ${process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'}.\n`);
  return readStream(input);
}

async function readFile(path: string): Promise<Buffer> {
  try {
    const file = await open(path);
    return await readStream(file.createReadStream());
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${path} can't be read: ${(error as Error).message}`);
  }
}

async function readStream(stream: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer | string>) {
    const bytes = Buffer.from(part as string);
    size += bytes.length;
    if (size > longest) {
      throw new UsageError('This is more than 4 MB: paste the lines that matter, or give whole logs to analyze-log.');
    }
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}
