import type { folderKinds } from '../ews-schema/folders.js';
import type { folderShape } from '../ews-schema/shapes.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import { changeKeyOf, writeId } from '../mailbox/object-id.js';
import type { StoredFolder } from '../mailbox/stored.js';
import type { OneOf, ValueOf } from '../xsd/model.js';
import { extendedOf, extendedProperties, type KnownProperties } from './extended-properties.js';
import type { FoundFolder } from './folder-access.js';
import { permissionSetOf } from './folder-permissions.js';
import type { PropertySource } from './property-source.js';
import { ownRights, readerRights } from './rights.js';

export type FolderShape = ValueOf<typeof folderShape>;
type FolderElement = OneOf<typeof folderKinds>;

/** A folder as an answer shows it: what the shape asks for, and nothing else (facts/ews-clients §1.3 rule 2). */
export function showFolder(found: FoundFolder, shape: FolderShape): FolderElement {
  const { folder } = found;
  const wanted = new Set<string>([...shapes[shape.BaseShape](folder), ...additional(shape)]);
  const all = propertiesOf(found, wanted);
  const shown = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => wanted.has(name) && value !== undefined),
  );
  const extended = extendedProperties(shape.AdditionalProperties ?? [], extendedOf(folder, mapiProperties(all)));
  const value = extended.length > 0 ? { ...shown, ExtendedProperty: extended } : shown;
  return { [folder.kind]: value } as unknown as FolderElement;
}

const idOnly: readonly string[] = ['FolderId'];
const usual: readonly string[] = [...idOnly, 'DisplayName', 'TotalCount', 'ChildFolderCount', 'UnreadCount'];
const everything: readonly string[] = [...usual, 'ParentFolderId', 'FolderClass', 'EffectiveRights'];

/** What each base shape has; the lists are those of the documents on response shapes. */
const shapes: Readonly<Record<FolderShape['BaseShape'], (folder: StoredFolder) => readonly string[]>> = {
  IdOnly: () => idOnly,
  Default: ({ kind }) => (kind === 'Folder' ? usual : [...usual, 'FolderClass']),
  AllProperties: () => everything,
  PcxPeopleSearch: () => idOnly,
};

/** `folder:DisplayName` -> `DisplayName` */
function additional({ AdditionalProperties = [] }: FolderShape): readonly string[] {
  return AdditionalProperties.flatMap((path) =>
    'FieldURI' in path ? [path.FieldURI.FieldURI.replace(/^\w+:/, '')] : [],
  );
}

function propertiesOf(found: FoundFolder, wanted: ReadonlySet<string> = new Set()): Readonly<Record<string, unknown>> {
  const { mailbox, folder, isOwn } = found;
  const parent = mailbox.folder(folder.parent);
  const items = mailbox.itemsIn(folder.number);
  const hasUnread = folder.kind === 'Folder' || folder.kind === 'TasksFolder';
  return {
    FolderId: folderIdOf(mailbox.guid, folder),
    ParentFolderId: parent && folderIdOf(mailbox.guid, parent),
    FolderClass: folder.folderClass === '' ? undefined : folder.folderClass,
    DisplayName: folder.displayName,
    TotalCount: items.length,
    ChildFolderCount: mailbox.childrenOf(folder.number).length,
    EffectiveRights: isOwn ? ownRights : readerRights,
    ...(wanted.has('PermissionSet') ? { PermissionSet: permissionSetOf(found) } : {}),
    DistinguishedFolderId: folder.distinguishedName,
    UnreadCount: hasUnread ? items.filter(({ isRead }) => !isRead).length : undefined,
  };
}

/** A folder that was made or changed: nothing but its id. */
export function showFolderId(mailbox: Mailbox, folder: StoredFolder): FolderElement {
  return { [folder.kind]: { FolderId: folderIdOf(mailbox.guid, folder) } } as unknown as FolderElement;
}

export function folderIdOf(mailbox: string, { number, change }: Pick<StoredFolder, 'number' | 'change'>) {
  return { Id: writeId({ kind: 'folder', mailbox, number }), ChangeKey: changeKeyOf(change) };
}

/** MAPI properties that clients ask a folder for, by tag (MS-OXPROPS). */
function mapiProperties(all: Readonly<Record<string, unknown>>): KnownProperties {
  const known = new Map<number | string, unknown>([
    [0x3001, all.DisplayName],
    [0x3602, all.TotalCount],
    [0x3603, all.UnreadCount ?? 0],
    [0x3613, all.FolderClass],
    [0x10f4, false],
  ]);
  return (what) => known.get(what);
}

/** Where the values of a folder's properties come from, for restrictions. */
export function folderSource(found: FoundFolder): PropertySource {
  const all = propertiesOf(found);
  const extended = extendedOf(found.folder, mapiProperties(all));
  return (path) => {
    if ('ExtendedFieldURI' in path) return extended(path.ExtendedFieldURI);
    return 'FieldURI' in path ? all[path.FieldURI.FieldURI.replace(/^\w+:/, '')] : undefined;
  };
}
