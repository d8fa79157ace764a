import t from 'tap';
import { createFolderRequest, createFolderResponse } from '../src/ews-schema/operations/create-folder.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import {
  syncFolderHierarchyRequest,
  syncFolderHierarchyResponse,
} from '../src/ews-schema/operations/sync-folder-hierarchy.js';
import { updateFolderRequest, updateFolderResponse } from '../src/ews-schema/operations/update-folder.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, exchangeOnline, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Sharing: whoever owns a folder says who may do what in it, and the others may.

const labs = new TestLabs('ews-sharing');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

type Update = ValueOf<typeof updateFolderRequest.type>['FolderChanges']['FolderChange'][number]['Updates'][number];
type FolderName = ValueOf<typeof getFolderRequest.type>['FolderIds'][number];

const user2 = 'user2@msxfaq.de';
const admin = { PrimarySmtpAddress: 'ADMIN@msxfaq.de' };
const owner = new EwsSession(lab, user2);
const other = new EwsSession(lab, 'admin@msxfaq.de');
const calendar = { DistinguishedFolderId: { Id: 'calendar', Mailbox: { EmailAddress: user2 } } } as const;

/** A client's own words; the schema judges them at the end. */
async function update(session: EwsSession, where: object, kind: string, PermissionSet: object) {
  const set = { SetFolderField: { FieldURI: { FieldURI: 'folder:PermissionSet' }, [kind]: { PermissionSet } } };
  const change = { ...calendar, ...where, Updates: [set as unknown as Update] };
  const messages = { request: updateFolderRequest, response: updateFolderResponse };
  return onlyMessage(await session.ask(messages, { FolderChanges: { FolderChange: [change] } }));
}

const share = (permissions: readonly object[], session = owner, where: object = {}) =>
  update(session, where, 'CalendarFolder', {
    CalendarPermissions: permissions.map((CalendarPermission) => ({ CalendarPermission })),
  });

async function reading(session: EwsSession) {
  const request = { Traversal: 'Shallow', ItemShape: { BaseShape: 'IdOnly' }, ParentFolderIds: [calendar] } as const;
  return onlyMessage(await session.ask({ request: findItemRequest, response: findItemResponse }, request)).ResponseCode;
}

async function shown(session: EwsSession, folder: FolderName = calendar) {
  const AdditionalProperties = [{ FieldURI: { FieldURI: 'folder:PermissionSet' } }] as const;
  const request = { FolderShape: { BaseShape: 'IdOnly', AdditionalProperties }, FolderIds: [folder] } as const;
  const messages = { request: getFolderRequest, response: getFolderResponse };
  const { Folders = [] } = onlyMessage(await session.ask(messages, request)) as { Folders?: readonly object[] };
  return Object.values(Folders[0] ?? {})[0]?.PermissionSet;
}

async function entries() {
  const { output } = await lab.cmdlet('Get-MailboxFolderPermission', { Identity: 'user2:\\Calendar' });
  return output.map(({ User, AccessRights }) => [User, AccessRights]);
}

t.test('a calendar that is shared can be read by the other, and no longer when it is not', async (t) => {
  const sync = { request: syncFolderHierarchyRequest, response: syncFolderHierarchyResponse };
  const changes = async (SyncState?: string) =>
    onlyMessage(await owner.ask(sync, { FolderShape: { BaseShape: 'IdOnly' }, SyncState }));
  const before = await changes();
  t.equal(await reading(other), 'ErrorAccessDenied');
  const done = await share([{ UserId: admin, CalendarPermissionLevel: 'Reviewer' }]);
  t.equal(done.ResponseCode, 'NoError');
  t.equal(await reading(other), 'NoError');
  t.match(await shown(owner), {
    CalendarPermissions: [
      { CalendarPermission: { UserId: { DistinguishedUser: 'Default' }, CalendarPermissionLevel: 'FreeBusyTimeOnly' } },
      { CalendarPermission: { UserId: { DistinguishedUser: 'Anonymous' }, CalendarPermissionLevel: 'None' } },
      {
        CalendarPermission: {
          UserId: { PrimarySmtpAddress: 'admin@msxfaq.de' },
          ...{ CalendarPermissionLevel: 'Reviewer', ReadItems: 'FullDetails', EditItems: 'None' },
        },
      },
    ],
  });
  t.match(await entries(), [
    ['Default', ['AvailabilityOnly']],
    ['Anonymous', ['None']],
    [String, ['Reviewer']],
  ]);
  t.match(
    (await changes(String(before.SyncState))).Changes,
    [{ Update: { CalendarFolder: {} } }],
    'clients hear of it',
  );
  await share([]);
  t.equal(await reading(other), 'ErrorAccessDenied');
});

t.test('everybody, and rights one by one', async (t) => {
  const everybody = { UserId: { DistinguishedUser: 'Default' }, CalendarPermissionLevel: 'Reviewer' };
  t.equal((await share([everybody])).ResponseCode, 'NoError');
  t.equal(await reading(other), 'NoError');
  const rights = { CanCreateItems: true, IsFolderVisible: true, EditItems: 'All', DeleteItems: 'Owned' };
  const custom = {
    UserId: admin,
    ...rights,
    ReadItems: 'TimeAndSubjectAndLocation',
    CalendarPermissionLevel: 'Custom',
  };
  await share([custom, { ...everybody, CalendarPermissionLevel: 'None' }]);
  const expected = [
    'CreateItems',
    'FolderVisible',
    'EditAllItems',
    'EditOwnedItems',
    'DeleteOwnedItems',
    'LimitedDetails',
  ];
  t.match(await entries(), [
    ['Default', ['None']],
    ['Anonymous', ['None']],
    [String, expected],
  ]);
  t.match(await shown(owner), {
    CalendarPermissions: [{}, {}, { CalendarPermission: { ...custom, UserId: {}, CanCreateSubFolders: false } }],
  });
  await share([{ UserId: admin, CalendarPermissionLevel: 'Custom' }]);
  t.match(await entries(), [[], [], [String, ['None']]], 'nothing is granted');
});

t.test('what the owner reads he may write back', async (t) => {
  await share([{ UserId: admin, CalendarPermissionLevel: 'Editor' }]);
  const before = await shown(owner);
  t.equal((await update(owner, {}, 'CalendarFolder', before)).ResponseCode, 'NoError');
  t.strictSame(await shown(owner), before);
});

t.test('what can’t be is refused, and nothing changes', async (t) => {
  const before = await entries();
  const reviewer = { UserId: admin, CalendarPermissionLevel: 'Reviewer' };
  for (const [permissions, code] of [
    [[reviewer, { ...reviewer, CalendarPermissionLevel: 'Editor' }], 'ErrorDuplicateUserIdsSpecified'],
    [[{ UserId: admin, EditItems: 'All', CalendarPermissionLevel: 'Reviewer' }], 'ErrorInvalidPermissionSettings'],
    [[{ ...reviewer, UserId: { PrimarySmtpAddress: 'nobody@msxfaq.de' } }], 'ErrorInvalidUserInfo'],
    [[{ ...reviewer, UserId: {} }], 'ErrorInvalidUserInfo'],
  ] as const) {
    t.equal((await share(permissions)).ResponseCode, code);
  }
  await share([reviewer]);
  t.equal((await share([], other)).ResponseCode, 'ErrorAccessDenied', 'a reader shares nothing');
  const plain = { Permissions: [{ Permission: { UserId: admin, PermissionLevel: 'Reviewer' } }] };
  t.equal((await update(owner, {}, 'Folder', plain)).ResponseCode, 'ErrorUpdatePropertyMismatch');
  await share([{ UserId: admin, CalendarPermissionLevel: 'Editor' }]);
  t.strictSame(await entries(), before);
});

t.test('a new folder may be shared at once, one within another may not', async (t) => {
  const create = { request: createFolderRequest, response: createFolderResponse };
  const PermissionSet = {
    Permissions: [{ Permission: { UserId: admin, PermissionLevel: 'NoneditingAuthor' } }],
  } as const;
  const under = async (Id: 'inbox' | 'msgfolderroot') =>
    onlyMessage(
      await owner.ask(create, {
        ParentFolderId: { DistinguishedFolderId: { Id } },
        Folders: [{ Folder: { DisplayName: 'Shared', PermissionSet } }],
      }),
    );
  const { Folders = [] } = (await under('msgfolderroot')) as { Folders?: readonly { Folder: FolderName }[] };
  t.match(await shown(owner, Folders[0]?.Folder), {
    Permissions: [{}, {}, { Permission: { PermissionLevel: 'NoneditingAuthor', CanCreateItems: true } }],
  });
  t.equal((await under('inbox')).ResponseCode, 'ErrorInvalidPropertySet');
});

t.test('in Exchange Online as well', async (t) => {
  const session = new EwsSession(lab, 'user1@msxfaq.de', exchangeOnline(lab));
  const own = { DistinguishedFolderId: { Id: 'calendar' } };
  const everybody = {
    UserId: { DistinguishedUser: 'Default' },
    CalendarPermissionLevel: 'FreeBusyTimeAndSubjectAndLocation',
  };
  t.equal((await share([everybody], session, own)).ResponseCode, 'NoError');
  const [first] = (
    await lab.cmdlet('Get-MailboxFolderPermission', { Identity: 'user1:\\Calendar' }, { session: 'Cloud' })
  ).output;
  t.match(first, { User: 'Default', AccessRights: ['LimitedDetails'] });
  await session.hold(t);
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await owner.hold(t);
  await other.hold(t);
  t.strictSame(labs.defects, []);
});
