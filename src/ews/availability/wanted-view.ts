import type { Zone } from 'luxon';
import type { WantedFreeBusy } from '../../connectivity/availability-messages.js';
import { localText, momentOf } from '../../mailbox/time-zone.js';
import { EwsError } from '../errors.js';
import type { ViewType, WantedView } from './free-busy-view.js';
import { type SerializableTimeZone, SerializableZone, serializable } from './serializable-zone.js';

/** The default of MergedFreeBusyIntervalInMinutes. Documented bounds are 6 minutes and a day; Microsoft's own client allows 5. */
const usualInterval = 30;
const shortestInterval = 5;
const longestInterval = 1440;
/** Documented as 42 days for Exchange 2007; newer ones allow 62. */
const longestWindowMs = 62 * 24 * 60 * 60 * 1000;

export interface TimeWindow {
  readonly StartTime: string;
  readonly EndTime: string;
}

/** The zone of a request: local times are meant in it and shown in it. Throws EwsError for rules that make no sense. */
export function zoneOfRequest(rules: SerializableTimeZone | undefined, header: Zone): Zone {
  if (!rules) return header;
  if (!isUsable(rules)) throw new EwsError('ErrorTimeZone', '[lab] The TimeZone of the request can’t be used.');
  return new SerializableZone(rules);
}

const dayInMinutes = 24 * 60;

function isUsable({ Bias, StandardTime, DaylightTime }: SerializableTimeZone): boolean {
  const changes = [StandardTime, DaylightTime];
  const isBias = (minutes: number) => Math.abs(minutes) <= dayInMinutes;
  if (!isBias(Bias) || !changes.every((change) => isBias(change.Bias))) return false;
  if (changes.every(({ Month }) => Month === 0)) return true;
  return changes.every(
    ({ Month, DayOrder, Time }) =>
      Month >= 1 && Month <= 12 && DayOrder >= 1 && DayOrder <= 5 && /^([01]\d|2[0-3]):[0-5]\d/.test(Time),
  );
}

/** Moments of a time window; throws EwsError where it is none, or too long. */
export function momentsOf({ StartTime, EndTime }: TimeWindow, zone: Zone, name: string): [from: number, to: number] {
  const [from, to] = [momentOf(StartTime, zone), momentOf(EndTime, zone)];
  if (!(to > from))
    throw new EwsError('ErrorInvalidTimeInterval', `The requested time duration specified for ${name} is invalid.`);
  if (to - from > longestWindowMs)
    throw new EwsError('ErrorTimeIntervalTooBig', 'The requested time duration is too long.');
  return [from, to];
}

/** What FreeBusyViewOptions want; throws EwsError where that can't be had of anybody. */
export function wantedView(options: WantedFreeBusy['FreeBusyViewOptions'], zone: Zone): WantedView {
  const { TimeWindow, MergedFreeBusyIntervalInMinutes: minutes = usualInterval, RequestedView } = options ?? {};
  if (!TimeWindow) throw new Error('The schema asks for a TimeWindow.');
  const [from, to] = momentsOf(TimeWindow, zone, 'FreeBusyViewOptions.TimeWindow');
  if (minutes < shortestInterval || minutes > longestInterval) {
    throw new EwsError('ErrorInvalidMergedFreeBusyInterval', 'The specified merged free/busy interval is invalid.');
  }
  const type = viewType(RequestedView ?? ['FreeBusyMerged']);
  // Documented: None is for answers.
  if (type === 'None') throw new EwsError('ErrorInvalidFreeBusyViewType', '[lab] The requested view is not valid.');
  return { from, to, minutes, type, zone };
}

/** Several values at once want all that each of them would. */
function viewType(values: readonly ViewType[]): ViewType {
  const has = (part: RegExp) => values.some((value) => part.test(value));
  const isMerged = has(/Merged/);
  if (has(/^Detailed/)) return isMerged ? 'DetailedMerged' : 'Detailed';
  if (has(/^FreeBusy/)) return isMerged ? 'FreeBusyMerged' : 'FreeBusy';
  return isMerged ? 'MergedOnly' : 'None';
}

/** The same wishes for another organisation: its answer is in the caller's zone then. */
export function wantedElsewhere({ from, to, minutes, type, zone }: WantedView): WantedFreeBusy {
  return {
    TimeZone: serializable(zone, new Date(from).getUTCFullYear()),
    FreeBusyViewOptions: {
      TimeWindow: { StartTime: localText(from, zone), EndTime: localText(to, zone) },
      MergedFreeBusyIntervalInMinutes: minutes,
      RequestedView: [type],
    },
  };
}
