import type { Buffer } from 'node:buffer';
import { type Layout, valuesOf } from './layout.js';
import { columnsOf } from './log-line.js';
import { recordOf } from './record-of-values.js';

const lineFeed = 10;
const hash = 35;

/** From when to when a log goes: by its first line and by its last. */
export class LineTime {
  first: number | undefined;
  /** Of the latest line looked at. */
  last: number | undefined;

  at(time: number): void {
    this.first ??= time;
    this.last = time;
  }

  firstOf(bytes: Buffer, start: number, next: number, layout: Layout): void {
    const time = timeOf(bytes, start, next, layout);
    if (time !== undefined) this.first ??= time;
  }

  /** The last line of a block; a broken one tells nothing. */
  lastOf(bytes: Buffer, start: number, end: number, layout: Layout | undefined): void {
    if (!layout) return;
    const before = bytes.lastIndexOf(lineFeed, end - 2);
    const line = before < start ? start : before + 1;
    if (bytes[line] === hash || end - line > 65_536) return;
    this.last = timeOf(bytes, line, end, layout) ?? this.last;
  }
}

function timeOf(bytes: Buffer, start: number, end: number, layout: Layout): number | undefined {
  const isText = layout.kind === 'httpProxy' || layout.kind === 'ews';
  const line = bytes.toString('latin1', start, end).trimEnd();
  const columns = isText ? [line.split(',', 1)[0] ?? ''] : columnsOf(layout, line);
  return recordOf(layout.kind, valuesOf(layout, columns), false, { file: '', line: 0 }).time;
}
