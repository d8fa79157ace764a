import { enumeration, listOf, words, xs } from '../xsd/simple-types.js';
import { choice, optional } from '../xsd/types.js';
import { t } from './namespaces.js';

/** When something happens again (MS-OXWSCDATA, MS-OXWSMTGS; regenerating tasks: MS-OXWSTASK). */
export const dayOfWeek = enumeration(
  't',
  'DayOfWeekType',
  words('Sunday Monday Tuesday Wednesday Thursday Friday Saturday Day Weekday WeekendDay'),
);

export const daysOfWeek = listOf('t', 'DaysOfWeekType', dayOfWeek);
const dayOfWeekIndex = enumeration('t', 'DayOfWeekIndexType', words('First Second Third Fourth Last'));
const month = enumeration(
  't',
  'MonthNamesType',
  words('January February March April May June July August September October November December'),
);

const recurrencePattern = t.complex('RecurrencePatternBaseType', { isAbstract: true });

const intervalPattern = t.extended('IntervalRecurrencePatternBaseType', recurrencePattern, {
  isAbstract: true,
  content: [{ Interval: xs.int }],
});

export const relativeYearlyRecurrencePattern = t.extended('RelativeYearlyRecurrencePatternType', recurrencePattern, {
  content: [{ DaysOfWeek: dayOfWeek, DayOfWeekIndex: dayOfWeekIndex, Month: month }],
});

const absoluteYearly = t.extended('AbsoluteYearlyRecurrencePatternType', recurrencePattern, {
  content: [{ DayOfMonth: xs.int, Month: month }],
});

const relativeMonthly = t.extended('RelativeMonthlyRecurrencePatternType', intervalPattern, {
  content: [{ DaysOfWeek: dayOfWeek, DayOfWeekIndex: dayOfWeekIndex }],
});

const absoluteMonthly = t.extended('AbsoluteMonthlyRecurrencePatternType', intervalPattern, {
  content: [{ DayOfMonth: xs.int }],
});

const weekly = t.extended('WeeklyRecurrencePatternType', intervalPattern, {
  content: [{ DaysOfWeek: daysOfWeek, FirstDayOfWeek: optional(dayOfWeek) }],
});

const daily = t.extended('DailyRecurrencePatternType', intervalPattern, {});

const regeneratingPattern = t.extended('RegeneratingPatternBaseType', intervalPattern, { isAbstract: true });

const patterns = {
  RelativeYearlyRecurrence: relativeYearlyRecurrencePattern,
  AbsoluteYearlyRecurrence: absoluteYearly,
  RelativeMonthlyRecurrence: relativeMonthly,
  AbsoluteMonthlyRecurrence: absoluteMonthly,
  WeeklyRecurrence: weekly,
  DailyRecurrence: daily,
};

/** A task comes again so long after it was completed. */
const regenerations = {
  DailyRegeneration: t.extended('DailyRegeneratingPatternType', regeneratingPattern, {}),
  WeeklyRegeneration: t.extended('WeeklyRegeneratingPatternType', regeneratingPattern, {}),
  MonthlyRegeneration: t.extended('MonthlyRegeneratingPatternType', regeneratingPattern, {}),
  YearlyRegeneration: t.extended('YearlyRegeneratingPatternType', regeneratingPattern, {}),
};

const range = t.complex('RecurrenceRangeBaseType', { isAbstract: true, content: [{ StartDate: xs.date }] });

const ranges = choice({
  NoEndRecurrence: t.extended('NoEndRecurrenceRangeType', range, {}),
  EndDateRecurrence: t.extended('EndDateRecurrenceRangeType', range, { content: [{ EndDate: xs.date }] }),
  NumberedRecurrence: t.extended('NumberedRecurrenceRangeType', range, { content: [{ NumberOfOccurrences: xs.int }] }),
});

export const recurrence = t.complex('RecurrenceType', { content: [choice(patterns), ranges] });

export const taskRecurrence = t.complex('TaskRecurrenceType', {
  content: [choice({ ...patterns, ...regenerations }), ranges],
});
