import t from 'tap';
import { withFolderPermissions } from '../src/directory/folder-permissions.js';
import { copyItemRequest, copyItemResponse } from '../src/ews-schema/operations/copy-item.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { moveItemRequest, moveItemResponse } from '../src/ews-schema/operations/move-item.js';
import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../src/ews-schema/operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from '../src/ews-schema/operations/sync-folder-items.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { Mailbox } from '../src/mailbox/mailbox.js';
import { writeId } from '../src/mailbox/object-id.js';
import type { ValueOf } from '../src/xsd/model.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// What has changed since a client asked last; and what it hears when items move.

type Move = ValueOf<typeof moveItemRequest.type>;
type SyncItems = ValueOf<typeof syncFolderItemsRequest.type>;
type Folder = SyncItems['SyncFolderId'];

const ids: Record<string, string> = {};
const keep = (name: string, mailbox: Mailbox, { number }: { number: number }) => {
  ids[name] = writeId({ kind: 'item', mailbox, number });
};

const labs = new TestLabs('ews-sync');
const lab = await labWith(
  labs,
  'lab',
  {
    user2: (mailbox) => {
      for (const name of ['one', 'two', 'three', 'four', 'five']) {
        keep(name, mailbox, put(mailbox, 'inbox', 'Message', { Subject: name }, { isRead: false }));
      }
      for (const name of ['moving', 'copied', 'far']) {
        const body = { Body: { text: name, BodyType: 'Text' } };
        keep(name, mailbox, put(mailbox, 'drafts', 'Message', { Subject: name, ...body }));
      }
      const times = { Start: '2026-11-30T09:00:00Z', End: '2026-11-30T09:30:00Z' };
      const Recurrence = {
        DailyRecurrence: { Interval: 1 },
        NumberedRecurrence: { StartDate: '2026-11-30', NumberOfOccurrences: 3 },
      };
      keep('series', mailbox, put(mailbox, 'calendar', 'CalendarItem', { Subject: 'Daily', ...times, Recurrence }));
      keep('once', mailbox, put(mailbox, 'calendar', 'CalendarItem', { Subject: 'Once', ...times }));
      const { number: parent = 0 } = mailbox.folderNamed('inbox') ?? {};
      mailbox.createFolder({ parent, kind: 'Folder', folderClass: 'IPF.Note', displayName: 'Projects' });
    },
    admin: (mailbox) => keep('foreign', mailbox, put(mailbox, 'inbox', 'Message', { Subject: 'foreign' })),
  },
  (healthy) => ({
    ...healthy,
    recipients: healthy.recipients.map((one) =>
      one.alias === 'admin'
        ? withFolderPermissions(
            withFolderPermissions(one, 'Inbox', [{ user: 'user2', accessRights: ['Reviewer'] }]),
            'Drafts',
            [{ user: 'user2', accessRights: ['Author'] }],
          )
        : one,
    ),
  }),
);
const session = new EwsSession(lab, 'user2@msxfaq.de');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const field = (FieldURI: string) => ({ FieldURI: { FieldURI } }) as never;
const shape = { BaseShape: 'IdOnly', AdditionalProperties: [field('item:Subject')] } as const;
const named = (Id: string, mailbox?: string): Folder =>
  ({ DistinguishedFolderId: { Id, ...(mailbox ? { Mailbox: { EmailAddress: mailbox } } : {}) } }) as Folder;
const idOf = (name: string) => ({ Id: ids[name] ?? '' });

interface Item {
  readonly ItemId: { readonly Id: string; readonly ChangeKey: string };
  readonly Subject?: string;
  readonly UID?: string;
  readonly InternetMessageId?: string;
  readonly DateTimeReceived?: string;
}

interface Synced {
  readonly ResponseCode: string;
  readonly SyncState: string;
  readonly IncludesLastItemInRange: boolean;
  readonly Changes: readonly Readonly<Record<string, Readonly<Record<string, unknown>>>>[];
}

async function sync(state?: string, more: Partial<SyncItems> = {}): Promise<Synced> {
  const request = {
    ItemShape: shape,
    SyncFolderId: named('inbox'),
    ...(state === undefined ? {} : { SyncState: state }),
    MaxChangesReturned: 100,
    ...more,
  } as SyncItems;
  const answer = await session.ask({ request: syncFolderItemsRequest, response: syncFolderItemsResponse }, request);
  return onlyMessage(answer) as unknown as Synced;
}

/** `Create one`, `ReadFlagChange`, … */
function told({ Changes }: Synced): readonly string[] {
  return Changes.map((change) => {
    const [[kind, content]] = Object.entries(change) as [[string, Record<string, unknown>]];
    const { Subject } = (content.Message ?? content.CalendarItem ?? {}) as Item;
    return Subject === undefined ? kind : `${kind} ${Subject}`;
  });
}

async function update(name: string, path: string, Message: object): Promise<void> {
  const ItemChange = [{ ItemId: idOf(name), Updates: [{ SetItemField: { ...(field(path) as object), Message } }] }];
  const message = onlyMessage(
    await session.ask({ request: updateItemRequest, response: updateItemResponse }, {
      ConflictResolution: 'AlwaysOverwrite',
      MessageDisposition: 'SaveOnly',
      ItemChanges: { ItemChange },
    } as never),
  );
  if (message.ResponseCode !== 'NoError') throw new Error(String(message.ResponseCode));
}

const erase = (name: string) =>
  session.ask(
    { request: deleteItemRequest, response: deleteItemResponse },
    { DeleteType: 'HardDelete', ItemIds: [{ ItemId: idOf(name) }] },
  );

t.test('a client that knows nothing hears of everything, page by page', async (t) => {
  const heard: string[] = [];
  let state: string | undefined;
  for (let isLast = false; !isLast; ) {
    const page = await sync(state, { MaxChangesReturned: 2 });
    t.ok(page.Changes.length <= 2);
    heard.push(...told(page));
    [state, isLast] = [page.SyncState, page.IncludesLastItemInRange];
  }
  t.same(
    heard,
    ['one', 'two', 'three', 'four', 'five'].map((name) => `Create ${name}`),
    'the oldest first',
  );
  const again = await sync(state);
  t.match(again, { ResponseCode: 'NoError', Changes: [], IncludesLastItemInRange: true, SyncState: state });
});

t.test('afterwards it hears of what has changed', async (t) => {
  const { SyncState: before } = await sync();
  await update('one', 'message:IsRead', { IsRead: true });
  await update('two', 'item:Subject', { Subject: 'two, new' });
  await erase('three');
  const changes = await sync(before);
  t.same(told(changes), ['ReadFlagChange', 'Update two, new', 'Delete']);
  t.match(changes.Changes[0], { ReadFlagChange: { ItemId: idOf('one'), IsRead: true } });
  t.match(changes.Changes[2], { Delete: { ItemId: idOf('three') } });
  t.same(told(await sync(before)), told(changes), 'as often as it asks with the same state');
  t.same(told(await sync(changes.SyncState)), []);
});

t.test('read and changed is changed; come and gone is nothing', async (t) => {
  const { SyncState: before } = await sync();
  await update('four', 'message:IsRead', { IsRead: true });
  await update('four', 'item:Subject', { Subject: 'four, new' });
  t.same(told(await sync(before)), ['Update four, new']);
  const [copy] = await relocate(copyItemRequest, copyItemResponse, ['five'], named('inbox'));
  ids.copy = copy?.Id ?? '';
  await erase('copy');
  t.same(told(await sync(before)), ['Update four, new']);
});

t.test('what a client does not want to hear of is left out, and pages go on', async (t) => {
  const all = await sync();
  const ignored = await sync(undefined, { Ignore: [{ ItemId: idOf('one') }, { ItemId: idOf('five') }] });
  t.same(
    told(ignored),
    told(all).filter((one) => !/ (?:one|five)$/.test(one)),
  );
  t.equal(ignored.SyncState, all.SyncState);
});

t.test('a state of another folder, and what is no state, is refused', async (t) => {
  const { SyncState: other } = await sync(undefined, { SyncFolderId: named('calendar') });
  const { SyncState: own } = await sync();
  const later = Buffer.from(`${Buffer.from(own, 'base64').toString().replace(/\d+$/, '')}999999`).toString('base64');
  for (const state of [other, 'nonsense', 'AAAA', later]) {
    t.equal((await sync(state)).ResponseCode, 'ErrorInvalidSyncStateData', state);
  }
  t.equal((await sync('')).ResponseCode, 'NoError', 'an empty one is none');
  t.equal((await sync(undefined, { SyncFolderId: named('inbox', 'admin@msxfaq.de') })).ResponseCode, 'NoError');
  t.equal(
    (await sync(undefined, { SyncFolderId: named('calendar', 'admin@msxfaq.de') })).ResponseCode,
    'ErrorAccessDenied',
  );
  t.equal((await sync(undefined, { SyncFolderId: { FolderId: { Id: 'x' } } })).ResponseCode, 'ErrorInvalidIdMalformed');
});

interface Hierarchy {
  readonly ResponseCode: string;
  readonly SyncState: string;
  readonly IncludesLastFolderInRange: boolean;
  readonly Changes: readonly Readonly<Record<string, Readonly<Record<string, { readonly DisplayName?: string }>>>>[];
}

async function syncFolders(SyncState?: string, SyncFolderId?: Folder): Promise<Hierarchy> {
  const request = { FolderShape: { BaseShape: 'Default' }, SyncFolderId, SyncState } as const;
  const messages = { request: syncFolderHierarchyRequest, response: syncFolderHierarchyResponse };
  return onlyMessage(await session.ask(messages, request)) as unknown as Hierarchy;
}

const folderNames = ({ Changes }: Hierarchy) =>
  Changes.map((change) => Object.values(Object.values(change)[0] ?? {})[0]?.DisplayName);

t.test('folders are heard of with those in them, and once', async (t) => {
  const first = await syncFolders();
  t.match(first, { ResponseCode: 'NoError', IncludesLastFolderInRange: true });
  t.ok(first.Changes.every((change) => 'Create' in change));
  const names = folderNames(first);
  for (const name of ['Inbox', 'Calendar', 'Contacts', 'Projects']) t.ok(names.includes(name), name);
  t.notOk(names.includes('Top of Information Store'), 'not of the top itself');
  t.ok(names.indexOf('Inbox') < names.indexOf('Projects'), 'of a folder before those in it');
  t.match(await syncFolders(first.SyncState), { Changes: [] });
  t.same(folderNames(await syncFolders(undefined, named('inbox'))), ['Projects']);
  t.equal((await syncFolders(first.SyncState, named('inbox'))).ResponseCode, 'ErrorInvalidSyncStateData');
  t.equal((await syncFolders('nonsense')).ResponseCode, 'ErrorInvalidSyncStateData');
});

async function relocate(
  request: typeof moveItemRequest | typeof copyItemRequest,
  response: typeof moveItemResponse,
  names: readonly string[],
  ToFolderId: Folder,
  more: Partial<Move> = {},
) {
  const ItemIds = names.map((name) => ({ ItemId: idOf(name) }));
  const { ResponseMessages } = await session.ask({ request, response }, { ToFolderId, ItemIds, ...more } as Move);
  return ResponseMessages.map((one) => {
    const { ResponseCode, Items = [] } = Object.values(one)[0] as unknown as { ResponseCode: string; Items: object[] };
    const [item] = Items.flatMap((element) => Object.values(element) as Item[]);
    return { code: ResponseCode, Id: item?.ItemId.Id };
  });
}

async function got(Id: string | undefined): Promise<Item | string> {
  const request = { ItemShape: { BaseShape: 'AllProperties' }, ItemIds: [{ ItemId: { Id: Id ?? '' } }] } as const;
  const message = onlyMessage(await session.ask({ request: getItemRequest, response: getItemResponse }, request));
  const { ResponseCode, Items } = message as { ResponseCode: string; Items: readonly Readonly<Record<string, Item>>[] };
  return Object.values(Items[0] ?? {})[0] ?? ResponseCode;
}

async function subjects(folder: Folder): Promise<readonly unknown[]> {
  const request = { Traversal: 'Shallow', ItemShape: shape, ParentFolderIds: [folder] } as never;
  const answer = await session.ask({ request: findItemRequest, response: findItemResponse }, request);
  const { RootFolder } = onlyMessage(answer) as { RootFolder: { Items: readonly Readonly<Record<string, Item>>[] } };
  return RootFolder.Items.map((one) => Object.values(one)[0]?.Subject);
}

t.test('what is moved has a new id, is the same otherwise, and both folders tell of it', async (t) => {
  const [from, to] = [await sync(undefined, { SyncFolderId: named('drafts') }), await sync()];
  const before = (await got(ids.moving)) as Item;
  const [moved] = await relocate(moveItemRequest, moveItemResponse, ['moving'], named('inbox'));
  t.equal(moved?.code, 'NoError');
  t.not(moved?.Id, ids.moving);
  t.equal(await got(ids.moving), 'ErrorItemNotFound');
  const { InternetMessageId, DateTimeReceived } = before;
  t.match(await got(moved?.Id), { Subject: 'moving', Body: { text: 'moving' }, InternetMessageId, DateTimeReceived });
  t.same(told(await sync(from.SyncState, { SyncFolderId: named('drafts') })), ['Delete']);
  t.same(told(await sync(to.SyncState)), ['Create moving']);
  const [still] = await relocate(moveItemRequest, moveItemResponse, ['once'], named('deleteditems'), {
    ReturnNewItemIds: false,
  });
  t.strictSame(still, { code: 'NoError', Id: undefined }, 'without the new id where it is not wanted');
});

t.test('what is copied is in both places, an appointment under its UID', async (t) => {
  const [copied] = await relocate(copyItemRequest, copyItemResponse, ['copied'], named('inbox'));
  t.match(await got(ids.copied), { Subject: 'copied' });
  t.match(await got(copied?.Id), { Subject: 'copied' });
  const { UID } = (await got(ids.series)) as Item;
  const [series] = await relocate(copyItemRequest, copyItemResponse, ['series'], named('calendar'));
  t.match(await got(series?.Id), { UID, CalendarItemType: 'RecurringMaster' });
});

t.test('another mailbox takes what the caller may put there; its id is not told', async (t) => {
  const drafts = named('drafts', 'admin@msxfaq.de');
  const copied = await relocate(copyItemRequest, copyItemResponse, ['far', 'foreign'], drafts);
  t.strictSame(copied[0], { code: 'NoError', Id: undefined });
  t.equal(copied[1]?.code, 'NoError', 'within it too');
  const moved = await relocate(moveItemRequest, moveItemResponse, ['far'], drafts);
  t.strictSame(moved, [{ code: 'NoError', Id: undefined }]);
  t.equal(await got(ids.far), 'ErrorItemNotFound');
  t.same(await subjects(drafts), ['far', 'foreign', 'far']);
  const mine = await relocate(copyItemRequest, copyItemResponse, ['foreign'], named('inbox'));
  t.strictSame(mine, [{ code: 'NoError', Id: undefined }], 'and the other way round');
});

t.test('what cannot be moved stays where it is', async (t) => {
  const move = (names: readonly string[], to: Folder) => relocate(moveItemRequest, moveItemResponse, names, to);
  const codes = async (names: readonly string[], to: Folder) => (await move(names, to)).map(({ code }) => code);
  t.same(await codes(['one', 'foreign', 'three', 'unknown'], named('drafts')), [
    'NoError',
    'ErrorAccessDenied',
    'ErrorItemNotFound',
    'ErrorInvalidIdEmpty',
  ]);
  t.same(await codes(['two'], named('inbox', 'admin@msxfaq.de')), ['ErrorAccessDenied'], 'he may read there only');
  t.same(await codes(['two'], { FolderId: { Id: 'x' } }), ['ErrorInvalidIdMalformed']);
  t.same(await codes(['two'], named('inbox', 'nobody@msxfaq.de')), ['ErrorNonExistentMailbox']);
  t.match(await got(ids.two), { Subject: 'two, new' });
  const occurrence = { OccurrenceItemId: { RecurringMasterId: ids.series ?? '', InstanceIndex: 2 } };
  const request = { ToFolderId: named('deleteditems'), ItemIds: [occurrence] };
  const answer = await session.ask({ request: moveItemRequest, response: moveItemResponse }, request);
  t.equal(onlyMessage(answer).ResponseCode, 'ErrorCalendarCannotMoveOrCopyOccurrence');
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
