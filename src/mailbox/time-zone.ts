import { DateTime, IANAZone, type Zone } from 'luxon';
import { findIana, findWindows } from 'windows-iana';

/** The time zone that Windows knows by this id; UTC where it is not known. */
export function zoneOf(windowsId: string | undefined): IANAZone {
  const [name] = windowsId === undefined ? [] : findIana(windowsId);
  return IANAZone.create(name ?? 'Etc/UTC');
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
  return DateTime.fromMillis(moment, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

/** The id that Windows has for a zone; undefined where it has none. */
export function windowsIdOf(zone: Zone): string | undefined {
  return findWindows(zone.name)[0];
}
