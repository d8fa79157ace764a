import prettyMilliseconds from 'pretty-ms';

/** Milliseconds since 1970 as ISO 8601 without fractions; undefined for what no calendar has. */
export function isoTime(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** How long from now, or ago, in its two largest units. */
export function distanceOf(milliseconds: number, now: number): string {
  const away = milliseconds - now;
  if (Math.abs(away) < 1000) return 'now';
  return away > 0 ? `in ${duration(away)}` : `${duration(-away)} ago`;
}

export function duration(milliseconds: number): string {
  return prettyMilliseconds(milliseconds, { verbose: true, unitCount: 2, secondsDecimalDigits: 0 });
}
