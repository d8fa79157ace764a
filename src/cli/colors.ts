import { styleText } from 'node:util';
import type { HostLine } from '../shell/cmdlet.js';
import type { Console } from './console.js';

type Terminal = Pick<Console, 'terminal' | 'environment'>;
type Style = Parameters<typeof styleText>[0];

/** Text in a style, on a terminal alone; NO_COLOR is respected (https://no-color.org). */
export function styled(text: string, style: Style, { terminal, environment }: Terminal): string {
  return !terminal || environment.NO_COLOR !== undefined ? text : styleText(style, text, { validateStream: false });
}

const styles = { Green: 'green', Yellow: 'yellow', Red: 'red', Gray: 'gray' } as const;

/** A line of the host in its colour. */
export function paint({ text, color }: HostLine, terminal: Terminal): string {
  return color === undefined ? text : styled(text, styles[color], terminal);
}
