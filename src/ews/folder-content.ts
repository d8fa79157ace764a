import type { folderKinds } from '../ews-schema/folders.js';
import type { FolderKind, NewFolder, StoredFolder } from '../mailbox/stored.js';
import type { OneOf } from '../xsd/model.js';
import { EwsError, errors } from './errors.js';
import { extendedFrom } from './extended-properties.js';

type Content = Omit<NewFolder, 'parent'>;
type FolderValue = Readonly<Record<string, unknown>>;

/** The classes that folders of a kind have (MS-OXWSFOLD); only that of a plain folder may be anything. */
const classes: Readonly<Record<FolderKind, string>> = {
  Folder: 'IPF.Note',
  CalendarFolder: 'IPF.Appointment',
  ContactsFolder: 'IPF.Contact',
  TasksFolder: 'IPF.Task',
};

/** What the server finds out itself. */
const serversOwn = ['FolderId', 'ParentFolderId', 'TotalCount', 'ChildFolderCount', 'EffectiveRights', 'UnreadCount'];

/** The lab's own limit. */
const longestName = 256;

/** A folder as CreateFolder describes it; throws EwsError for what none can be. */
export function folderContent(element: OneOf<typeof folderKinds>): Content {
  const [[kind, value]] = Object.entries(element) as [[FolderKind | 'SearchFolder', FolderValue]];
  if (kind === 'SearchFolder') throw searchFolder();
  for (const name of serversOwn) if (value[name] !== undefined) throw errorOf.readOnly();
  const { folderClass, kind: actual } = classAndKind(kind, value.FolderClass);
  return {
    kind: actual,
    folderClass,
    displayName: nameOf(value.DisplayName),
    extended: extendedFrom(value.ExtendedProperty),
  };
}

/** A plain folder becomes what its class says; the others keep to theirs. */
function classAndKind(kind: FolderKind, given: unknown): Pick<Content, 'folderClass' | 'kind'> {
  if (typeof given !== 'string' || given === '') return { folderClass: classes[kind], kind };
  if (kind === 'Folder') return { folderClass: given, kind: kindOfClass(given) };
  if (kindOfClass(given) !== kind) throw errorOf.classOverride();
  return { folderClass: given, kind };
}

/** `IPF.Appointment.Birthday` is a calendar, too. */
function kindOfClass(folderClass: string): FolderKind {
  const lower = folderClass.toLowerCase();
  const special = Object.entries(classes).find(
    ([kind, of]) => kind !== 'Folder' && `${lower}.`.startsWith(`${of.toLowerCase()}.`),
  );
  return (special?.[0] ?? 'Folder') as FolderKind;
}

/** The change of one property, as UpdateFolder asks for it. */
export interface FolderFieldChange {
  /** Its name without `folder:`. */
  readonly name: string;
  /** The folder that holds the new value, without its kind; left out, the property is deleted. */
  readonly value?: FolderValue;
}

/** A folder with a property set or deleted. */
export function withFolderField(folder: StoredFolder, { name, value }: FolderFieldChange): StoredFolder {
  if (name !== 'DisplayName' && name !== 'FolderClass') throw errorOf.readOnly();
  if (value === undefined) throw errorOf.undeletable();
  const given = value[name];
  if (given === undefined) throw errorOf.mismatch();
  if (name === 'DisplayName') return { ...folder, displayName: nameOf(given) };
  const folderClass = String(given);
  if (kindOfClass(folderClass) !== folder.kind) throw errors.objectTypeChanged();
  return { ...folder, folderClass };
}

function nameOf(given: unknown): string {
  const name = String(given ?? '').trim();
  if (name === '' || name.length > longestName) throw errorOf.noName();
  return name;
}

const searchFolder = () =>
  new EwsError('ErrorInvalidFolderTypeForOperation', '[lab] There are no search folders in the lab.');

/** The words are those documented beside the codes (errors.ts), where nothing else is said. */
const errorOf = {
  readOnly: () => new EwsError('ErrorInvalidPropertySet', 'Set action is invalid for property.'),
  classOverride: () =>
    new EwsError(
      'ErrorNoFolderClassOverride',
      'You cannot specify the FolderClass when creating a non-generic folder.',
    ),
  undeletable: () =>
    new EwsError('ErrorInvalidPropertyDelete', 'The delete action is not supported for this property.'),
  mismatch: () => new EwsError('ErrorUpdatePropertyMismatch', 'Property for update does not match property in object.'),
  noName: () =>
    new EwsError('ErrorFolderSavePropertyError', 'The folder save operation failed due to invalid property values.'),
} as const;
