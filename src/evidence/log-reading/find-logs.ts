import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from './log-scanner.js';
import { fileSource, type LogSource } from './log-source.js';

/** Names of logs in a folder; a file that is named itself may be called as it likes. */
const logName = /\.log(?:\.gz)?$/i;

export interface FoundLogs {
  readonly sources: readonly LogSource[];
  readonly problems: readonly Problem[];
}

/** The logs that are meant: files, and all logs in folders and the folders in them. */
export async function findLogs(paths: readonly string[]): Promise<FoundLogs> {
  const sources = new Map<string, LogSource>();
  const problems: Problem[] = [];
  for (const path of paths) {
    try {
      const what = await stat(path);
      const found = what.isDirectory() ? await logsIn(path) : [path];
      for (const name of found) {
        const { size } = await stat(name).catch(() => ({ size: 0 })); // whoever reads it will say why not
        sources.set(name, fileSource(name, size));
      }
      if (found.length === 0) problems.push({ file: path, line: 0, what: 'no logs (*.log, *.log.gz) in this folder' });
    } catch (error) {
      problems.push({ file: path, line: 0, what: whyNot(error as NodeJS.ErrnoException) });
    }
  }
  return { sources: [...sources.values()], problems };
}

async function logsIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const logs = entries.filter((entry) => !entry.isDirectory() && logName.test(entry.name));
  return logs.map(({ parentPath, name }) => join(parentPath, name)).toSorted();
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return 'there is no such file or folder';
  return code === 'EACCES' || code === 'EPERM' ? 'reading it is not allowed' : message;
}
