import fc from 'fast-check';
import rrule from 'rrule';
import t from 'tap';
import { ruleText } from '../src/ews/mime/recurrence-rule.js';
import { eventsBetween, lastEventOf } from '../src/mailbox/calendar.js';
import { forgetfulLog } from '../src/mailbox/change-log.js';
import { Mailbox } from '../src/mailbox/mailbox.js';
import type { Recurrence } from '../src/mailbox/recurrence.js';
import { Starts } from '../src/mailbox/series.js';
import { momentOfClock, zoneOf } from '../src/mailbox/time-zone.js';

const { RRule } = rrule;

// Series: the same as a kept library makes of their rules, wherever one looks, and nothing for what lies before.

const dayMs = 24 * 60 * 60 * 1000;
const zone = zoneOf('W. Europe Standard Time');

const weekday = fc.constantFrom('Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday');
const DaysOfWeek = fc.oneof(weekday, fc.constantFrom('Day', 'Weekday', 'WeekendDay'));
const relative = { DaysOfWeek, DayOfWeekIndex: fc.constantFrom('First', 'Second', 'Third', 'Fourth', 'Last') };
const Month = fc.constantFrom('January', 'February', 'April', 'June', 'December');
const DayOfMonth = fc.integer({ min: 1, max: 31 });
const Interval = fc.integer({ min: 1, max: 13 });

const pattern = fc.oneof(
  fc.record({ DailyRecurrence: fc.record({ Interval }) }),
  fc.record({
    WeeklyRecurrence: fc.record({
      Interval,
      DaysOfWeek: fc.array(weekday, { minLength: 1, maxLength: 7 }),
      FirstDayOfWeek: fc.option(weekday, { nil: undefined }),
    }),
  }),
  fc.record({ AbsoluteMonthlyRecurrence: fc.record({ Interval, DayOfMonth }) }),
  fc.record({ RelativeMonthlyRecurrence: fc.record({ Interval, ...relative }) }),
  fc.record({ AbsoluteYearlyRecurrence: fc.record({ DayOfMonth, Month }) }),
  fc.record({ RelativeYearlyRecurrence: fc.record({ ...relative, Month }) }),
);
const date = fc.date({ min: new Date('1995-01-01'), max: new Date('2035-12-31'), noInvalidDate: true });
const day = date.map((one) => one.toISOString().slice(0, 10));
const range = fc.oneof(
  fc.record({ NoEndRecurrence: fc.record({ StartDate: day }) }),
  fc.record({ EndDateRecurrence: fc.record({ StartDate: day, EndDate: day }) }),
  fc.record({
    NumberedRecurrence: fc.record({ StartDate: day, NumberOfOccurrences: fc.integer({ min: 1, max: 400 }) }),
  }),
);

function startDateOf({ NoEndRecurrence, EndDateRecurrence, NumberedRecurrence }: Recurrence): string {
  return (NoEndRecurrence ?? EndDateRecurrence ?? NumberedRecurrence)?.StartDate ?? '';
}

t.test('a series begins as often and whenever its rule says', async (t) => {
  fc.assert(
    fc.property(pattern, range, fc.integer({ min: -400, max: 4000 }), (one, other, days) => {
      const series: Recurrence = { ...one, ...other };
      const dtstart = new Date(`${startDateOf(series)}T09:30:00Z`);
      const starts = new Starts(series, Date.parse('2001-06-01T07:30:00Z'), zone);
      const rule = new RRule({ ...RRule.parseString(ruleText(series, zoneOf(undefined))), dtstart });
      const from = dtstart.getTime() + days * dayMs;
      const all = rule.between(new Date(0), new Date(from + 400 * dayMs), true);
      const expected = all.map((start) => momentOfClock(start.getTime(), zone));
      const first = expected.filter((start) => start < from).length;
      t.equal(starts.firstFrom(from), Math.min(first, starts.count));
      for (const index of [0, first, first + 1, expected.length - 1]) {
        if (index >= 0 && index < expected.length && starts.at(index) !== expected[index]) return false;
      }
      return series.NoEndRecurrence !== undefined || starts.count >= expected.length;
    }),
  );
});

t.test('a series ends where its rule ends', async (t) => {
  fc.assert(
    fc.property(pattern, range, (one, other) => {
      const series: Recurrence = { ...one, ...other };
      if (series.NoEndRecurrence) return;
      const dtstart = new Date(`${startDateOf(series)}T09:30:00Z`);
      const rule = new RRule({ ...RRule.parseString(ruleText(series, zoneOf(undefined))), dtstart });
      t.equal(new Starts(series, Date.parse('2001-06-01T07:30:00Z'), zone).count, rule.count());
    }),
    { numRuns: 50 },
  );
});

/** How often a zone is asked for its offset: that is what a series costs. */
function costOf(StartDate: string, from: string, to: string, range: Partial<Recurrence> = {}): number {
  let asked = 0;
  const clock = { now: () => Date.parse('2026-11-30T10:00:00Z') } as never;
  const mailbox = new Mailbox('one', { clock, log: forgetfulLog() });
  const { number = 0 } = mailbox.folderNamed('calendar') ?? {};
  const Recurrence = { DailyRecurrence: { Interval: 1 }, NoEndRecurrence: { StartDate }, ...range };
  const properties = { Start: `${StartDate}T10:00:00Z`, End: `${StartDate}T11:00:00Z`, Recurrence };
  const { prototype } = zoneOf(undefined).constructor as { readonly prototype: { offset(moment: number): number } };
  const { offset } = prototype;
  prototype.offset = function counted(moment: number) {
    asked += 1;
    return offset.call(this, moment);
  };
  try {
    const item = mailbox.createItem({ folder: number, kind: 'CalendarItem', properties, isRead: true });
    t.equal(eventsBetween(mailbox, number, Date.parse(from), Date.parse(to)).length, 31);
    lastEventOf(item);
  } finally {
    prototype.offset = offset;
  }
  return asked;
}

t.test('a month of a series costs the same, however long ago it began', async (t) => {
  const december = ['2026-12-01T00:00:00Z', '2027-01-01T00:00:00Z'] as const;
  const ofYesterday = costOf('2026-11-29', ...december);
  for (const StartDate of ['0001-01-01', '1970-01-01', '2001-01-01']) {
    t.ok(costOf(StartDate, ...december) <= ofYesterday + 20, StartDate);
  }
  t.ok(costOf('2026-11-29', '9998-12-01T00:00:00Z', '9999-01-01T00:00:00Z') <= ofYesterday + 20, 'far in the future');
  const numbered = {
    NoEndRecurrence: undefined,
    NumberedRecurrence: { StartDate: '1970-01-01', NumberOfOccurrences: 2_000_000_000 },
  };
  t.ok(costOf('1970-01-01', ...december, numbered) <= ofYesterday + 20, 'numbered');
});
