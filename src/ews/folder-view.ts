import type { folderKinds } from '../ews-schema/folders.js';
import type { folderShape } from '../ews-schema/shapes.js';
import type { Mailbox } from '../mailbox/mailbox.js';
import { changeKeyOf, type MailboxIdentity, writeId } from '../mailbox/object-id.js';
import type { FolderKind, StoredFolder } from '../mailbox/stored.js';
import { remembered } from '../remembered.js';
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
  const shown: Record<string, unknown> = {};
  for (const name of wanted(shape, folder.kind)) {
    const value = propertyOf(found, name);
    if (value !== undefined) shown[name] = value;
  }
  const extended = extendedProperties(shape.AdditionalProperties ?? [], extendedOf(folder, mapiProperties(found)));
  if (extended.length > 0) shown.ExtendedProperty = extended;
  return { [folder.kind]: shown } as unknown as FolderElement;
}

const idOnly: readonly string[] = ['FolderId'];
const usual: readonly string[] = [...idOnly, 'DisplayName', 'TotalCount', 'ChildFolderCount', 'UnreadCount'];
const everything: readonly string[] = [...usual, 'ParentFolderId', 'FolderClass', 'EffectiveRights'];

/** What each base shape has; the lists are those of the documents on response shapes. */
const shapes: Readonly<Record<FolderShape['BaseShape'], (kind: FolderKind) => readonly string[]>> = {
  IdOnly: () => idOnly,
  Default: (kind) => (kind === 'Folder' ? usual : [...usual, 'FolderClass']),
  AllProperties: () => everything,
  PcxPeopleSearch: () => idOnly,
};

const lists = remembered((_: FolderShape) => new Map<FolderKind, readonly string[]>());

/** The names of the properties that a shape asks for, in their order; found once for all folders of a kind. */
function wanted(shape: FolderShape, kind: FolderKind): readonly string[] {
  const known = lists(shape);
  const before = known.get(kind);
  if (before) return before;
  const names = new Set([...shapes[shape.BaseShape](kind), ...additional(shape)]);
  const list = Object.keys(properties).filter((name) => names.has(name));
  known.set(kind, list);
  return list;
}

/** `folder:DisplayName` -> `DisplayName` */
function additional({ AdditionalProperties = [] }: FolderShape): readonly string[] {
  return AdditionalProperties.flatMap((path) =>
    'FieldURI' in path ? [path.FieldURI.FieldURI.replace(/^\w+:/, '')] : [],
  );
}

/** Each is found out when it is asked for: a folder may be large. */
const properties: Readonly<Record<string, (found: FoundFolder) => unknown>> = {
  FolderId: ({ mailbox, folder }) => folderIdOf(mailbox, folder),
  ParentFolderId: ({ mailbox, folder }) => {
    const parent = mailbox.folder(folder.parent);
    return parent && folderIdOf(mailbox, parent);
  },
  FolderClass: ({ folder }) => (folder.folderClass === '' ? undefined : folder.folderClass),
  DisplayName: ({ folder }) => folder.displayName,
  TotalCount: ({ mailbox, folder }) => mailbox.itemsIn(folder.number).length,
  ChildFolderCount: ({ mailbox, folder }) => mailbox.childrenOf(folder.number).length,
  EffectiveRights: ({ isOwn }) => (isOwn ? ownRights : readerRights),
  PermissionSet: permissionSetOf,
  DistinguishedFolderId: ({ folder }) => folder.distinguishedName,
  UnreadCount: ({ mailbox, folder: { kind, number } }) =>
    kind === 'Folder' || kind === 'TasksFolder'
      ? mailbox.itemsIn(number).filter(({ isRead }) => !isRead).length
      : undefined,
};

function propertyOf(found: FoundFolder, name: string): unknown {
  return properties[name]?.(found);
}

/** A folder that was made or changed: nothing but its id. */
export function showFolderId(mailbox: Mailbox, folder: StoredFolder): FolderElement {
  return { [folder.kind]: { FolderId: folderIdOf(mailbox, folder) } } as unknown as FolderElement;
}

export function folderIdOf(mailbox: MailboxIdentity, { number, change }: Pick<StoredFolder, 'number' | 'change'>) {
  return { Id: writeId({ kind: 'folder', mailbox, number }), ChangeKey: changeKeyOf(change) };
}

/** MAPI properties that clients ask a folder for, by tag (MS-OXPROPS). */
const mapiNames: ReadonlyMap<number | string, string> = new Map([
  [0x3001, 'DisplayName'],
  [0x3602, 'TotalCount'],
  [0x3603, 'UnreadCount'],
  [0x3613, 'FolderClass'],
]);
const isHidden = 0x10f4;

function mapiProperties(found: FoundFolder): KnownProperties {
  return (what) => {
    if (what === isHidden) return false;
    const name = mapiNames.get(what);
    const value = name === undefined ? undefined : propertyOf(found, name);
    return name === 'UnreadCount' ? (value ?? 0) : value;
  };
}

/** Where the values of a folder's properties come from, for restrictions. */
export function folderSource(found: FoundFolder): PropertySource {
  const extended = extendedOf(found.folder, mapiProperties(found));
  return (path) => {
    if ('ExtendedFieldURI' in path) return extended(path.ExtendedFieldURI);
    return 'FieldURI' in path ? propertyOf(found, path.FieldURI.FieldURI.replace(/^\w+:/, '')) : undefined;
  };
}
