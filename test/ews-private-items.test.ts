import t from 'tap';
import { withFolderPermissions } from '../src/directory/folder-permissions.js';
import { copyItemRequest, copyItemResponse } from '../src/ews-schema/operations/copy-item.js';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getAttachmentRequest, getAttachmentResponse } from '../src/ews-schema/operations/get-attachment.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { syncFolderItemsRequest, syncFolderItemsResponse } from '../src/ews-schema/operations/sync-folder-items.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// What is private stays with its owner, whatever the rights to its folder are.

const labs = new TestLabs('ews-private-items');
const lab = await labs.start('lab', {}, (healthy) => ({
  ...healthy,
  recipients: healthy.recipients.map((one) =>
    one.alias === 'user2' ? withFolderPermissions(one, 'Calendar', [{ user: 'admin', accessRights: ['Editor'] }]) : one,
  ),
}));
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const owner = new EwsSession(lab, 'user2@msxfaq.de');
const delegate = new EwsSession(lab, 'admin@msxfaq.de');
const findItem = { request: findItemRequest, response: findItemResponse };
const getItem = { request: getItemRequest, response: getItemResponse };

const secret = 'Xylophone'; // a word that stands nowhere else
const calendar = {
  DistinguishedFolderId: { Id: 'calendar', Mailbox: { EmailAddress: 'user2@msxfaq.de' } },
} as const;
const Start = '2027-01-09T09:00:00Z';
const End = '2027-01-09T10:00:00Z';
const CalendarView = { StartDate: '2027-01-09T00:00:00Z', EndDate: '2027-01-10T00:00:00Z' };

interface Id {
  readonly Id: string;
  readonly ChangeKey?: string | undefined;
}
type Shown = Readonly<Record<string, unknown>> & { readonly ItemId: Id };

const stamp = { PropertyTag: '0x0037', PropertyType: 'String' } as const;

async function make(properties: object): Promise<Id> {
  const answer = await owner.ask(
    { request: createItemRequest, response: createItemResponse },
    { SendMeetingInvitations: 'SendToNone', Items: [{ CalendarItem: { Start, End, ...properties } }] },
  );
  const { Items } = onlyMessage(answer) as { readonly Items: readonly { readonly CalendarItem: Shown }[] };
  return Items[0]?.CalendarItem.ItemId ?? { Id: '' };
}

const id = await make({
  Subject: secret,
  Body: { text: secret, BodyType: 'Text' },
  Location: secret,
  Sensitivity: 'Private',
  Categories: { String: [secret] },
  LegacyFreeBusyStatus: 'OOF',
  RequiredAttendees: { Attendee: [{ Mailbox: { Name: secret, EmailAddress: 'user1@msxfaq.de' } }] },
  Attachments: [{ FileAttachment: { Name: `${secret}.txt`, Content: 'YQ==' } }],
  ExtendedProperty: [
    {
      ExtendedFieldURI: {
        PropertySetId: '00020329-0000-0000-c000-000000000046',
        PropertyName: 'mine',
        PropertyType: 'String',
      },
      Value: secret,
    },
  ],
});

const all = {
  BaseShape: 'AllProperties',
  AdditionalProperties: [
    ...(['item:Preview', 'item:Body', 'item:Attachments', 'item:DisplayTo', 'calendar:RequiredAttendees'] as const).map(
      (FieldURI) => ({ FieldURI: { FieldURI } }),
    ),
    { ExtendedFieldURI: stamp },
  ],
} as const;

async function found(session: EwsSession, more: object): Promise<readonly Shown[]> {
  const answer = await session.ask(findItem, {
    Traversal: 'Shallow',
    ItemShape: all,
    ParentFolderIds: [calendar],
    ...more,
  } as ValueOf<typeof findItemRequest.type>);
  const { RootFolder } = onlyMessage(answer) as {
    readonly RootFolder?: { readonly Items?: readonly { readonly CalendarItem: Shown }[] };
  };
  return (RootFolder?.Items ?? []).map(({ CalendarItem }) => CalendarItem);
}

const contains = (field: object) => ({
  Restriction: {
    Contains: {
      ...field,
      ContainmentMode: 'Substring',
      ContainmentComparison: 'IgnoreCase',
      Constant: { Value: secret },
    },
  },
});

t.test('in a list it is there with its times, and no word of it', async (t) => {
  const [shown, ...others] = await found(delegate, { CalendarView });
  t.equal(others.length, 0);
  t.match(shown, { ItemId: { Id: id.Id }, Start, End, Sensitivity: 'Private', LegacyFreeBusyStatus: 'OOF' });
  t.notMatch(JSON.stringify(shown), secret);
  t.match(shown, { HasAttachments: false, IsMeeting: false });
  const plain = await found(delegate, {});
  t.ok(plain.some(({ ItemId }) => ItemId.Id === id.Id));
  t.notMatch(JSON.stringify(plain), secret);
  t.match(JSON.stringify(await found(owner, { CalendarView })), secret, 'its owner sees it');
});

t.test('no search finds out what is in it', async (t) => {
  const fields: readonly object[] = [
    ...['item:Subject', 'item:Body', 'calendar:Location', 'item:Categories', 'calendar:RequiredAttendees'].map(
      (FieldURI) => ({ FieldURI: { FieldURI } }),
    ),
    { ExtendedFieldURI: stamp },
    {
      ExtendedFieldURI: {
        PropertySetId: '00020329-0000-0000-c000-000000000046',
        PropertyName: 'mine',
        PropertyType: 'String',
      },
    },
  ];
  for (const field of fields) {
    t.strictSame(await found(delegate, contains(field)), [], JSON.stringify(field));
  }
  t.equal((await found(owner, contains({ FieldURI: { FieldURI: 'item:Subject' } }))).length, 1);
  t.strictSame(await found(delegate, { QueryString: { text: secret } }), []);
});

t.test('changes of a folder tell no word of it', async (t) => {
  const answer = await delegate.ask(
    { request: syncFolderItemsRequest, response: syncFolderItemsResponse },
    { ItemShape: all, SyncFolderId: calendar, MaxChangesReturned: 512 },
  );
  const text = JSON.stringify(onlyMessage(answer));
  t.match(text, id.Id);
  t.notMatch(text, secret);
});

t.test('it can’t be opened, changed, copied or deleted', async (t) => {
  const code = (answer: { readonly ResponseMessages: readonly object[] }) => onlyMessage(answer).ResponseCode;
  const get = (more: object = {}) =>
    delegate.ask(getItem, { ItemShape: { ...all, ...more }, ItemIds: [{ ItemId: id }] });
  t.equal(code(await get()), 'ErrorAccessDenied');
  t.equal(code(await get({ IncludeMimeContent: true })), 'ErrorAccessDenied');
  t.match(JSON.stringify(onlyMessage(await owner.ask(getItem, { ItemShape: all, ItemIds: [{ ItemId: id }] }))), secret);
  const mine = onlyMessage(await owner.ask(getItem, { ItemShape: all, ItemIds: [{ ItemId: id }] })) as unknown as {
    readonly Items: readonly {
      readonly CalendarItem: { readonly Attachments: readonly { readonly FileAttachment: { AttachmentId: Id } }[] };
    }[];
  };
  const attachment = mine.Items[0]?.CalendarItem.Attachments[0]?.FileAttachment.AttachmentId ?? { Id: '' };
  const getAttachment = { request: getAttachmentRequest, response: getAttachmentResponse };
  const wanted = { AttachmentIds: { AttachmentId: [{ Id: attachment.Id }] } };
  t.equal(code(await delegate.ask(getAttachment, wanted)), 'ErrorAccessDenied');
  t.equal(code(await owner.ask(getAttachment, wanted)), 'NoError');
  const copy = { request: copyItemRequest, response: copyItemResponse };
  const drafts = { DistinguishedFolderId: { Id: 'drafts' } } as const;
  t.equal(code(await delegate.ask(copy, { ToFolderId: drafts, ItemIds: [{ ItemId: id }] })), 'ErrorAccessDenied');
  const Updates = [
    { SetItemField: { FieldURI: { FieldURI: 'item:Sensitivity' }, CalendarItem: { Sensitivity: 'Normal' } } },
  ] as const;
  const changed = await delegate.ask(
    { request: updateItemRequest, response: updateItemResponse },
    {
      ConflictResolution: 'AlwaysOverwrite',
      SendMeetingInvitationsOrCancellations: 'SendToNone',
      ItemChanges: { ItemChange: [{ ItemId: id, Updates }] },
    },
  );
  t.equal(code(changed), 'ErrorAccessDenied');
  const gone = await delegate.ask(
    { request: deleteItemRequest, response: deleteItemResponse },
    { DeleteType: 'HardDelete', SendMeetingCancellations: 'SendToNone', ItemIds: [{ ItemId: id }] },
  );
  t.equal(code(gone), 'ErrorAccessDenied');
});

t.test('a private series is hidden with its occurrences; confidential is not private', async (t) => {
  const series = await make({
    Subject: secret,
    Sensitivity: 'Private',
    Start: '2027-02-06T09:00:00Z',
    End: '2027-02-06T10:00:00Z',
    Recurrence: {
      DailyRecurrence: { Interval: 1 },
      NumberedRecurrence: { StartDate: '2027-02-06', NumberOfOccurrences: 2 },
    },
  });
  const view = { CalendarView: { StartDate: '2027-02-06T00:00:00Z', EndDate: '2027-02-08T00:00:00Z' } };
  const shown = await found(delegate, view);
  t.equal(shown.length, 2);
  t.notMatch(JSON.stringify(shown), secret);
  const second = { OccurrenceItemId: { RecurringMasterId: series.Id, InstanceIndex: 2 } };
  const master = { RecurringMasterItemId: { OccurrenceId: shown[1]?.ItemId.Id ?? '' } };
  for (const ItemId of [second, master]) {
    const answer = await delegate.ask(getItem, { ItemShape: all, ItemIds: [ItemId] });
    t.equal(onlyMessage(answer).ResponseCode, 'ErrorAccessDenied');
  }
  await make({
    Subject: 'for readers',
    Sensitivity: 'Confidential',
    Start: '2027-03-01T09:00:00Z',
    End: '2027-03-01T10:00:00Z',
  });
  const open = { CalendarView: { StartDate: '2027-03-01T00:00:00Z', EndDate: '2027-03-02T00:00:00Z' } };
  const subjects = (await found(delegate, open)).map(({ Subject }) => Subject);
  t.ok(subjects.includes('for readers'));
  await owner.hold(t);
  await delegate.hold(t);
});

t.test('the lab had no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
