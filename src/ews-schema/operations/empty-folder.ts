import { xs } from '../../xsd/simple-types.js';
import { element } from '../../xsd/types.js';
import { disposal } from '../changes.js';
import { baseFolderIds } from '../folder-ids.js';
import { m } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';

/** EmptyFolder (MS-OXWSFOLD). */
export const emptyFolderRequest = element(
  'm',
  'EmptyFolder',
  m.complex('EmptyFolderType', {
    attributes: { DeleteType: disposal, DeleteSubFolders: xs.boolean },
    content: [{ FolderIds: baseFolderIds }],
  }),
);

export const emptyFolderResponse = responseElement('EmptyFolder', responseMessage);
