import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { deleteFolderRequest, deleteFolderResponse } from '../src/ews-schema/operations/delete-folder.js';
import { emptyFolderRequest, emptyFolderResponse } from '../src/ews-schema/operations/empty-folder.js';
import { findFolderRequest, findFolderResponse } from '../src/ews-schema/operations/find-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { moveFolderRequest, moveFolderResponse } from '../src/ews-schema/operations/move-folder.js';
import { updateFolderRequest, updateFolderResponse } from '../src/ews-schema/operations/update-folder.js';
import { example, holds, messageIn, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Folders and searching in the vocabulary of Exchange Web Services.

const samples = fileURLToPath(new URL('../../shared/facts/ews-samples/requests/', import.meta.url));
const noSamples = existsSync(samples) ? false : 'the samples are not beside this checkout (../shared/facts)';
const sample = (file: string) => messageIn(readFileSync(`${samples}${file}.xml`, 'utf8'));

t.test('what clients ask for is read', { skip: noSamples }, async (t) => {
  const firstTen = { MaxEntriesReturned: 10, Offset: 0, BasePoint: 'Beginning' };
  t.strictSame(valueIn(findItemRequest, sample('ewsjs/FindItem-1')), {
    Traversal: 'Shallow',
    ItemShape: { BaseShape: 'AllProperties' },
    IndexedPageItemView: firstTen,
    ParentFolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }],
  });
  const mailbox = { EmailAddress: 'user1@lab.test', RoutingType: 'SMTP', MailboxType: 'Mailbox' };
  t.strictSame(valueIn(findItemRequest, sample('exchangelib/FindItem-1')), {
    Traversal: 'Shallow',
    ItemShape: { BaseShape: 'IdOnly' },
    IndexedPageItemView: firstTen,
    ParentFolderIds: [{ DistinguishedFolderId: { Id: 'inbox', Mailbox: mailbox } }],
  });
  t.strictSame(valueIn(getFolderRequest, sample('ewsjs/GetFolder-1')), {
    FolderShape: { BaseShape: 'AllProperties' },
    FolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }],
  });
});

const FolderId = { Id: 'AAMk', ChangeKey: 'AQAAAA==' };
const subject = { FieldURI: { FieldURI: 'item:Subject' } } as const;
const business = { IndexedFieldURI: { FieldURI: 'contacts:PhoneNumber', FieldIndex: 'BusinessPhone' } } as const;
const flags = { ExtendedFieldURI: { PropertyTag: '0x0E07', PropertyType: 'Integer' } } as const;
const than = (Value: string) => ({ FieldURIOrConstant: { Constant: { Value } } });
const received = { FieldURI: { FieldURI: 'item:DateTimeReceived' } } as const;

const restriction = {
  And: {
    operands: [
      {
        Or: {
          operands: [{ IsEqualTo: { ...subject, ...than('x') } }, { IsNotEqualTo: { ...business, ...than('1') } }],
        },
      },
      { Not: { Exists: flags } },
      { Excludes: { ...flags, Bitmask: { Value: '0x01' } } },
      { IsGreaterThan: { ...received, FieldURIOrConstant: { FieldURI: { FieldURI: 'item:DateTimeSent' } } } },
      { IsGreaterThanOrEqualTo: { ...received, ...than('2026-01-01T00:00:00Z') } },
      { IsLessThan: { ...received, ...than('2027-01-01T00:00:00Z') } },
      { IsLessThanOrEqualTo: { ...received, ...than('2027-01-01T00:00:00Z') } },
      {
        Contains: {
          ContainmentMode: 'Substring',
          ContainmentComparison: 'IgnoreCase',
          ...subject,
          Constant: { Value: 'y' },
        },
      },
    ],
  },
} as const;

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
const inbox = [{ DistinguishedFolderId: { Id: 'inbox' } }] as const;

const everyKind = [
  {
    Folder: {
      FolderId,
      ParentFolderId: FolderId,
      FolderClass: 'IPF.Note',
      DisplayName: 'Inbox',
      TotalCount: 2,
      ChildFolderCount: 0,
      ExtendedProperty: [{ ...flags, Value: '1' }],
      ManagedFolderInformation: { CanDelete: true, StorageQuota: 1, HomePage: 'https://lab.test/' },
      EffectiveRights: {
        CreateAssociated: true,
        CreateContents: true,
        CreateHierarchy: true,
        Delete: true,
        Modify: true,
        Read: true,
        ViewPrivateItems: true,
      },
      DistinguishedFolderId: 'inbox',
      PolicyTag: { IsExplicit: true, text: '01234567-89ab-cdef-0123-456789abcdef' },
      ArchiveTag: { IsExplicit: false, text: '01234567-89ab-cdef-0123-456789abcdef' },
      ReplicaList: { String: ['a', 'b'] },
      PermissionSet,
      UnreadCount: 1,
    },
  },
  {
    CalendarFolder: {
      SharingEffectiveRights: 'TimeOnly',
      PermissionSet: {
        CalendarPermissions: [
          { CalendarPermission: { ...permission, UserId, CalendarPermissionLevel: 'FreeBusyTimeOnly' } },
        ],
      },
    },
  },
  { ContactsFolder: { SharingEffectiveRights: 'FullDetails', PermissionSet, SourceId: 's', AccountName: 'n' } },
  {
    SearchFolder: {
      SearchParameters: { Traversal: 'Deep', Restriction: restriction, BaseFolderIds: inbox },
    },
  },
  { TasksFolder: { DisplayName: 'Tasks', UnreadCount: 0 } },
] as const;

const paging = { MaxEntriesReturned: 10 };
const find = { Traversal: 'Shallow', ItemShape: { BaseShape: 'IdOnly' }, ParentFolderIds: inbox } as const;
const moved = [{ FolderId }, ...inbox] as const;
const success = { ResponseClass: 'Success', ResponseCode: 'NoError' } as const;
const foundPage = {
  IndexedPagingOffset: 2,
  NumeratorOffset: 1,
  AbsoluteDenominator: 2,
  IncludesLastItemInRange: true,
  TotalItemsInView: 2,
};
const items = [{ Item: { ItemId: { Id: 'AAMk', ChangeKey: 'CQ' }, Subject: 'x' } }] as const;
const groups = [
  {
    GroupedItems: {
      GroupIndex: '0',
      Items: items,
      GroupSummary: { GroupCount: 1, UnreadCount: 0, InstanceKey: 'AQ==', GroupByValue: 'x' },
    },
  },
];

const changes = [
  {
    FolderChange: [
      {
        FolderId,
        Updates: [
          { AppendToFolderField: { FieldURI: { FieldURI: 'folder:DisplayName' }, Folder: { DisplayName: 'x' } } },
          { SetFolderField: { FieldURI: { FieldURI: 'folder:PermissionSet' }, CalendarFolder: {} } },
          { DeleteFolderField: { ...flags } },
        ],
      },
      { DistinguishedFolderId: { Id: 'notes' }, Updates: [{ DeleteFolderField: { ...flags } }] },
    ],
  },
] as const;

const message = (operation: string, more: object = {}) => ({
  ResponseMessages: [{ [`${operation}ResponseMessage`]: { ...success, ...more } }],
});

const examples = [
  example(getFolderRequest, {
    FolderShape: { BaseShape: 'Default', AdditionalProperties: [subject, flags] },
    FolderIds: moved,
  }),
  example(getFolderResponse, message('GetFolder', { Folders: everyKind })),
  example(findFolderRequest, {
    Traversal: 'Deep',
    FolderShape: { BaseShape: 'AllProperties' },
    FractionalPageFolderView: { ...paging, Numerator: 1, Denominator: 2 },
    Restriction: restriction,
    ParentFolderIds: inbox,
  }),
  example(findFolderResponse, message('FindFolder', { RootFolder: { ...foundPage, Folders: everyKind } })),
  example(
    findItemRequest,
    {
      ...find,
      SeekToConditionPageItemView: { ...paging, BasePoint: 'End', Condition: restriction },
      GroupBy: {
        Order: 'Descending',
        ...subject,
        AggregateOn: { Aggregate: 'Maximum', ...received },
        UseCollapsibleGroups: true,
        ItemsPerGroup: 1,
        MaxItemsPerGroup: 2,
        GroupsToExpand: [{ GroupId: 'AQ==' }],
      },
      Restriction: restriction,
      SortOrder: { FieldOrder: [{ Order: 'Ascending', ...business }] },
      QueryString: { ResetCache: true, ReturnHighlightTerms: true, ReturnDeletedItems: false, text: 'subject:x' },
    },
    ' in groups',
  ),
  example(
    findItemRequest,
    {
      ...find,
      CalendarView: { ...paging, StartDate: '2026-01-01T00:00:00Z', EndDate: '2026-02-01T00:00:00Z' },
      DistinguishedGroupBy: { Order: 'Ascending', StandardGroupBy: 'ConversationTopic' },
    },
    ' in a calendar',
  ),
  example(findItemRequest, { ...find, ContactsView: { InitialName: 'a', FinalName: 'b' } }, ' in contacts'),
  example(findItemResponse, message('FindItem', { RootFolder: { ...foundPage, Items: items } })),
  example(
    findItemResponse,
    message('FindItem', {
      RootFolder: { Groups: groups },
      HighlightTerms: { Term: [{ Scope: 'Subject', Value: 'x' }] },
    }),
    ' in groups',
  ),
  example(createFolderRequest, { ParentFolderId: inbox[0], Folders: everyKind }),
  example(createFolderResponse, message('CreateFolder', { Folders: [{ Folder: { FolderId } }] })),
  example(updateFolderRequest, { FolderChanges: changes[0] }),
  example(updateFolderResponse, message('UpdateFolder', { Folders: [{ CalendarFolder: { FolderId } }] })),
  example(deleteFolderRequest, { DeleteType: 'SoftDelete', FolderIds: moved }),
  example(deleteFolderResponse, message('DeleteFolder')),
  example(emptyFolderRequest, { DeleteType: 'MoveToDeletedItems', DeleteSubFolders: true, FolderIds: inbox }),
  example(emptyFolderResponse, message('EmptyFolder')),
  example(moveFolderRequest, { ToFolderId: inbox[0], FolderIds: [{ FolderId }] }),
  example(moveFolderResponse, message('MoveFolder', { Folders: [{ Folder: { FolderId } }] })),
];

t.test('requests and answers are Exchange’s', { skip: noXmllint || noSchema() }, async (t) => {
  const folder = t.testdir({});
  for (const one of examples) await holds(t, one, folder);
});
