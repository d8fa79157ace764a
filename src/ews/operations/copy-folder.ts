import { copyFolderRequest, copyFolderResponse } from '../../ews-schema/operations/copy-folder.js';
import { copyFolder as copy } from '../../mailbox/folder-tree.js';
import { requireFolder } from '../folder-access.js';
import { refusePlace, refuseWay, requireTarget } from '../folder-placement.js';
import { showFolderId } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** CopyFolder (MS-OXWSFOLD): with all that is in it. */
export const copyFolder = operation({
  request: copyFolderRequest,
  response: copyFolderResponse,
  answer({ ToFolderId, FolderIds }, call) {
    const copyOne = (id: (typeof FolderIds)[number]) => {
      const target = requireTarget(ToFolderId, call, { missing: 'ErrorToFolderNotFound', purpose: 'createFolder' });
      const found = requireFolder(id, call);
      const { mailbox, folder } = found;
      refuseWay(found, target);
      refusePlace(mailbox, target.folder.number, folder.displayName);
      return { Folders: [showFolderId(mailbox, copy(mailbox, folder, target.folder.number))] };
    };
    return messageForEach('CopyFolder', FolderIds, copyOne, { Folders: [] });
  },
});
