import { enumeration, words, xs } from '../xsd/simple-types.js';
import { choice, many, optional } from '../xsd/types.js';
import { strings } from './email-address.js';
import { baseFolderIds, distinguishedFolderIdName, folderId } from './folder-ids.js';
import { m, t } from './namespaces.js';
import { extendedProperty } from './paths.js';
import {
  calendarPermissionReadAccess,
  calendarPermissionSet,
  permissionReadAccess,
  permissionSet,
} from './permissions.js';
import { responseMessage } from './responses.js';
import { restriction } from './restrictions.js';
import { retentionTag } from './retention.js';

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

/** A folder that the organization gave to the mailbox (MS-OXWSFOLD). */
const managedFolderInformation = t.complex('ManagedFolderInformationType', {
  content: [
    {
      CanDelete: optional(xs.boolean),
      CanRenameOrMove: optional(xs.boolean),
      MustDisplayComment: optional(xs.boolean),
      HasQuota: optional(xs.boolean),
      IsManagedFoldersRoot: optional(xs.boolean),
      ManagedFolderId: optional(xs.string),
      Comment: optional(xs.string),
      StorageQuota: optional(xs.int),
      FolderSize: optional(xs.int),
      HomePage: optional(xs.string),
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
      ManagedFolderInformation: optional(managedFolderInformation),
      EffectiveRights: optional(effectiveRights),
      DistinguishedFolderId: optional(distinguishedFolderIdName),
      PolicyTag: optional(retentionTag),
      ArchiveTag: optional(retentionTag),
      ReplicaList: optional(strings),
    },
  ],
});

const folder = t.extended('FolderType', baseFolder, {
  content: [{ PermissionSet: optional(permissionSet), UnreadCount: optional(xs.int) }],
});

const calendarFolder = t.extended('CalendarFolderType', baseFolder, {
  content: [
    {
      SharingEffectiveRights: optional(calendarPermissionReadAccess),
      PermissionSet: optional(calendarPermissionSet),
    },
  ],
});

const contactsFolder = t.extended('ContactsFolderType', baseFolder, {
  content: [
    {
      SharingEffectiveRights: optional(permissionReadAccess),
      PermissionSet: optional(permissionSet),
      SourceId: optional(xs.string),
      AccountName: optional(xs.string),
    },
  ],
});

const tasksFolder = t.extended('TasksFolderType', folder, {});

/** What a search folder looks for, and where (MS-OXWSSRCH). */
const searchParameters = t.complex('SearchParametersType', {
  attributes: { Traversal: optional(enumeration('t', 'SearchFolderTraversalType', words('Shallow Deep'))) },
  content: [{ Restriction: restriction, BaseFolderIds: baseFolderIds }],
});

const searchFolder = t.extended('SearchFolderType', folder, {
  content: [{ SearchParameters: optional(searchParameters) }],
});

/** Kinds of folders, by their elements. */
export const folderKinds = {
  Folder: folder,
  CalendarFolder: calendarFolder,
  ContactsFolder: contactsFolder,
  SearchFolder: searchFolder,
  TasksFolder: tasksFolder,
};

export const folders = t.list('ArrayOfFoldersType', folderKinds);
export const oneFolder = choice(folderKinds);

/** Folders that were asked for, or made (MS-OXWSFOLD). */
export const folderInfo = m.extended('FolderInfoResponseMessageType', responseMessage, {
  content: [{ Folders: optional(folders) }],
});
