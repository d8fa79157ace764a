import type { IANAZone } from 'luxon';
import {
  months,
  positions,
  type Recurrence,
  type RelativeDay,
  weekdays,
  weekdaysOf,
} from '../../mailbox/recurrence.js';
import { momentOfClock } from '../../mailbox/time-zone.js';

/** As iCalendar says it: `FREQ=WEEKLY;INTERVAL=1;BYDAY=MO`. The end of a series is a moment there. */
export function ruleText(recurrence: Recurrence, zone: IANAZone): string {
  const parts = Object.entries({ ...patternOf(recurrence), ...rangeOf(recurrence, zone) });
  return parts.map(([name, value]) => `${name}=${value}`).join(';');
}

type Parts = Readonly<Record<string, string | number>>;

function rangeOf({ EndDateRecurrence, NumberedRecurrence }: Recurrence, zone: IANAZone): Parts {
  if (NumberedRecurrence) return { COUNT: NumberedRecurrence.NumberOfOccurrences };
  if (!EndDateRecurrence) return {};
  const last = momentOfClock(Date.parse(`${EndDateRecurrence.EndDate.slice(0, 10)}T23:59:59Z`), zone);
  return { UNTIL: `${new Date(last).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z` };
}

function patternOf(recurrence: Recurrence): Parts {
  const { DailyRecurrence, WeeklyRecurrence, AbsoluteMonthlyRecurrence, AbsoluteYearlyRecurrence } = recurrence;
  const { RelativeMonthlyRecurrence, RelativeYearlyRecurrence } = recurrence;
  if (WeeklyRecurrence) {
    const { Interval, DaysOfWeek, FirstDayOfWeek } = WeeklyRecurrence;
    const weekStart = FirstDayOfWeek === undefined ? {} : { WKST: shortNames(FirstDayOfWeek) };
    return { FREQ: 'WEEKLY', INTERVAL: Interval, BYDAY: DaysOfWeek.map(shortNames).join(','), ...weekStart };
  }
  const monthly = AbsoluteMonthlyRecurrence ?? RelativeMonthlyRecurrence;
  if (monthly) return { FREQ: 'MONTHLY', INTERVAL: monthly.Interval, ...dayOf(monthly) };
  const yearly = AbsoluteYearlyRecurrence ?? RelativeYearlyRecurrence;
  if (yearly) return { FREQ: 'YEARLY', BYMONTH: months.indexOf(yearly.Month) + 1, ...dayOf(yearly) };
  return { FREQ: 'DAILY', INTERVAL: DailyRecurrence?.Interval ?? 1 };
}

const shortestMonth = 28;

type MonthDay = Partial<RelativeDay & { readonly DayOfMonth: number }>;

function dayOf({ DayOfMonth, DaysOfWeek = '', DayOfWeekIndex = '' }: MonthDay): Parts {
  if (DayOfMonth === undefined) {
    const position = DayOfWeekIndex === 'Last' ? -1 : positions.indexOf(DayOfWeekIndex) + 1;
    return { BYDAY: shortNames(DaysOfWeek), BYSETPOS: position };
  }
  if (DayOfMonth <= shortestMonth) return { BYMONTHDAY: DayOfMonth };
  // in a month that is too short, the last day (MS-OXWSMTGS)
  const days = Array.from({ length: DayOfMonth - shortestMonth + 1 }, (_, index) => shortestMonth + index);
  return { BYMONTHDAY: days.join(','), BYSETPOS: -1 };
}

function shortNames(days: string): string {
  return weekdaysOf(days)
    .map((day) => weekdays[day]?.slice(0, 2).toUpperCase())
    .join(',');
}
