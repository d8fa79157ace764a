import type { findItemRequest } from '../ews-schema/operations/find-item.js';
import type { ValueOf } from '../xsd/model.js';
import type { Path } from './extended-properties.js';
import type { FoundItem } from './found-item.js';
import { comparable, compare, sourceOf } from './restriction.js';

type Request = ValueOf<typeof findItemRequest.type>;

/** How items are put into groups, and the groups into an order. */
interface Grouping {
  readonly by: Path;
  readonly on: Path;
  readonly aggregate: 'Minimum' | 'Maximum';
  readonly order: 'Ascending' | 'Descending';
}

/** Undefined where no groups are asked for. */
export function groupingOf({ GroupBy, DistinguishedGroupBy }: Request): Grouping | undefined {
  if (GroupBy) {
    const { AggregateOn, Order } = GroupBy;
    const [by, on] = [GroupBy, AggregateOn] as unknown as [Path, Path];
    return { by, on, aggregate: AggregateOn.Aggregate, order: Order };
  }
  return DistinguishedGroupBy && { ...byConversationTopic, order: DistinguishedGroupBy.Order };
}

/** What the standard grouping stands for (the public page on StandardGroupBy). */
const byConversationTopic = {
  by: { FieldURI: { FieldURI: 'message:ConversationTopic' } },
  on: { FieldURI: { FieldURI: 'item:DateTimeReceived' } },
  aggregate: 'Maximum',
} as const;

/** A line of what is found: the head of a group, or one of its items. */
export interface GroupRow {
  readonly group: number;
  readonly item?: FoundItem;
}

type Comparable = ReturnType<typeof comparable>;

/**
 * The rows that pages are made of: heads of groups count in offsets, as the published answer to a grouped search has it
 * ("Perform grouped searches by using EWS in Exchange"); that they count in the size of a page is inferred.
 */
export function groupRows(all: readonly FoundItem[], { by, on, aggregate, order }: Grouping): readonly GroupRow[] {
  const groups = new Map<string | undefined, { readonly items: FoundItem[]; value: Comparable }>();
  for (const item of all) {
    const source = sourceOf(item);
    const key = comparable(source(by));
    const value = comparable(source(on));
    const name = key === undefined ? undefined : String(key).toLowerCase();
    const group = groups.get(name);
    if (!group) {
      groups.set(name, { items: [item], value });
      continue;
    }
    group.items.push(item);
    const difference = compare(value, group.value) ?? 0;
    if (aggregate === 'Maximum' ? difference > 0 : difference < 0) group.value = value;
  }
  const sign = order === 'Descending' ? -1 : 1;
  const sorted = [...groups.values()].toSorted((one, other) => sign * (compare(one.value, other.value) ?? 0));
  return sorted.flatMap(({ items }, group) => [{ group }, ...items.map((item) => ({ group, item }))]);
}

/** The rows of a page as groups again, each with its number (the same page). */
export function groupsIn<Shown>(page: readonly GroupRow[], show: (item: FoundItem) => Shown) {
  const numbers = [...new Set(page.map(({ group }) => group))];
  return numbers.map((number) => ({
    GroupedItems: {
      GroupIndex: String(number),
      Items: page.flatMap(({ group, item }) => (group === number && item ? [show(item)] : [])),
    },
  }));
}
