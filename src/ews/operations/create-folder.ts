import { createFolderRequest, createFolderResponse } from '../../ews-schema/operations/create-folder.js';
import { folderContent } from '../folder-content.js';
import { refusePlace, requireTarget } from '../folder-placement.js';
import { wantedPermissions } from '../folder-sharing.js';
import { showFolderId } from '../folder-view.js';
import { messageForEachInTurn } from '../messages.js';
import { operation } from '../operation.js';

/** CreateFolder (MS-OXWSFOLD). */
export const createFolder = operation({
  request: createFolderRequest,
  response: createFolderResponse,
  answer({ ParentFolderId, Folders }, call) {
    const create = async (folder: (typeof Folders)[number]) => {
      const target = requireTarget(ParentFolderId, call, {
        missing: 'ErrorParentFolderNotFound',
        purpose: 'createFolder',
      });
      const content = folderContent(folder);
      const parent = target.folder.number;
      refusePlace(target.mailbox, parent, content.displayName);
      const [value] = Object.values(folder) as { readonly PermissionSet?: object }[];
      const wanted = value?.PermissionSet;
      const described = { ...content, parent };
      const permissions = wanted && wantedPermissions(wanted, { ...target, folder: described }, call);
      const created = target.mailbox.createFolder(described);
      if (permissions) await call.organization.setFolderPermissions(target.owner, created.displayName, permissions);
      return { Folders: [showFolderId(target.mailbox, created)] };
    };
    return messageForEachInTurn('CreateFolder', Folders, create, { Folders: [] });
  },
});
