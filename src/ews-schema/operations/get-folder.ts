import { element } from '../../xsd/model.js';
import { baseFolderIds } from '../folder-ids.js';
import { folders } from '../folders.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { folderShape } from '../shapes.js';

/** GetFolder (MS-OXWSFOLD). */
export const getFolderRequest = element(
  'm',
  'GetFolder',
  m.complex('GetFolderType', { content: [{ FolderShape: folderShape, FolderIds: baseFolderIds }] }),
);

export const getFolderResponse = responseElement(
  'GetFolder',
  m.extended('FolderInfoResponseMessageType', responseMessage, { content: [{ Folders: folders }] }),
);
