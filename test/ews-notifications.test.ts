import t from 'tap';
import { copyFolderRequest, copyFolderResponse } from '../src/ews-schema/operations/copy-folder.js';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { deleteFolderRequest, deleteFolderResponse } from '../src/ews-schema/operations/delete-folder.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getEventsRequest, getEventsResponse } from '../src/ews-schema/operations/get-events.js';
import { moveFolderRequest, moveFolderResponse } from '../src/ews-schema/operations/move-folder.js';
import { subscribeRequest, subscribeResponse } from '../src/ews-schema/operations/subscribe.js';
import { unsubscribeRequest, unsubscribeResponse } from '../src/ews-schema/operations/unsubscribe.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { Lab } from '../src/index.js';
import { forgetfulLog } from '../src/mailbox/change-log.js';
import { eventsOf } from '../src/mailbox/events.js';
import { Mailbox } from '../src/mailbox/mailbox.js';
import { Subscriptions } from '../src/mailbox/subscriptions.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Notifications: who subscribes hears of what happens, once, and in order.

const labs = new TestLabs('ews-notifications');
const lab: Lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const subscribe = { request: subscribeRequest, response: subscribeResponse };
const getEvents = { request: getEventsRequest, response: getEventsResponse };
const unsubscribe = { request: unsubscribeRequest, response: unsubscribeResponse };
const createFolder = { request: createFolderRequest, response: createFolderResponse };
const moveFolder = { request: moveFolderRequest, response: moveFolderResponse };
const copyFolder = { request: copyFolderRequest, response: copyFolderResponse };
const deleteFolder = { request: deleteFolderRequest, response: deleteFolderResponse };
const findItem = { request: findItemRequest, response: findItemResponse };
const updateItem = { request: updateItemRequest, response: updateItemResponse };
const deleteItem = { request: deleteItemRequest, response: deleteItemResponse };

type Pull = NonNullable<ValueOf<typeof subscribeRequest.type>['PullSubscriptionRequest']>;
type FolderName = NonNullable<Pull['FolderIds']>[number];
type EventType = Pull['EventTypes']['EventType'][number];
interface Id {
  readonly Id: string;
}
type Event = Readonly<Record<string, unknown>> & { readonly Watermark: string };

const named = (Id: 'inbox' | 'msgfolderroot' | 'calendar' | 'drafts') => ({ DistinguishedFolderId: { Id } }) as const;
const everything: readonly EventType[] = [
  ...(['CopiedEvent', 'CreatedEvent', 'DeletedEvent', 'ModifiedEvent'] as const),
  ...(['MovedEvent', 'NewMailEvent', 'FreeBusyChangedEvent'] as const),
];

/** What a subscriber does. */
class Subscriber {
  readonly session: EwsSession;
  id = '';
  watermark = '';

  constructor(of: Lab = lab, mailbox = 'user2@msxfaq.de') {
    this.session = new EwsSession(of, mailbox);
  }

  async subscribe(wish: Partial<Pull> = {}): Promise<Readonly<Record<string, unknown>>> {
    const message = onlyMessage(
      await this.session.ask(subscribe, {
        PullSubscriptionRequest: { EventTypes: { EventType: everything }, Timeout: 10, ...wish },
      }),
    );
    this.id = String(message.SubscriptionId);
    this.watermark = String(message.Watermark);
    return message;
  }

  async ask(SubscriptionId = this.id, Watermark = this.watermark) {
    return onlyMessage(await this.session.ask(getEvents, { SubscriptionId, Watermark }));
  }

  /** Kinds of events since the last time, and what they say. */
  async hear(): Promise<readonly (readonly [kind: string, event: Event])[]> {
    const { Notification } = (await this.ask()) as {
      readonly Notification: { readonly events: readonly Readonly<Record<string, Event>>[] };
    };
    const events = Notification.events.flatMap((event) => Object.entries(event));
    this.watermark = events.at(-1)?.[1].Watermark ?? this.watermark;
    return events;
  }

  async kinds(): Promise<readonly string[]> {
    return (await this.hear()).map(([kind]) => kind);
  }

  async makeFolder(parent: FolderName, DisplayName: string): Promise<{ readonly FolderId: Id }> {
    const answer = await this.session.ask(createFolder, {
      ParentFolderId: parent,
      Folders: [{ Folder: { DisplayName } }],
    });
    const { Folders } = onlyMessage(answer) as { readonly Folders: readonly [{ Folder: { FolderId: Id } }] };
    return Folders[0].Folder;
  }

  async items(folder: FolderName): Promise<readonly { readonly ItemId: Id }[]> {
    const answer = await this.session.ask(findItem, {
      ItemShape: { BaseShape: 'IdOnly' },
      Traversal: 'Shallow',
      ParentFolderIds: [folder],
    });
    const { RootFolder } = onlyMessage(answer) as {
      readonly RootFolder: { readonly Items: readonly Readonly<Record<string, { ItemId: Id }>>[] };
    };
    return RootFolder.Items.flatMap((item) => Object.values(item));
  }

  async code(asked: Promise<Readonly<Record<string, unknown>>>): Promise<unknown> {
    return (await asked).ResponseCode;
  }
}

t.test('folders that are made, moved, copied and deleted', async (t) => {
  const subscriber = new Subscriber();
  await subscriber.subscribe({ SubscribeToAllFolders: true });
  t.same(await subscriber.kinds(), ['StatusEvent'], 'that nothing has happened is an event, too');
  const { session } = subscriber;
  const folder = await subscriber.makeFolder(named('inbox'), 'Heard of');
  const [created, ...more] = await subscriber.hear();
  t.match(created, ['CreatedEvent', { FolderId: { Id: folder.FolderId.Id }, TimeStamp: /^\d{4}-.*Z$/ }]);
  t.same(more, []);
  await session.ask(moveFolder, { ToFolderId: named('drafts'), FolderIds: [folder] });
  const [moved] = await subscriber.hear();
  t.match(moved, ['MovedEvent', { FolderId: { Id: folder.FolderId.Id }, OldFolderId: { Id: folder.FolderId.Id } }]);
  const parents = [moved?.[1].OldParentFolderId, created?.[1].ParentFolderId] as readonly (Id | undefined)[];
  t.equal(parents[0]?.Id, parents[1]?.Id, 'it says where the folder was');
  await session.ask(copyFolder, { ToFolderId: named('inbox'), FolderIds: [folder] });
  t.match(await subscriber.hear(), [['CopiedEvent', { OldFolderId: { Id: folder.FolderId.Id } }]]);
  await session.ask(deleteFolder, { DeleteType: 'HardDelete', FolderIds: [folder] });
  t.match(await subscriber.hear(), [['DeletedEvent', { FolderId: { Id: folder.FolderId.Id } }]]);
  t.same(await subscriber.kinds(), ['StatusEvent']);
  await session.hold(t);
});

t.test('items that are changed and deleted', async (t) => {
  const subscriber = new Subscriber();
  const [item] = await subscriber.items(named('inbox'));
  if (!item) throw new Error('The inbox has samples.');
  await subscriber.subscribe({ FolderIds: [named('inbox')] });
  const { session } = subscriber;
  const isRead = (IsRead: boolean) => ({
    SetItemField: { FieldURI: { FieldURI: 'message:IsRead' }, Message: { IsRead } },
  });
  const Updates = [isRead(true)] as never;
  await session.ask(updateItem, {
    ConflictResolution: 'AlwaysOverwrite',
    MessageDisposition: 'SaveOnly',
    ItemChanges: { ItemChange: [{ ItemId: item.ItemId, Updates }] },
  });
  t.match(await subscriber.hear(), [
    ['ModifiedEvent', { ItemId: { Id: item.ItemId.Id } }],
    ['ModifiedEvent', { FolderId: {}, UnreadCount: 0 }],
  ]);
  await session.ask(deleteItem, { DeleteType: 'MoveToDeletedItems', ItemIds: [item] });
  const [moved, folder, ...more] = await subscriber.hear();
  t.match(moved, ['MovedEvent', { OldItemId: { Id: item.ItemId.Id } }], 'to the deleted items it is moved');
  t.match(folder, ['ModifiedEvent', { FolderId: {} }]);
  t.same(more, []);
  const [another] = await subscriber.items(named('inbox'));
  await session.ask(deleteItem, { DeleteType: 'HardDelete', ItemIds: [another ?? item] });
  t.same(await subscriber.kinds(), ['DeletedEvent', 'ModifiedEvent']);
  await session.hold(t);
});

t.test('whoever looks at the calendar hears when free/busy changes', async (t) => {
  const subscriber = new Subscriber();
  await subscriber.subscribe({
    FolderIds: [named('calendar')],
    EventTypes: { EventType: ['FreeBusyChangedEvent'] },
  });
  const [appointment, other] = await subscriber.items(named('calendar'));
  if (!appointment || !other) throw new Error('The calendar has samples.');
  await subscriber.session.ask(deleteItem, {
    DeleteType: 'HardDelete',
    SendMeetingCancellations: 'SendToNone',
    ItemIds: [appointment],
  });
  t.match(await subscriber.hear(), [['FreeBusyChangedEvent', { ItemId: { Id: appointment.ItemId.Id } }]]);
  await subscriber.session.hold(t);
});

t.test('mail that comes in is new, what is put there is not', async (t) => {
  const mailbox = new Mailbox('a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52', {
    clock: { now: () => 0 },
    log: forgetfulLog(),
  });
  const kinds: string[] = [];
  mailbox.subscribe((change) => kinds.push(...eventsOf(mailbox, change).map(({ type }) => type)));
  const inbox = mailbox.folderNamed('inbox')?.number ?? 0;
  const message = { folder: inbox, kind: 'Message', isRead: false };
  mailbox.createItem({ ...message, properties: { DateTimeReceived: '2026-11-30T12:00:00Z' } });
  t.same(kinds.splice(0), ['NewMailEvent', 'CreatedEvent', 'ModifiedEvent']);
  const draft = mailbox.createItem({ ...message, properties: {} });
  t.same(kinds.splice(0), ['CreatedEvent', 'ModifiedEvent']);
  mailbox.copyItem(draft, inbox);
  t.same(kinds.splice(0), ['CopiedEvent', 'ModifiedEvent']);
});

t.test('only what is asked for is heard', async (t) => {
  const [drafts, deletions] = [new Subscriber(), new Subscriber()];
  await drafts.subscribe({ FolderIds: [named('drafts')] });
  await deletions.subscribe({ SubscribeToAllFolders: true, EventTypes: { EventType: ['DeletedEvent'] } });
  const folder = await drafts.makeFolder(named('inbox'), 'Elsewhere');
  t.same(await drafts.kinds(), ['StatusEvent']);
  t.same(await deletions.kinds(), ['StatusEvent']);
  await drafts.session.ask(deleteFolder, { DeleteType: 'HardDelete', FolderIds: [folder] });
  t.same(await drafts.kinds(), ['StatusEvent']);
  t.same(await deletions.kinds(), ['DeletedEvent']);
});

t.test('watermarks say what has been heard', async (t) => {
  const subscriber = new Subscriber();
  await subscriber.subscribe({ FolderIds: [named('msgfolderroot')] });
  const beginning = subscriber.watermark;
  for (let number = 1; number <= 60; number += 1) await subscriber.makeFolder(named('msgfolderroot'), `W${number}`);
  const first = await subscriber.ask();
  t.match(first, { Notification: { MoreEvents: true, PreviousWatermark: beginning } });
  t.same(await subscriber.ask(), first, 'an answer that was lost can be asked for again');
  t.equal((await subscriber.hear()).length, 50);
  t.match(await subscriber.ask(), { Notification: { MoreEvents: false } });
  const middle = subscriber.watermark;
  t.equal((await subscriber.hear()).length, 10);
  t.same(await subscriber.kinds(), ['StatusEvent']);
  t.equal(await subscriber.code(subscriber.ask(subscriber.id, beginning)), 'ErrorInvalidWatermark', 'no way back');
  for (const none of ['AAAA', '?', Buffer.from('x/1/1').toString('base64'), `${middle}AAAA`])
    t.equal(await subscriber.code(subscriber.ask(subscriber.id, none)), 'ErrorInvalidWatermark');
  await t.test('and where another subscription begins', async (t) => {
    const later = new Subscriber();
    await later.subscribe({ FolderIds: [named('msgfolderroot')], Watermark: middle });
    t.equal(later.watermark, middle);
    t.equal((await later.hear()).length, 10);
    t.match(await later.subscribe({ FolderIds: [named('msgfolderroot')], Watermark: 'AAAA' }), {
      ResponseClass: 'Error',
      ResponseCode: 'ErrorInvalidWatermark',
    });
  });
  await subscriber.session.hold(t);
});

t.test('subscriptions end', async (t) => {
  const subscriber = new Subscriber();
  await subscriber.subscribe({ FolderIds: [named('inbox')], Timeout: 5 });
  const end = (SubscriptionId: string) => subscriber.session.ask(unsubscribe, { SubscriptionId }).then(onlyMessage);
  await t.test('when they are ended', async (t) => {
    t.match(await end(subscriber.id), { ResponseCode: 'NoError' });
    t.equal(await subscriber.code(subscriber.ask()), 'ErrorSubscriptionNotFound');
    t.equal(await subscriber.code(end(subscriber.id)), 'ErrorSubscriptionNotFound');
    t.equal(await subscriber.code(end('nonsense')), 'ErrorSubscriptionNotFound');
  });
  await t.test('when nobody asks for so long', async (t) => {
    const real = lab.clock.now;
    t.teardown(() => {
      lab.clock.now = real;
    });
    let now = real.call(lab.clock);
    lab.clock.now = () => now;
    await subscriber.subscribe({ FolderIds: [named('inbox')], Timeout: 5 });
    now += 4 * 60_000;
    t.same(await subscriber.kinds(), ['StatusEvent']);
    now += 4 * 60_000;
    t.same(await subscriber.kinds(), ['StatusEvent'], 'asking keeps it');
    now += 5 * 60_000;
    t.equal(await subscriber.code(subscriber.ask()), 'ErrorExpiredSubscription');
    t.equal(await subscriber.code(subscriber.ask()), 'ErrorSubscriptionNotFound');
  });
});

t.test('what can’t be subscribed to', async (t) => {
  const subscriber = new Subscriber();
  const code = (wish: Partial<Pull>) => subscriber.code(subscriber.subscribe(wish));
  const ofAdmin = { DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'admin@msxfaq.de' } } } as const;
  t.equal(await code({}), 'ErrorInvalidSubscriptionRequest');
  t.equal(await code({ SubscribeToAllFolders: true, FolderIds: [named('inbox')] }), 'ErrorInvalidSubscriptionRequest');
  t.equal(await code({ FolderIds: [ofAdmin] }), 'ErrorAccessDenied');
  t.equal(await code({ FolderIds: [{ FolderId: { Id: 'AAAA' } }] }), 'ErrorInvalidIdMalformed');
  await lab.shell().run('Set-MailboxFolderPermission admin:\\Inbox -User Default -AccessRights Reviewer');
  t.equal(await code({ FolderIds: [ofAdmin] }), 'NoError', 'who may read may hear');
  t.equal(await code({ FolderIds: [named('inbox'), ofAdmin] }), 'ErrorInvalidSubscriptionRequest');
  const EventTypes = { EventType: ['NewMailEvent'] } as const;
  const others = [
    { StreamingSubscriptionRequest: { FolderIds: [named('inbox')], EventTypes } },
    {
      PushSubscriptionRequest: {
        FolderIds: [named('inbox')],
        EventTypes,
        StatusFrequency: 1,
        URL: 'https://push.msxfaq.de/',
      },
    },
  ];
  for (const wish of others) {
    t.match(onlyMessage(await subscriber.session.ask(subscribe, wish)), {
      ResponseClass: 'Error',
      ResponseCode: 'ErrorInvalidSubscriptionRequest',
      MessageText: /^\[lab\] Only pull subscriptions are built/,
    });
  }
  await subscriber.session.hold(t);
  const { PullSubscriptionRequest } = {
    PullSubscriptionRequest: { FolderIds: [named('inbox')], EventTypes, Timeout: 1441 },
  };
  t.match(await subscriber.session.fault(subscribeRequest, { PullSubscriptionRequest }), 'ErrorSchemaValidation');
});

t.test('whose right to a folder is taken away hears no more of it', async (t) => {
  const subscriber = new Subscriber();
  const ofAdmin = { DistinguishedFolderId: { Id: 'inbox', Mailbox: { EmailAddress: 'admin@msxfaq.de' } } } as const;
  const permit = (rights: string) =>
    lab.shell().run(`Set-MailboxFolderPermission admin:\\Inbox -User Default -AccessRights ${rights}`);
  await permit('Reviewer');
  await subscriber.subscribe({ FolderIds: [ofAdmin] });
  t.same(await subscriber.kinds(), ['StatusEvent']);
  await permit('None');
  t.equal(await subscriber.code(subscriber.ask()), 'ErrorAccessDenied');
  await permit('Reviewer');
  t.same(await subscriber.kinds(), ['StatusEvent'], 'and again when it is given back');
  await subscriber.session.hold(t);
});

t.test('a subscription is of one user', async (t) => {
  const subscriber = new Subscriber();
  await subscriber.subscribe({ FolderIds: [named('inbox')] });
  const other = new Subscriber(lab, 'admin@msxfaq.de');
  t.equal(await other.code(other.ask(subscriber.id, subscriber.watermark)), 'ErrorSubscriptionAccessDenied');
  t.same(await subscriber.kinds(), ['StatusEvent']);
});

t.test('nobody has more than his share', async (t) => {
  let now = 0;
  const clock = { now: () => now };
  const subscriptions = new Subscriptions(clock);
  const mailbox = new Mailbox('a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52', { clock, log: forgetfulLog() });
  const wish = { mailbox, folders: undefined, types: new Set<EventType>(['NewMailEvent']), timeoutMs: 60_000 };
  const add = (user: string) => subscriptions.add({ ...wish, user }, 5000) !== undefined;
  for (let count = 0; count < 5000; count += 1) if (!add('one')) t.fail('these are his');
  t.notOk(add('one'));
  t.ok(add('other'), 'another has his own');
  now += 60_000;
  t.ok(add('one'), 'what has expired does not count');
  await t.test('and events are forgotten when there are too many', async (t) => {
    const history = subscriptions.historyOf(mailbox);
    const beginning = history.last;
    const inbox = mailbox.folderNamed('inbox');
    if (!inbox) throw new Error('There is always an inbox.');
    for (let count = 0; count < 20_000; count += 1) mailbox.updateFolder(inbox);
    t.equal(history.since(beginning), undefined);
    t.equal(history.since(history.last)?.length, 0);
    t.ok((history.since(history.last - 5000)?.length ?? 0) === 5000);
  });
});

t.test('the lab reports no mistake of its own', async (t) => {
  t.same(labs.defects, []);
});
