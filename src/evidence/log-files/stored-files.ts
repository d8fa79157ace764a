import { readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A file of the server's logs. */
export interface LogFile {
  /** Below `logs/`, with slashes. */
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970, by the computer's clock. */
  readonly modified: number;
}

/** All log files that are there, by path. */
export async function listLogFiles(root: string): Promise<readonly LogFile[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(noneThere);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  const found = await Promise.all(files.map((entry) => describe(root, join(entry.parentPath, entry.name))));
  return found.flat().toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function noneThere(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}

/** A file may go while one looks. */
async function describe(root: string, path: string): Promise<readonly LogFile[]> {
  try {
    const { size, mtimeMs } = await stat(path);
    return [{ path: relative(root, path).split(sep).join('/'), bytes: size, modified: mtimeMs }];
  } catch (error) {
    return noneThere(error as NodeJS.ErrnoException);
  }
}

/** The event logs look after their own size, and one file is all there is of each. */
const boundedElsewhere = 'System32/winevt/';

/** Removes the oldest files until the others take no more than `maxBytes`; those that grow now stay. */
export async function removeOldest(root: string, maxBytes: number, growing: readonly string[]): Promise<void> {
  const files = (await listLogFiles(root)).filter(({ path }) => !path.startsWith(boundedElsewhere));
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  for (const { path, bytes } of files.toSorted((a, b) => a.modified - b.modified)) {
    if (total <= maxBytes) return;
    const full = join(root, ...path.split('/'));
    if (growing.includes(full)) continue;
    await rm(full, { force: true });
    total -= bytes;
  }
}
