import { copyItemRequest, copyItemResponse } from '../../ews-schema/operations/copy-item.js';
import { requireFolder } from '../folder-access.js';
import { requireItem } from '../item-access.js';
import { copyTo, relocated } from '../item-relocation.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** CopyItem (MS-OXWSCORE): items stay where they are, and are in another folder too. */
export const copyItem = operation({
  request: copyItemRequest,
  response: copyItemResponse,
  answer({ ToFolderId, ItemIds, ReturnNewItemIds }, call) {
    const copy = (id: (typeof ItemIds)[number]) => {
      const target = requireFolder(ToFolderId, call, 'create');
      const found = requireItem(id, call, 'read');
      return relocated(target, found, copyTo(target, found), ReturnNewItemIds);
    };
    return messageForEach('CopyItem', ItemIds, copy, { Items: [] });
  },
});
