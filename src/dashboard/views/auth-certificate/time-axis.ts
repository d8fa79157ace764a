/** Geometry of the drawing of certificates in time. Moments in milliseconds since 1970, lengths in pixels. */

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Tick {
  readonly x: number;
  readonly label: string;
}

export interface Bar {
  readonly x: number;
  readonly width: number;
  /** It goes on beyond the drawing. */
  readonly before: boolean;
  readonly after: boolean;
}

const day = 86_400_000;
/** A label needs so much room. */
const pixelsPerTick = 72;

/** Whole years around all of these moments, so that the axis stands still while the clock goes on. */
export function yearsAround(moments: readonly number[]): Span {
  const first = new Date(Math.min(...moments)).getUTCFullYear();
  const last = new Date(Math.max(...moments)).getUTCFullYear();
  return { from: Date.UTC(first, 0, 1), to: Date.UTC(last + 1, 0, 1) };
}

/** So far ahead something is near enough for a drawing of days. */
const nearDays = 90;

/** Whole days from a little before now to a little behind what comes next; undefined where nothing comes soon. */
export function daysAround(now: number, moments: readonly number[]): Span | undefined {
  const ahead = moments.filter((moment) => moment > now && moment <= now + nearDays * day);
  if (ahead.length === 0) return undefined;
  const next = Math.min(...ahead);
  const margin = Math.max(1, Math.round((next - now) / day / 6));
  return { from: (Math.floor(now / day) - margin) * day, to: (Math.ceil(next / day) + margin + 1) * day };
}

/** Where a moment stands; outside of the span it stands outside of the drawing. */
export function placeOf(moment: number, { from, to }: Span, width: number): number {
  return ((moment - from) / (to - from)) * width;
}

/** A certificate's life as far as the drawing shows it; undefined where it shows none of it. */
export function barOf(life: Span, span: Span, width: number): Bar | undefined {
  const start = Math.max(life.from, span.from);
  const end = Math.min(life.to, span.to);
  if (end <= start) return undefined;
  const x = placeOf(start, span, width);
  const shown = Math.max(2, placeOf(end, span, width) - x);
  return { x, width: shown, before: life.from < span.from, after: life.to > span.to };
}

/** Where a text begins that belongs to a place, so that it ends within the drawing. */
export function textStart(x: number, length: number, width: number): number {
  const pixelsPerCharacter = 7.6;
  return Math.max(0, Math.min(x, width - length * pixelsPerCharacter));
}

/** Years, months or days, as many as have room. */
export function ticksOf(span: Span, width: number): readonly Tick[] {
  const most = Math.max(2, Math.floor(width / pixelsPerTick));
  const days = (span.to - span.from) / day;
  const moments = days > 366 ? yearTicks(span, most) : dayTicks(span, Math.ceil(days / most));
  return moments.map((moment) => ({ x: placeOf(moment, span, width), label: labelOf(moment, days) }));
}

function yearTicks({ from, to }: Span, most: number): readonly number[] {
  const first = new Date(from).getUTCFullYear();
  const last = new Date(to).getUTCFullYear();
  const step = Math.max(1, Math.ceil((last - first) / most));
  return steps(first, last, step).map((year) => Date.UTC(year, 0, 1));
}

function dayTicks({ from, to }: Span, step: number): readonly number[] {
  return steps(from / day, to / day, Math.max(1, step)).map((count) => count * day);
}

/** Without the last, whose label would stand outside. */
function steps(first: number, last: number, step: number): readonly number[] {
  return Array.from({ length: Math.ceil((last - first) / step) }, (_, index) => first + index * step);
}

function labelOf(moment: number, days: number): string {
  const text = new Date(moment).toISOString();
  return days > 366 ? text.slice(0, 4) : text.slice(5, 10);
}
