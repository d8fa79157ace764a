import { createHash } from 'node:crypto';
import type { Recipient } from '../directory/recipient.js';

/** A default folder of a mailbox: what a client calls it, its kind, and how the schema names its element. */
export interface DistinguishedFolder {
  readonly id: string;
  readonly displayName: string;
  readonly folderClass: string;
  readonly element: 'Folder' | 'CalendarFolder' | 'ContactsFolder' | 'TasksFolder';
  readonly parent: string;
}

const folder = (
  id: string,
  displayName: string,
  folderClass = 'IPF.Note',
  element: DistinguishedFolder['element'] = 'Folder',
  parent = 'msgfolderroot',
): readonly [string, DistinguishedFolder] => [id, { id, displayName, folderClass, element, parent }];

/** The folders every mailbox is born with. The lab's mailboxes are empty so far. */
export const distinguishedFolders: ReadonlyMap<string, DistinguishedFolder> = new Map([
  folder('root', '', '', 'Folder', 'root'),
  folder('msgfolderroot', 'Top of Information Store', '', 'Folder', 'root'),
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
]);

/** Ids that were asked for before; they never change. */
const ids = new WeakMap<Recipient, Map<string, string>>();

/** Entry id of a folder: opaque to clients, stable, different in every mailbox. */
export function folderId(mailbox: Recipient, distinguishedId: string): string {
  const known = ids.get(mailbox) ?? new Map<string, string>();
  ids.set(mailbox, known);
  const id =
    known.get(distinguishedId) ?? createHash('sha256').update(`${mailbox.guid}/${distinguishedId}`).digest('base64');
  if (distinguishedFolders.has(distinguishedId)) known.set(distinguishedId, id);
  return id;
}

/** The folder an opaque id stands for. */
export function folderOfId(mailbox: Recipient, id: string): DistinguishedFolder | undefined {
  return [...distinguishedFolders.values()].find((candidate) => folderId(mailbox, candidate.id) === id);
}

/** No folder has changed since it was made. */
export const folderChangeKey = 'AQAAAA==';
