import { choice, many, optional } from '../xsd/model.js';
import { enumeration, words, xs } from '../xsd/simple-types.js';
import { nonEmptyString } from './email-address.js';
import { distinguishedFolderIdName, folderId } from './folder-ids.js';
import { t } from './namespaces.js';
import { extendedProperty } from './paths.js';

/** What the caller may do with a folder or item (MS-OXWSCDATA). */
export const effectiveRights = t.complex('EffectiveRightsType', {
  content: [
    {
      CreateAssociated: xs.boolean,
      CreateContents: xs.boolean,
      CreateHierarchy: xs.boolean,
      Delete: xs.boolean,
      Modify: xs.boolean,
      Read: xs.boolean,
      ViewPrivateItems: optional(xs.boolean),
    },
  ],
});

/** What every folder has (MS-OXWSFOLD). */
const baseFolder = t.complex('BaseFolderType', {
  isAbstract: true,
  content: [
    {
      FolderId: optional(folderId),
      ParentFolderId: optional(folderId),
      FolderClass: optional(xs.string),
      DisplayName: optional(xs.string),
      TotalCount: optional(xs.int),
      ChildFolderCount: optional(xs.int),
      ExtendedProperty: many(extendedProperty),
      EffectiveRights: optional(effectiveRights),
      DistinguishedFolderId: optional(distinguishedFolderIdName),
    },
  ],
});

const folder = t.extended('FolderType', baseFolder, { content: [{ UnreadCount: optional(xs.int) }] });

const calendarPermissionReadAccess = enumeration(
  't',
  'CalendarPermissionReadAccessType',
  words('None TimeOnly TimeAndSubjectAndLocation FullDetails'),
);

const calendarFolder = t.extended('CalendarFolderType', baseFolder, {
  content: [{ SharingEffectiveRights: optional(calendarPermissionReadAccess) }],
});

const contactsFolder = t.extended('ContactsFolderType', baseFolder, {
  content: [
    {
      SharingEffectiveRights: optional(enumeration('t', 'PermissionReadAccessType', words('None FullDetails'))),
      SourceId: optional(nonEmptyString),
      AccountName: optional(nonEmptyString),
    },
  ],
});

const tasksFolder = t.extended('TasksFolderType', folder, {});

/** Kinds of folders, by their elements. */
export const folderKinds = {
  Folder: folder,
  CalendarFolder: calendarFolder,
  ContactsFolder: contactsFolder,
  TasksFolder: tasksFolder,
};

export const folders = t.list('ArrayOfFoldersType', folderKinds);
export const oneFolder = choice(folderKinds);
