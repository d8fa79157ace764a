import type { Mailbox } from './mailbox.js';
import { type Recurrence, startsOf } from './recurrence.js';
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
    .flatMap((item) => eventsOf(item, to))
    .filter(({ start, end }) => start < to && (end > from || (start === end && start >= from)))
    .toSorted((one, other) => one.start - other.start || one.end - other.end);
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
  const { start, end, zone, recurrence } = timesOf(item);
  if (!recurrence) return [{ item, start, end }];
  const deleted = new Set((item.deletedOccurrences ?? []).map((text) => Date.parse(text)));
  const exceptions = new Map((item.exceptions ?? []).map((one) => [Date.parse(one.originalStart), one]));
  return startsOf(recurrence, start, zone, { until: to, most }).flatMap((original, at) => {
    if (deleted.has(original)) return [];
    const exception = exceptions.get(original);
    const own = exception
      ? { start: Date.parse(exception.start), end: Date.parse(exception.end), exception }
      : { start: original, end: original + end - start };
    return [{ item, index: at + 1, ...own }];
  });
}

function timesOf({ properties }: Recurring) {
  const { Start, End, StartTimeZone, Recurrence: recurrence } = properties as CalendarProperties;
  const zone = zoneOf(StartTimeZone?.Id);
  const start = momentOf(Start ?? '', zone);
  return { start, end: momentOf(End ?? Start ?? '', zone), zone, recurrence };
}

/** Those properties of a calendar item that tell when it is. */
interface CalendarProperties {
  readonly Start?: string;
  readonly End?: string;
  readonly StartTimeZone?: { readonly Id?: string };
  readonly Recurrence?: Recurrence;
}
