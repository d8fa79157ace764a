import { getItemRequest, getItemResponse } from '../../ews-schema/operations/get-item.js';
import { requireItem } from '../item-access.js';
import { showItem } from '../item-view.js';
import { messageForEach, messageForEachInTurn } from '../messages.js';
import { itemWithMime, wantsMime } from '../mime/item-mime.js';
import { operation } from '../operation.js';

/** GetItem (MS-OXWSCORE). */
export const getItem = operation({
  request: getItemRequest,
  response: getItemResponse,
  answer({ ItemShape, ItemIds }, call) {
    type Id = (typeof ItemIds)[number];
    if (wantsMime(ItemShape)) {
      const show = async (id: Id) => ({ Items: [await itemWithMime(requireItem(id, call), ItemShape)] });
      return messageForEachInTurn('GetItem', ItemIds, show, { Items: [] });
    }
    const show = (id: Id) => ({ Items: [showItem(requireItem(id, call), ItemShape)] });
    return messageForEach('GetItem', ItemIds, show, { Items: [] });
  },
});
