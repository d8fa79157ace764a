import { readFile } from 'node:fs/promises';
import type { ControlAccess } from '../control/context.js';
import { writeFileAtomically } from '../pki/atomic-file.js';
import type { Random } from '../random.js';
import type { LabStorage } from './storage.js';

/** On loopback no token; else the one that was given, or one kept in the data directory for the next start. */
export async function controlAccess(
  { config, directory }: LabStorage,
  given: string | undefined,
  random: Random,
): Promise<ControlAccess> {
  const { controlHost, controlAllowedHost } = config;
  if (controlHost === undefined) return { allowedHosts: controlAllowedHost, token: undefined };
  const token = given || (await keptToken(directory.controlTokenFile)) || random.bytes(24).toString('base64url');
  await writeFileAtomically(directory.controlTokenFile, `${token}\n`, 0o600);
  return { allowedHosts: [...controlAllowedHost, controlHost], token };
}

/** Empty when there is none yet. */
async function keptToken(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
