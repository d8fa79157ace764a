import { DateTime, type IANAZone } from 'luxon';
import { dayOfDate, daysOf, isPossible, type Recurrence } from './recurrence.js';
import { momentOfClock } from './time-zone.js';

const dayMs = 24 * 60 * 60 * 1000;

/** The last day that can be written; a series without an end ends there. */
const lastDay = dayOfDate('9999-12-31');

/** A local time, read as if it were UTC, is less than that from the moment it is: offsets are less than a day. */
const widestOffset = 2 * dayMs;

/**
 * The beginnings of a series, counted from 0. A series keeps the time of day of its time zone when clocks are changed. Each
 * is computed from its number alone: what lies before it costs nothing.
 */
export class Starts {
  /** How many there are: none where Exchange would not take the series. */
  readonly count: number;
  readonly #zone: IANAZone;
  /** By its number, as clocks of the zone show it, as if that were UTC. */
  readonly #clockTime: (index: number) => number;

  constructor(recurrence: Recurrence, firstStart: number, zone: IANAZone) {
    const { NoEndRecurrence, EndDateRecurrence, NumberedRecurrence } = recurrence;
    const first = DateTime.fromMillis(firstStart, { zone });
    const { StartDate } = NoEndRecurrence ?? EndDateRecurrence ?? NumberedRecurrence ?? {};
    const day = daysOf(recurrence, dayOfDate(StartDate ?? first.toISODate() ?? ''));
    const timeOfDay = ((first.hour * 60 + first.minute) * 60 + first.second) * 1000;
    const last = EndDateRecurrence ? dayOfDate(EndDateRecurrence.EndDate) : lastDay;
    this.#zone = zone;
    this.#clockTime = (index) => day(index) * dayMs + timeOfDay;
    this.count = isPossible(recurrence)
      ? firstIndex(NumberedRecurrence?.NumberOfOccurrences ?? Number.POSITIVE_INFINITY, (index) => day(index) > last)
      : 0;
  }

  /** Milliseconds since 1970; undefined for a number that none has. */
  at(index: number): number | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    return momentOfClock(this.#clockTime(index), this.#zone);
  }

  /** The number of the first that is not before a moment; the count where none is. */
  firstFrom(moment: number): number {
    let index = firstIndex(this.count, (one) => this.#clockTime(one) >= moment - widestOffset);
    while ((this.at(index) ?? moment) < moment) index += 1;
    return index;
  }
}

/** The first number that something is true of, which then is true of all after it; `end` where it is true of none before. */
function firstIndex(end: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = 1;
  while (high < end && !holds(high - 1)) {
    low = high;
    high *= 2;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
