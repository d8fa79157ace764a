import { moveItemRequest, moveItemResponse } from '../../ews-schema/operations/move-item.js';
import { requireFolder } from '../folder-access.js';
import { requireItem } from '../item-access.js';
import { moveTo, relocated } from '../item-relocation.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** MoveItem (MS-OXWSCORE): moved items get new ids. */
export const moveItem = operation({
  request: moveItemRequest,
  response: moveItemResponse,
  answer({ ToFolderId, ItemIds, ReturnNewItemIds }, call) {
    const move = (id: (typeof ItemIds)[number]) => {
      const target = requireFolder(ToFolderId, call, 'create');
      const found = requireItem(id, call, 'write');
      return relocated(target, found, moveTo(target, found), ReturnNewItemIds);
    };
    return messageForEach('MoveItem', ItemIds, move, { Items: [] });
  },
});
