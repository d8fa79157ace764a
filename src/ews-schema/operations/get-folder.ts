import { element } from '../../xsd/types.js';
import { baseFolderIds } from '../folder-ids.js';
import { folderInfo } from '../folders.js';
import { m } from '../namespaces.js';
import { responseElement } from '../responses.js';
import { folderShape } from '../shapes.js';

/** GetFolder (MS-OXWSFOLD). */
export const getFolderRequest = element(
  'm',
  'GetFolder',
  m.complex('GetFolderType', { content: [{ FolderShape: folderShape, FolderIds: baseFolderIds }] }),
);

export const getFolderResponse = responseElement('GetFolder', folderInfo);
