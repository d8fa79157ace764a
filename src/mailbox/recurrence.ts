/** When an appointment comes again, in the words of the schema (MS-OXWSMTGS): one of the patterns, one of the ranges. */
export interface Recurrence {
  readonly DailyRecurrence?: Interval | undefined;
  readonly WeeklyRecurrence?: Weekly | undefined;
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

interface Weekly extends Interval {
  readonly DaysOfWeek: readonly string[];
  readonly FirstDayOfWeek?: string | undefined;
}

export interface RelativeDay {
  readonly DaysOfWeek: string;
  readonly DayOfWeekIndex: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** What every period of a pattern has alike: so many days, each to be computed. Days are counted from 1970-01-01. */
interface Pattern {
  readonly perPeriod: number;
  /** A day by its period and which one of it, both counted from 0. */
  day(period: number, which: number): number;
}

/** `2026-11-30`, with an offset or without. */
export function dayOfDate(date: string): number {
  const [year = 0, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return dayOfMonth(year * 12 + month - 1, day);
}

/** Months are counted from the year 0. */
function dayOfMonth(month: number, day: number): number {
  return new Date(0).setUTCFullYear(0, month, day) / dayMs;
}

function lengthOfMonth(month: number): number {
  return dayOfMonth(month + 1, 1) - dayOfMonth(month, 1);
}

/** The days of a pattern from the first day of a series on, by their number from 0. */
export function daysOf(recurrence: Recurrence, first: number): (index: number) => number {
  const { perPeriod, day } = patternOf(recurrence, first);
  let skipped = 0;
  while (skipped < perPeriod && day(0, skipped) < first) skipped += 1;
  return (index) => day(Math.floor((index + skipped) / perPeriod), (index + skipped) % perPeriod);
}

function patternOf(recurrence: Recurrence, first: number): Pattern {
  const { DailyRecurrence, WeeklyRecurrence, AbsoluteMonthlyRecurrence, AbsoluteYearlyRecurrence } = recurrence;
  const { RelativeMonthlyRecurrence, RelativeYearlyRecurrence } = recurrence;
  if (WeeklyRecurrence) return weekly(WeeklyRecurrence, first);
  const monthly = AbsoluteMonthlyRecurrence ?? RelativeMonthlyRecurrence;
  const yearly = AbsoluteYearlyRecurrence ?? RelativeYearlyRecurrence;
  const date = new Date(first * dayMs);
  const firstMonth = date.getUTCFullYear() * 12 + (yearly ? months.indexOf(yearly.Month) : date.getUTCMonth());
  const one = monthly ?? yearly;
  if (one) {
    const step = monthly?.Interval ?? 12;
    return { perPeriod: 1, day: (period) => dayIn(firstMonth + period * step, one) };
  }
  const step = DailyRecurrence?.Interval ?? 1;
  return { perPeriod: 1, day: (period) => first + period * step };
}

export const months: readonly string[] = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** Where a series does not say what day its weeks begin on, Monday, as in iCalendar: Exchange's own choice is not public. */
function weekly({ Interval, DaysOfWeek, FirstDayOfWeek = 'Monday' }: Weekly, first: number): Pattern {
  const sinceFirstDay = (day: number) => (day - weekdays.indexOf(FirstDayOfWeek) + 7) % 7;
  const days = [...new Set(DaysOfWeek.flatMap(weekdaysOf).map(sinceFirstDay))].toSorted((one, other) => one - other);
  const week = first - sinceFirstDay(weekdayOf(first));
  return {
    perPeriod: days.length,
    day: (period, which) => week + period * Interval * 7 + (days[which] ?? 0),
  };
}

function dayIn(month: number, one: RelativeDay | { readonly DayOfMonth: number }): number {
  if ('DaysOfWeek' in one) return relativeDay(month, one);
  return dayOfMonth(month, Math.min(one.DayOfMonth, lengthOfMonth(month))); // the last day of one that is too short (MS-OXWSMTGS)
}

export const positions: readonly string[] = ['First', 'Second', 'Third', 'Fourth'];

/** Each month has four of every day at least. */
function relativeDay(month: number, { DaysOfWeek, DayOfWeekIndex }: RelativeDay): number {
  const wanted = weekdaysOf(DaysOfWeek);
  const step = DayOfWeekIndex === 'Last' ? -1 : 1;
  let day = step > 0 ? dayOfMonth(month, 1) : dayOfMonth(month + 1, 0);
  let left = step > 0 ? positions.indexOf(DayOfWeekIndex) : 0;
  while (!wanted.includes(weekdayOf(day)) || left-- > 0) day += step;
  return day;
}

export const weekdays: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

/** From Monday, 0; the first day of 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

const groups: Readonly<Record<string, readonly number[]>> = {
  Day: [0, 1, 2, 3, 4, 5, 6],
  Weekday: [0, 1, 2, 3, 4],
  WeekendDay: [5, 6],
};

export function weekdaysOf(name: string): readonly number[] {
  return groups[name] ?? [weekdays.indexOf(name)];
}

/** Whether Exchange would take it (MS-OXWSCDATA): with a step of 0 or less a series would never get on. */
export function isPossible(recurrence: Recurrence): boolean {
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
