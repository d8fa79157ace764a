/** Dates as PowerShell prints them in the culture of whoever ran the cmdlet, which the output does not tell. */

const printed =
  /^(\d{1,4})([./-])\s?(\d{1,2})\2\s?(\d{1,4})\.?(?:,?\s+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\s*([AaPp])\.?\s?[Mm]\.?)?)?$/;
const iso = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/;

/** Which of the two comes first where a date is written with slashes or hyphens. */
export type DateOrder = 'dayFirst' | 'monthFirst';

/**
 * What the dates of an export tell of their order: a number above 12 is a day. Where none is, the 12-hour clock goes with
 * the month, the 24-hour clock with the day. Undefined: there is no such date.
 */
export function dateOrderOf(texts: readonly string[]): DateOrder | undefined {
  const dates = texts.map((text) => printed.exec(text.trim())).filter((match) => match !== null && isAmbiguous(match));
  if (dates.length === 0) return undefined;
  if (dates.some((match) => Number(match?.[1]) > 12)) return 'dayFirst';
  if (dates.some((match) => Number(match?.[3]) > 12)) return 'monthFirst';
  return dates.some((match) => match?.[8] !== undefined) ? 'monthFirst' : 'dayFirst';
}

/** The year stands behind, and no dot says that the day comes first. */
function isAmbiguous([, first = '', separator]: RegExpExecArray): boolean {
  return first.length <= 2 && separator !== '.';
}

/** Milliseconds since 1970; undefined when it is no date. Without a zone in it, it counts as UTC. */
export function readDate(text: string, order: DateOrder | undefined): number | undefined {
  const trimmed = text.trim();
  if (iso.test(trimmed)) {
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(trimmed) ? trimmed : `${trimmed}Z`;
    return asMoment(Date.parse(zoned.replace(' ', 'T')));
  }
  const match = printed.exec(trimmed);
  if (!match) return undefined;
  const [, first = '', , second = '', third = ''] = match;
  const monthFirst = isAmbiguous(match) && order === 'monthFirst';
  const [year, month, day] = first.length > 2 ? [first, second, third] : [third, ...inOrder(first, second, monthFirst)];
  return momentOf(Number(year), Number(month), Number(day), match);
}

function inOrder(first: string, second: string, monthFirst: boolean): readonly [month: string, day: string] {
  return monthFirst ? [first, second] : [second, first];
}

function momentOf(year: number, month: number, day: number, match: RegExpExecArray): number | undefined {
  const [, , , , , hours = '0', minutes = '0', seconds = '0', half] = match;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  const moment = Date.UTC(year, month - 1, day, hour, Number(minutes), Number(seconds));
  const made = new Date(moment);
  const same = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
  return same && hour < 24 && Number(minutes) < 60 && Number(seconds) < 60 ? moment : undefined;
}

function asMoment(moment: number): number | undefined {
  return Number.isNaN(moment) ? undefined : moment;
}
