import { getItemRequest, getItemResponse } from '../../ews-schema/operations/get-item.js';
import { requireItem } from '../item-access.js';
import { showItem } from '../item-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** GetItem (MS-OXWSCORE). */
export const getItem = operation({
  request: getItemRequest,
  response: getItemResponse,
  answer({ ItemShape, ItemIds }, call) {
    const show = (id: (typeof ItemIds)[number]) => ({ Items: [showItem(requireItem(id, call), ItemShape)] });
    return messageForEach('GetItem', ItemIds, show, { Items: [] });
  },
});
