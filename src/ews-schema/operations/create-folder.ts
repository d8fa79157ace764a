import { element } from '../../xsd/types.js';
import { targetFolderId } from '../folder-ids.js';
import { folderInfo, folderKinds } from '../folders.js';
import { m, t } from '../namespaces.js';
import { responseElement } from '../responses.js';

/** CreateFolder (MS-OXWSFOLD). */
export const createFolderRequest = element(
  'm',
  'CreateFolder',
  m.complex('CreateFolderType', {
    content: [{ ParentFolderId: targetFolderId, Folders: t.list('NonEmptyArrayOfFoldersType', folderKinds, 1) }],
  }),
);

export const createFolderResponse = responseElement('CreateFolder', folderInfo);
