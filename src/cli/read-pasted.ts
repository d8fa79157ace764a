import { type Console, UsageError } from './console.js';
import { readInput, readText } from './read-text.js';

/** What people paste is small; whole logs are for analyze-log. */
const longest = 4 * 1024 * 1024;

/** The text of a file, or of stdin where there is none or `-`; a terminal is told how to end. */
export async function readPasted(path: string | undefined, { input, err }: Console): Promise<string> {
  if (path !== undefined && path !== '-') return readText(path, longest);
  if (!input) throw new UsageError('There is nothing to read: name a file, or pipe the text in.');
  if (input.isTTY) err(`Paste, then ${process.platform === 'win32' ? 'Ctrl-Z and Enter' : 'Ctrl-D'}.\n`);
  return readInput(input, longest);
}
