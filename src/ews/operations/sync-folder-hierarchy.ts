import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../../ews-schema/operations/sync-folder-hierarchy.js';
import { foldersBelow, isWithin, pathTo } from '../../mailbox/folder-tree.js';
import type { Mailbox } from '../../mailbox/mailbox.js';
import type { StoredFolder, Tombstone } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder, visible } from '../folder-access.js';
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
  const shown = visible(root, foldersBelow(mailbox, folder.number), call).flatMap((one) => {
    const isNew = one.arrived > since || hasComeIn(mailbox, one, { root: folder.number, since });
    if (!isNew && one.change <= since) return [];
    const element = showFolder({ ...root, folder: one }, FolderShape);
    return [isNew ? { Create: element } : { Update: element }];
  });
  const gone = goneFrom(root, since);
  const out = mailbox.folders.filter((one) => hasGoneOut(mailbox, one, { root: folder.number, since }));
  return {
    SyncState: writeSyncState(mailbox, { folder: folder.number, change: mailbox.lastChange }),
    IncludesLastFolderInRange: true,
    Changes: [...shown, ...[...gone, ...out].map((one) => ({ Delete: { FolderId: folderIdOf(mailbox, one) } }))],
  };
}

/**
 * The folders that are gone. Clients pass over those that they do not know; but who does not see the whole mailbox hears of
 * none that lay elsewhere. Where it lay tells the folder it was in, or was moved from, and those around that.
 */
function goneFrom({ mailbox, folder, isOwn }: FoundFolder, since: number): readonly Tombstone[] {
  const all = mailbox.goneSince(since).filter(({ kind }) => kind === 'folder');
  const known = all.filter(({ arrived }) => arrived <= since);
  if (isOwn) return known;
  const parents = new Map(all.map(({ number, from, movedFrom }) => [number, [from, movedFrom ?? from]] as const));
  const lay = (number: number, below: readonly number[] = []): boolean =>
    isWithin(mailbox, number, folder.number) ||
    (parents.get(number) ?? []).some((one) => !below.includes(one) && lay(one, [...below, number]));
  return known.filter(({ number }) => lay(number));
}

/** What a client knows: the folders below one, up to a change. */
interface Seen {
  readonly root: number;
  readonly since: number;
}

/** It, or a folder around it, was moved here from where the client does not look. */
function hasComeIn(mailbox: Mailbox, folder: StoredFolder, { root, since }: Seen): boolean {
  return pathTo(mailbox, folder.number).some((one) => {
    const from = movedSince(one, since);
    return from !== undefined && isWithin(mailbox, one.number, root) && !isWithin(mailbox, from, root);
  });
}

/** It was moved to where the client does not look. */
function hasGoneOut(mailbox: Mailbox, folder: StoredFolder, { root, since }: Seen): boolean {
  const from = movedSince(folder, since);
  if (from === undefined || folder.arrived > since) return false;
  return isWithin(mailbox, from, root) && !isWithin(mailbox, folder.number, root);
}

/** The folder that it was moved from. */
function movedSince({ origin }: StoredFolder, since: number): number | undefined {
  return origin?.how === 'moved' && origin.change > since ? origin.folder : undefined;
}
