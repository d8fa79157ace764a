import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import envPaths from 'env-paths';

/** Where a lab keeps what must survive a restart. */
export interface DataDirectory {
  /** Keys and certificates. */
  readonly certificates: string;
  readonly stateFile: string;
  /** Token of the control API, where one is needed. */
  readonly controlTokenFile: string;
  /** The servers' logs, below it by their paths on a server. */
  readonly logs: string;
  /** The files of an nginx that publishes Exchange. */
  readonly nginx: string;
  /** What is in the mailboxes. */
  readonly mailboxes: string;
  /** The records of mysteries. */
  readonly mysteries: string;
  /** Everything but the keys. */
  readonly data: string;
}

/**
 * `--data-dir` holds all of it. Without it a checkout has `certs/` and `data/`, an installed package the user's data
 * directory. A lab with other names than the default ones (`variant`) keeps its own keys beside those of the default lab.
 */
export function locateData(dataDir: string | undefined, variant: string): DataDirectory {
  if (dataDir !== undefined) return layOut(join(resolve(dataDir), 'certs'), resolve(dataDir));
  const root = fileURLToPath(new URL('..', import.meta.url));
  if (existsSync(join(root, 'src', 'lab.ts'))) return layOut(join(root, 'certs', variant), join(root, 'data', variant));
  const base = join(envPaths('exchange-oauth-lab', { suffix: '' }).data, variant);
  return layOut(join(base, 'certs'), base);
}

function layOut(certificates: string, data: string): DataDirectory {
  return {
    certificates,
    data,
    stateFile: join(data, 'state.json'),
    controlTokenFile: join(data, 'control-token'),
    logs: join(data, 'logs'),
    nginx: join(data, 'nginx'),
    mailboxes: join(data, 'mailboxes'),
    mysteries: join(data, 'mysteries'),
  };
}

/** A directory name for a world other than the default one: its domain, and a mark of what else differs. */
export function variantName(domain: string, rest: string): string {
  return `${domain}-${createHash('sha256').update(rest).digest('hex').slice(0, 8)}`;
}

/** Makes the directories, closed to other users. */
export async function prepareData({ data }: DataDirectory): Promise<void> {
  await mkdir(data, { recursive: true, mode: 0o700 });
}
