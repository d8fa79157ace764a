import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { choice, element, many, optional } from '../../xsd/types.js';
import { baseFolderIds } from '../folder-ids.js';
import { realItems } from '../items.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { restriction } from '../restrictions.js';
import { itemShape } from '../shapes.js';
import { grouping, itemView, pagingOfAnswer, sortOrder } from '../views.js';

/** A search in Advanced Query Syntax. */
const queryString = m.text('QueryStringType', xs.string, {
  ResetCache: optional(xs.boolean),
  ReturnHighlightTerms: optional(xs.boolean),
  ReturnDeletedItems: optional(xs.boolean),
});

/** FindItem (MS-OXWSSRCH). */
export const findItemRequest = element(
  'm',
  'FindItem',
  m.complex('FindItemType', {
    attributes: { Traversal: enumeration('t', 'ItemQueryTraversalType', words('Shallow SoftDeleted Associated')) },
    content: [
      { ItemShape: itemShape },
      itemView,
      grouping,
      {
        Restriction: optional(restriction),
        SortOrder: optional(sortOrder),
        ParentFolderIds: baseFolderIds,
        QueryString: optional(queryString),
      },
    ],
  }),
);

const groupSummary = t.complex('GroupSummaryType', {
  content: [{ GroupCount: xs.int, UnreadCount: xs.int, InstanceKey: xs.base64Binary, GroupByValue: xs.string }],
});

const groupedItems = t.complex('GroupedItemsType', {
  content: [{ GroupIndex: xs.string, Items: realItems, GroupSummary: optional(groupSummary) }],
});

const foundItems = t.complex('FindItemParentType', {
  attributes: pagingOfAnswer,
  content: [choice({ Items: realItems, Groups: t.list('ArrayOfGroupedItemsType', { GroupedItems: groupedItems }) })],
});

const highlightTerm = t.complex('HighlightTermType', { content: [{ Scope: xs.string, Value: xs.string }] });
const highlightTerms = t.complex('ArrayOfHighlightTermsType', { content: [{ Term: many(highlightTerm) }] });

export const findItemResponse = responseElement(
  'FindItem',
  m.extended('FindItemResponseMessageType', responseMessage, {
    content: [{ RootFolder: optional(foundItems), HighlightTerms: optional(highlightTerms) }],
  }),
);
