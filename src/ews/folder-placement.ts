import type { targetFolderId } from '../ews-schema/folder-ids.js';
import { childNamed, foldersBelow, isWithin, pathTo } from '../mailbox/folder-tree.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import type { StoredFolder } from '../mailbox/stored.js';
import type { ValueOf } from '../xsd/model.js';
import { EwsError, errors } from './errors.js';
import { type FoundFolder, type Purpose, requireFolder } from './folder-access.js';
import type { Disposal } from './item-removal.js';
import type { EwsCall } from './operation.js';

const missingWords = {
  ErrorParentFolderNotFound: 'The specified parent folder could not be found.',
  ErrorToFolderNotFound: 'The specified target folder could not be found.',
} as const;

/** The folder that something goes into; throws EwsError, `missing` where there is none. */
export function requireTarget(
  target: ValueOf<typeof targetFolderId>,
  call: EwsCall,
  { missing, purpose }: { readonly missing: keyof typeof missingWords; readonly purpose: Purpose },
): FoundFolder {
  if (target.AddressListId) {
    throw new EwsError('ErrorInvalidFolderId', 'Folder Id is invalid.');
  }
  try {
    return requireFolder(target, call, purpose);
  } catch (error) {
    if (error instanceof EwsError && error.responseCode === 'ErrorFolderNotFound') {
      throw new EwsError(missing, missingWords[missing]);
    }
    throw error;
  }
}

/** Limits of Exchange Online's mailboxes (learn.microsoft.com, "Exchange Online limits"); on-premises has them as quotas. */
const deepest = 300;
const mostSubfolders = 10_000;

/** Refuses a place where a folder of that name can't stand. */
export function refusePlace(mailbox: Mailbox, parent: number, displayName: string, itself?: StoredFolder): void {
  const namesake = childNamed(mailbox, parent, displayName);
  if (namesake && namesake.number !== itself?.number) throw errors.folderExists();
  const isFull = mailbox.childrenOf(parent).length >= mostSubfolders;
  if (isFull || pathTo(mailbox, parent).length + heightOf(mailbox, itself) > deepest) {
    throw new EwsError('ErrorFolderSaveFailed', 'The save operation failed or partially succeeded.');
  }
}

/** Levels of a folder and what is below it. */
function heightOf(mailbox: Mailbox, folder: StoredFolder | undefined): number {
  if (!folder) return 1;
  const top = pathTo(mailbox, folder.number).length;
  const depths = foldersBelow(mailbox, folder.number).map(({ number }) => pathTo(mailbox, number).length);
  return depths.reduce((most, depth) => Math.max(most, depth), top) - top + 1;
}

/** Refuses to put a folder into another mailbox, or into itself. */
export function refuseWay({ mailbox, folder }: FoundFolder, target: FoundFolder): void {
  if (mailbox.guid !== target.mailbox.guid) {
    throw new EwsError(
      'ErrorCrossMailboxMoveCopy',
      'Move and Copy operations across mailbox boundaries are not permitted.',
    );
  }
  if (isWithin(mailbox, target.folder.number, folder.number)) {
    throw new EwsError('ErrorMoveCopyFailed', 'The move or copy operation failed.');
  }
}

/** Distinguished folders are not deleted, and what holds one is not either. */
export function refuseDeletion(mailbox: Mailbox, folder: StoredFolder): void {
  if ([folder, ...foldersBelow(mailbox, folder.number)].some(isDistinguished)) {
    throw new EwsError('ErrorDeleteDistinguishedFolder', 'Distinguished folders cannot be deleted.');
  }
}

export function deleteFolder(mailbox: Mailbox, folder: StoredFolder, disposal: Disposal): void {
  const deletedItems = mailbox.folderNamed('deleteditems')?.number ?? 0;
  if (disposal === 'MoveToDeletedItems' && !isWithin(mailbox, folder.number, deletedItems)) {
    mailbox.moveFolder(folder, deletedItems, freeName(mailbox, deletedItems, folder.displayName));
    return;
  }
  if (disposal === 'SoftDelete') recoverable(mailbox, folder);
  mailbox.removeFolder(folder);
}

/** Items of a folder that is gone can be recovered; folders can't. */
function recoverable(mailbox: Mailbox, folder: StoredFolder): void {
  const deletions = mailbox.folderNamed('recoverableitemsdeletions')?.number ?? 0;
  for (const { number } of [folder, ...foldersBelow(mailbox, folder.number)])
    for (const item of mailbox.itemsIn(number)) mailbox.moveItem(item, deletions);
}

/** What is deleted must not fail for its name: `Projects`, `Projects1`. The way of Outlook; that of EWS is inferred. */
function freeName(mailbox: Mailbox, parent: number, displayName: string): string {
  let name = displayName;
  for (let count = 1; childNamed(mailbox, parent, name); count += 1) name = `${displayName}${count}`;
  return name;
}

export function isDistinguished({ distinguishedName }: StoredFolder): boolean {
  return distinguishedName !== undefined;
}
