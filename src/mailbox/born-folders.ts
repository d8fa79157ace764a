import type { FolderKind } from './stored.js';

/** A folder that every mailbox is born with. */
export interface BornFolder {
  readonly name: string;
  readonly displayName: string;
  readonly folderClass: string;
  readonly kind: FolderKind;
  /** The distinguished name of its parent. */
  readonly parent: string;
}

const folder = (
  name: string,
  displayName: string,
  folderClass = 'IPF.Note',
  kind: FolderKind = 'Folder',
  parent = 'msgfolderroot',
): BornFolder => ({ name, displayName, folderClass, kind, parent });

/** Parents first. English names: those of a mailbox with regional settings en-US. */
export const bornFolders: readonly BornFolder[] = [
  folder('root', '', '', 'Folder', 'root'),
  folder('msgfolderroot', 'Top of Information Store', '', 'Folder', 'root'),
  folder('recoverableitemsroot', 'Recoverable Items', '', 'Folder', 'root'),
  folder('recoverableitemsdeletions', 'Deletions', '', 'Folder', 'recoverableitemsroot'),
  folder('inbox', 'Inbox'),
  folder('drafts', 'Drafts'),
  folder('sentitems', 'Sent Items'),
  folder('deleteditems', 'Deleted Items'),
  folder('outbox', 'Outbox'),
  folder('junkemail', 'Junk Email'),
  folder('calendar', 'Calendar', 'IPF.Appointment', 'CalendarFolder'),
  folder('contacts', 'Contacts', 'IPF.Contact', 'ContactsFolder'),
  folder('tasks', 'Tasks', 'IPF.Task', 'TasksFolder'),
  folder('notes', 'Notes', 'IPF.StickyNote'),
  folder('journal', 'Journal', 'IPF.Journal'),
];
