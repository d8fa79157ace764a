import { element } from '../../xsd/types.js';
import { baseFolderIds, targetFolderId } from '../folder-ids.js';
import { folderInfo } from '../folders.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';

export const baseMoveCopyFolder = m.complex('BaseMoveCopyFolderType', {
  content: [{ ToFolderId: targetFolderId, FolderIds: baseFolderIds }],
});

/** MoveFolder (MS-OXWSFOLD). */
export const moveFolderRequest = element('m', 'MoveFolder', m.extended('MoveFolderType', baseMoveCopyFolder, {}));

export const moveFolderResponse = responseElement('MoveFolder', folderInfo);
