import type { Buffer } from 'node:buffer';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { countersEntry } from './contents.js';
import { changesOf, type LogEntry, subjectOf } from './stored.js';

/** The lines of a change log. */
interface Lines {
  readonly entries: readonly LogEntry[];
  /** Of those that can be read, in bytes. */
  readonly length: number;
  /** Whole lines stand behind the first that can't; a line that only was not finished is no damage. */
  readonly isDamaged: boolean;
}

const lineBreak = 0x0a;

/** The lines up to the first that can't be read. */
export function readLines(bytes: Buffer): Lines {
  const entries: LogEntry[] = [];
  let length = 0;
  for (let end = bytes.indexOf(lineBreak); end !== -1; end = bytes.indexOf(lineBreak, length)) {
    const entry = parsed(bytes.toString('utf8', length, end));
    if (!entry) return { entries, length, isDamaged: true };
    entries.push(entry);
    length = end + 1;
  }
  return { entries, length, isDamaged: false };
}

function parsed(line: string): LogEntry | undefined {
  try {
    const value = JSON.parse(line) as LogEntry | null;
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Keeps a damaged file beside its place, also when there is one already; gives its path. */
export function keepDamaged(path: string, bytes: Buffer): string {
  let kept = `${path}.bad`;
  for (let count = 2; existsSync(kept); count += 1) kept = `${path}.${count}.bad`;
  try {
    writeFileSync(kept, bytes, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    rmSync(kept, { force: true });
    throw error;
  }
  return kept;
}

/** The highest numbers in what can't be taken over, as an entry. */
export function numbersBehind(bytes: Buffer): LogEntry {
  const changes = bytes
    .toString('utf8')
    .split('\n')
    .flatMap((line) => {
      const entry = parsed(line);
      return entry && !('setting' in entry) ? changesOf(entry).map(subjectOf) : [];
    })
    .filter((subject) => Number.isSafeInteger(subject?.number) && Number.isSafeInteger(subject.change));
  const highest = (numbers: readonly number[]) => numbers.reduce((one, other) => Math.max(one, other), 0);
  const lines = bytes.filter((byte) => byte === lineBreak).length; // what can't be read at all has taken numbers, too
  return countersEntry({
    number: highest(changes.map(({ number }) => number)) + lines,
    change: highest(changes.map(({ change }) => change)) + lines,
  });
}
