import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../../ews-schema/operations/sync-folder-hierarchy.js';
import type { StoredFolder } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder } from '../folder-access.js';
import { folderIdOf, showFolder } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { readSyncState, writeSyncState } from '../sync-state.js';

type Request = ValueOf<typeof syncFolderHierarchyRequest.type>;

/** SyncFolderHierarchy (MS-OXWSSYNC): the folders below one that have come, changed or gone since a state. */
export const syncFolderHierarchy = operation({
  request: syncFolderHierarchyRequest,
  response: syncFolderHierarchyResponse,
  answer: (request, call) => messageForEach('SyncFolderHierarchy', [request], (one) => changesFor(one, call), {}),
});

function changesFor({ FolderShape, SyncFolderId, SyncState }: Request, call: EwsCall) {
  const root = requireFolder(SyncFolderId ?? { DistinguishedFolderId: { Id: 'msgfolderroot' } }, call);
  const { mailbox, folder } = root;
  const since = readSyncState(SyncState, root);
  const changed = below(root, folder.number).filter(({ change }) => change > since);
  const shown = changed.map((one) => {
    const element = showFolder({ ...root, folder: one }, FolderShape);
    return one.arrived > since ? { Create: element } : { Update: element };
  });
  const gone = mailbox
    .goneSince(since)
    .filter(({ kind, arrived }) => kind === 'folder' && arrived <= since)
    .map((one) => ({ Delete: { FolderId: folderIdOf(mailbox.guid, one) } }));
  return {
    SyncState: writeSyncState({ folder: folder.number, change: mailbox.lastChange }),
    IncludesLastFolderInRange: true,
    Changes: [...shown, ...gone],
  };
}

function below({ mailbox }: FoundFolder, number: number): readonly StoredFolder[] {
  return mailbox.childrenOf(number).flatMap((child) => [child, ...below({ mailbox } as FoundFolder, child.number)]);
}
