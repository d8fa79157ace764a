import { enumeration, ranged, words, xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { targetFolderId } from '../folder-ids.js';
import { itemId } from '../item-ids.js';
import { oneItem } from '../items.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { itemShape } from '../shapes.js';

/** SyncFolderItems (MS-OXWSSYNC). */
export const syncFolderItemsRequest = element(
  'm',
  'SyncFolderItems',
  m.complex('SyncFolderItemsType', {
    content: [
      {
        ItemShape: itemShape,
        SyncFolderId: targetFolderId,
        SyncState: optional(xs.string),
        Ignore: optional(t.list('ArrayOfBaseItemIdsType', { ItemId: itemId })),
        MaxChangesReturned: ranged('t', 'MaxSyncChangesReturnedType', xs.int, { least: 1, most: 512 }),
        SyncScope: optional(
          enumeration('t', 'SyncFolderItemsScopeType', words('NormalItems NormalAndAssociatedItems')),
        ),
      },
    ],
  }),
);

const createdOrUpdated = t.complex('SyncFolderItemsCreateOrUpdateType', { content: [oneItem] });

const changes = t.list('SyncFolderItemsChangesType', {
  Create: createdOrUpdated,
  Update: createdOrUpdated,
  Delete: t.complex('SyncFolderItemsDeleteType', { content: [{ ItemId: itemId }] }),
  ReadFlagChange: t.complex('SyncFolderItemsReadFlagType', { content: [{ ItemId: itemId, IsRead: xs.boolean }] }),
});

export const syncFolderItemsResponse = responseElement(
  'SyncFolderItems',
  m.extended('SyncFolderItemsResponseMessageType', responseMessage, {
    content: [
      { SyncState: optional(xs.string), IncludesLastItemInRange: optional(xs.boolean), Changes: optional(changes) },
    ],
  }),
);
