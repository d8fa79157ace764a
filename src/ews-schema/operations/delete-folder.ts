import { element } from '../../xsd/types.js';
import { disposal } from '../changes.js';
import { baseFolderIds } from '../folder-ids.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** DeleteFolder (MS-OXWSFOLD). */
export const deleteFolderRequest = element(
  'm',
  'DeleteFolder',
  m.complex('DeleteFolderType', { attributes: { DeleteType: disposal }, content: [{ FolderIds: baseFolderIds }] }),
);

export const deleteFolderResponse = responseElement('DeleteFolder', responseMessage);
