import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { optionsFromEnvironment } from '../config.js';
import { locateData, prepareData } from '../data-directory.js';
import { writeFileAtomically } from '../pki/atomic-file.js';
import type { Console } from './console.js';

/** So many lines are kept. */
export const historySize = 1000;

/** Lines that look as if a secret stood in them are not kept, as PowerShell keeps none. */
const secret = /password|asplaintext|token|apikey|secret/i;

/** What was typed in earlier shells, in the data directory, readable to its owner alone. */
export class ShellHistory {
  readonly #directory: ReturnType<typeof locateData>;

  constructor({ environment }: Console) {
    this.#directory = locateData(optionsFromEnvironment(environment).dataDir, '');
  }

  get file(): string {
    return join(this.#directory.data, 'shell-history');
  }

  /** The latest line first, as readline has them. */
  async read(): Promise<string[]> {
    const text = await readFile(this.file, 'utf8').catch(() => ''); // the first shell has none
    return text
      .split('\n')
      .filter((line) => line !== '')
      .toReversed();
  }

  async write(latestFirst: readonly string[]): Promise<void> {
    const kept = latestFirst.filter((line) => line.trim() !== '' && !secret.test(line)).slice(0, historySize);
    await prepareData(this.#directory);
    await writeFileAtomically(
      this.file,
      kept
        .toReversed()
        .map((line) => `${line}\n`)
        .join(''),
      0o600,
    );
  }
}
