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

/** Writes rows: the values that the lab has, each under its column, and nothing under the others. */
export function rowWriter<Column extends string, Filled extends Column>(
  columns: readonly Column[],
  filled: readonly Filled[],
) {
  const places = filled.map((column) => columns.indexOf(column));
  const cells = filled.map((column, index) => ({
    column,
    gap: ','.repeat((places[index] ?? 0) - (places[index - 1] ?? 0)),
  }));
  const end = ','.repeat(columns.length - 1 - (places.at(-1) ?? 0));
  return (values: { readonly [F in Filled]: string | number | undefined }): string => {
    let row = '';
    for (const { column, gap } of cells) row += gap + csvField(values[column]);
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
