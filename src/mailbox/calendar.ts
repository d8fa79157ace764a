import type { Mailbox } from './mailbox.js';
import { type Recurrence, Starts } from './recurrence.js';
import type { StoredException, StoredItem } from './stored.js';
import { momentOf, zoneOf } from './time-zone.js';

/** An appointment, or one occurrence of a series. Times in milliseconds since 1970. */
export interface CalendarEvent<Item = StoredItem> {
  readonly item: Item;
  readonly start: number;
  readonly end: number;
  /** Which occurrence of its series, from 1. */
  readonly index?: number;
  readonly exception?: StoredException;
}

/** What tells when an appointment is. */
type Recurring = Pick<StoredItem, 'properties' | 'exceptions' | 'deletedOccurrences'>;

/** Everything in a calendar folder that touches a time, by its beginning. */
export function eventsBetween(mailbox: Mailbox, folder: number, from: number, to: number): readonly CalendarEvent[] {
  return mailbox
    .itemsIn(folder)
    .filter(({ kind }) => kind === 'CalendarItem')
    .flatMap((item) => eventsAround(item, from, to))
    .filter(({ start, end }) => start < to && (end > from || (start === end && start >= from)))
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
}

/** An appointment, or all occurrences of a series that may touch a time: those that are not as the others, wherever. */
function eventsAround(item: StoredItem, from: number, to: number): readonly CalendarEvent[] {
  const times = timesOf(item);
  if (!times.series) return [{ item, start: times.start, end: times.end }];
  const { series, exceptions, start, end } = times;
  const starts = series.upTo(Math.max(to, ...exceptions.keys()));
  const earliest = from - (end - start);
  const found = new Set(
    [...exceptions.keys()]
      .map((one) => firstFrom(starts, one))
      .filter((at) => exceptions.has(starts[at] ?? Number.NaN)),
  );
  for (let at = firstFrom(starts, earliest); at < starts.length && (starts[at] ?? to) <= to; at += 1) found.add(at);
  return [...found]
    .toSorted((one, other) => one - other)
    .flatMap((at) => occurrence(item, times, starts[at] ?? to, at));
}

/** Where in an ascending list the first number stands that is not below another. */
function firstFrom(ascending: readonly number[], least: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? least) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * An appointment alone, or the occurrences of a series up to a moment and at most so many: without those that were
 * deleted, with exceptions.
 */
export function eventsOf<Item extends Recurring>(
  item: Item,
  to: number,
  most?: number,
): readonly CalendarEvent<Item>[] {
  const times = timesOf(item);
  const { start, end, series } = times;
  if (!series) return [{ item, start, end }];
  const starts = series.upTo(to, most).slice(0, most);
  const behind = firstFrom(starts, to + 1);
  return starts.slice(0, behind).flatMap((original, at) => occurrence(item, times, original, at));
}

/** Those occurrences of a series that are not as the others. */
export function exceptionsOf<Item extends Recurring>(item: Item): readonly CalendarEvent<Item>[] {
  const originals = [...timesOf(item).exceptions.keys()];
  return originals.length === 0 ? [] : eventsOf(item, Math.max(...originals)).filter(({ exception }) => exception);
}

/** None where it was deleted. */
function occurrence<Item>(item: Item, times: Times, original: number, at: number): CalendarEvent<Item>[] {
  if (times.deleted.has(original)) return [];
  const exception = times.exceptions.get(original);
  const own = exception
    ? { start: Date.parse(exception.start), end: Date.parse(exception.end), exception }
    : { start: original, end: original + times.end - times.start };
  return [{ item, index: at + 1, ...own }];
}

interface Times {
  readonly start: number;
  readonly end: number;
  readonly series: Starts | undefined;
  readonly deleted: ReadonlySet<number>;
  /** By the starts they would have. */
  readonly exceptions: ReadonlyMap<number, StoredException>;
}

/** Items are never changed, but become others: what was found out of one stays true. */
const known = new WeakMap<Recurring, Times>();

function timesOf(item: Recurring): Times {
  const before = known.get(item);
  if (before) return before;
  const { Start, End, StartTimeZone, Recurrence: recurrence } = item.properties as CalendarProperties;
  const zone = zoneOf(StartTimeZone?.Id);
  const start = momentOf(Start ?? '', zone);
  const times = {
    start,
    end: momentOf(End ?? Start ?? '', zone),
    series: recurrence && new Starts(recurrence, start, zone),
    deleted: new Set((item.deletedOccurrences ?? []).map((text) => Date.parse(text))),
    exceptions: new Map((item.exceptions ?? []).map((one) => [Date.parse(one.originalStart), one])),
  };
  known.set(item, times);
  return times;
}

/** Those properties of a calendar item that tell when it is. */
interface CalendarProperties {
  readonly Start?: string;
  readonly End?: string;
  readonly StartTimeZone?: { readonly Id?: string };
  readonly Recurrence?: Recurrence;
}
