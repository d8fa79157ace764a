import t from 'tap';
import { findFolderRequest, findFolderResponse } from '../src/ews-schema/operations/find-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import type { ValueOf } from '../src/xsd/model.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// What is found in folders: by restriction, in an order, page by page, in the shape that is asked for.

type FindItem = ValueOf<typeof findItemRequest.type>;
type FindFolder = ValueOf<typeof findFolderRequest.type>;

const labs = new TestLabs('ews-find-item');
const lab = await labWith(labs, 'lab', {
  user2: (mailbox) => {
    const from = (Name: string) => ({
      Mailbox: { Name, EmailAddress: `${Name.toLowerCase()}@lab.test`, RoutingType: 'SMTP' },
    });
    const mail = (Subject: string, Importance: string, hour: number, more: object = {}) =>
      put(mailbox, 'inbox', 'Message', {
        Subject,
        Importance,
        Body: { text: `About ${Subject}`, BodyType: 'Text' },
        From: from(hour % 2 ? 'Anna' : 'Bert'),
        DateTimeReceived: `2026-11-30T0${hour}:00:00Z`,
        ...more,
      });
    mail('Alpha', 'High', 1, { Categories: { String: ['Red', 'Blue'] } });
    mail('beta', 'Normal', 2);
    mail('Gamma ray', 'Low', 3);
    mail('alphabet', 'High', 4);
    put(
      mailbox,
      'inbox',
      'Message',
      { Subject: 'Unread', DateTimeReceived: '2026-11-30T05:00:00Z' },
      {
        isRead: false,
        extended: [
          {
            uri: { DistinguishedPropertySetId: 'PublicStrings', PropertyName: 'Lab', PropertyType: 'String' },
            value: 'x',
          },
        ],
        attachments: [{ part: 1, kind: 'FileAttachment', properties: { Name: 'a.txt', Content: 'YQ==' } }],
      },
    );
    const contact = (DisplayName: string, address: string) =>
      put(mailbox, 'contacts', 'Contact', {
        DisplayName,
        FileAs: DisplayName,
        EmailAddresses: { Entry: [{ Key: 'EmailAddress1', text: address }] },
      });
    contact('Berta', 'berta@lab.test');
    contact('Anton', 'anton@lab.test');
    contact('Cäsar', 'caesar@lab.test');
    put(mailbox, 'calendar', 'CalendarItem', {
      Subject: 'Daily',
      Start: '2026-11-30T09:00:00Z',
      End: '2026-11-30T09:30:00Z',
      Recurrence: {
        DailyRecurrence: { Interval: 1 },
        NumberedRecurrence: { StartDate: '2026-11-30', NumberOfOccurrences: 5 },
      },
    });
    put(mailbox, 'calendar', 'CalendarItem', {
      Subject: 'Once',
      Start: '2026-12-01T08:00:00Z',
      End: '2026-12-01T10:00:00Z',
    });
  },
});
const session = new EwsSession(lab, 'user2@msxfaq.de');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const inFolder = (Id: string) => [{ DistinguishedFolderId: { Id } }] as FindItem['ParentFolderIds'];
const field = (FieldURI: string) => ({ FieldURI: { FieldURI } }) as never;
const subject = field('item:Subject');
const withSubject = { BaseShape: 'IdOnly', AdditionalProperties: [subject] } as const;

function find(more: Partial<FindItem>) {
  const request = {
    Traversal: 'Shallow',
    ItemShape: withSubject,
    ParentFolderIds: inFolder('inbox'),
    ...more,
  } as FindItem;
  return session.ask({ request: findItemRequest, response: findItemResponse }, request);
}

interface Found {
  readonly ResponseCode: string;
  readonly RootFolder: Readonly<Record<string, unknown>> & {
    readonly Items: readonly Readonly<Record<string, never>>[];
  };
}

async function found(more: Partial<FindItem>): Promise<Found['RootFolder']> {
  const message = onlyMessage(await find(more)) as unknown as Found;
  if (message.ResponseCode !== 'NoError') throw new Error(message.ResponseCode);
  return message.RootFolder;
}

const itemsIn = ({ Items }: Found['RootFolder']) =>
  Items.map((one) => Object.values(one)[0] as unknown as Readonly<Record<string, unknown>>);

const subjects = async (more: Partial<FindItem>) => itemsIn(await found(more)).map((item) => item.Subject);
const code = async (more: Partial<FindItem>) => onlyMessage(await find(more)).ResponseCode;

t.test('without a word about it everything comes, the latest first', async (t) => {
  const root = await found({});
  t.same(
    itemsIn(root).map(({ Subject }) => Subject),
    ['Unread', 'alphabet', 'Gamma ray', 'beta', 'Alpha'],
  );
  t.match(root, { IndexedPagingOffset: 5, TotalItemsInView: 5, IncludesLastItemInRange: true });
});

const constant = (Value: string) => ({ FieldURIOrConstant: { Constant: { Value } } });
const compared = (name: string, path: object, value: string) =>
  ({ Restriction: { [name]: { ...path, ...constant(value) } } }) as unknown as { Restriction: never };

t.test('a restriction lets through what fits', async (t) => {
  const received = field('item:DateTimeReceived');
  t.same(await subjects(compared('IsEqualTo', subject, 'Alpha')), ['Alpha']);
  t.same(await subjects(compared('IsNotEqualTo', field('item:Importance'), 'High')), ['Unread', 'Gamma ray', 'beta']);
  t.same(await subjects(compared('IsGreaterThan', received, '2026-11-30T03:00:00Z')), ['Unread', 'alphabet']);
  t.same(await subjects(compared('IsGreaterThanOrEqualTo', received, '2026-11-30T05:00:00+01:00')), [
    'Unread',
    'alphabet',
  ]);
  t.same(await subjects(compared('IsLessThan', received, '2026-11-30T02:00:00Z')), ['Alpha']);
  t.same(await subjects(compared('IsLessThanOrEqualTo', received, '2026-11-30T02:00:00.000Z')), ['beta', 'Alpha']);
  t.same(await subjects(compared('IsEqualTo', field('message:IsRead'), 'false')), ['Unread']);
  t.same(await subjects(compared('IsEqualTo', field('item:HasAttachments'), '1')), ['Unread']);
  t.same(await subjects({ Restriction: { Exists: field('item:Categories') } }), ['Alpha']);
  t.same(await subjects({ Restriction: { Not: { Exists: field('message:From') } } }), ['Unread']);
  t.same(
    await subjects({
      Restriction: {
        And: {
          operands: [
            { Exists: field('message:From') },
            compared('IsEqualTo', field('item:Importance'), 'High').Restriction,
          ],
        },
      },
    }),
    ['alphabet', 'Alpha'],
  );
});

t.test('texts are searched as the comparison says', async (t) => {
  const contains = (Value: string, mode?: string, comparison?: string, path: object = subject) =>
    subjects({
      Restriction: {
        Contains: {
          ...path,
          Constant: { Value },
          ...(mode ? { ContainmentMode: mode } : {}),
          ...(comparison ? { ContainmentComparison: comparison } : {}),
        },
      } as never,
    });
  t.same(await contains('ALPHA', 'Substring', 'IgnoreCase'), ['alphabet', 'Alpha']);
  t.same(await contains('alpha', 'Prefixed', 'Exact'), ['alphabet']);
  t.same(await contains('ray', 'PrefixOnWords', 'IgnoreCase'), ['Gamma ray']);
  t.same(await contains('Alpha', 'FullString', 'Exact'), ['Alpha']);
  t.same(await contains('anna', 'Substring', 'IgnoreCase', field('message:From')), ['Gamma ray', 'Alpha']);
  t.same(await contains('Blue', 'FullString', 'Exact', field('item:Categories')), ['Alpha'], 'one of several');
  t.same(await contains('nothing of it', 'Substring', 'Loose'), []);
});

const flags = { ExtendedFieldURI: { PropertyTag: '0x0E07', PropertyType: 'Integer' } } as const;
const named = {
  ExtendedFieldURI: { DistinguishedPropertySetId: 'PublicStrings', PropertyName: 'Lab', PropertyType: 'String' },
} as const;

t.test('MAPI properties are sought and shown', async (t) => {
  t.same(await subjects({ Restriction: { Excludes: { ...flags, Bitmask: { Value: '0x1' } } } as never }), ['Unread']);
  t.same(await subjects(compared('IsEqualTo', named, 'x')), ['Unread']);
  const [unread] = itemsIn(await found({ ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: [named, flags] } }));
  t.strictSame(
    Object.keys(unread ?? {}),
    ['ItemId', 'ExtendedProperty'],
    'IdOnly is the id alone, and what is asked for',
  );
  t.match(unread?.ExtendedProperty, [{ Value: 'x' }, { Value: '0' }]);
});

t.test('articles are numbered upwards, and can be sorted by their number', async (t) => {
  const number = { ExtendedFieldURI: { PropertyTag: '0xe23', PropertyType: 'Integer' } } as const;
  const items = itemsIn(
    await found({
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: [number] },
      SortOrder: { FieldOrder: [{ Order: 'Ascending', ...number }] } as never,
    }),
  );
  const numbers = items.map(({ ExtendedProperty }) => Number((ExtendedProperty as { Value: string }[])[0]?.Value));
  t.equal(numbers.length, 5);
  t.same(
    numbers,
    [...new Set(numbers)].toSorted((one, other) => one - other),
  );
});

t.test('an order is kept, by one property and then by another', async (t) => {
  const order = (...fields: readonly (readonly [string, string])[]) =>
    subjects({
      SortOrder: { FieldOrder: fields.map(([path, Order]) => ({ Order, ...(field(path) as object) })) } as never,
    });
  t.same(await order(['item:Subject', 'Ascending']), ['Alpha', 'alphabet', 'beta', 'Gamma ray', 'Unread']);
  t.same(await order(['item:DateTimeReceived', 'Ascending']), ['Alpha', 'beta', 'Gamma ray', 'alphabet', 'Unread']);
  t.same(await order(['message:IsRead', 'Descending'], ['item:Subject', 'Descending']), [
    'Gamma ray',
    'beta',
    'alphabet',
    'Alpha',
    'Unread',
  ]);
});

t.test('pages hang together', async (t) => {
  const page = (Offset: number, BasePoint = 'Beginning', MaxEntriesReturned: number | undefined = 2) =>
    found({
      IndexedPageItemView: { Offset, BasePoint, ...(MaxEntriesReturned ? { MaxEntriesReturned } : {}) } as never,
    });
  const seen: unknown[] = [];
  for (let offset = 0, isLast = false; !isLast; ) {
    const root = await page(offset);
    seen.push(...itemsIn(root).map(({ Subject }) => Subject));
    [offset, isLast] = [root.IndexedPagingOffset as number, root.IncludesLastItemInRange as boolean];
  }
  t.same(seen, ['Unread', 'alphabet', 'Gamma ray', 'beta', 'Alpha']);
  t.match(await page(9), { Items: [], TotalItemsInView: 5, IncludesLastItemInRange: true });
  t.same(
    itemsIn(await page(0, 'End')).map(({ Subject }) => Subject),
    ['beta', 'Alpha'],
  );
  t.same(
    itemsIn(await page(4, 'End')).map(({ Subject }) => Subject),
    ['Unread'],
  );
});

t.test('pages begin at a fraction', async (t) => {
  const fraction = (Numerator: number, Denominator: number) =>
    found({ FractionalPageItemView: { Numerator, Denominator, MaxEntriesReturned: 2 } });
  const root = await fraction(2, 5);
  t.same(
    itemsIn(root).map(({ Subject }) => Subject),
    ['Gamma ray', 'beta'],
  );
  t.match(root, { NumeratorOffset: 4, AbsoluteDenominator: 5, IncludesLastItemInRange: false });
  t.match(await fraction(1, 1), { Items: [], IncludesLastItemInRange: true });
});

t.test('pages begin where a condition is met', async (t) => {
  const view = {
    BasePoint: 'Beginning',
    Condition: compared('IsEqualTo', subject, 'Gamma ray').Restriction,
  } as const;
  const root = await found({ SeekToConditionPageItemView: { ...view, MaxEntriesReturned: 2 } as never });
  t.same(
    itemsIn(root).map(({ Subject }) => Subject),
    ['Gamma ray', 'beta'],
  );
  t.match(root, { IndexedPagingOffset: 4, IncludesLastItemInRange: false });
});

t.test('pages that cannot be are refused', async (t) => {
  const indexed = (Offset: number, MaxEntriesReturned: number) =>
    code({ IndexedPageItemView: { Offset, MaxEntriesReturned, BasePoint: 'Beginning' } });
  t.equal(await indexed(-1, 10), 'ErrorInvalidIndexedPagingParameters');
  t.equal(await indexed(0, 0), 'ErrorInvalidPagingMaxRows');
  for (const [Numerator, Denominator] of [
    [-1, 2],
    [3, 2],
    [0, 0],
    [0, -1],
  ] as const) {
    t.equal(
      await code({ FractionalPageItemView: { Numerator, Denominator } }),
      'ErrorInvalidFractionalPagingParameters',
    );
  }
  const folders = { IndexedPageFolderView: { Offset: -1, BasePoint: 'Beginning' } } as const;
  t.equal((await folderMessage(folders)).ResponseCode, 'ErrorInvalidIndexedPagingParameters');
});

const calendar = (StartDate: string, EndDate: string, more: Partial<FindItem> = {}, most?: number) =>
  ({
    ParentFolderIds: inFolder('calendar'),
    ItemShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: [subject, field('calendar:Start'), field('calendar:CalendarItemType')],
    },
    CalendarView: { StartDate, EndDate, ...(most ? { MaxEntriesReturned: most } : {}) },
    ...more,
  }) as Partial<FindItem>;

t.test('a calendar view takes series apart', async (t) => {
  const root = await found(calendar('2026-11-30T00:00:00Z', '2026-12-02T00:00:00Z'));
  t.match(itemsIn(root), [
    { Subject: 'Daily', Start: '2026-11-30T09:00:00Z', CalendarItemType: 'Occurrence' },
    { Subject: 'Once', Start: '2026-12-01T08:00:00Z', CalendarItemType: 'Single' },
    { Subject: 'Daily', Start: '2026-12-01T09:00:00Z', CalendarItemType: 'Occurrence' },
  ]);
  t.match(root, { TotalItemsInView: 3, IncludesLastItemInRange: true });
  t.equal(root.IndexedPagingOffset, undefined);
  const most = await found(calendar('2026-11-30T00:00:00Z', '2026-12-10T00:00:00Z', {}, 2));
  t.match(most, { TotalItemsInView: 6, IncludesLastItemInRange: false });
  t.equal(most.Items.length, 2);
  t.same(await subjects(calendar('2026-12-01T10:00:00Z', '2026-12-01T10:00:00Z')), [], 'what ends then is over');
  t.same(
    await subjects({ ParentFolderIds: inFolder('calendar') }),
    ['Once', 'Daily'],
    'without a view a series is one item',
  );
});

t.test('calendar views that cannot be are refused', async (t) => {
  t.equal(
    await code(calendar('2026-12-02T00:00:00Z', '2026-12-01T00:00:00Z')),
    'ErrorCalendarEndDateIsEarlierThanStartDate',
  );
  t.equal(await code(calendar('2026-01-01T00:00:00Z', '2029-01-01T00:00:00Z')), 'ErrorCalendarViewRangeTooBig');
  const inbox = calendar('2026-12-01T00:00:00Z', '2026-12-02T00:00:00Z', { ParentFolderIds: inFolder('inbox') });
  t.equal(await code(inbox), 'ErrorCalendarFolderIsInvalidForCalendarView');
});

const names = async (more: Partial<FindItem>) =>
  itemsIn(
    await found({
      ParentFolderIds: inFolder('contacts'),
      ItemShape: { BaseShape: 'IdOnly', AdditionalProperties: [field('contacts:DisplayName')] },
      SortOrder: { FieldOrder: [{ Order: 'Ascending', ...(field('contacts:DisplayName') as object) }] } as never,
      ...more,
    }),
  ).map(({ DisplayName }) => DisplayName);

t.test('contacts are found by name and address', async (t) => {
  t.same(await names({}), ['Anton', 'Berta', 'Cäsar']);
  t.same(await names({ ContactsView: { InitialName: 'Berta' } }), ['Berta', 'Cäsar']);
  t.same(await names({ ContactsView: { FinalName: 'berta' } }), ['Anton', 'Berta']);
  t.same(await names({ ContactsView: { InitialName: 'B', FinalName: 'C', MaxEntriesReturned: 1 } }), ['Berta']);
  const address = { IndexedFieldURI: { FieldURI: 'contacts:EmailAddress', FieldIndex: 'EmailAddress1' } } as const;
  t.same(await names(compared('IsEqualTo', address, 'anton@lab.test')), ['Anton']);
});

t.test('shapes show what they name, and lists no bodies', async (t) => {
  const keys = async (BaseShape: 'IdOnly' | 'Default' | 'AllProperties', more: object = {}) =>
    Object.keys(itemsIn(await found({ ItemShape: { BaseShape, ...more } }))[0] ?? {});
  t.same(await keys('IdOnly'), ['ItemId']);
  const usual = await keys('Default');
  for (const name of ['ItemId', 'Subject', 'HasAttachments', 'Size', 'IsRead']) t.ok(usual.includes(name), name);
  const all = await keys('AllProperties');
  for (const name of ['ParentFolderId', 'ItemClass', 'DateTimeReceived', 'InternetMessageId'])
    t.ok(all.includes(name), name);
  const asked = await keys('AllProperties', { IncludeMimeContent: true, AdditionalProperties: [field('item:Body')] });
  for (const name of ['Body', 'Attachments', 'MimeContent', 'ToRecipients']) t.notOk(asked.includes(name), name);
});

t.test('words are sought everywhere; what is deleted for recovery, and what is associated, is elsewhere', async (t) => {
  t.same(await subjects({ QueryString: { text: 'about gamma' } }), ['Gamma ray']);
  t.same(await subjects({ Traversal: 'SoftDeleted' }), []);
  t.same(await subjects({ Traversal: 'Associated' }), []);
});

t.test('folders that are not there have their errors beside those that are', async (t) => {
  const answer = await find({
    ParentFolderIds: [
      { DistinguishedFolderId: { Id: 'inbox' } },
      { FolderId: { Id: 'nonsense' } },
      { DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'admin@msxfaq.de' } } },
      { DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'nobody@msxfaq.de' } } },
    ],
  });
  const codes = answer.ResponseMessages.map((one) => (Object.values(one)[0] as unknown as Found).ResponseCode);
  t.same(codes, ['NoError', 'ErrorInvalidIdMalformed', 'ErrorAccessDenied', 'ErrorNonExistentMailbox']);
});

interface Grouped {
  readonly Groups?: readonly {
    readonly GroupedItems: { readonly GroupIndex: string; readonly Items: readonly Readonly<Record<string, never>>[] };
  }[];
}

t.test('items come in groups', async (t) => {
  const grouped = async (more: object) => {
    const root = (await found(more as Partial<FindItem>)) as unknown as Grouped & Found['RootFolder'];
    const groups = (root.Groups ?? []).map(({ GroupedItems: { GroupIndex, Items } }) => [
      GroupIndex,
      ...itemsIn({ Items } as never).map(({ Subject }) => Subject),
    ]);
    return { root, groups };
  };
  const AggregateOn = { Aggregate: 'Minimum', ...(field('item:DateTimeReceived') as object) };
  const GroupBy = { Order: 'Descending', ...(field('item:Importance') as object), AggregateOn };
  const all = await grouped({ GroupBy });
  t.same(all.groups, [
    ['0', 'Gamma ray'],
    ['1', 'Unread', 'beta'],
    ['2', 'alphabet', 'Alpha'],
  ]);
  t.match(all.root, { IndexedPagingOffset: 8, TotalItemsInView: 5, IncludesLastItemInRange: true });
  const page = (Offset: number) => ({ MaxEntriesReturned: 4, Offset, BasePoint: 'Beginning' });
  const first = await grouped({ GroupBy, IndexedPageItemView: page(0) });
  t.same(first.groups, [
    ['0', 'Gamma ray'],
    ['1', 'Unread'],
  ]);
  t.match(first.root, { IndexedPagingOffset: 4, IncludesLastItemInRange: false });
  t.same((await grouped({ GroupBy, IndexedPageItemView: page(4) })).groups, [
    ['1', 'beta'],
    ['2', 'alphabet', 'Alpha'],
  ]);
  const topics = { DistinguishedGroupBy: { Order: 'Ascending', StandardGroupBy: 'ConversationTopic' } };
  t.same((await grouped(topics)).groups.at(-1), ['4', 'Unread']);
  t.same((await grouped({ ...topics, ParentFolderIds: inFolder('drafts') })).groups, []);
});

async function folderMessage(more: Partial<FindFolder>) {
  const shape = { BaseShape: 'IdOnly', AdditionalProperties: [field('folder:DisplayName')] };
  const request = {
    Traversal: 'Shallow',
    FolderShape: shape,
    ParentFolderIds: inFolder('msgfolderroot'),
    ...more,
  } as FindFolder;
  return onlyMessage(await session.ask({ request: findFolderRequest, response: findFolderResponse }, request));
}

async function folders(more: Partial<FindFolder>): Promise<readonly unknown[]> {
  const { RootFolder } = (await folderMessage(more)) as { RootFolder: { Folders: readonly object[] } };
  return RootFolder.Folders.map((one) => Object.values(one)[0].DisplayName);
}

t.test('folders are found, directly or deep, and page by page', async (t) => {
  const shallow = await folders({});
  t.ok(shallow.includes('Inbox'));
  t.notOk(shallow.includes('Deletions'));
  t.ok((await folders({ Traversal: 'Deep', ParentFolderIds: inFolder('root') })).includes('Deletions'));
  t.same(await folders(compared('IsEqualTo', field('folder:DisplayName'), 'Inbox')), ['Inbox']);
  t.same(await folders(compared('IsGreaterThan', field('folder:TotalCount'), '2')), ['Inbox', 'Contacts']);
  t.same(await folders({ Traversal: 'SoftDeleted' }), []);
  const paged = await folders({ IndexedPageFolderView: { Offset: 1, MaxEntriesReturned: 2, BasePoint: 'Beginning' } });
  t.same(paged, shallow.slice(1, 3));
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
