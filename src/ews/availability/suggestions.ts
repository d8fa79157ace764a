import { DateTime, type Zone } from 'luxon';
import type { suggestionsResponse } from '../../ews-schema/suggestions.js';
import { localText } from '../../mailbox/time-zone.js';
import type { ValueOf } from '../../xsd/model.js';
import { EwsError } from '../errors.js';
import type { Sighting } from './calendars.js';
import { isWorkTime } from './free-busy-view.js';
import { type BusyType, weightiest } from './merged.js';
import type { SuggestionWishes } from './suggestion-wishes.js';

type DayResult = NonNullable<
  NonNullable<ValueOf<typeof suggestionsResponse>['SuggestionDayResultArray']>['SuggestionDayResult']
>[number];
type Suggestion = NonNullable<NonNullable<DayResult['SuggestionArray']>['Suggestion']>[number];
type Quality = Suggestion['SuggestionQuality'];
type Conflicts = NonNullable<Suggestion['AttendeeConflictDataArray']>['conflicts'];

/** From the best one. */
export const qualities: readonly Quality[] = ['Excellent', 'Good', 'Fair', 'Poor'];

/** Somebody who is to come to the meeting, and what is known of his time. */
export interface Attendee {
  readonly sighting: Sighting;
  /** No time is wanted at which he can't. */
  readonly excludesConflicts: boolean;
}

/** A time for the meeting. */
interface Candidate {
  readonly start: number;
  readonly isWorkTime: boolean;
  readonly quality: Quality;
  readonly states: readonly AttendeeState[];
}

/** Undefined for who could not be found. */
type AttendeeState = BusyType | undefined;

/** Times begin every half hour, counted from the beginning of the window: how Exchange counts is unknown. */
export const suggestionInterval = 30;
const step = suggestionInterval * 60_000;

/** The best times of each day in the window (MS-OXWAVLS). */
export function suggestionsByDay(
  attendees: readonly Attendee[],
  wishes: SuggestionWishes,
  zone: Zone,
): readonly DayResult[] {
  const byDay = new Map<string, Candidate[]>();
  for (const day of daysOf(wishes, zone)) byDay.set(day, []);
  for (const candidate of candidatesOf(attendees, wishes)) byDay.get(dayOf(candidate.start, zone))?.push(candidate);
  return [...byDay].map(([day, candidates]) => dayResult(day, candidates, { wishes, zone }));
}

function dayOf(moment: number, zone: Zone): string {
  return `${localText(moment, zone).slice(0, 10)}T00:00:00`;
}

function daysOf({ from, to }: SuggestionWishes, zone: Zone): readonly string[] {
  const days: string[] = [];
  const last = dayOf(to - 1, zone);
  for (let day = DateTime.fromMillis(from, { zone }).startOf('day'); ; day = day.plus({ days: 1 })) {
    days.push(dayOf(day.toMillis(), zone));
    if (days.at(-1) === last || day.toMillis() > to) return days;
  }
}

function candidatesOf(attendees: readonly Attendee[], wishes: SuggestionWishes): readonly Candidate[] {
  const { from, to, minutes, goodThreshold } = wishes;
  const length = minutes * 60_000;
  const candidates: Candidate[] = [];
  for (let start = from; start + length <= to; start += step) {
    const first = (start - from) / step;
    const states = attendees.map(({ sighting }) => stateOf(sighting, first, Math.ceil(length / step)));
    if (attendees.some(({ excludesConflicts }, at) => excludesConflicts && !isAvailable(states[at]))) continue;
    const quality = qualityOf(states, goodThreshold);
    candidates.push({ start, isWorkTime: isWorkTime(start, start + length), quality, states });
  }
  return candidates;
}

function stateOf(sighting: Sighting, first: number, count: number): AttendeeState {
  if (sighting instanceof EwsError) {
    return sighting.responseCode === 'ErrorMailRecipientNotFound' ? undefined : 'NoData';
  }
  const merged = sighting.MergedFreeBusy?.slice(first, first + count) ?? '';
  return merged === '' ? 'NoData' : weightiest(merged);
}

/** That tentative is a conflict, and working elsewhere is none, is inferred. */
function isAvailable(state: AttendeeState): boolean {
  return state === 'Free' || state === 'WorkingElsewhere';
}

/** By how many of those invited are available: all, the threshold and 50 percent, 50 percent (documented for SuggestionQuality). */
function qualityOf(states: readonly AttendeeState[], goodThreshold: number): Quality {
  const percent = (100 * states.filter(isAvailable).length) / states.length;
  if (percent === 100) return 'Excellent';
  if (percent >= goodThreshold + 50) return 'Good';
  return percent >= 50 ? 'Fair' : 'Poor';
}

/** The better ones first, then the earlier ones; that the day is as good as its best time is inferred. */
function dayResult(
  day: string,
  candidates: readonly Candidate[],
  { wishes, zone }: { readonly wishes: SuggestionWishes; readonly zone: Zone },
): DayResult {
  const { mostByDay, mostOutsideWork, minimumQuality } = wishes;
  const rank = (quality: Quality) => qualities.indexOf(quality);
  const good = candidates
    .filter(({ quality }) => rank(quality) <= rank(minimumQuality))
    .toSorted((one, other) => rank(one.quality) - rank(other.quality) || one.start - other.start);
  const work = good.filter((one) => one.isWorkTime);
  const outside = good.filter((one) => !one.isWorkTime).slice(0, mostOutsideWork);
  const chosen = [...work, ...outside].slice(0, mostByDay);
  return {
    Date: day,
    DayQuality: qualities.find((quality) => chosen.some((one) => one.quality === quality)) ?? 'Poor',
    SuggestionArray: { Suggestion: chosen.map((one) => suggestionOf(one, zone)) },
  };
}

function suggestionOf({ start, isWorkTime: IsWorkTime, quality, states }: Candidate, zone: Zone): Suggestion {
  return {
    MeetingTime: localText(start, zone),
    IsWorkTime,
    SuggestionQuality: quality,
    AttendeeConflictDataArray: { conflicts: states.map(conflictOf) },
  };
}

/** In the order of the request: each of those invited has his place. */
function conflictOf(state: AttendeeState): NonNullable<Conflicts>[number] {
  return state === undefined
    ? { UnknownAttendeeConflictData: {} }
    : { IndividualAttendeeConflictData: { BusyType: state } };
}
