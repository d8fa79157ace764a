import { folderPermissions } from '../directory/folder-permissions.js';
import type { Recipient } from '../directory/recipient.js';
import type { distinguishedFolderId, folderId } from '../ews-schema/folder-ids.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import { isIdOf, type ObjectId, readId } from '../mailbox/object-id.js';
import type { StoredFolder } from '../mailbox/stored.js';
import type { ValueOf } from '../xsd/model.js';
import { errors } from './errors.js';
import type { EwsCall } from './operation.js';

/** A folder as a request names it: by its id, or by the name that every mailbox knows it by. */
export interface NamedFolder {
  readonly FolderId?: ValueOf<typeof folderId> | undefined;
  readonly DistinguishedFolderId?: ValueOf<typeof distinguishedFolderId> | undefined;
}

/** A folder that is there, and that the caller may see. */
export interface FoundFolder {
  readonly mailbox: Mailbox;
  readonly owner: Recipient;
  readonly folder: StoredFolder;
  /** It is the caller's. */
  readonly isOwn: boolean;
  /** Who may be named in its permissions. */
  readonly addressBook?: readonly Recipient[];
}

/** Where it was found, whoever asks. */
type Place = Omit<FoundFolder, 'isOwn' | 'addressBook'>;

/** Throws EwsError: no such mailbox or folder, or none of the caller's business. */
export function requireFolder(
  { FolderId, DistinguishedFolderId }: NamedFolder,
  call: EwsCall,
  purpose: Purpose = 'read',
): FoundFolder {
  const found = FolderId ? byId(FolderId.Id, call) : byName(DistinguishedFolderId, call);
  if (!found) throw errors.folderNotFound();
  const isOwn = found.owner.guid === call.user.guid;
  if (!isOwn && !may(found, call, purpose)) throw errors.accessDenied();
  const { mailbox, owner, folder } = found;
  return { mailbox, owner, folder, isOwn, addressBook: call.organization.addressBookOf(call.user) };
}

function byId(text: string, call: EwsCall): Place | undefined {
  requireMailbox(call.user, call);
  if (text === '') throw errors.idEmpty();
  const id = readId(text);
  if (!id) throw errors.idMalformed();
  if (id.kind !== 'folder') throw errors.itemIdForFolderId();
  const place = mailboxOfId(id, call);
  const folder = place?.mailbox.folder(id.number);
  return place && folder && { ...place, folder };
}

/** The mailbox that an id is of; undefined for one that the caller knows nothing of, or that was reset since. */
export function mailboxOfId(
  id: ObjectId,
  { organization, user }: EwsCall,
): Pick<FoundFolder, 'owner' | 'mailbox'> | undefined {
  const owner = organization.addressBookOf(user).find(({ guid }) => guid === id.mailbox.guid);
  const mailbox = owner && organization.mailboxOf(owner);
  return owner && mailbox && isIdOf(mailbox, id) ? { owner, mailbox } : undefined;
}

function byName(name: NamedFolder['DistinguishedFolderId'], call: EwsCall): Place | undefined {
  const address = name?.Mailbox?.EmailAddress;
  const owner = address === undefined ? call.user : inAddressBook(address, call);
  if (!owner) throw errors.nonExistentMailbox();
  const mailbox = requireMailbox(owner, call);
  const folder = mailbox.folderNamed(name?.Id ?? '');
  return folder && { owner, mailbox, folder };
}

/** Whoever is not in it does not exist for the caller: tenants of the cloud know nothing of each other. */
export function inAddressBook(address: string, { organization, user }: EwsCall): Recipient | undefined {
  const found = organization.findRecipient(address);
  return organization.addressBookOf(user).find(({ guid }) => guid === found?.guid);
}

/** The mailbox of a recipient that has one here; a remote mailbox or mail user has none (facts/oauth-outbound-admin §1.2). */
export function requireMailbox(owner: Recipient, { organization }: EwsCall): Mailbox {
  const mailbox = organization.mailboxOf(owner);
  if (!mailbox) throw errors.nonExistentMailbox();
  return mailbox;
}

/** What somebody wants to do with what is in a folder; `createFolder` in it, or with the folder itself: `own`. */
export type Purpose = 'read' | 'create' | 'write' | 'createFolder' | 'own';

const reading = ['ReadItems', 'Reviewer', 'Author', 'NonEditingAuthor', 'PublishingAuthor'];
const writing = ['EditAllItems', 'Editor', 'PublishingEditor', 'Owner'];
const creating = ['CreateItems', 'Contributor', 'Author', 'NonEditingAuthor', 'PublishingAuthor'];

/** Rights and roles that are enough for it; calendars have more, that show less. */
const enough: Readonly<Record<Purpose, ReadonlySet<string>>> = {
  read: new Set([...reading, ...writing]),
  create: new Set([...creating, ...writing]),
  write: new Set(writing),
  createFolder: new Set(['CreateSubfolders', 'PublishingAuthor', 'PublishingEditor', 'Owner']),
  own: new Set(['FolderOwner', 'Owner']),
};

/** Whether a folder's permissions, those for him or else for everybody, let somebody who is not its owner do it. */
export function may({ owner, mailbox, folder }: Place, { user }: EwsCall, purpose: Purpose): boolean {
  const top = topOf(mailbox, folder);
  const entries = folderPermissions(owner, top.displayName);
  const entry = entries.find((one) => one.user === user.displayName) ?? entries.find((one) => one.user === 'Default');
  return entry?.accessRights.some((right) => enough[purpose].has(right)) ?? false;
}

/** The folders among these that the caller may see: to its owner a mailbox is open. */
export function visible<Folder extends StoredFolder>(
  { isOwn, owner, mailbox }: FoundFolder,
  folders: readonly Folder[],
  call: EwsCall,
): readonly Folder[] {
  return isOwn ? folders : folders.filter((folder) => may({ owner, mailbox, folder }, call, 'read'));
}

/** The folder below the mailbox's top that it lies in: permissions are looked up there. */
function topOf(mailbox: Mailbox, folder: StoredFolder): StoredFolder {
  const parent = mailbox.folder(folder.parent);
  const isTop = !parent || parent.number === folder.number || parent.distinguishedName === 'msgfolderroot';
  return isTop ? folder : topOf(mailbox, parent);
}
