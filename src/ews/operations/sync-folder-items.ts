import { syncFolderItemsRequest, syncFolderItemsResponse } from '../../ews-schema/operations/sync-folder-items.js';
import { changeKeyOf, writeId } from '../../mailbox/object-id.js';
import type { StoredItem, Tombstone } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder } from '../folder-access.js';
import { itemIdOf } from '../item-properties.js';
import { showItem } from '../item-view.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { asSeen } from '../private-items.js';
import { readSyncState, writeSyncState } from '../sync-state.js';

type Request = ValueOf<typeof syncFolderItemsRequest.type>;

/** SyncFolderItems (MS-OXWSSYNC): what has come into a folder, changed or gone since a state, the oldest change first. */
export const syncFolderItems = operation({
  request: syncFolderItemsRequest,
  response: syncFolderItemsResponse,
  answer: (request, call) => messageForEach('SyncFolderItems', [request], (one) => changesFor(one, call), {}),
});

function changesFor(request: Request, call: EwsCall) {
  const found = requireFolder(request.SyncFolderId, call);
  const { mailbox, folder } = found;
  const since = readSyncState(request.SyncState, found);
  const ignored = new Set((request.Ignore ?? []).map(({ ItemId }) => ItemId.Id));
  const items = mailbox.itemsIn(folder.number).filter(({ change }) => change > since);
  const gone = mailbox
    .goneSince(since)
    .filter(({ kind, from, arrived }) => kind === 'item' && from === folder.number && arrived <= since);
  const all = [...items, ...gone].toSorted((one, other) => one.change - other.change);
  const page = all.slice(0, request.MaxChangesReturned);
  const isLast = page.length === all.length;
  return {
    SyncState: writeSyncState(mailbox, {
      folder: folder.number,
      change: isLast ? mailbox.lastChange : (page.at(-1)?.change ?? since),
    }),
    IncludesLastItemInRange: isLast,
    Changes: page
      .filter(({ number }) => !ignored.has(writeId({ kind: 'item', mailbox, number })))
      .map((one) => ('properties' in one ? changeOf(one, found, { request, since }) : deletionOf(one, found))),
  };
}

function changeOf(
  item: StoredItem,
  { mailbox, owner, isOwn }: FoundFolder,
  { request, since }: { readonly request: Request; readonly since: number },
) {
  const found = asSeen({ mailbox, owner, item, isOwn });
  if (item.arrived > since) return { Create: showItem(found, request.ItemShape, { isList: true }) };
  return item.contentChange > since
    ? { Update: showItem(found, request.ItemShape, { isList: true }) }
    : { ReadFlagChange: { ItemId: itemIdOf(found), IsRead: item.isRead } };
}

function deletionOf({ number, change }: Tombstone, { mailbox }: FoundFolder) {
  return {
    Delete: {
      ItemId: { Id: writeId({ kind: 'item', mailbox, number }), ChangeKey: changeKeyOf(change) },
    },
  };
}
