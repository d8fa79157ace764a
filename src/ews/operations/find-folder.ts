import { findFolderRequest, findFolderResponse } from '../../ews-schema/operations/find-folder.js';
import { foldersBelow } from '../../mailbox/folder-tree.js';
import type { StoredFolder } from '../../mailbox/stored.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder, visible } from '../folder-access.js';
import { folderSource, showFolder } from '../folder-view.js';
import { messageForEach } from '../messages.js';
import { type EwsCall, operation } from '../operation.js';
import { FindCount, pageOf } from '../paging.js';
import { fits } from '../restriction.js';

type FindFolder = ValueOf<typeof findFolderRequest.type>;

/** FindFolder (MS-OXWSSRCH): the folders in folders, those directly in them or all below. */
export const findFolder = operation({
  request: findFolderRequest,
  response: findFolderResponse,
  answer(request, call) {
    const count = new FindCount();
    const find = (id: FindFolder['ParentFolderIds'][number]) => ({
      RootFolder: found(requireFolder(id, call), request, { call, count }),
    });
    return messageForEach('FindFolder', request.ParentFolderIds, find, {});
  },
});

function found(parent: FoundFolder, request: FindFolder, { call, count }: { call: EwsCall; count: FindCount }) {
  const { Restriction, Traversal, FolderShape } = request;
  const all = visible(parent, foldersIn(parent, Traversal === 'Deep'), call)
    .map((folder) => ({ ...parent, folder }))
    .filter((one) => !Restriction || fits(Restriction, folderSource(one)));
  const { page, paging } = pageOf(Traversal === 'SoftDeleted' ? [] : all, request, count);
  return { ...paging, Folders: page.map((one) => showFolder(one, FolderShape)) };
}

function foldersIn({ mailbox, folder }: FoundFolder, isDeep: boolean): readonly StoredFolder[] {
  return isDeep ? foldersBelow(mailbox, folder.number) : mailbox.childrenOf(folder.number);
}
