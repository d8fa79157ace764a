import type { CalendarEvent } from '../../mailbox/calendar.js';

/** What each status counts as in merged free/busy (MS-OXWAVLS): where several are at once, the one further up here shows. */
const digits = { OOF: '3', Busy: '2', Tentative: '1', WorkingElsewhere: '4', Free: '0', NoData: '5' } as const;

export type BusyType = keyof typeof digits;
const byWeight = Object.keys(digits) as readonly BusyType[];

export function busyTypeOf({ item, exception }: CalendarEvent): BusyType {
  const status = exception?.properties.LegacyFreeBusyStatus ?? item.properties.LegacyFreeBusyStatus;
  return byWeight.find((one) => one === status) ?? 'Busy';
}

/** A digit for each interval of a time; the last one may be shorter. */
export function mergedFreeBusy(
  events: readonly CalendarEvent[],
  { from, to, minutes }: { readonly from: number; readonly to: number; readonly minutes: number },
): string {
  const length = minutes * 60_000;
  const merged = Array.from({ length: Math.ceil((to - from) / length) }, () => byWeight.indexOf('Free'));
  for (const event of events) {
    const weight = byWeight.indexOf(busyTypeOf(event));
    const first = Math.max(0, Math.floor((event.start - from) / length));
    const last = Math.min(merged.length, Math.ceil((event.end - from) / length));
    for (let at = first; at < last; at += 1) merged[at] = Math.min(merged[at] ?? weight, weight);
  }
  return merged.map((weight) => digits[byWeight[weight] ?? 'Free']).join('');
}

/** What the weightiest digit in a piece of merged free/busy means. */
export function weightiest(merged: string): BusyType {
  return byWeight.find((type) => merged.includes(digits[type])) ?? 'Free';
}
