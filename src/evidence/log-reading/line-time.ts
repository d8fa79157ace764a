import type { Buffer } from 'node:buffer';
import { type Layout, valuesOf } from './layout.js';
import { longestLine } from './line-blocks.js';
import { columnsOf } from './log-line.js';
import { recordOf, tellsNothing } from './record-of-values.js';

const lineFeed = 10;
const hash = 35;

/** So many lines are looked at for one with a time. */
const mostTries = 20;

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

  /** The last line of a block that tells one; broken ones tell nothing. */
  lastOf(bytes: Buffer, start: number, end: number, layout: Layout | undefined): void {
    let behind = end;
    for (let tries = 0; layout && tries < mostTries && behind > start; tries += 1) {
      const before = behind - 2 < start ? -1 : bytes.lastIndexOf(lineFeed, behind - 2);
      const line = before < start ? start : before + 1;
      const isLine = bytes[line] !== hash && behind - line <= longestLine;
      const time = isLine ? timeOf(bytes, line, behind, layout) : undefined;
      if (time !== undefined) {
        this.last = time;
        return;
      }
      behind = line;
    }
  }
}

function timeOf(bytes: Buffer, start: number, end: number, layout: Layout): number | undefined {
  const isText = layout.kind === 'httpProxy' || layout.kind === 'ews';
  const line = bytes.toString('latin1', start, end).trimEnd();
  const columns = isText ? [line.split(',', 1)[0] ?? ''] : columnsOf(layout, line);
  return recordOf(layout.kind, valuesOf(layout, columns), tellsNothing, { file: '', line: 0 }).time;
}
