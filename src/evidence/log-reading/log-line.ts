import { parse } from 'csv-parse/sync';
import { type Layout, tellsOf, valuesOf } from './layout.js';
import type { LogRecord, Place } from './log-record.js';
import { recordOf } from './record-of-values.js';

/** The columns of a line as the program wrote them. */
export function columnsOf({ kind }: Pick<Layout, 'kind'>, line: string): readonly string[] {
  return kind === 'iis' || kind === 'httpErr' ? w3cColumns(line) : csvColumns(line);
}

/** HTTP.sys ends some of its lines with a blank. */
function w3cColumns(line: string): readonly string[] {
  return (line.endsWith(' ') ? line.slice(0, -1) : line).split(' ');
}

/** Without a quotation mark a comma is a comma; else the library reads it, which takes ten times as long. */
export function csvColumns(line: string, delimiter = ','): readonly string[] {
  if (!line.includes('"')) return line.split(delimiter);
  const [row = []] = parse(line, { delimiter, relax_quotes: true, relax_column_count: true }) as readonly string[][];
  return row;
}

/** Why a line can't be read. */
export interface BrokenLine {
  readonly what: string;
}

export function isBroken(result: LogRecord | BrokenLine): result is BrokenLine {
  return 'what' in result;
}

/** A line of a log whose columns are known, as a record. */
export function readLogLine(layout: Layout, line: string, place: Place): LogRecord | BrokenLine {
  const columns = readColumns(layout, line);
  if ('what' in columns) return columns;
  if (columns.length !== layout.names.length) return wrongCount(columns.length, layout);
  const values = valuesOf(layout, columns);
  const record = recordOf(layout.kind, values, tellsOf(layout, values), place);
  return record.time === undefined ? { what: 'no date and time at its beginning' } : record;
}

export function wrongCount(columns: number, { names }: Layout): BrokenLine {
  return { what: `${columns} field${columns === 1 ? '' : 's'} instead of ${names.length}` };
}

function readColumns(layout: Layout, line: string): readonly string[] | BrokenLine {
  try {
    return columnsOf(layout, line);
  } catch (error) {
    return { what: `no CSV: ${(error as Error).message.split('\n', 1)[0]}` }; // a quotation mark without its other one
  }
}
