import type { Mailbox } from './mailbox.js';
import type { StoredFolder } from './stored.js';

/** All folders below one, each behind its parent. */
export function foldersBelow(mailbox: Mailbox, number: number): readonly StoredFolder[] {
  const found: StoredFolder[] = [];
  const next = mailbox.childrenOf(number).toReversed();
  for (let folder = next.pop(); folder; folder = next.pop()) {
    found.push(folder);
    next.push(...mailbox.childrenOf(folder.number).toReversed());
  }
  return found;
}

/** Whether a folder is another one, or lies somewhere below it. */
export function isWithin(mailbox: Mailbox, folder: number, ancestor: number): boolean {
  return pathTo(mailbox, folder).some(({ number }) => number === ancestor);
}

/** The folder and those it lies in, the root last. */
export function pathTo(mailbox: Mailbox, folder: number): readonly StoredFolder[] {
  const path: StoredFolder[] = [];
  for (let one = mailbox.folder(folder); one; one = one.parent === one.number ? undefined : mailbox.folder(one.parent))
    path.push(one);
  return path;
}

/** The folder that has a name in a folder; names fold their case. */
export function childNamed(mailbox: Mailbox, parent: number, displayName: string): StoredFolder | undefined {
  const wanted = displayName.toLowerCase();
  return mailbox.childrenOf(parent).find((child) => child.displayName.toLowerCase() === wanted);
}

/** A copy of a folder with all that is in it. */
export function copyFolder(mailbox: Mailbox, folder: StoredFolder, parent: number): StoredFolder {
  const { kind, folderClass, displayName, extended, number } = folder;
  const copy = mailbox.createFolder(
    { parent, kind, folderClass, displayName, extended },
    { how: 'copied', number, folder: folder.parent },
  );
  for (const item of mailbox.itemsIn(number)) mailbox.copyItem(item, copy.number);
  for (const child of mailbox.childrenOf(number)) copyFolder(mailbox, child, copy.number);
  return copy;
}
