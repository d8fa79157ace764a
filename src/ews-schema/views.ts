import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choice, optional, some } from '../xsd/types.js';
import { t } from './namespaces.js';
import { path } from './paths.js';
import { restriction } from './restrictions.js';

/** Which part of what is found is shown (MS-OXWSSRCH). */
const basePaging = t.complex('BasePagingType', {
  isAbstract: true,
  attributes: { MaxEntriesReturned: optional(xs.int) },
});

const indexBasePoint = enumeration('t', 'IndexBasePointType', words('Beginning End'));

export const indexedPageView = t.extended('IndexedPageViewType', basePaging, {
  attributes: { Offset: xs.int, BasePoint: indexBasePoint },
});

export const fractionalPageView = t.extended('FractionalPageViewType', basePaging, {
  attributes: { Numerator: xs.int, Denominator: xs.int },
});

const seekToConditionPageView = t.extended('SeekToConditionPageViewType', basePaging, {
  attributes: { BasePoint: indexBasePoint },
  content: [{ Condition: restriction }],
});

const calendarView = t.extended('CalendarViewType', basePaging, {
  attributes: { StartDate: xs.dateTime, EndDate: xs.dateTime },
});

const contactsView = t.extended('ContactsViewType', basePaging, {
  attributes: { InitialName: optional(xs.string), FinalName: optional(xs.string) },
});

export const itemView = choice(
  {
    IndexedPageItemView: indexedPageView,
    FractionalPageItemView: fractionalPageView,
    SeekToConditionPageItemView: seekToConditionPageView,
    CalendarView: calendarView,
    ContactsView: contactsView,
  },
  0,
);

export const folderView = choice(
  { IndexedPageFolderView: indexedPageView, FractionalPageFolderView: fractionalPageView },
  0,
);

/** Where the next part begins (MS-OXWSSRCH). */
export const pagingOfAnswer = {
  IndexedPagingOffset: optional(xs.int),
  NumeratorOffset: optional(xs.int),
  AbsoluteDenominator: optional(xs.int),
  IncludesLastItemInRange: optional(xs.boolean),
  TotalItemsInView: optional(xs.int),
};

const sortDirection = enumeration('t', 'SortDirectionType', words('Ascending Descending'));

const fieldOrder = t.complex('FieldOrderType', { attributes: { Order: sortDirection }, content: [choice(path)] });

export const sortOrder = t.complex('NonEmptyArrayOfFieldOrdersType', { content: [{ FieldOrder: some(fieldOrder) }] });

const baseGroupBy = t.complex('BaseGroupByType', { isAbstract: true, attributes: { Order: sortDirection } });

/** By which item's value of a property the groups are sorted. */
const aggregateOn = t.complex('AggregateOnType', {
  attributes: { Aggregate: enumeration('t', 'AggregateType', words('Minimum Maximum')) },
  content: [choice(path)],
});

const groupBy = t.extended('GroupByType', baseGroupBy, {
  content: [
    choice(path),
    {
      AggregateOn: aggregateOn,
      UseCollapsibleGroups: optional(xs.boolean),
      ItemsPerGroup: optional(xs.nonNegativeInteger),
      MaxItemsPerGroup: optional(xs.nonNegativeInteger),
      GroupsToExpand: optional(t.list('ArrayOfGroupIdType', { GroupId: xs.base64Binary })),
    },
  ],
});

const distinguishedGroupBy = t.extended('DistinguishedGroupByType', baseGroupBy, {
  content: [{ StandardGroupBy: enumeration('t', 'StandardGroupByType', words('ConversationTopic')) }],
});

export const grouping = choice({ GroupBy: groupBy, DistinguishedGroupBy: distinguishedGroupBy }, 0);
