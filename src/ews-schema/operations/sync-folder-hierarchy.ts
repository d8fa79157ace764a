import { xs } from '../../xsd/simple-types.js';
import { element, optional } from '../../xsd/types.js';
import { folderId, targetFolderId } from '../folder-ids.js';
import { oneFolder } from '../folders.js';
import { m, t } from '../namespaces.js';
import { responseElement, responseMessage } from '../responses.js';
import { folderShape } from '../shapes.js';

/** SyncFolderHierarchy (MS-OXWSSYNC). */
export const syncFolderHierarchyRequest = element(
  'm',
  'SyncFolderHierarchy',
  m.complex('SyncFolderHierarchyType', {
    content: [{ FolderShape: folderShape, SyncFolderId: optional(targetFolderId), SyncState: optional(xs.string) }],
  }),
);

const createdOrUpdated = t.complex('SyncFolderHierarchyCreateOrUpdateType', { content: [oneFolder] });

const changes = t.list('SyncFolderHierarchyChangesType', {
  Create: createdOrUpdated,
  Update: createdOrUpdated,
  Delete: t.complex('SyncFolderHierarchyDeleteType', { content: [{ FolderId: folderId }] }),
});

export const syncFolderHierarchyResponse = responseElement(
  'SyncFolderHierarchy',
  m.extended('SyncFolderHierarchyResponseMessageType', responseMessage, {
    content: [
      {
        SyncState: optional(xs.string),
        IncludesLastFolderInRange: optional(xs.boolean),
        Changes: optional(changes),
      },
    ],
  }),
);
