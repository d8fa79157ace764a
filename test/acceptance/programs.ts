import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The product's programs, run as a user runs them. */

const root = fileURLToPath(new URL('../..', import.meta.url));

export type Program = 'exchange-oauth-lab' | 'Test-OAuthConnectivity';

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Starts a program of the build in a folder; no lab is named to it unless the environment does. */
export function startProgram(
  program: Program,
  args: readonly string[],
  folder: string,
  environment: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams {
  const { EXCHANGE_OAUTH_LAB: _, ...inherited } = process.env;
  return spawn(process.execPath, [join(root, 'dist', 'bin', `${program}.js`), ...args], {
    cwd: folder,
    env: { ...inherited, ...environment },
  });
}

/** What it printed, once it has ended. */
export function finished(child: ChildProcessWithoutNullStreams): Promise<Finished> {
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, out, err })));
}
