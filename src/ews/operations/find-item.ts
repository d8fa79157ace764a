import { findItemRequest, findItemResponse } from '../../ews-schema/operations/find-item.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder } from '../folder-access.js';
import { itemsOfView } from '../item-list.js';
import { showItem } from '../item-view.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { pageOf } from '../paging.js';
import { fits, sourceOf } from '../restriction.js';

type FindItem = ValueOf<typeof findItemRequest.type>;

/** FindItem (MS-OXWSSRCH): the items of folders, those that fit, in the order and the part that is asked for. */
export const findItem = operation({
  request: findItemRequest,
  response: findItemResponse,
  answer(request, call) {
    const find = (id: FindItem['ParentFolderIds'][number]) => ({
      RootFolder: found(requireFolder(id, call), request, call),
    });
    return messageForEach('FindItem', request.ParentFolderIds, find, {});
  },
});

function found(folder: FoundFolder, request: FindItem, call: EwsCall) {
  const all = itemsOfView(folder, request, call);
  const condition = request.SeekToConditionPageItemView?.Condition;
  const { page, paging } = pageOf(all, request, (one) => !condition || fits(condition, sourceOf(one)));
  return { ...paging, Items: page.map((one) => showItem(one, request.ItemShape, { isList: true })) };
}
