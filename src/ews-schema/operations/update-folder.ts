import { choice, element, some } from '../../xsd/types.js';
import { changeDescription } from '../changes.js';
import { distinguishedFolderId, folderId } from '../folder-ids.js';
import { folderInfo, oneFolder } from '../folders.js';
import { m, t } from '../namespaces.js';
import { responseElement } from '../responses.js';

const folderChangeDescription = t.extended('FolderChangeDescriptionType', changeDescription, {});

const folderChange = t.complex('FolderChangeType', {
  content: [
    choice({ FolderId: folderId, DistinguishedFolderId: distinguishedFolderId }),
    {
      Updates: t.list(
        'NonEmptyArrayOfFolderChangeDescriptionsType',
        {
          AppendToFolderField: t.extended('AppendToFolderFieldType', folderChangeDescription, { content: [oneFolder] }),
          SetFolderField: t.extended('SetFolderFieldType', folderChangeDescription, { content: [oneFolder] }),
          DeleteFolderField: t.extended('DeleteFolderFieldType', folderChangeDescription, {}),
        },
        1,
      ),
    },
  ],
});

/** UpdateFolder (MS-OXWSFOLD). */
export const updateFolderRequest = element(
  'm',
  'UpdateFolder',
  m.complex('UpdateFolderType', {
    content: [
      {
        FolderChanges: t.complex('NonEmptyArrayOfFolderChangesType', {
          content: [{ FolderChange: some(folderChange) }],
        }),
      },
    ],
  }),
);

export const updateFolderResponse = responseElement('UpdateFolder', folderInfo);
