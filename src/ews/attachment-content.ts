import type { Zone } from 'luxon';
import { itemKinds } from '../ews-schema/items.js';
import type { StoredAttachment, StoredItem } from '../mailbox/stored.js';
import { EwsError } from './errors.js';
import { withMoments } from './item-moments.js';

type Value = Readonly<Record<string, unknown>>;

/** What is attached to what is attached, and so on: so often. */
const deepest = 10;

/**
 * Attachments as a mailbox keeps them, from their values in a request: those of attached items stand beside the others,
 * each with a number of its own, the first after `last`.
 */
export function attachmentsFrom(said: unknown, zone: Zone, last = 0): readonly StoredAttachment[] {
  const stored: StoredAttachment[] = [];
  const take = (all: readonly Readonly<Record<string, Value>>[], within: number | undefined, depth: number): void => {
    if (depth > deepest) {
      throw new EwsError(
        'ErrorAttachmentNestLevelLimitExceeded',
        'The item has attachment at more than the maximum supported nest level.',
      );
    }
    for (const one of all) {
      const [[kind, { AttachmentId: _, ...properties }]] = Object.entries(one) as [[StoredAttachment['kind'], Value]];
      const part = last + stored.length + 1;
      const item = itemIn(properties);
      const { Attachments = [], ...inner } = item?.value ?? {};
      const own = item
        ? { ...properties, [item.kind]: item.kind === 'CalendarItem' ? withMoments(inner, zone) : inner }
        : properties;
      stored.push({ part, ...(within === undefined ? {} : { within }), kind, properties: own });
      take(Attachments as readonly Readonly<Record<string, Value>>[], part, depth + 1);
    }
  };
  take((said ?? []) as readonly Readonly<Record<string, Value>>[], undefined, 1);
  return stored;
}

/** The way back: as a request would have them. */
export function attachmentValues(all: readonly StoredAttachment[]): readonly Readonly<Record<string, Value>>[] {
  const byOuter = new Map<number | undefined, StoredAttachment[]>();
  for (const one of all) {
    const others = byOuter.get(one.within);
    if (others) others.push(one);
    else byOuter.set(one.within, [one]);
  }
  const valuesWithin = (outer: number | undefined): readonly Readonly<Record<string, Value>>[] =>
    (byOuter.get(outer) ?? []).map(({ part, kind, properties }) => {
      const item = itemIn(properties);
      if (!item) return { [kind]: properties };
      const Attachments = valuesWithin(part);
      return {
        [kind]: { ...properties, [item.kind]: Attachments.length === 0 ? item.value : { ...item.value, Attachments } },
      };
    });
  return valuesWithin(undefined);
}

/** The highest number that one of an item's attachments has had. */
export function lastPartOf({ lastPart = 0, attachments = [] }: Pick<StoredItem, 'lastPart' | 'attachments'>): number {
  return attachments.reduce((most, { part }) => Math.max(most, part), lastPart);
}

/** The item that is attached, under the name of its kind. */
export function itemIn(properties: Value): { readonly kind: string; readonly value: Value } | undefined {
  const kind = Object.keys(properties).find((name) => Object.hasOwn(itemKinds, name));
  return kind === undefined ? undefined : { kind, value: properties[kind] as Value };
}

/** An attachment, and all that is attached to it: that stands behind it. */
export function partsOf(all: readonly StoredAttachment[], part: number): ReadonlySet<number> {
  const parts = new Set([part]);
  for (const one of all) if (one.within !== undefined && parts.has(one.within)) parts.add(one.part);
  return parts;
}
