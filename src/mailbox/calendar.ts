import type { Mailbox } from './mailbox.js';
import type { Recurrence } from './recurrence.js';
import { Starts } from './series.js';
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

/** An appointment, or the occurrences of a series that may touch a time: those that are not as the others, wherever. */
function eventsAround(item: StoredItem, from: number, to: number): readonly CalendarEvent[] {
  const times = timesOf(item);
  const { start, end, series, exceptions } = times;
  if (!series) return [{ item, start, end }];
  const found = new Set<number>();
  for (const [original, one] of exceptions) {
    if (one.start <= to && one.end >= from) found.add(series.firstFrom(original));
  }
  for (let at = series.firstFrom(from - (end - start)); (series.at(at) ?? Number.POSITIVE_INFINITY) <= to; at += 1)
    found.add(at);
  return [...found].flatMap((at) => occurrence(item, times, at) ?? []);
}

/** An appointment alone, or that occurrence of a series, from 1; undefined where it has none such, or it was deleted. */
export function eventAt<Item extends Recurring>(item: Item, index: number): CalendarEvent<Item> | undefined {
  const times = timesOf(item);
  return times.series ? occurrence(item, times, index - 1) : { item, start: times.start, end: times.end };
}

/** The first of an appointment that is not deleted; from an occurrence on where one is given. */
export function firstEventOf<Item extends Recurring>(item: Item, from = 1): CalendarEvent<Item> | undefined {
  const { series } = timesOf(item);
  for (let index = from; index <= (series?.count ?? from); index += 1) {
    const event = eventAt(item, index);
    if (event) return event;
  }
  return undefined;
}

/** The last of an appointment that is not deleted; up to an occurrence where one is given. */
export function lastEventOf<Item extends Recurring>(item: Item, to?: number): CalendarEvent<Item> | undefined {
  const { series } = timesOf(item);
  for (let index = to ?? series?.count ?? 1; index >= 1; index -= 1) {
    const event = eventAt(item, index);
    if (event) return event;
  }
  return undefined;
}

/** The occurrence of a series that would have begun at a moment. */
export function eventFrom<Item extends Recurring>(item: Item, original: number): CalendarEvent<Item> | undefined {
  const times = timesOf(item);
  const at = times.series?.firstFrom(original) ?? 0;
  return times.series?.at(at) === original ? occurrence(item, times, at) : undefined;
}

/** Those occurrences of a series that are not as the others. */
export function exceptionsOf<Item extends Recurring>(item: Item): readonly CalendarEvent<Item>[] {
  return [...timesOf(item).exceptions.keys()]
    .toSorted((one, other) => one - other)
    .flatMap((original) => eventFrom(item, original) ?? []);
}

/** By its number from 0; undefined where there is none such, or it was deleted. */
function occurrence<Item>(item: Item, times: Times, at: number): CalendarEvent<Item> | undefined {
  const original = times.series?.at(at);
  if (original === undefined || times.deleted.has(original)) return undefined;
  const own = times.exceptions.get(original) ?? { start: original, end: original + times.end - times.start };
  return { item, index: at + 1, ...own };
}

interface Times {
  readonly start: number;
  readonly end: number;
  readonly series: Starts | undefined;
  readonly deleted: ReadonlySet<number>;
  /** By the starts they would have. */
  readonly exceptions: ReadonlyMap<number, Pick<Required<CalendarEvent>, 'start' | 'end' | 'exception'>>;
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
    exceptions: new Map((item.exceptions ?? []).map((one) => [Date.parse(one.originalStart), timed(one)])),
  };
  known.set(item, times);
  return times;
}

function timed(exception: StoredException) {
  return { start: Date.parse(exception.start), end: Date.parse(exception.end), exception };
}

/** Those properties of a calendar item that tell when it is. */
interface CalendarProperties {
  readonly Start?: string;
  readonly End?: string;
  readonly StartTimeZone?: { readonly Id?: string };
  readonly Recurrence?: Recurrence;
}
