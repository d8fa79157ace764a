import { errors } from './errors.js';

/** How a request pages: the views of items and of folders. */
export interface Paging {
  readonly IndexedPageItemView?: IndexedPage | undefined;
  readonly IndexedPageFolderView?: IndexedPage | undefined;
  readonly FractionalPageItemView?: FractionalPage | undefined;
  readonly FractionalPageFolderView?: FractionalPage | undefined;
  readonly SeekToConditionPageItemView?: Omit<IndexedPage, 'Offset'> | undefined;
  readonly CalendarView?: { readonly MaxEntriesReturned?: number | undefined } | undefined;
  readonly ContactsView?: { readonly MaxEntriesReturned?: number | undefined } | undefined;
}

interface IndexedPage {
  readonly MaxEntriesReturned?: number | undefined;
  readonly Offset: number;
  readonly BasePoint: 'Beginning' | 'End';
}

interface FractionalPage {
  readonly MaxEntriesReturned?: number | undefined;
  readonly Numerator: number;
  readonly Denominator: number;
}

/** The most that one answer shows, of all folders together: EWSFindCountLimit of the default throttling policy. */
const mostFound = 1000;

/** How much of that an answer has left. */
export class FindCount {
  #left = mostFound;

  /** Throws EwsError where nothing is left. */
  requireSome(): number {
    if (this.#left === 0) throw errors.exceededFindCount();
    return this.#left;
  }

  take(count: number): void {
    this.#left -= count;
  }
}

/**
 * The part that is asked for, and what the answer says of it. Clients insist on the numbers: without them they page for
 * ever, or stop (facts/ews-clients §1.3 rule 3). Throws EwsError for a part that can't be.
 */
export function pageOf<Row>(
  all: readonly Row[],
  request: Paging,
  count: FindCount,
  meetsCondition: (row: Row) => boolean = () => false,
) {
  const { first, most: wanted, isFromEnd } = windowOf(all, request, meetsCondition);
  const most = Math.min(wanted, count.requireSome());
  const end = isFromEnd ? all.length - first : first + most;
  const start = isFromEnd ? Math.max(0, end - most) : first;
  const page = all.slice(start, Math.max(start, end));
  count.take(page.length);
  const isLast = isFromEnd ? start === 0 : end >= all.length;
  const isCalendar = request.CalendarView !== undefined;
  const paging = {
    ...(isCalendar ? {} : offsets(request, isFromEnd ? all.length - start : start + page.length, all.length)),
    TotalItemsInView: all.length,
    IncludesLastItemInRange: isLast,
  };
  return { page, paging };
}

function windowOf<Row>(all: readonly Row[], request: Paging, meetsCondition: (row: Row) => boolean) {
  const indexed = request.IndexedPageItemView ?? request.IndexedPageFolderView;
  const fractional = request.FractionalPageItemView ?? request.FractionalPageFolderView;
  const seeking = request.SeekToConditionPageItemView;
  const view = indexed ?? fractional ?? seeking ?? request.CalendarView ?? request.ContactsView;
  if (view?.MaxEntriesReturned !== undefined && view.MaxEntriesReturned < 1) throw errors.invalidPagingMaxRows();
  const most = view?.MaxEntriesReturned ?? mostFound;
  const isFromEnd = (indexed ?? seeking)?.BasePoint === 'End';
  if (indexed) return { first: offsetOf(indexed, all.length), most, isFromEnd };
  if (fractional) return { first: fractionOf(fractional, all.length), most, isFromEnd };
  if (!seeking) return { first: 0, most, isFromEnd };
  const found = isFromEnd ? all.findLastIndex(meetsCondition) : all.findIndex(meetsCondition);
  const first = isFromEnd ? all.length - 1 - found : found;
  return { first: found === -1 ? all.length : first, most, isFromEnd };
}

function offsetOf({ Offset }: IndexedPage, count: number): number {
  if (Offset < 0) throw errors.invalidIndexedPaging();
  return Math.min(Offset, count);
}

/** A fraction from 0 to 1 (the public page on FractionalPageItemView). */
function fractionOf({ Numerator, Denominator }: FractionalPage, count: number): number {
  if (Numerator < 0 || Denominator < 1 || Numerator > Denominator) throw errors.invalidFractionalPaging();
  return Math.floor((count * Numerator) / Denominator);
}

function offsets(request: Paging, next: number, count: number) {
  const fractional = request.FractionalPageItemView ?? request.FractionalPageFolderView;
  return fractional ? { NumeratorOffset: next, AbsoluteDenominator: count } : { IndexedPagingOffset: next };
}
