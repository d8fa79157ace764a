import type { Zone } from 'luxon';
import { momentOf, utcText, zoneOf } from '../mailbox/time-zone.js';
import { EwsError } from './errors.js';

/** An appointment keeps moments, and the zone whose clocks it goes by. */
export function withMoments(
  said: Readonly<Record<string, unknown>>,
  requestZone: Zone,
): Readonly<Record<string, unknown>> {
  const { Start, End, StartTimeZone } = said as { Start?: string; End?: string; StartTimeZone?: { Id?: string } };
  if (Start === undefined) return said;
  const zone = StartTimeZone?.Id === undefined ? requestZone : zoneOf(StartTimeZone.Id);
  const start = momentOf(Start, zone);
  const end = End === undefined ? start : momentOf(End, zone);
  if (end < start) {
    throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate');
  }
  return { ...said, Start: utcText(start), End: utcText(end) };
}
