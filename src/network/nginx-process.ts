import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { LabError } from '../lab-error.js';
import { nginxKeeper } from './nginx-files.js';

const run = promisify(execFile);

/** Relative to the folder that it is started in: nginx for Windows can't read every path that is whole. */
const options: readonly string[] = ['-p', './', '-c', 'nginx.conf', '-e', 'stderr'];

/** An nginx of the lab's own, in a folder that holds its configuration. */
export class NginxProcess {
  readonly #keeper: ChildProcessByStdio<Writable, null, Readable>;
  readonly #program: string;
  readonly #directory: string;
  readonly #ended: Promise<unknown>;
  #running = true;
  #said = '';

  /** Resolves before nginx answers. Throws LabError where there is no nginx. */
  static async start(program: string, directory: string): Promise<NginxProcess> {
    try {
      await run(program, ['-v'], { env: environment(), windowsHide: true });
    } catch (error) {
      throw new LabError(
        'The reverse proxy can’t be nginx: the program was not found in PATH. Install it (apt install nginx-light, brew install nginx, or from nginx.org), or start with --reverse-proxy embedded.',
        { cause: error },
      );
    }
    return new NginxProcess(program, directory);
  }

  private constructor(program: string, directory: string) {
    this.#program = program;
    this.#directory = directory;
    // Root's nginx would work as another user, who may not look into the lab's data.
    const user = process.getuid?.() === 0 ? ['-g', 'user root;'] : [];
    this.#keeper = spawn(process.execPath, [nginxKeeper, program, ...options, ...user], {
      cwd: directory,
      env: environment(),
      // Ctrl-C is for the lab, which closes one thing after the other.
      detached: true,
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    });
    this.#keeper.stdin.on('error', () => undefined); // it has ended, which `exit` says
    this.#keeper.stderr.on('data', (chunk: Buffer) => {
      this.#said = `${this.#said}${chunk.toString()}`.slice(-4000);
    });
    this.#ended = once(this.#keeper, 'close').finally(() => {
      this.#running = false;
    });
  }

  get running(): boolean {
    return this.#running;
  }

  /** The last that it had to say. */
  get said(): string {
    return this.#said.trim().split('\n').at(-1) ?? '';
  }

  /** Tells nginx to read its configuration again. Throws LabError with what nginx has against it. */
  async reload(): Promise<void> {
    try {
      const where = { cwd: this.#directory, env: environment(), windowsHide: true };
      await run(this.#program, [...options, '-s', 'reload'], where);
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string };
      throw new LabError(`nginx does not take its new configuration: ${stderr.trim() || (error as Error).message}`, {
        cause: error,
      });
    }
  }

  /** Ends nginx and resolves when it has gone. */
  async stop(): Promise<void> {
    this.#keeper.stdin.end();
    await this.#ended;
  }
}

/** Debian keeps nginx where only root looks. Our own Node options are none of the keeper's. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...others } = process.env;
  if (process.platform === 'win32') return others;
  return { ...others, PATH: [others.PATH ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter) };
}
