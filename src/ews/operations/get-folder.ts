import { getFolderRequest, getFolderResponse } from '../../ews-schema/operations/get-folder.js';
import { requireFolder } from '../folder-access.js';
import { showFolder } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

/** GetFolder: the call that Test-OAuthConnectivity makes (facts/ews-clients §3.1). Public description: MS-OXWSFOLD. */
export const getFolder = operation({
  request: getFolderRequest,
  response: getFolderResponse,
  answer({ FolderShape, FolderIds }, call) {
    const show = (id: (typeof FolderIds)[number]) => ({ Folders: [showFolder(requireFolder(id, call), FolderShape)] });
    return messageForEach('GetFolder', FolderIds, show, { Folders: [] });
  },
});
