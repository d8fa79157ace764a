import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CertificateStoreError } from './store-error.js';

/** Holds the process id of whoever is making the store. */
const makingFile = '.making';
const pollMs = 50;
const patienceMs = 20_000;

/**
 * Lets one lab at a time make the certificates of a directory, whichever process it runs in: two first starts would
 * mix their keys. False when another lab was at it meanwhile, so that what is there now has to be looked at again.
 */
export async function makeAlone(directory: string, make: () => Promise<void>): Promise<boolean> {
  const path = join(directory, makingFile);
  try {
    await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
  try {
    await make();
  } finally {
    await rm(path, { force: true });
  }
  return true;
}

/** Waits until nobody makes certificates in the directory. What a process that has died left behind is cleared away. */
export async function whenMade(directory: string): Promise<void> {
  const path = join(directory, makingFile);
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    const maker = await readFile(path, 'utf8').catch(() => undefined);
    if (maker === undefined) return;
    if (isDead(maker)) await rm(path, { force: true });
    else await pause(pollMs);
  }
  throw new CertificateStoreError(
    'incomplete',
    `${path} says that another lab is making certificates there. If none is, delete that file and start again.`,
  );
}

/** Empty for a moment while it is being written: then its writer lives. */
function isDead(maker: string): boolean {
  if (!/^\d+$/.test(maker)) return false;
  try {
    process.kill(Number(maker), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
