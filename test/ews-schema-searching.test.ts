import t from 'tap';
import { findFolderRequest, findFolderResponse } from '../src/ews-schema/operations/find-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { answerOf, example, hold, noSamples, sample, valueIn } from './acceptance/ews-messages.js';
import { noSchema, noXmllint } from './acceptance/tools.js';

// Searching in the vocabulary of Exchange Web Services.

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
});

const FolderId = { Id: 'AAMk', ChangeKey: 'AQAAAA==' };
const inbox = [{ DistinguishedFolderId: { Id: 'inbox' } }] as const;

const subject = { FieldURI: { FieldURI: 'item:Subject' } } as const;
const received = { FieldURI: { FieldURI: 'item:DateTimeReceived' } } as const;
const business = { IndexedFieldURI: { FieldURI: 'contacts:PhoneNumber', FieldIndex: 'BusinessPhone' } } as const;
const flags = { ExtendedFieldURI: { PropertyTag: '0x0E07', PropertyType: 'Integer' } } as const;
const than = (Value: string) => ({ FieldURIOrConstant: { Constant: { Value } } });

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

const page = { MaxEntriesReturned: 10 };
const find = { Traversal: 'Shallow', ItemShape: { BaseShape: 'IdOnly' }, ParentFolderIds: inbox } as const;

const foundPage = {
  IndexedPagingOffset: 2,
  NumeratorOffset: 1,
  AbsoluteDenominator: 2,
  IncludesLastItemInRange: true,
  TotalItemsInView: 2,
};

const items = [{ Item: { ItemId: { Id: 'AAMk', ChangeKey: 'CQ' }, Subject: 'x' } }] as const;
const summary = { GroupCount: 1, UnreadCount: 0, InstanceKey: 'AQ==', GroupByValue: 'x' };
const terms = { Term: [{ Scope: 'Subject', Value: 'x' }] };

const examples = [
  example(findFolderRequest, {
    Traversal: 'Deep',
    FolderShape: { BaseShape: 'AllProperties' },
    FractionalPageFolderView: { ...page, Numerator: 1, Denominator: 2 },
    Restriction: restriction,
    ParentFolderIds: inbox,
  }),
  example(
    findFolderResponse,
    answerOf('FindFolder', { RootFolder: { ...foundPage, Folders: [{ Folder: { FolderId } }] } }),
  ),
  example(findItemRequest, {
    ...find,
    SeekToConditionPageItemView: { ...page, BasePoint: 'End', Condition: restriction },
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
  }),
  example(findItemRequest, {
    ...find,
    CalendarView: { ...page, StartDate: '2026-01-01T00:00:00Z', EndDate: '2026-02-01T00:00:00Z' },
    DistinguishedGroupBy: { Order: 'Ascending', StandardGroupBy: 'ConversationTopic' },
  }),
  example(findItemRequest, { ...find, ContactsView: { InitialName: 'a', FinalName: 'b' } }),
  example(findItemResponse, answerOf('FindItem', { RootFolder: { ...foundPage, Items: items } })),
  example(
    findItemResponse,
    answerOf('FindItem', {
      RootFolder: { Groups: [{ GroupedItems: { GroupIndex: '0', Items: items, GroupSummary: summary } }] },
      HighlightTerms: terms,
    }),
  ),
];

t.test('requests and answers are Exchange’s', { skip: noXmllint || noSchema() }, (t) => hold(t, examples));
