import { moveFolderRequest, moveFolderResponse } from '../../ews-schema/operations/move-folder.js';
import { EwsError } from '../errors.js';
import { requireFolder } from '../folder-access.js';
import { isDistinguished, refusePlace, refuseWay, requireTarget } from '../folder-placement.js';
import { showFolderId } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** MoveFolder (MS-OXWSFOLD): a folder keeps its id. "You cannot move distinguished folders" (learn.microsoft.com). */
export const moveFolder = operation({
  request: moveFolderRequest,
  response: moveFolderResponse,
  answer({ ToFolderId, FolderIds }, call) {
    const move = (id: (typeof FolderIds)[number]) => {
      const target = requireTarget(ToFolderId, call, { missing: 'ErrorToFolderNotFound', purpose: 'createFolder' });
      const found = requireFolder(id, call, 'own');
      const { mailbox, folder } = found;
      if (isDistinguished(folder)) {
        throw new EwsError('ErrorMoveDistinguishedFolder', 'Cannot move distinguished folder.');
      }
      refuseWay(found, target);
      refusePlace(mailbox, target.folder.number, folder.displayName, folder);
      return { Folders: [showFolderId(mailbox, mailbox.moveFolder(folder, target.folder.number))] };
    };
    return messageForEach('MoveFolder', FolderIds, move, { Folders: [] });
  },
});
