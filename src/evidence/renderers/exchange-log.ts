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

/** A row: the values that the lab has, each under its column, and nothing under the others. */
export function csvRow<Column extends string>(
  columns: readonly Column[],
  values: { readonly [C in Column]?: string | number | undefined },
): string {
  let row = '';
  for (const column of columns) row += `${csvField(values[column])},`;
  return row.slice(0, -1);
}

/** RFC 4180 §2, which is this one line; a library would be a dependency for it. Line breaks go: a row is a line. */
function csvField(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = String(value);
  if (!/[",\r\n]/.test(text)) return text;
  return `"${text.replace(/[\r\n]+/g, ' ').replaceAll('"', '""')}"`;
}
