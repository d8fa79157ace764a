import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';

const othersMayRead = 0o077;

/**
 * Takes the rights of other users away from a directory of keys and the files in it; the names of what was open to them.
 * Windows has no such modes, and file systems that can't change them keep what they have.
 */
export async function closeToOthers(directory: string, files: readonly string[]): Promise<readonly string[]> {
  if (process.platform === 'win32') return [];
  const opened = await Promise.all([
    closed(directory, 0o700, '.'),
    ...files.map((file) => closed(join(directory, file), 0o600, file)),
  ]);
  return opened.filter((name) => name !== undefined);
}

async function closed(path: string, mode: number, name: string): Promise<string | undefined> {
  const now = (await stat(path)).mode;
  if ((now & othersMayRead) === 0) return undefined;
  await chmod(path, mode).catch(() => {}); // not ours, or a file system without modes
  return name;
}
