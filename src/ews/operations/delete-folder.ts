import { deleteFolderRequest, deleteFolderResponse } from '../../ews-schema/operations/delete-folder.js';
import { requireFolder } from '../folder-access.js';
import { refuseDeletion, deleteFolder as remove } from '../folder-placement.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** DeleteFolder (MS-OXWSFOLD). */
export const deleteFolder = operation({
  request: deleteFolderRequest,
  response: deleteFolderResponse,
  answer({ DeleteType, FolderIds }, call) {
    const removeOne = (id: (typeof FolderIds)[number]) => {
      const { mailbox, folder } = requireFolder(id, call, 'own');
      refuseDeletion(mailbox, folder);
      remove(mailbox, folder, DeleteType);
      return {};
    };
    return messageForEach('DeleteFolder', FolderIds, removeOne, {});
  },
});
