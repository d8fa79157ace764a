import t from 'tap';
import { copyFolderRequest, copyFolderResponse } from '../src/ews-schema/operations/copy-folder.js';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { deleteFolderRequest, deleteFolderResponse } from '../src/ews-schema/operations/delete-folder.js';
import { emptyFolderRequest, emptyFolderResponse } from '../src/ews-schema/operations/empty-folder.js';
import { findFolderRequest, findFolderResponse } from '../src/ews-schema/operations/find-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { moveFolderRequest, moveFolderResponse } from '../src/ews-schema/operations/move-folder.js';
import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../src/ews-schema/operations/sync-folder-hierarchy.js';
import { updateFolderRequest, updateFolderResponse } from '../src/ews-schema/operations/update-folder.js';
import type { Lab } from '../src/index.js';
import { type ObjectId, readId, writeId } from '../src/mailbox/object-id.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Folders: found, shown, made, changed, moved, deleted, and heard of.

const labs = new TestLabs('ews-folders');
const lab: Lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const own = () => new EwsSession(lab, 'user2@msxfaq.de');
const ofAdmin = { Mailbox: { EmailAddress: 'admin@msxfaq.de' } };

const get = { request: getFolderRequest, response: getFolderResponse };
const find = { request: findFolderRequest, response: findFolderResponse };
const findItem = { request: findItemRequest, response: findItemResponse };
const create = { request: createFolderRequest, response: createFolderResponse };
const update = { request: updateFolderRequest, response: updateFolderResponse };
const move = { request: moveFolderRequest, response: moveFolderResponse };
const copy = { request: copyFolderRequest, response: copyFolderResponse };
const remove = { request: deleteFolderRequest, response: deleteFolderResponse };
const empty = { request: emptyFolderRequest, response: emptyFolderResponse };
const sync = { request: syncFolderHierarchyRequest, response: syncFolderHierarchyResponse };

type FolderName = ValueOf<typeof getFolderRequest.type>['FolderIds'][number];
type Id = { readonly Id: string; readonly ChangeKey?: string | undefined };
type Properties = Readonly<Record<string, unknown>> & { readonly FolderId: Id };
interface Message {
  readonly ResponseCode: string;
  readonly MessageText?: string;
  readonly Folders?: readonly Readonly<Record<string, Properties>>[];
}

const named = (Id: 'inbox' | 'msgfolderroot' | 'calendar' | 'deleteditems' | 'root' | 'drafts' | 'contacts') =>
  ({ DistinguishedFolderId: { Id } }) as const;

/** The messages of an answer, each without the element around it. */
function messagesOf(answer: { readonly ResponseMessages: readonly object[] }): readonly Message[] {
  return answer.ResponseMessages.map((message) => Object.values(message)[0] as Message);
}

function codes(answer: { readonly ResponseMessages: readonly object[] }): readonly string[] {
  return messagesOf(answer).map(({ ResponseCode }) => ResponseCode);
}

/** Kind and properties of the only folder of the only message. */
function onlyFolder(answer: { readonly ResponseMessages: readonly object[] }): readonly [string, Properties] {
  const [message] = messagesOf(answer);
  const [entry] = Object.entries(message?.Folders?.[0] ?? {});
  if (!entry) throw new Error(`no folder, but ${message?.ResponseCode}: ${message?.MessageText}`);
  return entry;
}

async function made(session: EwsSession, parent: FolderName, folder: object): Promise<{ readonly FolderId: Id }> {
  const Folders = [folder] as unknown as ValueOf<typeof createFolderRequest.type>['Folders'];
  const [, { FolderId }] = onlyFolder(await session.ask(create, { ParentFolderId: parent, Folders }));
  return { FolderId };
}

async function shown(session: EwsSession, id: FolderName, BaseShape: 'IdOnly' | 'Default' | 'AllProperties') {
  return onlyFolder(await session.ask(get, { FolderShape: { BaseShape }, FolderIds: [id] }));
}

/** Names of the folders that FindFolder finds. */
async function names(
  session: EwsSession,
  parent: FolderName,
  more: Partial<ValueOf<typeof findFolderRequest.type>> = {},
): Promise<{ readonly names: readonly unknown[]; readonly paging: Readonly<Record<string, unknown>> }> {
  const answer = await session.ask(find, {
    FolderShape: { BaseShape: 'Default' },
    Traversal: 'Shallow',
    ParentFolderIds: [parent],
    ...more,
  });
  const [message] = messagesOf(answer) as unknown as readonly {
    readonly RootFolder: { readonly Folders: readonly Readonly<Record<string, Properties>>[] };
  }[];
  const { Folders, ...paging } = message?.RootFolder ?? { Folders: [] };
  return { names: Folders.map((folder) => Object.values(folder)[0]?.DisplayName), paging };
}

t.test('a folder is shown as its shape asks', async (t) => {
  const session = own();
  const [kind, least] = await shown(session, named('inbox'), 'IdOnly');
  t.equal(kind, 'Folder');
  t.same(Object.keys(least), ['FolderId']);
  const [, usual] = await shown(session, named('inbox'), 'Default');
  t.match(usual, { DisplayName: 'Inbox', TotalCount: 3, UnreadCount: 1, ChildFolderCount: 0 });
  const [calendar, all] = await shown(session, named('calendar'), 'AllProperties');
  t.equal(calendar, 'CalendarFolder');
  t.match(all, { FolderClass: 'IPF.Appointment', DisplayName: 'Calendar', EffectiveRights: { Delete: true } });
  const [, contacts] = await shown(session, named('contacts'), 'AllProperties');
  t.equal(contacts.UnreadCount, undefined, 'contacts are not read or unread');
  t.same((await shown(session, { FolderId: usual.FolderId }, 'Default'))[1], usual, 'the id names it too');
  await session.hold(t);
});

t.test('properties are asked for one by one', async (t) => {
  const session = own();
  const folderClass = { ExtendedFieldURI: { PropertyTag: '0x3613', PropertyType: 'String' } } as const;
  const answer = await session.ask(get, {
    FolderShape: {
      BaseShape: 'IdOnly',
      AdditionalProperties: [{ FieldURI: { FieldURI: 'folder:DisplayName' } }, folderClass],
    },
    FolderIds: [named('calendar')],
  });
  const [, folder] = onlyFolder(answer);
  t.same(Object.keys(folder), ['FolderId', 'DisplayName', 'ExtendedProperty']);
  t.same(folder.ExtendedProperty, [{ ...folderClass, Value: 'IPF.Appointment' }]);
  await session.hold(t);
});

t.test('folders are found below a folder', async (t) => {
  const session = own();
  const parent = await made(session, named('msgfolderroot'), { Folder: { DisplayName: 'Find' } });
  for (const name of ['A', 'B', 'C']) {
    const child = await made(session, parent, { Folder: { DisplayName: name } });
    await made(session, child, { Folder: { DisplayName: `${name}${name}` } });
  }
  await t.test('those directly in it, or all', async (t) => {
    t.same((await names(session, parent)).names, ['A', 'B', 'C']);
    t.same((await names(session, parent, { Traversal: 'Deep' })).names, ['A', 'AA', 'B', 'BB', 'C', 'CC']);
    t.same((await names(session, parent, { Traversal: 'SoftDeleted' })).names, []);
  });
  await t.test('in pages, from either end', async (t) => {
    const page = (Offset: number, BasePoint: 'Beginning' | 'End' = 'Beginning') =>
      names(session, parent, { IndexedPageFolderView: { MaxEntriesReturned: 2, Offset, BasePoint } });
    const first = await page(0);
    t.same(first.names, ['A', 'B']);
    t.match(first.paging, { IndexedPagingOffset: 2, TotalItemsInView: 3, IncludesLastItemInRange: false });
    t.match((await page(2)).paging, { IndexedPagingOffset: 3, IncludesLastItemInRange: true });
    t.same((await page(2)).names, ['C']);
    t.same((await page(0, 'End')).names, ['B', 'C']);
    const half = await names(session, parent, { FractionalPageFolderView: { Numerator: 1, Denominator: 3 } });
    t.same(half.names, ['B', 'C']);
    t.match(half.paging, { NumeratorOffset: 3, AbsoluteDenominator: 3 });
  });
  await t.test('those that fit', async (t) => {
    const name = (Value: string) => ({
      Restriction: {
        IsEqualTo: { FieldURI: { FieldURI: 'folder:DisplayName' }, FieldURIOrConstant: { Constant: { Value } } },
      } as const,
    });
    t.same((await names(session, parent, { Traversal: 'Deep', ...name('BB') })).names, ['BB']);
    t.same((await names(session, parent, name('BB'))).names, []);
  });
  await session.hold(t);
});

t.test('a folder gets the kind it is asked as, or that of its class', async (t) => {
  const session = own();
  const rows = [
    [{ Folder: { DisplayName: 'Plain' } }, 'Folder', 'IPF.Note'],
    [{ CalendarFolder: { DisplayName: 'Holidays' } }, 'CalendarFolder', 'IPF.Appointment'],
    [{ ContactsFolder: { DisplayName: 'Suppliers' } }, 'ContactsFolder', 'IPF.Contact'],
    [{ TasksFolder: { DisplayName: 'To do' } }, 'TasksFolder', 'IPF.Task'],
    [
      { Folder: { FolderClass: 'IPF.Appointment.Birthday', DisplayName: 'By its class' } },
      'CalendarFolder',
      'IPF.Appointment.Birthday',
    ],
    [{ Folder: { FolderClass: 'IPF.Journal', DisplayName: 'Another class' } }, 'Folder', 'IPF.Journal'],
  ] as const;
  for (const [folder, kind, FolderClass] of rows) {
    const id = await made(session, named('msgfolderroot'), folder);
    const [is, properties] = await shown(session, id, 'AllProperties');
    t.equal(is, kind);
    t.match(properties, { FolderClass, ...Object.values(folder)[0] });
  }
  await session.hold(t);
});

t.test('what makes no folder', async (t) => {
  const session = own();
  const code = async (folder: object, ParentFolderId: FolderName = named('inbox')) => {
    const Folders = [folder] as unknown as ValueOf<typeof createFolderRequest.type>['Folders'];
    return codes(await session.ask(create, { ParentFolderId, Folders }))[0];
  };
  t.equal(await code({ Folder: { DisplayName: 'Once' } }), 'NoError');
  const again = await session.ask(create, {
    ParentFolderId: named('inbox'),
    Folders: [{ Folder: { DisplayName: 'ONCE' } }, { Folder: { DisplayName: 'Other' } }],
  });
  t.match(messagesOf(again), [
    { ResponseCode: 'ErrorFolderExists', MessageText: 'A folder with the specified name already exists.', Folders: [] },
    { ResponseCode: 'NoError' },
  ]);
  t.equal(await code({ Folder: {} }), 'ErrorFolderSavePropertyError');
  t.equal(await code({ Folder: { DisplayName: '   ' } }), 'ErrorFolderSavePropertyError');
  t.equal(await code({ Folder: { TotalCount: 7, DisplayName: 'x' } }), 'ErrorInvalidPropertySet');
  t.equal(await code({ CalendarFolder: { FolderClass: 'IPF.Note', DisplayName: 'x' } }), 'ErrorNoFolderClassOverride');
  t.equal(await code({ SearchFolder: { DisplayName: 'x' } }), 'ErrorInvalidFolderTypeForOperation');
  const gone = await made(session, named('inbox'), { Folder: { DisplayName: 'Gone' } });
  await session.ask(remove, { DeleteType: 'HardDelete', FolderIds: [gone] });
  t.equal(await code({ Folder: { DisplayName: 'x' } }, gone), 'ErrorParentFolderNotFound');
  const inList = await session.ask(create, {
    ParentFolderId: { AddressListId: { Id: 'AAMk' } },
    Folders: [{ Folder: { DisplayName: 'x' } }],
  });
  t.same(codes(inList), ['ErrorInvalidFolderId']);
  await session.hold(t);
});

const displayName = { FieldURI: { FieldURI: 'folder:DisplayName' } } as const;
const note = { ExtendedFieldURI: { PropertyTag: '0x3004', PropertyType: 'String' } } as const;

t.test('folders are changed', async (t) => {
  const session = own();
  const id = await made(session, named('drafts'), { Folder: { DisplayName: 'Before' } });
  await made(session, named('drafts'), { Folder: { DisplayName: 'Taken' } });
  const code = async (Updates: readonly object[], of: FolderName = id) => {
    const FolderChange = [{ ...of, Updates }] as unknown as ValueOf<
      typeof updateFolderRequest.type
    >['FolderChanges']['FolderChange'];
    return codes(await session.ask(update, { FolderChanges: { FolderChange } }))[0];
  };
  const rename = (DisplayName: string) => ({ SetFolderField: { ...displayName, Folder: { DisplayName } } });
  const [, before] = await shown(session, id, 'Default');
  t.equal(await code([rename('After')]), 'NoError');
  const [, after] = await shown(session, id, 'Default');
  t.equal(after.DisplayName, 'After');
  t.equal(after.FolderId.Id, before.FolderId.Id);
  t.not(after.FolderId.ChangeKey, before.FolderId.ChangeKey, 'the change has a key of its own');
  t.equal(await code([rename('AFTER')]), 'NoError', 'its own name is not taken');
  t.equal(await code([rename('taken')]), 'ErrorFolderExists');
  t.equal(await code([rename('Post')], named('inbox')), 'ErrorFolderSaveFailed');
  t.equal(await code([{ DeleteFolderField: displayName }]), 'ErrorInvalidPropertyDelete');
  t.equal(
    await code([{ AppendToFolderField: { ...displayName, Folder: { DisplayName: 'x' } } }]),
    'ErrorInvalidPropertyAppend',
  );
  t.equal(await code([{ SetFolderField: { ...displayName, Folder: {} } }]), 'ErrorUpdatePropertyMismatch');
  const total = { FieldURI: { FieldURI: 'folder:TotalCount' } };
  t.equal(await code([{ SetFolderField: { ...total, Folder: { TotalCount: 1 } } }]), 'ErrorInvalidPropertySet');
  const folderClass = { FieldURI: { FieldURI: 'folder:FolderClass' } };
  const become = (FolderClass: string) => [{ SetFolderField: { ...folderClass, Folder: { FolderClass } } }];
  t.equal(await code(become('IPF.Note.Special')), 'NoError');
  t.equal(await code(become('IPF.Task')), 'ErrorObjectTypeChanged');
  const value = { ExtendedProperty: [{ ...note, Value: 'kept' }] };
  t.equal(await code([{ SetFolderField: { ...note, Folder: value } }]), 'NoError');
  const asked = { BaseShape: 'IdOnly', AdditionalProperties: [note] } as const;
  const noteOf = async () =>
    onlyFolder(await session.ask(get, { FolderShape: asked, FolderIds: [id] }))[1].ExtendedProperty;
  t.same(await noteOf(), [{ ...note, Value: 'kept' }]);
  t.equal(await code([{ DeleteFolderField: note }]), 'NoError');
  t.equal(await noteOf(), undefined);
  await session.hold(t);
});

t.test('folders are moved and copied', async (t) => {
  const session = own();
  const from = await made(session, named('msgfolderroot'), { Folder: { DisplayName: 'From' } });
  const to = await made(session, named('msgfolderroot'), { Folder: { DisplayName: 'To' } });
  const moved = await made(session, from, { Folder: { DisplayName: 'Wanderer' } });
  await made(session, moved, { Folder: { DisplayName: 'Luggage' } });
  const [, { FolderId }] = onlyFolder(await session.ask(move, { ToFolderId: to, FolderIds: [moved] }));
  t.equal(FolderId.Id, moved.FolderId.Id, 'it is the same folder');
  t.same((await names(session, from)).names, []);
  t.same((await names(session, to, { Traversal: 'Deep' })).names, ['Wanderer', 'Luggage']);
  const [, copied] = onlyFolder(await session.ask(copy, { ToFolderId: from, FolderIds: [moved] }));
  t.not(copied.FolderId.Id, moved.FolderId.Id, 'a copy is another folder');
  t.same((await names(session, from, { Traversal: 'Deep' })).names, ['Wanderer', 'Luggage']);
  await t.test('with the items in them', async (t) => {
    onlyFolder(await session.ask(copy, { ToFolderId: to, FolderIds: [named('inbox')] }));
    const inCopy = await session.ask(find, {
      FolderShape: { BaseShape: 'Default' },
      Traversal: 'Shallow',
      ParentFolderIds: [to],
    });
    t.match(JSON.stringify(inCopy), '"DisplayName":"Inbox","TotalCount":3');
  });
  const ways = [
    ['ErrorFolderExists', to, copied],
    ['ErrorMoveCopyFailed', moved, to],
    ['ErrorMoveCopyFailed', to, to],
    ['ErrorMoveDistinguishedFolder', to, named('inbox')],
  ] as const;
  for (const [code, ToFolderId, id] of ways) {
    const one = 'FolderId' in id ? { FolderId: id.FolderId } : id;
    t.same(codes(await session.ask(move, { ToFolderId, FolderIds: [one] })), [code]);
  }
  const gone = { FolderId: { Id: copied.FolderId.Id } };
  await session.ask(remove, { DeleteType: 'HardDelete', FolderIds: [gone] });
  t.same(codes(await session.ask(move, { ToFolderId: gone, FolderIds: [moved] })), ['ErrorToFolderNotFound']);
  t.same(codes(await session.ask(copy, { ToFolderId: to, FolderIds: [gone] })), ['ErrorFolderNotFound']);
  await session.hold(t);
});

t.test('folders are deleted', async (t) => {
  const session = own();
  const gone = async (DeleteType: 'HardDelete' | 'SoftDelete' | 'MoveToDeletedItems', id: FolderName) =>
    codes(await session.ask(remove, { DeleteType, FolderIds: [id] }))[0];
  const make = () => made(session, named('inbox'), { Folder: { DisplayName: 'Doomed' } });
  await t.test('to the deleted items, where a name may come twice', async (t) => {
    const first = await make();
    t.equal(await gone('MoveToDeletedItems', first), 'NoError');
    t.equal(await gone('MoveToDeletedItems', await make()), 'NoError');
    t.same((await names(session, named('deleteditems'))).names, ['Doomed', 'Doomed1']);
    t.equal(await gone('MoveToDeletedItems', first), 'NoError');
    t.same((await names(session, named('deleteditems'))).names, ['Doomed1'], 'and from there for good');
  });
  await t.test('for good', async (t) => {
    const id = await make();
    const child = await made(session, id, { Folder: { DisplayName: 'Child' } });
    t.equal(await gone('HardDelete', id), 'NoError');
    t.equal(await gone('HardDelete', id), 'ErrorFolderNotFound');
    t.equal(await gone('HardDelete', child), 'ErrorFolderNotFound');
    t.equal(await gone('SoftDelete', await make()), 'NoError');
    t.notOk((await names(session, named('inbox'))).names.includes('Doomed'));
  });
  t.equal(await gone('HardDelete', named('inbox')), 'ErrorDeleteDistinguishedFolder');
  t.equal(await gone('HardDelete', named('msgfolderroot')), 'ErrorDeleteDistinguishedFolder');
  await session.hold(t);
});

t.test('folders are emptied', async (t) => {
  const session = own();
  const id = await made(session, named('msgfolderroot'), { Folder: { DisplayName: 'Full' } });
  onlyFolder(await session.ask(copy, { ToFolderId: id, FolderIds: [named('inbox')] }));
  const counts = async (of: FolderName) => {
    const [, { TotalCount, ChildFolderCount }] = await shown(session, of, 'Default');
    return [TotalCount, ChildFolderCount];
  };
  const emptied = async (of: FolderName, DeleteType: 'HardDelete' | 'SoftDelete', DeleteSubFolders: boolean) =>
    codes(await session.ask(empty, { DeleteType, DeleteSubFolders, FolderIds: [of] }))[0];
  t.equal(await emptied(id, 'HardDelete', false), 'NoError');
  t.same(await counts(id), [0, 1], 'the folder in it stays');
  t.equal(await emptied(id, 'SoftDelete', true), 'NoError');
  t.same(await counts(id), [0, 0]);
  const recoverable = await session.ask(findItem, {
    ItemShape: { BaseShape: 'IdOnly' },
    Traversal: 'Shallow',
    ParentFolderIds: [{ DistinguishedFolderId: { Id: 'recoverableitemsdeletions' } }],
  });
  t.match(messagesOf(recoverable), [{ RootFolder: { TotalItemsInView: 3 } }], 'its items can be recovered');
  t.equal(await emptied(named('msgfolderroot'), 'HardDelete', true), 'ErrorDeleteDistinguishedFolder');
  t.ok(((await counts(named('inbox')))[0] as number) > 0, 'then nothing is gone');
  await session.hold(t);
});

/** What SyncFolderHierarchy tells of the folders below one: kinds of changes and names or ids. */
async function changes(session: EwsSession, SyncFolderId: FolderName, SyncState?: string) {
  const answer = await session.ask(sync, {
    FolderShape: { BaseShape: 'Default' },
    SyncFolderId,
    ...(SyncState === undefined ? {} : { SyncState }),
  });
  const [message] = messagesOf(answer) as unknown as readonly {
    readonly SyncState: string;
    readonly Changes: readonly Readonly<Record<string, object>>[];
  }[];
  if (!message) throw new Error('no message');
  const told = message.Changes.map((change) => {
    const [[kind, folder] = ['', {}]] = Object.entries(change);
    const [what] = Object.values(folder) as readonly (Properties & Id)[];
    return `${kind} ${kind === 'Delete' ? what?.Id : what?.DisplayName}`;
  });
  return { told, state: message.SyncState };
}

t.test('who synchronises the hierarchy hears of it all', async (t) => {
  const session = own();
  const { state, told } = await changes(session, named('msgfolderroot'));
  t.ok(told.includes('Create Inbox'));
  t.same((await changes(session, named('msgfolderroot'), state)).told, []);
  const id = await made(session, named('inbox'), { Folder: { DisplayName: 'News' } });
  const second = await changes(session, named('msgfolderroot'), state);
  t.same(second.told, ['Create News']);
  const FolderChange = [
    { ...id, Updates: [{ SetFolderField: { ...displayName, Folder: { DisplayName: 'Olds' } } }] },
  ] as const;
  await session.ask(update, { FolderChanges: { FolderChange } });
  await session.ask(move, { ToFolderId: named('drafts'), FolderIds: [id] });
  const third = await changes(session, named('msgfolderroot'), second.state);
  t.same(third.told, ['Update Olds']);
  await t.test('also who looks at a part of it', async (t) => {
    const part = await changes(session, named('inbox'));
    const drafts = await changes(session, named('drafts'));
    t.ok(drafts.told.includes('Create Olds'));
    await session.ask(move, { ToFolderId: named('inbox'), FolderIds: [id] });
    t.same((await changes(session, named('inbox'), part.state)).told, ['Create Olds']);
    t.same((await changes(session, named('drafts'), drafts.state)).told, [`Delete ${id.FolderId.Id}`]);
  });
  await session.ask(remove, { DeleteType: 'HardDelete', FolderIds: [id] });
  t.same((await changes(session, named('msgfolderroot'), third.state)).told, [`Delete ${id.FolderId.Id}`]);
  await session.hold(t);
});

t.test('another mailbox is open as far as its permissions go', async (t) => {
  const session = own();
  const theirs = (Id: 'inbox' | 'calendar') => ({ DistinguishedFolderId: { Id, ...ofAdmin } });
  const shape = { BaseShape: 'Default' } as const;
  const see = async (id: FolderName) => messagesOf(await session.ask(get, { FolderShape: shape, FolderIds: [id] }))[0];
  t.match(await see(theirs('inbox')), {
    ResponseCode: 'ErrorAccessDenied',
    MessageText: 'Access is denied. Check credentials and try again.',
    Folders: [],
  });
  t.match(await see({ DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'nobody@msxfaq.de' } } }), {
    ResponseCode: 'ErrorNonExistentMailbox',
    MessageText: 'The SMTP address has no mailbox associated with it.',
  });
  t.match(
    await see({ DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'user1@msxfaq.de' } } }),
    { ResponseCode: 'ErrorNonExistentMailbox' },
    'a remote mailbox is not here',
  );
  const permit = (rights: string) =>
    lab.shell().run(`Set-MailboxFolderPermission admin:\\Inbox -User Default -AccessRights ${rights}`);
  const make = async () =>
    codes(
      await session.ask(create, { ParentFolderId: theirs('inbox'), Folders: [{ Folder: { DisplayName: 'Guest' } }] }),
    )[0];
  await permit('Reviewer');
  t.match(await see(theirs('inbox')), { ResponseCode: 'NoError' });
  const [, folder] = await shown(session, theirs('inbox'), 'AllProperties');
  t.match(folder, { DisplayName: 'Inbox', EffectiveRights: { Read: true, Modify: false, Delete: false } });
  t.match(await see({ FolderId: folder.FolderId }), { ResponseCode: 'NoError' }, 'by its id, too');
  t.equal(await make(), 'ErrorAccessDenied');
  await permit('PublishingEditor');
  t.equal(await make(), 'NoError');
  t.same((await names(session, theirs('inbox'))).names, ['Guest']);
  await permit('Owner');
  const away = await session.ask(copy, { ToFolderId: named('inbox'), FolderIds: [{ FolderId: folder.FolderId }] });
  t.same(codes(away), ['ErrorCrossMailboxMoveCopy']);
  await permit('None');
  t.match(await see({ FolderId: folder.FolderId }), { ResponseCode: 'ErrorAccessDenied' });
  await session.hold(t);
});

t.test('who sees one folder of a mailbox hears of no other that is deleted', async (t) => {
  const [reader, owner] = [own(), new EwsSession(lab, 'admin@msxfaq.de')];
  const inbox = { DistinguishedFolderId: { Id: 'inbox', ...ofAdmin } } as const;
  await lab.shell().run('Set-MailboxFolderPermission admin:\\Inbox -User Default -AccessRights Reviewer');
  const folder = (DisplayName: string) => ({ Folder: { DisplayName } });
  const outer = await made(owner, named('inbox'), folder('Outer'));
  const inner = await made(owner, outer, folder('Inner'));
  const secret = await made(owner, named('drafts'), folder('Secret'));
  const { state } = await changes(reader, inbox);
  const idOf = ({ FolderId }: typeof outer) => `Delete ${FolderId.Id}`;
  await owner.ask(remove, { DeleteType: 'HardDelete', FolderIds: [secret, outer] });
  const { told } = await changes(reader, inbox, state);
  t.strictSame([...told].sort(), [idOf(outer), idOf(inner)].sort());
  await lab.shell().run('Set-MailboxFolderPermission admin:\\Inbox -User Default -AccessRights None');
});

t.test('ids that are none', async (t) => {
  const session = own();
  const ask = async (FolderIds: readonly FolderName[]) =>
    codes(await session.ask(get, { FolderShape: { BaseShape: 'IdOnly' }, FolderIds }));
  const [, inbox] = await shown(session, named('inbox'), 'IdOnly');
  const id = readId(inbox.FolderId.Id) as ObjectId;
  const other = (change: Partial<ObjectId>) => ({ FolderId: { Id: writeId({ ...id, ...change }) } });
  t.same(
    await ask([
      { FolderId: { Id: '' } },
      { FolderId: { Id: 'AAAA' } },
      { FolderId: { Id: '?!' } },
      other({ kind: 'item' }),
      other({ number: 250_000 }),
      other({ mailbox: { guid: '99999999-0000-4000-8000-000000000000', resets: 0 } }),
      other({ mailbox: { ...id.mailbox, resets: 1 } }),
      named('inbox'),
      { DistinguishedFolderId: { Id: 'publicfoldersroot' } },
    ]),
    [
      'ErrorInvalidIdEmpty',
      'ErrorInvalidIdMalformed',
      'ErrorInvalidIdMalformed',
      'ErrorCannotUseItemIdForFolderId',
      'ErrorFolderNotFound',
      'ErrorFolderNotFound',
      'ErrorFolderNotFound',
      'NoError',
      'ErrorFolderNotFound',
    ],
    'each has its answer, in the order of the request',
  );
  await session.hold(t);
});

t.test('a request that lacks what it needs is a violation', async (t) => {
  const session = own();
  const empties = await session.fault(getFolderRequest, { FolderShape: { BaseShape: 'IdOnly' }, FolderIds: [] });
  t.match(empties, 'ErrorSchemaValidation');
  t.match(await session.fault(createFolderRequest, { ParentFolderId: {}, Folders: [] }), 'ErrorSchemaValidation');
});

t.test('the lab reports no mistake of its own', async (t) => {
  t.same(labs.defects, []);
});
