import t from 'tap';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { deleteFolderRequest, deleteFolderResponse } from '../src/ews-schema/operations/delete-folder.js';
import { emptyFolderRequest, emptyFolderResponse } from '../src/ews-schema/operations/empty-folder.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { moveFolderRequest, moveFolderResponse } from '../src/ews-schema/operations/move-folder.js';
import { updateFolderRequest, updateFolderResponse } from '../src/ews-schema/operations/update-folder.js';
import { answerOf, example, hold, noSamples, sample, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Folders in the vocabulary of Exchange Web Services.

const inbox = { DistinguishedFolderId: { Id: 'inbox' } } as const;

t.test('what clients ask for is read', { skip: noSamples }, async (t) => {
  t.strictSame(valueIn(getFolderRequest, sample('ewsjs/GetFolder-1')), {
    FolderShape: { BaseShape: 'AllProperties' },
    FolderIds: [inbox],
  });
  const names =
    'ChildFolderCount DisplayName EffectiveRights FolderClass FolderId ParentFolderId PermissionSet TotalCount UnreadCount';
  const mailbox = { EmailAddress: 'user1@lab.test', RoutingType: 'SMTP', MailboxType: 'Mailbox' };
  t.strictSame(valueIn(getFolderRequest, sample('exchangelib/GetFolder-2')), {
    FolderShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: names.split(' ').map((name) => ({ FieldURI: { FieldURI: `folder:${name}` } })),
    },
    FolderIds: [{ DistinguishedFolderId: { Id: 'inbox', Mailbox: mailbox } }],
  });
});

const FolderId = { Id: 'AAMk', ChangeKey: 'AQAAAA==' };
const flags = { ExtendedFieldURI: { PropertyTag: '0x0E07', PropertyType: 'Integer' } } as const;

const permission = {
  UserId: { DistinguishedUser: 'Default' },
  CanCreateItems: false,
  CanCreateSubFolders: false,
  IsFolderOwner: false,
  IsFolderVisible: true,
  IsFolderContact: false,
  EditItems: 'Owned',
  DeleteItems: 'None',
  ReadItems: 'FullDetails',
} as const;

const UserId = { SID: 'S-1-5-21-1', PrimarySmtpAddress: 'user2@lab.test', DisplayName: 'User 2' };

const PermissionSet = {
  Permissions: [{ Permission: { ...permission, PermissionLevel: 'Custom' } }],
  UnknownEntries: [{ UnknownEntry: 'S-1-5-21-2' }],
} as const;

const everyRight = {
  CreateAssociated: true,
  CreateContents: true,
  CreateHierarchy: true,
  Delete: true,
  Modify: true,
  Read: true,
  ViewPrivateItems: true,
};

const wholeFolder = {
  FolderId,
  ParentFolderId: FolderId,
  FolderClass: 'IPF.Note',
  DisplayName: 'Inbox',
  TotalCount: 2,
  ChildFolderCount: 0,
  ExtendedProperty: [{ ...flags, Value: '1' }],
  ManagedFolderInformation: { CanDelete: true, StorageQuota: 1, HomePage: 'https://lab.test/' },
  EffectiveRights: everyRight,
  DistinguishedFolderId: 'inbox',
  PolicyTag: { IsExplicit: true, text: '01234567-89ab-cdef-0123-456789abcdef' },
  ArchiveTag: { IsExplicit: false, text: '01234567-89ab-cdef-0123-456789abcdef' },
  ReplicaList: { String: ['a', 'b'] },
  PermissionSet,
  UnreadCount: 1,
} as const;

const calendarPermission = { ...permission, UserId, CalendarPermissionLevel: 'FreeBusyTimeOnly' } as const;
const hasFlags = { Exists: flags };

const everyKind = [
  { Folder: wholeFolder },
  {
    CalendarFolder: {
      SharingEffectiveRights: 'TimeOnly',
      PermissionSet: { CalendarPermissions: [{ CalendarPermission: calendarPermission }] },
    },
  },
  { ContactsFolder: { SharingEffectiveRights: 'FullDetails', PermissionSet, SourceId: 's', AccountName: 'n' } },
  { SearchFolder: { SearchParameters: { Traversal: 'Deep', Restriction: hasFlags, BaseFolderIds: [inbox] } } },
  { TasksFolder: { DisplayName: 'Tasks', UnreadCount: 0 } },
] as const;

const changes = [
  {
    FolderId,
    Updates: [
      { AppendToFolderField: { FieldURI: { FieldURI: 'folder:DisplayName' }, Folder: { DisplayName: 'x' } } },
      { SetFolderField: { FieldURI: { FieldURI: 'folder:PermissionSet' }, CalendarFolder: {} } },
      { DeleteFolderField: flags },
    ],
  },
  { DistinguishedFolderId: { Id: 'notes' }, Updates: [{ DeleteFolderField: flags }] },
] as const;

const examples = [
  example(getFolderRequest, {
    FolderShape: { BaseShape: 'Default', AdditionalProperties: [flags] },
    FolderIds: [{ FolderId }, inbox],
  }),
  example(getFolderResponse, answerOf('GetFolder', { Folders: everyKind })),
  example(createFolderRequest, { ParentFolderId: inbox, Folders: everyKind }),
  example(createFolderResponse, answerOf('CreateFolder', { Folders: [{ Folder: { FolderId } }] })),
  example(updateFolderRequest, { FolderChanges: { FolderChange: changes } }),
  example(updateFolderResponse, answerOf('UpdateFolder', { Folders: [{ CalendarFolder: { FolderId } }] })),
  example(deleteFolderRequest, { DeleteType: 'SoftDelete', FolderIds: [{ FolderId }, inbox] }),
  example(deleteFolderResponse, answerOf('DeleteFolder')),
  example(emptyFolderRequest, { DeleteType: 'MoveToDeletedItems', DeleteSubFolders: true, FolderIds: [inbox] }),
  example(emptyFolderResponse, answerOf('EmptyFolder')),
  example(moveFolderRequest, { ToFolderId: inbox, FolderIds: [{ FolderId }] }),
  example(moveFolderResponse, answerOf('MoveFolder', { Folders: [{ Folder: { FolderId } }] })),
];

t.test('requests and answers are Exchange’s', { skip: noXmllint || noSchema() }, (t) => hold(t, examples));
