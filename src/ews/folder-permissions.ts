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
    const [only = 'None', ...more] = accessRights;
    const level = more.length === 0 ? (roles[only]?.level ?? 'Custom') : 'Custom';
    const known = addressBook.find(({ displayName }) => displayName === user);
    const isEverybody = user === 'Default' || user === 'Anonymous';
    const named = { SID: known?.sid, PrimarySmtpAddress: known?.primarySmtpAddress, DisplayName: user };
    return {
      UserId: isEverybody ? { DistinguishedUser: user } : named,
      ...grantsOf(accessRights),
      [isCalendar ? 'CalendarPermissionLevel' : 'PermissionLevel']: level,
    };
  });
  return isCalendar
    ? { CalendarPermissions: all.map((one) => ({ CalendarPermission: one })) }
    : { Permissions: all.map((one) => ({ Permission: one })) };
}

/** What rights and roles grant, in the words of EWS. */
export function grantsOf(accessRights: readonly string[]) {
  const rights: Rights = new Set(accessRights.flatMap((right) => roles[right]?.rights ?? [right]));
  return {
    CanCreateItems: rights.has('CreateItems'),
    CanCreateSubFolders: rights.has('CreateSubfolders'),
    IsFolderOwner: rights.has('FolderOwner'),
    IsFolderVisible: rights.has('FolderVisible'),
    IsFolderContact: rights.has('FolderContact'),
    EditItems: extent(rights, 'Edit'),
    DeleteItems: extent(rights, 'Delete'),
    ReadItems: readable(rights),
  };
}

type Grants = { readonly [Name in keyof ReturnType<typeof grantsOf>]?: ReturnType<typeof grantsOf>[Name] | undefined };

/** The rights that grant it; what is left out is not granted. */
export function rightsOfGrants(grants: Grants): readonly string[] {
  const rights = [
    ...(grants.CanCreateItems ? ['CreateItems'] : []),
    ...(grants.CanCreateSubFolders ? ['CreateSubfolders'] : []),
    ...(grants.IsFolderOwner ? ['FolderOwner'] : []),
    ...(grants.IsFolderVisible ? ['FolderVisible'] : []),
    ...(grants.IsFolderContact ? ['FolderContact'] : []),
    ...extentRights(grants.EditItems, 'Edit'),
    ...extentRights(grants.DeleteItems, 'Delete'),
    ...readingRights[grants.ReadItems ?? 'None'],
  ];
  return rights.length === 0 ? ['None'] : rights;
}

/** All of them is more than one's own. */
function extentRights(extent: 'All' | 'Owned' | 'None' | undefined, what: 'Edit' | 'Delete'): readonly string[] {
  if (extent === undefined || extent === 'None') return [];
  return extent === 'All' ? [`${what}AllItems`, `${what}OwnedItems`] : [`${what}OwnedItems`];
}

const readingRights = {
  FullDetails: ['ReadItems'],
  TimeAndSubjectAndLocation: ['LimitedDetails'],
  TimeOnly: ['AvailabilityOnly'],
  None: [],
} as const;

/** The role of a level, by the name it has for cmdlets. */
export function roleOfLevel(level: string): string {
  return Object.keys(roles).find((role) => roles[role]?.level === level) ?? 'None';
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
