import { folderPermissions } from '../directory/folder-permissions.js';
import type { FoundFolder } from './folder-access.js';

type Rights = ReadonlySet<string>;

const author = ['CreateItems', 'DeleteOwnedItems', 'EditOwnedItems', 'FolderVisible', 'ReadItems'];
const editor = [...author, 'DeleteAllItems', 'EditAllItems'];

/** The rights that roles stand for, under their names in EWS (the public page on Add-MailboxFolderPermission). */
const roles: Readonly<Record<string, { readonly level: string; readonly rights: readonly string[] }>> = {
  None: { level: 'None', rights: [] },
  Owner: { level: 'Owner', rights: [...editor, 'CreateSubfolders', 'FolderContact', 'FolderOwner'] },
  PublishingEditor: { level: 'PublishingEditor', rights: [...editor, 'CreateSubfolders'] },
  Editor: { level: 'Editor', rights: editor },
  PublishingAuthor: { level: 'PublishingAuthor', rights: [...author, 'CreateSubfolders'] },
  Author: { level: 'Author', rights: author },
  NonEditingAuthor: { level: 'NoneditingAuthor', rights: author.filter((right) => right !== 'EditOwnedItems') },
  Reviewer: { level: 'Reviewer', rights: ['FolderVisible', 'ReadItems'] },
  Contributor: { level: 'Contributor', rights: ['CreateItems', 'FolderVisible'] },
  AvailabilityOnly: { level: 'FreeBusyTimeOnly', rights: ['AvailabilityOnly'] },
  LimitedDetails: { level: 'FreeBusyTimeAndSubjectAndLocation', rights: ['LimitedDetails'] },
};

/**
 * Who may do what in a folder (MS-OXWSFOLD), for its owner alone. Undefined for folders that the directory of the lab keeps
 * no permissions of: those below others.
 */
export function permissionSetOf({ mailbox, owner, folder, isOwn, addressBook = [] }: FoundFolder) {
  const isTop = mailbox.folder(folder.parent)?.distinguishedName === 'msgfolderroot';
  if (!isOwn || !isTop) return undefined;
  const isCalendar = folder.kind === 'CalendarFolder';
  const all = folderPermissions(owner, folder.displayName).map(({ user, accessRights }) => {
    const rights: Rights = new Set(accessRights.flatMap((right) => roles[right]?.rights ?? [right]));
    const [only = 'None', ...more] = accessRights;
    const level = more.length === 0 ? (roles[only]?.level ?? 'Custom') : 'Custom';
    const known = addressBook.find(({ displayName }) => displayName === user);
    const isEverybody = user === 'Default' || user === 'Anonymous';
    const named = { SID: known?.sid, PrimarySmtpAddress: known?.primarySmtpAddress, DisplayName: user };
    return {
      UserId: isEverybody ? { DistinguishedUser: user } : named,
      CanCreateItems: rights.has('CreateItems'),
      CanCreateSubFolders: rights.has('CreateSubfolders'),
      IsFolderOwner: rights.has('FolderOwner'),
      IsFolderVisible: rights.has('FolderVisible'),
      IsFolderContact: rights.has('FolderContact'),
      EditItems: extent(rights, 'Edit'),
      DeleteItems: extent(rights, 'Delete'),
      ReadItems: readable(rights),
      [isCalendar ? 'CalendarPermissionLevel' : 'PermissionLevel']: level,
    };
  });
  return isCalendar
    ? { CalendarPermissions: all.map((one) => ({ CalendarPermission: one })) }
    : { Permissions: all.map((one) => ({ Permission: one })) };
}

function extent(rights: Rights, what: 'Edit' | 'Delete'): 'All' | 'Owned' | 'None' {
  if (rights.has(`${what}AllItems`)) return 'All';
  return rights.has(`${what}OwnedItems`) ? 'Owned' : 'None';
}

/** The two in the middle are of calendars. */
function readable(rights: Rights): 'FullDetails' | 'TimeAndSubjectAndLocation' | 'TimeOnly' | 'None' {
  if (rights.has('ReadItems')) return 'FullDetails';
  if (rights.has('LimitedDetails')) return 'TimeAndSubjectAndLocation';
  return rights.has('AvailabilityOnly') ? 'TimeOnly' : 'None';
}
