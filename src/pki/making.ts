import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CertificateStoreError, unreadableFile } from './store-error.js';

/** Says who is making the store: a process id, and a mark by which a process knows its own. */
const makingFile = '.making';
const pollMs = 50;
const patienceMs = 20_000;

/** Process ids come again, in a container with every start; the mark does not. */
const thisProcess = `${process.pid} ${randomUUID()}`;

/**
 * Lets one lab at a time make the certificates of a directory, whichever process it runs in: two first starts would
 * mix their keys. When another lab is at it, nothing is done: what is there has to be looked at again.
 */
export async function makeAlone(directory: string, make: () => Promise<void>): Promise<void> {
  const path = join(directory, makingFile);
  try {
    await writeFile(path, thisProcess, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw error;
  }
  try {
    await make();
  } finally {
    await rm(path, { force: true });
  }
}

/** Waits until nobody makes certificates in the directory. What a process that has died left behind is cleared away. */
export async function whenMade(directory: string): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += pollMs) {
    const maker = await currentMaker(directory);
    if (maker === undefined) return;
    if (isDead(maker)) await clearAway(directory, maker);
    else await pause(pollMs);
  }
  throw new CertificateStoreError(
    'incomplete',
    `${join(directory, makingFile)} says that another lab is making certificates there. If none is, delete that file and start again.`,
  );
}

/** Empty for a moment while it is being written, or while Windows deletes it: then its writer lives. */
async function currentMaker(directory: string): Promise<string | undefined> {
  try {
    return await readFile(join(directory, makingFile), 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (process.platform === 'win32' && (code === 'EPERM' || code === 'EBUSY')) return '';
    throw unreadableFile(directory, makingFile, code);
  }
}

function isDead(maker: string): boolean {
  const [, pid] = /^(\d+) \S+$/.exec(maker) ?? [];
  if (pid === undefined) return false;
  if (Number(pid) === process.pid) return maker !== thisProcess;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Two may find the same dead maker: who comes second must not take away what the first has put in its place. */
async function clearAway(directory: string, deadMaker: string): Promise<void> {
  const path = join(directory, makingFile);
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch {
    return; // somebody else has cleared it away; the next look will tell
  }
  const found = await readFile(aside, 'utf8');
  if (found !== deadMaker) await link(aside, path).catch(() => undefined); // back, unless there is a newer one
  await rm(aside, { force: true });
}
