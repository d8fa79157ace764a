import type { findItemRequest } from '../ews-schema/operations/find-item.js';
import { eventsBetween } from '../mailbox/calendar.js';
import { momentOf } from '../mailbox/time-zone.js';
import type { ValueOf } from '../xsd/model.js';
import { EwsError } from './errors.js';
import type { FoundFolder } from './folder-access.js';
import type { FoundItem } from './found-item.js';
import type { EwsCall } from './operation.js';
import { asSeen } from './private-items.js';
import type { PropertySource } from './property-source.js';
import { comparable, compare, fits, sourceOf } from './restriction.js';

type View = Pick<
  ValueOf<typeof findItemRequest.type>,
  'CalendarView' | 'ContactsView' | 'Restriction' | 'SortOrder' | 'Traversal' | 'QueryString'
>;

/** The items of a folder that a request wants, in its order: the latest first where it says none. */
export function itemsOfView(folder: FoundFolder, view: View, call: EwsCall): readonly FoundItem[] {
  if (view.CalendarView) return occurrences(folder, view.CalendarView, call);
  const { Restriction, SortOrder, ContactsView } = view;
  const rows = itemsIn(folder, view)
    .map((found) => ({ found, source: sourceOf(found) }))
    .filter(({ source }) => !Restriction || fits(Restriction, source))
    .filter(({ source }) => !ContactsView || isBetween(source(displayName), ContactsView));
  return sorted(rows, SortOrder).map(({ found }) => found);
}

const displayName = { FieldURI: { FieldURI: 'contacts:DisplayName' } } as const;

/** By display name, both ends among them (the public page on ContactsView). */
function isBetween(name: unknown, { InitialName, FinalName }: NonNullable<View['ContactsView']>): boolean {
  const order = (other: string | undefined) => compare(comparable(name), other) ?? 0;
  return order(InitialName) >= 0 && order(FinalName) <= 0;
}

function itemsIn(folder: FoundFolder, { Traversal, QueryString }: View): readonly FoundItem[] {
  const { mailbox, owner, isOwn } = folder;
  if (Traversal === 'Associated') return [];
  if (Traversal === 'SoftDeleted' && !isOwn) return []; // they lie in a folder that he has no right to
  const where = Traversal === 'SoftDeleted' ? mailbox.folderNamed('recoverableitemsdeletions') : folder.folder;
  const items = where ? mailbox.itemsIn(where.number) : [];
  const words = QueryString?.text.toLowerCase();
  return items
    .map((item) => asSeen({ mailbox, owner, item, isOwn }))
    .filter(({ item }) => words === undefined || JSON.stringify(item.properties).toLowerCase().includes(words))
    .toReversed();
}

/** The longest time that a calendar view may show (MS-OXWSSRCH). */
const longestViewMs = 731 * 24 * 60 * 60 * 1000;

/** What is in a calendar in a time, series taken apart. */
function occurrences(
  { mailbox, owner, folder, isOwn }: FoundFolder,
  { StartDate, EndDate }: NonNullable<View['CalendarView']>,
  call: EwsCall,
): readonly FoundItem[] {
  if (folder.kind !== 'CalendarFolder') {
    throw new EwsError('ErrorCalendarFolderIsInvalidForCalendarView', 'Cannot request CalendarView for the folder.');
  }
  const [from, to] = [momentOf(StartDate, call.zone), momentOf(EndDate, call.zone)];
  if (to < from) throw new EwsError('ErrorCalendarEndDateIsEarlierThanStartDate', 'EndDate is earlier than StartDate');
  if (to - from > longestViewMs) {
    throw new EwsError(
      'ErrorCalendarViewRangeTooBig',
      'The specified view range exceeds the maximum range of two years.',
    );
  }
  return eventsBetween(mailbox, folder.number, from, to).map((event) =>
    asSeen({ mailbox, owner, item: event.item, occurrence: event, isOwn }),
  );
}

interface Row {
  readonly found: FoundItem;
  readonly source: PropertySource;
}

/** Values that are missing come first. */
function sorted(rows: readonly Row[], order: View['SortOrder']): readonly Row[] {
  const fields = order?.FieldOrder ?? [];
  if (fields.length === 0) return rows;
  const paths = fields as unknown as readonly Parameters<PropertySource>[0][];
  const keyed = rows.map((row) => ({ row, keys: paths.map((path) => comparable(row.source(path))) }));
  const isDescending = fields.map(({ Order }) => Order === 'Descending');
  const ordered = keyed.toSorted((one, other) => {
    for (let at = 0; at < fields.length; at += 1) {
      const [first, second] = [one.keys[at], other.keys[at]];
      const result = compare(first, second) ?? Number(first !== undefined) - Number(second !== undefined);
      if (result !== 0) return isDescending[at] ? -result : result;
    }
    return 0;
  });
  return ordered.map(({ row }) => row);
}
