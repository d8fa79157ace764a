import { emptyFolderRequest, emptyFolderResponse } from '../../ews-schema/operations/empty-folder.js';
import type { ValueOf } from '../../xsd/model.js';
import { type FoundFolder, requireFolder } from '../folder-access.js';
import { deleteFolder, refuseDeletion } from '../folder-placement.js';
import { removeItem } from '../item-removal.js';
import { messageForEach } from '../messages.js';
import { operation } from '../operation.js';

type EmptyFolder = ValueOf<typeof emptyFolderRequest.type>;

/** EmptyFolder (MS-OXWSFOLD): its items, and with DeleteSubFolders the folders in it. */
export const emptyFolder = operation({
  request: emptyFolderRequest,
  response: emptyFolderResponse,
  answer(request, call) {
    const emptyOne = (id: EmptyFolder['FolderIds'][number]) => {
      empty(requireFolder(id, call, request.DeleteSubFolders ? 'own' : 'write'), request);
      return {};
    };
    return messageForEach('EmptyFolder', request.FolderIds, emptyOne, {});
  },
});

/** If a folder has to stay, all stays. */
function empty(
  { mailbox, owner, folder, isOwn }: FoundFolder,
  { DeleteType, DeleteSubFolders }: Pick<EmptyFolder, 'DeleteType' | 'DeleteSubFolders'>,
): void {
  const children = DeleteSubFolders ? mailbox.childrenOf(folder.number) : [];
  for (const child of children) refuseDeletion(mailbox, child);
  for (const child of children) deleteFolder(mailbox, child, DeleteType);
  for (const item of mailbox.itemsIn(folder.number)) removeItem({ mailbox, owner, item, isOwn }, DeleteType);
}
