import { DateTime, type Zone } from 'luxon';
import { type ContentLine, line } from './content-lines.js';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lastWeek = 7;

/** When clocks change in a year, as a rule for every year: VTIMEZONE in the form of MS-OXCICAL. */
export function timeZoneLines(id: string, zone: Zone, year: number): readonly ContentLine[] {
  const changes = changesOf(zone, year);
  const offset = zone.offset(Date.UTC(year, 0));
  const standard = Math.min(offset, ...changes.map(({ to }) => to));
  const parts =
    changes.length === 0
      ? observance('STANDARD', { from: offset, to: offset, at: '16010101T000000', rule: undefined })
      : changes.flatMap((change) =>
          observance(change.to === standard ? 'STANDARD' : 'DAYLIGHT', { ...change, ...ruleOf(change) }),
        );
  return ['BEGIN:VTIMEZONE', line('TZID', id), ...parts, 'END:VTIMEZONE'];
}

interface ClockChange {
  readonly moment: number;
  /** Minutes ahead of UTC. */
  readonly from: number;
  readonly to: number;
}

function changesOf(zone: Zone, year: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  for (let day = Date.UTC(year, 0); day < Date.UTC(year + 1, 0); day += dayMs) {
    const [from, to] = [zone.offset(day), zone.offset(day + dayMs)];
    if (from === to) continue;
    let [before, after] = [day, day + dayMs];
    while (after - before > minuteMs) {
      const middle = before + Math.floor((after - before) / 2 / minuteMs) * minuteMs;
      if (zone.offset(middle) === from) before = middle;
      else after = middle;
    }
    changes.push({ moment: after, from, to });
  }
  return changes;
}

/** The last or the nth of its weekdays in its month, at a time of the clocks that are about to change. */
function ruleOf({ moment, from }: ClockChange) {
  const local = DateTime.fromMillis(moment, { zone: 'utc' }).plus({ minutes: from });
  const isLast = local.day + lastWeek > (local.daysInMonth ?? 0);
  const week = isLast ? -1 : Math.ceil(local.day / lastWeek);
  const weekday = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][local.weekday - 1];
  return {
    at: `16010101T${local.toFormat('HHmmss')}`,
    rule: `FREQ=YEARLY;INTERVAL=1;BYDAY=${week}${weekday};BYMONTH=${local.month}`,
  };
}

function observance(
  name: 'STANDARD' | 'DAYLIGHT',
  {
    at,
    from,
    to,
    rule,
  }: { readonly at: string; readonly from: number; readonly to: number; readonly rule: ContentLine },
): readonly ContentLine[] {
  return [
    `BEGIN:${name}`,
    line('DTSTART', at),
    line('TZOFFSETFROM', offsetText(from)),
    line('TZOFFSETTO', offsetText(to)),
    line('RRULE', rule),
    `END:${name}`,
  ];
}

/** `+0100` */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${String(hours).padStart(2, '0')}${String(rest).padStart(2, '0')}`;
}
