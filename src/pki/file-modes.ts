import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What other users could read: now closed to them, or still open because nothing here can change it. */
export interface ExposedFiles {
  /** Names in the directory; `.` is the directory itself. */
  readonly closed: readonly string[];
  readonly open: readonly string[];
}

/**
 * Takes the rights of other users away from a directory of keys and the files in it. Windows has no such modes, and file
 * systems that can't change them keep what they have.
 */
export async function closeToOthers(directory: string, files: readonly string[]): Promise<ExposedFiles> {
  if (process.platform === 'win32') return { closed: [], open: [] };
  const names = ['.', ...files];
  const opened = await Promise.all(names.map((name) => isOpen(directory, name)));
  const candidates = names.filter((_, index) => opened[index]);
  await Promise.all(
    candidates.map((name) => chmod(join(directory, name), name === '.' ? 0o700 : 0o600).catch(() => undefined)),
  );
  const still = await Promise.all(candidates.map((name) => isOpen(directory, name)));
  return {
    closed: candidates.filter((_, index) => !still[index]),
    open: candidates.filter((_, index) => still[index]),
  };
}

async function isOpen(directory: string, name: string): Promise<boolean> {
  return ((await stat(join(directory, name))).mode & 0o077) !== 0;
}
