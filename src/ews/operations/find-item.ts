import { findItemRequest, findItemResponse } from '../../ews-schema/operations/find-item.js';
import type { ValueOf } from '../../xsd/model.js';
import { requireFolder } from '../folder-access.js';
import type { FoundItem } from '../found-item.js';
import { groupingOf, groupRows, groupsIn } from '../item-groups.js';
import { itemsOfView } from '../item-list.js';
import { showItem } from '../item-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';
import { FindCount, pageOf } from '../paging.js';
import { fits, sourceOf } from '../restriction.js';

type FindItem = ValueOf<typeof findItemRequest.type>;

/** FindItem (MS-OXWSSRCH): the items of folders, those that fit, in the order and the part that is asked for. */
export const findItem = operation({
  request: findItemRequest,
  response: findItemResponse,
  answer(request, call) {
    const count = new FindCount();
    const find = (id: FindItem['ParentFolderIds'][number]) => {
      count.requireSome();
      const all = itemsOfView(requireFolder(id, call), request, call);
      return { RootFolder: found(all, request, count) };
    };
    return messageForEach('FindItem', request.ParentFolderIds, find, {});
  },
});

function found(all: readonly FoundItem[], request: FindItem, count: FindCount) {
  const condition = request.SeekToConditionPageItemView?.Condition;
  const meets = (one: FoundItem) => !condition || fits(condition, sourceOf(one));
  const show = (one: FoundItem) => showItem(one, request.ItemShape, { isList: true });
  const grouping = groupingOf(request);
  if (grouping) {
    const rows = groupRows(all, grouping);
    const { page, paging } = pageOf(rows, request, count, ({ item }) => item !== undefined && meets(item));
    return { ...paging, TotalItemsInView: all.length, Groups: groupsIn(page, show) };
  }
  const { page, paging } = pageOf(all, request, count, meets);
  return { ...paging, Items: page.map(show) };
}
