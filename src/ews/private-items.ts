import type { CalendarEvent } from '../mailbox/calendar.js';
import type { StoredItem } from '../mailbox/stored.js';
import type { FoundItem } from './found-item.js';
import { saidOf } from './item-properties.js';

/** What everybody may know of a private item: that there is something, and when. */
const open: ReadonlySet<string> = new Set([
  ...['ItemClass', 'Sensitivity', 'Start', 'End', 'StartTimeZone', 'EndTimeZone', 'IsAllDayEvent'],
  ...['LegacyFreeBusyStatus', 'Recurrence'],
]);

/**
 * Whether its owner alone may look at it. Private is a sensitivity; Confidential asks readers for something, and hides
 * nothing. Documented is the right, ViewPrivateItems ("not visible to a delegate or client"); the lab gives it to nobody.
 */
export function isHidden(found: FoundItem): boolean {
  if (found.isOwn) return false;
  return found.item.properties.Sensitivity === secret || saidOf(found).Sensitivity === secret;
}

/** The sensitivity of what its owner alone looks at. */
export const secret = 'Private';

/**
 * An item of a list as its reader may see it, and as what he searches for is compared with it. How Exchange shows a
 * private item over EWS is not public: that it is there with its times, and nothing else, is the lab's choice.
 */
export function asSeen(found: FoundItem): FoundItem {
  if (!isHidden(found)) return found;
  const item = bare.get(found.item) ?? withoutDetails(found.item);
  bare.set(found.item, item);
  const { occurrence } = found;
  return { ...found, item, occurrence: occurrence && withoutWords(occurrence, item) };
}

/** A list is looked through again and again; what was found out of an item is kept by the item (mailbox/calendar.ts). */
const bare = new WeakMap<StoredItem, StoredItem>();

function withoutDetails(item: StoredItem): StoredItem {
  const { extended: _, attachments: __, ...rest } = item;
  const exceptions = item.exceptions?.map((one) => ({ ...one, properties: opened(one.properties) }));
  const properties = { ...opened(item.properties), Sensitivity: secret };
  return { ...rest, properties, ...(exceptions ? { exceptions } : {}) };
}

function withoutWords({ exception, ...event }: CalendarEvent, item: StoredItem): CalendarEvent {
  const own = exception && { exception: { ...exception, properties: opened(exception.properties) } };
  return { ...event, item, ...own };
}

function opened(properties: StoredItem['properties']): StoredItem['properties'] {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => open.has(name)));
}
