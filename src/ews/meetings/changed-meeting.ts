import { type CalendarEvent, eventAt, firstEventOf, lastEventOf } from '../../mailbox/calendar.js';
import type { StoredItem } from '../../mailbox/stored.js';
import type { Sending } from '../delivery.js';
import { EwsError, errors } from '../errors.js';
import type { FoundItem } from '../found-item.js';
import { type FieldChange, withChange } from '../item-changes.js';
import { withMoments } from '../item-moments.js';
import { saidOf } from '../item-properties.js';
import { propertyOf } from '../item-view.js';
import { attendeesOf, withException, withItem, withResolvedAttendees } from './meeting.js';

type Properties = StoredItem['properties'];

/** An appointment, a series or one occurrence of it after changes, in its mailbox. */
export function changedMeeting(
  found: FoundItem,
  changes: readonly FieldChange[],
  sending: Sending,
  isSent: boolean,
): FoundItem {
  const { item, occurrence, mailbox } = found;
  const isOccurrence = occurrence?.index !== undefined;
  const before = isOccurrence ? occurrenceProperties(found) : item.properties;
  const { extended, isRead, properties: said } = changes.reduce(withChange, { ...item, properties: before });
  const timed = withMoments(said, sending.call.zone);
  const hasAttendees = attendeesOf(timed).length > 0;
  const properties = isSent && hasAttendees ? withResolvedAttendees(timed, sending) : timed;
  const changed = isOccurrence
    ? exceptionOf(item, occurrence, before, properties)
    : {
        ...item,
        properties,
        ...(isOtherSeries(item.properties, properties) ? { exceptions: [], deletedOccurrences: [] } : {}),
      };
  requireTimes(changed);
  return withItem(found, mailbox.updateItem({ ...changed, extended, isRead }));
}

/** The series' words with the occurrence's own times; it has no recurrence itself. */
function occurrenceProperties(found: FoundItem): Properties {
  const { Recurrence: _, ...all } = saidOf(found);
  const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null));
  return { ...said, Start: propertyOf(found, 'Start'), End: propertyOf(found, 'End') };
}

function exceptionOf(item: StoredItem, occurrence: CalendarEvent, before: Properties, after: Properties): StoredItem {
  if ('Recurrence' in after) throw new EwsError('ErrorInvalidPropertySet', 'Set action is invalid for property.');
  const differing = Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((name) => before[name] !== after[name])
      .map((name) => [name, after[name] ?? null]), // a log keeps no undefined
  );
  const changed = withException(item, occurrence, differing);
  requireOrder(changed, occurrence.index ?? 0);
  return changed;
}

/** An occurrence stays between its neighbours. */
function requireOrder(item: StoredItem, index: number): void {
  const [before, one, after] = [lastEventOf(item, index - 1), eventAt(item, index), firstEventOf(item, index + 1)];
  if (!one || (before && one.start < before.end) || (after && one.end > after.start)) {
    throw errors.occurrenceCrossingBoundary();
  }
}

/** A series that comes at other times forgets which of its occurrences were different. */
function isOtherSeries(before: Properties, after: Properties): boolean {
  return ['Start', 'End', 'Recurrence'].some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}

function requireTimes(item: StoredItem): void {
  if (!firstEventOf(item) && (item.deletedOccurrences ?? []).length === 0) {
    throw errors.recurrenceEmpty();
  }
}
