import { DateTime, type IANAZone } from 'luxon';
import rrule, { type Options, type Weekday } from 'rrule';
import { momentOfClock } from './time-zone.js';

const { RRule } = rrule;

/** When an appointment comes again, in the words of the schema (MS-OXWSMTGS): one of the patterns, one of the ranges. */
export interface Recurrence {
  readonly DailyRecurrence?: Interval | undefined;
  readonly WeeklyRecurrence?: (Interval & { readonly DaysOfWeek: readonly string[] }) | undefined;
  readonly RelativeMonthlyRecurrence?: (Interval & RelativeDay) | undefined;
  readonly AbsoluteMonthlyRecurrence?: (Interval & { readonly DayOfMonth: number }) | undefined;
  readonly RelativeYearlyRecurrence?: (RelativeDay & { readonly Month: string }) | undefined;
  readonly AbsoluteYearlyRecurrence?: { readonly DayOfMonth: number; readonly Month: string } | undefined;
  readonly NoEndRecurrence?: { readonly StartDate: string } | undefined;
  readonly EndDateRecurrence?: { readonly StartDate: string; readonly EndDate: string } | undefined;
  readonly NumberedRecurrence?: { readonly StartDate: string; readonly NumberOfOccurrences: number } | undefined;
}

interface Interval {
  readonly Interval: number;
}

interface RelativeDay {
  readonly DaysOfWeek: string;
  readonly DayOfWeekIndex: string;
}

/** Series without an end are looked at so far; Exchange's own limit is 999 occurrences of a numbered series. */
const mostOccurrences = 20_000;

/** How much further a series is taken apart than it was asked for: the next one wants the week after. */
const ahead = 60 * 24 * 60 * 60 * 1000;

/**
 * The beginnings of a series, milliseconds since 1970, in their order: the first is occurrence 1. A series keeps the time of
 * day of its time zone when clocks are changed. They are found when they are asked for, and kept.
 */
export class Starts {
  /** None where Exchange would not take it. */
  readonly #rule: InstanceType<typeof RRule> | undefined;
  readonly #zone: IANAZone;
  #known: readonly number[] = [];
  /** All up to this moment are known. */
  #horizon = Number.NEGATIVE_INFINITY;

  constructor(recurrence: Recurrence, firstStart: number, zone: IANAZone) {
    const first = DateTime.fromMillis(firstStart, { zone });
    this.#zone = zone;
    if (!isPossible(recurrence)) return;
    this.#rule = new RRule({
      ...patternOf(recurrence),
      ...rangeOf(recurrence),
      dtstart: floating(dateOf(recurrence) ?? first.toISODate() ?? '', first),
    });
  }

  /** All up to a moment and at most so many; there may be more behind them. */
  upTo(until: number, most = mostOccurrences): readonly number[] {
    if (this.#horizon < until && this.#known.length < most) this.#find(until, most);
    return this.#known;
  }

  #find(until: number, most: number): void {
    const known: number[] = [];
    const enough = Math.min(Math.max(most, 2 * this.#known.length), mostOccurrences);
    const end = until + ahead;
    this.#horizon = Number.POSITIVE_INFINITY; // unless there are more
    this.#rule?.all((date) => {
      const start = momentOfClock(date.getTime(), this.#zone);
      if (start <= end && known.length < enough) return known.push(start) > 0;
      if (known.length < mostOccurrences) this.#horizon = start > end ? end : (known.at(-1) ?? end);
      return false;
    });
    this.#known = known;
  }
}

/** What Exchange would not take (MS-OXWSCDATA): with a step of 0 or less the series would be looked for without end. */
function isPossible(recurrence: Recurrence): boolean {
  const { DailyRecurrence, WeeklyRecurrence, RelativeMonthlyRecurrence, AbsoluteMonthlyRecurrence } = recurrence;
  const { AbsoluteYearlyRecurrence, NumberedRecurrence } = recurrence;
  const stepped = DailyRecurrence ?? WeeklyRecurrence ?? RelativeMonthlyRecurrence ?? AbsoluteMonthlyRecurrence;
  const { DayOfMonth } = AbsoluteMonthlyRecurrence ?? AbsoluteYearlyRecurrence ?? {};
  return (
    isWithin(stepped?.Interval, mostInterval) &&
    isWithin(DayOfMonth, longestMonth) &&
    isWithin(NumberedRecurrence?.NumberOfOccurrences, Number.MAX_SAFE_INTEGER) &&
    WeeklyRecurrence?.DaysOfWeek.length !== 0
  );
}

const mostInterval = 999;
const longestMonth = 31;

function isWithin(value: number | undefined, most: number): boolean {
  return value === undefined || (value >= 1 && value <= most);
}

/** As iCalendar says it: `FREQ=WEEKLY;INTERVAL=1;BYDAY=MO`. The end of a series is a moment there. */
export function ruleText(recurrence: Recurrence, zone: IANAZone): string {
  const { until, ...range } = rangeOf(recurrence);
  const last = until && new Date(momentOfClock(until.getTime(), zone));
  const text = RRule.optionsToString({ ...patternOf(recurrence), ...range, ...(last ? { until: last } : {}) });
  return text.replace(/^RRULE:/, '');
}

/** The library counts in UTC; the series' local times are told to it as if they were. */
function floating(date: string, { hour, minute, second }: DateTime): Date {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

function dateOf({ NoEndRecurrence, EndDateRecurrence, NumberedRecurrence }: Recurrence): string | undefined {
  return (NoEndRecurrence ?? EndDateRecurrence ?? NumberedRecurrence)?.StartDate;
}

function rangeOf({ EndDateRecurrence, NumberedRecurrence }: Recurrence): Partial<Options> {
  if (EndDateRecurrence) return { until: new Date(`${EndDateRecurrence.EndDate.slice(0, 10)}T23:59:59Z`) };
  return NumberedRecurrence ? { count: NumberedRecurrence.NumberOfOccurrences } : {};
}

function patternOf(recurrence: Recurrence): Partial<Options> {
  const { DailyRecurrence, WeeklyRecurrence, AbsoluteMonthlyRecurrence, AbsoluteYearlyRecurrence } = recurrence;
  const { RelativeMonthlyRecurrence, RelativeYearlyRecurrence } = recurrence;
  if (WeeklyRecurrence) {
    const { Interval: interval, DaysOfWeek } = WeeklyRecurrence;
    return { freq: RRule.WEEKLY, interval, byweekday: DaysOfWeek.flatMap(weekdaysOf) };
  }
  if (AbsoluteMonthlyRecurrence) {
    const { Interval: interval, DayOfMonth } = AbsoluteMonthlyRecurrence;
    return { freq: RRule.MONTHLY, interval, ...dayOfMonth(DayOfMonth) };
  }
  if (RelativeMonthlyRecurrence) {
    return {
      freq: RRule.MONTHLY,
      interval: RelativeMonthlyRecurrence.Interval,
      ...relative(RelativeMonthlyRecurrence),
    };
  }
  if (AbsoluteYearlyRecurrence) {
    const { DayOfMonth, Month } = AbsoluteYearlyRecurrence;
    return { freq: RRule.YEARLY, bymonth: months.indexOf(Month) + 1, ...dayOfMonth(DayOfMonth) };
  }
  if (RelativeYearlyRecurrence) {
    const { Month } = RelativeYearlyRecurrence;
    return { freq: RRule.YEARLY, bymonth: months.indexOf(Month) + 1, ...relative(RelativeYearlyRecurrence) };
  }
  return { freq: RRule.DAILY, interval: DailyRecurrence?.Interval ?? 1 };
}

const months: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

const shortestMonth = 28;

/** In a month that is too short, the last day (MS-OXWSMTGS). */
function dayOfMonth(day: number): Partial<Options> {
  if (day <= shortestMonth) return { bymonthday: day };
  const days = Array.from({ length: day - shortestMonth + 1 }, (_, index) => shortestMonth + index);
  return { bymonthday: days, bysetpos: -1 };
}

const positions: Readonly<Record<string, number>> = { First: 1, Second: 2, Third: 3, Fourth: 4, Last: -1 };

function relative({ DaysOfWeek, DayOfWeekIndex }: RelativeDay): Partial<Options> {
  return { byweekday: weekdaysOf(DaysOfWeek), bysetpos: positions[DayOfWeekIndex] ?? 1 };
}

const weekdays: Readonly<Record<string, Weekday>> = {
  Monday: RRule.MO,
  Tuesday: RRule.TU,
  Wednesday: RRule.WE,
  Thursday: RRule.TH,
  Friday: RRule.FR,
  Saturday: RRule.SA,
  Sunday: RRule.SU,
};

function weekdaysOf(name: string): Weekday[] {
  const all = Object.values(weekdays);
  if (name === 'Day') return all;
  if (name === 'Weekday') return all.slice(0, 5);
  if (name === 'WeekendDay') return all.slice(5);
  const day = weekdays[name];
  return day ? [day] : [];
}
