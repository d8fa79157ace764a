/** How a request pages: the views of items and of folders. */
export interface Paging {
  readonly IndexedPageItemView?: IndexedPage | undefined;
  readonly IndexedPageFolderView?: IndexedPage | undefined;
  readonly FractionalPageItemView?: FractionalPage | undefined;
  readonly FractionalPageFolderView?: FractionalPage | undefined;
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

/** The most that an answer shows: what the throttling policy of a server allows by default (EWSFindCountLimit). */
const mostFound = 1000;

/**
 * The part that is asked for, and what the answer says of it. Clients insist on the numbers: without them they page for
 * ever, or stop (facts/ews-clients §1.3 rule 3).
 */
export function pageOf<Row>(all: readonly Row[], request: Paging) {
  const { first, most, isFromEnd } = windowOf(all.length, request);
  const end = isFromEnd ? all.length - first : first + most;
  const start = isFromEnd ? Math.max(0, end - most) : first;
  const page = all.slice(start, Math.max(start, end));
  const isLast = isFromEnd ? start === 0 : end >= all.length;
  const isCalendar = request.CalendarView !== undefined;
  const paging = {
    ...(isCalendar ? {} : offsets(request, isFromEnd ? all.length - start : start + page.length, all.length)),
    TotalItemsInView: all.length,
    IncludesLastItemInRange: isLast,
  };
  return { page, paging };
}

function windowOf(count: number, request: Paging) {
  const indexed = request.IndexedPageItemView ?? request.IndexedPageFolderView;
  const fractional = request.FractionalPageItemView ?? request.FractionalPageFolderView;
  const { MaxEntriesReturned } = indexed ?? fractional ?? request.CalendarView ?? request.ContactsView ?? {};
  const most = Math.min(MaxEntriesReturned ?? mostFound, mostFound);
  if (indexed) return { first: Math.min(indexed.Offset, count), most, isFromEnd: indexed.BasePoint === 'End' };
  const first = fractional ? Math.floor((count * fractional.Numerator) / Math.max(1, fractional.Denominator)) : 0;
  return { first, most, isFromEnd: false };
}

function offsets(request: Paging, next: number, count: number) {
  const fractional = request.FractionalPageItemView ?? request.FractionalPageFolderView;
  return fractional ? { NumeratorOffset: next, AbsoluteDenominator: count } : { IndexedPagingOffset: next };
}
