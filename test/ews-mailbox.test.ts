import t from 'tap';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { getEventsRequest, getEventsResponse } from '../src/ews-schema/operations/get-events.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { subscribeRequest, subscribeResponse } from '../src/ews-schema/operations/subscribe.js';
import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../src/ews-schema/operations/sync-folder-hierarchy.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from '../src/ews-schema/operations/sync-folder-items.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Whose mailbox it is: who may do what in its folders, and what is left of it after a reset.

const labs = new TestLabs('ews-mailbox');
let lab = await labs.start('lab', {}, (healthy) => {
  const editor = healthy.recipients.find(({ alias }) => alias === 'admin');
  const Inbox = [
    { user: 'Default', accessRights: ['ReadItems', 'FolderVisible'] },
    { user: editor?.displayName ?? '', accessRights: ['Editor'] },
  ];
  const recipients = healthy.recipients.map((one) =>
    one.alias === 'user2' ? { ...one, folderPermissions: { Inbox } } : one,
  );
  return { ...healthy, recipients };
});
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

let session = new EwsSession(lab, 'user2@msxfaq.de');
const inbox = { DistinguishedFolderId: { Id: 'inbox' } } as const;
const root = { DistinguishedFolderId: { Id: 'msgfolderroot' } } as const;

async function syncItems(SyncState?: string) {
  const request = {
    ItemShape: { BaseShape: 'IdOnly' },
    SyncFolderId: inbox,
    SyncState,
    MaxChangesReturned: 512,
  } as const;
  const messages = { request: syncFolderItemsRequest, response: syncFolderItemsResponse };
  return onlyMessage(await session.ask(messages, request));
}

async function syncFolders(SyncState?: string) {
  const messages = { request: syncFolderHierarchyRequest, response: syncFolderHierarchyResponse };
  return onlyMessage(await session.ask(messages, { FolderShape: { BaseShape: 'IdOnly' }, SyncState }));
}

const getFolder = { request: getFolderRequest, response: getFolderResponse };
const idOnly = { BaseShape: 'IdOnly' } as const;

async function inboxId(): Promise<string> {
  const message = onlyMessage(await session.ask(getFolder, { FolderShape: idOnly, FolderIds: [inbox] }));
  const [folder] = message.Folders as readonly { readonly Folder: { readonly FolderId: { readonly Id: string } } }[];
  return folder?.Folder.FolderId.Id ?? '';
}

async function codeOf(Id: string) {
  const FolderIds = [{ FolderId: { Id } }];
  return onlyMessage(await session.ask(getFolder, { FolderShape: idOnly, FolderIds })).ResponseCode;
}

t.test('the owner of a folder sees who may do what in it', async (t) => {
  const get = { request: getFolderRequest, response: getFolderResponse };
  const AdditionalProperties = [{ FieldURI: { FieldURI: 'folder:PermissionSet' } }] as const;
  const permissions = async (of: EwsSession, Id: 'inbox' | 'calendar', more: object = {}) => {
    const request = {
      FolderShape: { BaseShape: 'IdOnly', AdditionalProperties },
      FolderIds: [{ DistinguishedFolderId: { Id, ...more } }],
    } as const;
    const { Folders = [] } = onlyMessage(await of.ask(get, request)) as { Folders?: readonly object[] };
    return Object.values(Folders[0] ?? {})[0]?.PermissionSet;
  };
  t.match(await permissions(session, 'calendar'), {
    CalendarPermissions: [
      {
        CalendarPermission: {
          UserId: { DistinguishedUser: 'Default' },
          ...{ ReadItems: 'TimeOnly', EditItems: 'None', CalendarPermissionLevel: 'FreeBusyTimeOnly' },
        },
      },
      { CalendarPermission: { UserId: { DistinguishedUser: 'Anonymous' }, CalendarPermissionLevel: 'None' } },
    ],
  });
  const other = new EwsSession(lab, 'admin@msxfaq.de');
  const Permission = {
    ...{ EditItems: 'All', DeleteItems: 'All', IsFolderOwner: false, CanCreateItems: true, IsFolderVisible: true },
    ...{ UserId: { PrimarySmtpAddress: 'admin@msxfaq.de' }, ReadItems: 'FullDetails', PermissionLevel: 'Editor' },
  };
  const Default = { UserId: { DistinguishedUser: 'Default' }, ReadItems: 'FullDetails', PermissionLevel: 'Custom' };
  t.match(await permissions(session, 'inbox'), { Permissions: [{ Permission: Default }, { Permission }] });
  const mailbox = { Mailbox: { EmailAddress: 'user2@msxfaq.de' } };
  t.equal(await permissions(other, 'inbox', mailbox), undefined, 'nobody else does');
  await other.hold(t);
});

t.test('after a reset it is another one: states of synchronisation and subscriptions are of no use', async (t) => {
  const wish = { FolderIds: [inbox], EventTypes: { EventType: ['NewMailEvent'] }, Timeout: 10 } as const;
  const subscribe = { request: subscribeRequest, response: subscribeResponse };
  const subscription = onlyMessage(await session.ask(subscribe, { PullSubscriptionRequest: wish }));
  const Folders = [{ Folder: { DisplayName: 'Mine' } }];
  const create = { request: createFolderRequest, response: createFolderResponse };
  await session.ask(create, { ParentFolderId: root, Folders });
  const states = [String((await syncItems()).SyncState), String((await syncFolders()).SyncState)];
  t.equal((await syncItems(states[0])).ResponseCode, 'NoError');
  const before = await inboxId();
  t.equal(await codeOf(before), 'NoError');
  t.equal((await fetch(new URL('/api/scenarios/reset', lab.control.url), { method: 'POST' })).status, 200);
  await session.ask(create, { ParentFolderId: root, Folders }); // as many changes as before
  t.equal((await syncItems(states[0])).ResponseCode, 'ErrorInvalidSyncStateData');
  t.equal((await syncFolders(states[1])).ResponseCode, 'ErrorInvalidSyncStateData');
  const { SubscriptionId, Watermark } = subscription as { SubscriptionId: string; Watermark: string };
  const events = { request: getEventsRequest, response: getEventsResponse };
  t.equal(
    onlyMessage(await session.ask(events, { SubscriptionId, Watermark })).ResponseCode,
    'ErrorSubscriptionNotFound',
  );
  t.equal(await codeOf(before), 'ErrorFolderNotFound', 'an id from before names nothing');
  const after = await inboxId();
  t.equal(await codeOf(after), 'NoError');
  t.equal(after.length, before.length);
  await session.hold(t);
  await lab.close();
  lab = await labs.reopen('lab');
  session = new EwsSession(lab, 'user2@msxfaq.de');
  t.equal(await inboxId(), after, 'a restart is no reset');
  t.equal(await codeOf(before), 'ErrorFolderNotFound');
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
