import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Pauses in milliseconds before a refused rename is tried again. */
const renamePauses = [10, 30, 100, 300];

/**
 * Writes a file so that a reader, or the next start after a power cut, finds the old content or the new one, never half
 * of it: a temporary file in the same directory, fsync, rename. What a kill leaves behind is a `.name.….tmp` at most.
 */
export async function writeFileAtomically(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  // The temporary name decides nothing that a test would want to repeat, so its randomness is not handed in.
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await writeDurably(temporary, data, mode);
    await renameOver(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}

async function writeDurably(path: string, data: string | Uint8Array, mode: number): Promise<void> {
  await using file = await open(path, 'wx', mode);
  await file.writeFile(data);
  await file.sync();
}

/** On Windows a virus scanner or an indexer that has the target open makes rename fail for a moment. */
async function renameOver(from: string, to: string): Promise<void> {
  for (const milliseconds of renamePauses) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isBusy(error)) throw error;
      await pause(milliseconds);
    }
  }
  await rename(from, to);
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['EPERM', 'EBUSY', 'EACCES'].includes(String(error.code));
}

/** Makes the rename itself durable. Windows can't open a directory; there the file's own fsync has to do. */
async function syncDirectory(directory: string): Promise<void> {
  try {
    const handle = await open(directory, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Not every file system syncs directories; the content is whole either way.
  }
}
