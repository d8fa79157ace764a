import { LRUCache } from 'lru-cache';
import { DateTime, Zone } from 'luxon';
import type { serializableTimeZone } from '../../ews-schema/time-zones.js';
import type { ValueOf } from '../../xsd/model.js';

export type SerializableTimeZone = ValueOf<typeof serializableTimeZone>;
type Change = SerializableTimeZone['StandardTime'];

const minute = 60_000;
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const lastOfMonth = 5;

/**
 * A time zone as free/busy requests write it: a bias from local time to UTC, in minutes, and two days a year on which
 * another one is added (MS-OXWAVLS). A month of 0 means that clocks are never changed.
 */
export class SerializableZone extends Zone {
  readonly rules: SerializableTimeZone;

  constructor(rules: SerializableTimeZone) {
    super();
    this.rules = rules;
  }

  override get type(): string {
    return 'serializable';
  }

  override get name(): string {
    return `bias ${this.rules.Bias}`;
  }

  override get isUniversal(): boolean {
    return !this.#changes;
  }

  override get isValid(): boolean {
    return true;
  }

  override offsetName(): null {
    return null;
  }

  override formatOffset(moment: number): string {
    return (
      DateTime.utc()
        .setZone('utc')
        .plus({ minutes: this.offset(moment) })
        .toISOTime() ?? ''
    );
  }

  override equals(other: Zone): boolean {
    return other === this;
  }

  /** Minutes that clocks are ahead of UTC. */
  override offset(moment: number): number {
    const { Bias, StandardTime, DaylightTime } = this.rules;
    return -(Bias + (this.#isDaylight(moment) ? DaylightTime.Bias : StandardTime.Bias));
  }

  get #changes(): boolean {
    return this.rules.StandardTime.Month > 0 && this.rules.DaylightTime.Month > 0;
  }

  #isDaylight(moment: number): boolean {
    if (!this.#changes) return false;
    const { Bias, StandardTime, DaylightTime } = this.rules;
    const year = new Date(moment - Bias * minute).getUTCFullYear();
    const toDaylight = changeOf(year, DaylightTime) + (Bias + StandardTime.Bias) * minute;
    const toStandard = changeOf(year, StandardTime) + (Bias + DaylightTime.Bias) * minute;
    return toDaylight < toStandard
      ? moment >= toDaylight && moment < toStandard
      : moment >= toDaylight || moment < toStandard; // south of the equator
  }
}

/** The moment of a change of clocks as local time tells it, as if it were UTC. */
function changeOf(year: number, { Month, DayOrder, DayOfWeek, Time }: Change): number {
  const wanted = weekdays.indexOf(DayOfWeek) + 1;
  const weekday = new Date(Date.UTC(year, Month - 1, 1)).getUTCDay();
  const day = 1 + ((wanted - weekday + 7) % 7) + (Math.min(DayOrder, lastOfMonth) - 1) * 7;
  const daysInMonth = new Date(Date.UTC(year, Month, 0)).getUTCDate();
  const inMonth = day > daysInMonth ? day - 7 : day;
  const [hour = 0, minutes = 0] = Time.split(':').map(Number);
  return Date.UTC(year, Month - 1, inMonth, hour, minutes);
}

/** They are found by going through a year. */
const known = new LRUCache<string, SerializableTimeZone>({ max: 64 });

/** A zone as free/busy messages write it: its rules of one year. */
export function serializable(zone: Zone, year: number): SerializableTimeZone {
  if (zone instanceof SerializableZone) return zone.rules;
  const key = `${zone.name} ${year}`;
  const rules = known.get(key) ?? rulesOf(zone, year);
  known.set(key, rules);
  return rules;
}

function rulesOf(zone: Zone, year: number): SerializableTimeZone {
  const [winter, summer] = [zone.offset(Date.UTC(year, 0, 1)), zone.offset(Date.UTC(year, 6, 1))];
  const standard = Math.min(winter, summer);
  const never = { Bias: 0, Time: '00:00:00', DayOrder: 0, Month: 0, DayOfWeek: 'Sunday' } as const;
  const changes = changesIn(zone, year);
  const [toStandard, toDaylight] = [false, true].map((isDaylight) =>
    changes.find(({ to }) => to > standard === isDaylight),
  );
  // Clocks that change only once in the year change no more, or not yet.
  if (!toStandard || !toDaylight) return { Bias: -standard, StandardTime: never, DaylightTime: never };
  return {
    Bias: -standard,
    StandardTime: { ...toStandard.rule, Bias: 0 },
    DaylightTime: { ...toDaylight.rule, Bias: standard - Math.max(winter, summer) },
  };
}

const day = 24 * 60 * minute;
/** Clocks are changed at full quarters of an hour, by UTC not always at full hours. */
const step = 15 * minute;

function changesIn(zone: Zone, year: number) {
  const changes: { readonly to: number; readonly rule: Omit<Change, 'Bias'> }[] = [];
  for (let midnight = Date.UTC(year, 0, 1); midnight < Date.UTC(year + 1, 0, 1); midnight += day) {
    if (zone.offset(midnight - 1) === zone.offset(midnight + day - 1)) continue; // most days
    for (let at = midnight; at < midnight + day; at += step) {
      const [before, to] = [zone.offset(at - 1), zone.offset(at)];
      if (before !== to) changes.push({ to, rule: ruleOf(DateTime.fromMillis(at + before * minute, { zone: 'utc' })) });
    }
  }
  return changes;
}

/** A change on the day and at the time that clocks show when it comes. */
function ruleOf(local: DateTime): Omit<Change, 'Bias'> {
  const isLast = local.day + 7 > (local.daysInMonth ?? 31);
  return {
    Time: local.toFormat('HH:mm:ss'),
    DayOrder: isLast ? lastOfMonth : Math.ceil(local.day / 7),
    Month: local.month,
    DayOfWeek: (weekdays[local.weekday - 1] ?? 'Sunday') as Change['DayOfWeek'],
  };
}
