import type { LogSource } from '../evidence/log-reading/log-source.js';
import type { Console } from './console.js';

const width = 40;

/** How much of the logs is read, on one line of the terminal; nothing where standard error is none. */
export function progressBar(
  sources: readonly LogSource[],
  { errorTerminal }: Pick<Console, 'errorTerminal'>,
): { add(bytes: number): void; end(): void } {
  const total = sources.reduce((sum, { size = Number.NaN }) => sum + size, 0);
  if (!errorTerminal || !(total > 0)) return { add: () => undefined, end: () => undefined };
  let read = 0;
  let shown = -1;
  return {
    add(bytes) {
      read += bytes;
      const percent = Math.min(100, Math.floor((100 * read) / total));
      if (percent === shown) return;
      shown = percent;
      const done = Math.round((width * percent) / 100);
      errorTerminal.write(`\r[${'#'.repeat(done)}${' '.repeat(width - done)}] ${percent} %`);
    },
    end() {
      if (shown >= 0) errorTerminal.write(`\r${' '.repeat(width + 8)}\r`);
    },
  };
}
