import { DateTime, IANAZone, type Zone } from 'luxon';
import { findIana, findWindows } from 'windows-iana';

const minute = 60_000;
const day = 24 * 60 * minute;
/** Half a century. */
const mostOffsets = 20_000;

/** A zone that remembers its offsets, which are dear to find. No zone changes its clocks twice in a day. */
class RememberingZone extends IANAZone {
  /** At the beginning of days, UTC. */
  readonly #offsets = new Map<number, number>();

  override offset(moment: number): number {
    const today = Math.floor(moment / day);
    const [before, after] = [this.#offsetOn(today), this.#offsetOn(today + 1)];
    return before === after ? before : super.offset(moment);
  }

  #offsetOn(number: number): number {
    const known = this.#offsets.get(number);
    if (known !== undefined) return known;
    const offset = super.offset(number * day);
    if (this.#offsets.size >= mostOffsets) this.#offsets.clear();
    this.#offsets.set(number, offset);
    return offset;
  }
}

const utc = new RememberingZone('Etc/UTC');
const zones = new Map<string, IANAZone>();

/** The time zone that Windows knows by this id; UTC where it is not known. */
export function zoneOf(windowsId: string | undefined): IANAZone {
  if (windowsId === undefined) return utc;
  const known = zones.get(windowsId);
  if (known) return known;
  const [name] = findIana(windowsId);
  if (name === undefined) return utc;
  const zone = new RememberingZone(name);
  zones.set(windowsId, zone);
  return zone;
}

/**
 * The moment at which clocks of a zone show a time, which is given as if it were UTC. A time that they show twice is
 * standard time, as .NET has it (documented for TimeZoneInfo.ConvertTimeToUtc); one that they skip comes as much later.
 */
export function momentOfClock(time: number, zone: Zone): number {
  const standard = Math.min(zone.offset(time - day), zone.offset(time + day));
  const first = time - standard * minute;
  const offset = zone.offset(first);
  if (offset === standard) return first;
  const second = time - offset * minute;
  const last = zone.offset(second);
  return time - Math.min(offset, last) * minute;
}

/**
 * The moment that a date and time of XML Schema means, milliseconds since 1970; without an offset of its own it is a
 * local time of the zone.
 */
export function momentOf(text: string, zone: Zone): number {
  return DateTime.fromISO(text, { zone }).toMillis();
}

/** The years that texts of moments can have: 1 to 9999. */
const earliest = Date.parse('0001-01-01T00:00:00Z');
const latest = Date.parse('9999-12-31T23:59:59Z');

/** `2026-11-30T10:00:00Z`; what an offset carries beyond the years that can be written is the nearest that can. */
export function utcText(moment: number): string {
  const written = Math.min(Math.max(moment, earliest), latest);
  return `${new Date(written).toISOString().slice(0, 19)}Z`;
}

/** `2026-11-30T10:00:00`, as clocks of the zone show it. */
export function localText(moment: number, zone: Zone): string {
  return new Date(moment + zone.offset(moment) * minute).toISOString().slice(0, 19);
}

/** The id that Windows has for a zone; undefined where it has none. */
export function windowsIdOf(zone: Zone): string | undefined {
  return findWindows(zone.name)[0];
}
