import { styleText } from 'node:util';
import type { HostLine } from '../shell/cmdlet.js';
import type { Console } from './console.js';

const styles = { Green: 'green', Yellow: 'yellow', Red: 'red', Gray: 'gray' } as const;

/** A line of the host in its colour, on a terminal alone. */
export function paint(
  { text, color }: HostLine,
  { terminal, environment }: Pick<Console, 'terminal' | 'environment'>,
): string {
  const isPlain = color === undefined || !terminal || environment.NO_COLOR !== undefined;
  return isPlain ? text : styleText(styles[color], text);
}
