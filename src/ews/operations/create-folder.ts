import { createFolderRequest, createFolderResponse } from '../../ews-schema/operations/create-folder.js';
import { folderContent } from '../folder-content.js';
import { refusePlace, requireTarget } from '../folder-placement.js';
import { showFolderId } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** CreateFolder (MS-OXWSFOLD). */
export const createFolder = operation({
  request: createFolderRequest,
  response: createFolderResponse,
  answer({ ParentFolderId, Folders }, call) {
    const create = (folder: (typeof Folders)[number]) => {
      const target = requireTarget(ParentFolderId, call, {
        missing: 'ErrorParentFolderNotFound',
        purpose: 'createFolder',
      });
      const content = folderContent(folder);
      const parent = target.folder.number;
      refusePlace(target.mailbox, parent, content.displayName);
      return { Folders: [showFolderId(target.mailbox, target.mailbox.createFolder({ ...content, parent }))] };
    };
    return messageForEach('CreateFolder', Folders, create, { Folders: [] });
  },
});
