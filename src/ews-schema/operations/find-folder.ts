import { enumeration, words } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { baseFolderIds } from '../folder-ids.js';
import { folders } from '../folders.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { restriction } from '../restrictions.js';
import { folderShape } from '../shapes.js';
import { folderView, pagingOfAnswer } from '../views.js';

/** FindFolder (MS-OXWSSRCH). */
export const findFolderRequest = element(
  'm',
  'FindFolder',
  m.complex('FindFolderType', {
    attributes: { Traversal: enumeration('t', 'FolderQueryTraversalType', words('Shallow Deep SoftDeleted')) },
    content: [
      { FolderShape: folderShape },
      folderView,
      { Restriction: optional(restriction), ParentFolderIds: baseFolderIds },
    ],
  }),
);

const foundFolders = t.complex('FindFolderParentType', {
  attributes: pagingOfAnswer,
  content: [{ Folders: optional(folders) }],
});

export const findFolderResponse = responseElement(
  'FindFolder',
  m.extended('FindFolderResponseMessageType', responseMessage, { content: [{ RootFolder: optional(foundFolders) }] }),
);
