import { enumeration, words, xs } from '../../xsd/simple-types.js';
import { choice, element, optional, some } from '../../xsd/types.js';
import { calendarActivityData } from '../calendar-parts.js';
import { changeDescription } from '../changes.js';
import { messageDisposition } from '../dispositions.js';
import { targetFolderId } from '../folder-ids.js';
import { itemId, occurrenceItemId, recurringMasterItemId } from '../item-ids.js';
import { itemInfo } from '../item-messages.js';
import { oneItem } from '../items.js';
import { m, t } from '../namespaces.js';
import { responseElement } from '../responses.js';

const change = t.extended('ItemChangeDescriptionType', changeDescription, {});

/** The value stands in an item that has nothing else. */
const value = { content: [oneItem] } as const;

const descriptions = t.list(
  'NonEmptyArrayOfItemChangeDescriptionsType',
  {
    AppendToItemField: t.extended('AppendToItemFieldType', change, value),
    SetItemField: t.extended('SetItemFieldType', change, value),
    DeleteItemField: t.extended('DeleteItemFieldType', change, {}),
  },
  1,
);

const itemChange = t.complex('ItemChangeType', {
  content: [
    choice({ ItemId: itemId, OccurrenceItemId: occurrenceItemId, RecurringMasterItemId: recurringMasterItemId }),
    { Updates: descriptions, CalendarActivityData: optional(calendarActivityData) },
  ],
});

const calendarItemUpdate = enumeration(
  't',
  'CalendarItemUpdateOperationType',
  words('SendToNone SendOnlyToAll SendOnlyToChanged SendToAllAndSaveCopy SendToChangedAndSaveCopy'),
);

/** UpdateItem (MS-OXWSCORE). */
export const updateItemRequest = element(
  'm',
  'UpdateItem',
  m.complex('UpdateItemType', {
    attributes: {
      ConflictResolution: enumeration(
        't',
        'ConflictResolutionType',
        words('NeverOverwrite AutoResolve AlwaysOverwrite'),
      ),
      MessageDisposition: optional(messageDisposition),
      SendMeetingInvitationsOrCancellations: optional(calendarItemUpdate),
      SuppressReadReceipts: optional(xs.boolean),
    },
    content: [
      {
        SavedItemFolderId: optional(targetFolderId),
        ItemChanges: t.complex('NonEmptyArrayOfItemChangesType', { content: [{ ItemChange: some(itemChange) }] }),
      },
    ],
  }),
);

export const updateItemResponse = responseElement(
  'UpdateItem',
  m.extended('UpdateItemResponseMessageType', itemInfo, {
    content: [{ ConflictResults: optional(t.complex('ConflictResultsType', { content: [{ Count: xs.int }] })) }],
  }),
);
