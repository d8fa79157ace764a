import { deleteItemRequest, deleteItemResponse } from '../../ews-schema/operations/delete-item.js';
import { errors } from '../errors.js';
import { requireItem } from '../item-access.js';
import { removeItem } from '../item-removal.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** DeleteItem (MS-OXWSCORE): to the deleted items, to where they can be recovered from, or for good. */
export const deleteItem = operation({
  request: deleteItemRequest,
  response: deleteItemResponse,
  answer({ DeleteType, ItemIds, SendMeetingCancellations }, call) {
    const remove = (id: (typeof ItemIds)[number]) => {
      const found = requireItem(id, call, 'write');
      if (found.item.kind === 'CalendarItem' && SendMeetingCancellations === undefined) {
        throw errors.cancellationsRequired();
      }
      removeItem(found, DeleteType);
      return {};
    };
    return messageForEach('DeleteItem', ItemIds, remove, {});
  },
});
