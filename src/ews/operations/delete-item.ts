import { deleteItemRequest, deleteItemResponse } from '../../ews-schema/operations/delete-item.js';
import { requireItem } from '../item-access.js';
import { removeItem } from '../item-removal.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** DeleteItem (MS-OXWSCORE): to the deleted items, to where they can be recovered from, or for good. */
export const deleteItem = operation({
  request: deleteItemRequest,
  response: deleteItemResponse,
  answer({ DeleteType, ItemIds }, call) {
    const remove = (id: (typeof ItemIds)[number]) => {
      removeItem(requireItem(id, call, 'write'), DeleteType);
      return {};
    };
    return messageForEach('DeleteItem', ItemIds, remove, {});
  },
});
