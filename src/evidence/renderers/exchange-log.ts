import type { ExchangeBuild } from '../../protocol/exchange-version.js';

/** What Exchange's protocol logs have in common: CSV with directive lines above it (facts/oauth-outbound-admin §5.2). */

/** The directive lines at the beginning of a file. `#Version` is the build as `15.02.2562.017`. */
export function exchangeLogHeader(
  logType: string,
  columns: readonly string[],
  { major, minor, build, revision }: ExchangeBuild,
  time: number,
): string {
  const padded = (part: number, digits: number) => String(part).padStart(digits, '0');
  const version = [padded(major, 2), padded(minor, 2), padded(build, 4), padded(revision, 3)].join('.');
  return [
    '#Software: Microsoft Exchange Server',
    `#Version: ${version}`,
    `#Log-type: ${logType}`,
    `#Date: ${new Date(time).toISOString()}`,
    `#Fields: ${columns.join(',')}`,
  ].join('\n');
}

/** What stands in a column; undefined for nothing. */
type Cell<Source> = (source: Source) => string | number | undefined;

/**
 * Writes rows: the columns that the lab has a value for, and nothing under the others. A function for each column, for rows
 * are written for every request: an object of all values costs twice as much.
 */
export function rowWriter<Source, Column extends string>(
  columns: readonly Column[],
  cells: { readonly [C in Column]?: Cell<Source> },
): (source: Source) => string {
  const filled = columns.flatMap((column, place) => {
    const cell = cells[column];
    return cell ? [{ cell, place }] : [];
  });
  const gapBefore = (index: number) => (filled[index]?.place ?? columns.length - 1) - (filled[index - 1]?.place ?? 0);
  const written = filled.map(({ cell }, index) => ({ cell, gap: ','.repeat(gapBefore(index)) }));
  const end = ','.repeat(gapBefore(filled.length));
  return (source) => {
    let row = '';
    for (const { cell, gap } of written) row += gap + csvField(cell(source));
    return row + end;
  };
}

const quoted = /[",\r\n]/;

/** RFC 4180 §2, which is this one line; a library would be a dependency for it. Line breaks go: a row is a line. */
function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (!quoted.test(value)) return value;
  return `"${value.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`;
}
