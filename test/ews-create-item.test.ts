import t from 'tap';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { deleteItemRequest, deleteItemResponse } from '../src/ews-schema/operations/delete-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { sendItemRequest, sendItemResponse } from '../src/ews-schema/operations/send-item.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';

const labs = new TestLabs('ews-create-item');
t.teardown(() => labs.close());

const creating = { request: createItemRequest, response: createItemResponse };
const sending = { request: sendItemRequest, response: sendItemResponse };
const getting = { request: getItemRequest, response: getItemResponse };
const finding = { request: findItemRequest, response: findItemResponse };
const updating = { request: updateItemRequest, response: updateItemResponse };
const deleting = { request: deleteItemRequest, response: deleteItemResponse };

type CreateItem = ValueOf<typeof createItemRequest.type>;
type Said = Readonly<Record<string, unknown>>;
type Id = { readonly Id: string; readonly ChangeKey?: string };

const [user2, admin] = ['user2@msxfaq.de', 'admin@msxfaq.de'];
const toAdmin = { ToRecipients: { Mailbox: [{ EmailAddress: admin }] } };
const named = (Id: string) => ({ DistinguishedFolderId: { Id: Id as 'inbox' } });

/** The only item of a CreateItem answer, or the message that says why there is none. */
async function create(session: EwsSession, Items: CreateItem['Items'], more: Partial<CreateItem> = {}) {
  const message = onlyMessage(await session.ask(creating, { Items, ...more }));
  const items = (message.Items ?? []) as readonly Readonly<Record<string, { readonly ItemId: Id }>>[];
  const [[kind, item] = ['', undefined]] = items.map((one) => Object.entries(one)[0] ?? []) as [string, never][];
  return { message, items, kind, id: (item as { readonly ItemId?: Id } | undefined)?.ItemId ?? { Id: '' }, item };
}

async function get(session: EwsSession, ItemId: Id): Promise<Said> {
  const answer = await session.ask(getting, { ItemShape: { BaseShape: 'AllProperties' }, ItemIds: [{ ItemId }] });
  const [item = {}] = (onlyMessage(answer).Items ?? []) as readonly Readonly<Record<string, Said>>[];
  const [[kind, value] = ['', {}]] = Object.entries(item);
  return { kind, ...value };
}

/** The latest item of a folder with this subject. */
async function latest(session: EwsSession, folder: string, subject: string): Promise<Said | undefined> {
  const answer = await session.ask(finding, {
    Traversal: 'Shallow',
    ItemShape: { BaseShape: 'Default' },
    ParentFolderIds: [named(folder)],
  });
  const { RootFolder } = onlyMessage(answer) as { RootFolder?: { Items?: readonly Readonly<Record<string, Said>>[] } };
  const all = (RootFolder?.Items ?? []).map((one) => Object.values(one)[0] ?? {});
  const row = all.find(({ Subject }) => Subject === subject);
  return row && get(session, row.ItemId as Id);
}

const address = (of: unknown) => (of as { Mailbox: { EmailAddress: string } }).Mailbox.EmailAddress;

t.test('every kind of item comes to the folder of its kind', async (t) => {
  const lab = await labs.start('kinds');
  const session = new EwsSession(lab, user2);
  const cases = [
    { value: { Message: { Subject: 'a' } }, folder: 'drafts', more: { MessageDisposition: 'SaveOnly' } },
    { value: { Item: { Subject: 'b' } }, folder: 'drafts' },
    {
      value: { CalendarItem: { Subject: 'c', Start: '2026-12-01T09:00:00Z', End: '2026-12-01T10:00:00Z' } },
      folder: 'calendar',
      more: { SendMeetingInvitations: 'SendToNone' },
    },
    {
      value: { Contact: { GivenName: 'Ada', Surname: 'Lovelace', FileAsMapping: 'LastCommaFirst', Subject: 'd' } },
      folder: 'contacts',
    },
    {
      value: { DistributionList: { DisplayName: 'e', Members: { Member: [{ Mailbox: { EmailAddress: admin } }] } } },
      folder: 'contacts',
    },
    { value: { Task: { Subject: 'f', PercentComplete: 50 } }, folder: 'tasks' },
    { value: { PostItem: { Subject: 'g' } }, folder: 'inbox' },
  ] as const;
  for (const { value, folder, ...options } of cases) {
    const [[kind] = ['']] = Object.entries(value);
    const made = await create(session, [value], 'more' in options ? options.more : {});
    t.equal(made.message.ResponseCode, 'NoError', kind);
    t.equal(made.kind, kind);
    const got = await get(session, made.id);
    t.equal(got.kind, kind, `${kind} is what it was`);
    const { Subject, DisplayName } = Object.values(value)[0] as { Subject?: string; DisplayName?: string };
    t.ok(await latest(session, folder, Subject ?? DisplayName ?? ''), `${kind} is in ${folder}`);
  }
  await session.hold(t);
});

t.test('what follows from what was said: names of contacts, the state of tasks, drafts', async (t) => {
  const lab = await labs.start('consequences');
  const session = new EwsSession(lab, user2);
  const contact = await create(session, [
    { Contact: { GivenName: 'Ada', Surname: 'Lovelace', FileAsMapping: 'LastCommaFirst' } },
  ]);
  t.match(await get(session, contact.id), {
    FileAs: 'Lovelace, Ada',
    Subject: 'Ada Lovelace',
    CompleteName: { FirstName: 'Ada', LastName: 'Lovelace', FullName: 'Ada Lovelace' },
  });
  const done = await create(session, [{ Task: { Subject: 'x', PercentComplete: 100 } }]);
  t.match(await get(session, done.id), { Status: 'Completed', IsComplete: true, PercentComplete: 100 });
  const half = { FieldURI: { FieldURI: 'task:PercentComplete' }, Task: { PercentComplete: 50 } } as const;
  const change = { ItemId: done.id, Updates: [{ SetItemField: half }] };
  await session.ask(updating, { ConflictResolution: 'AlwaysOverwrite', ItemChanges: { ItemChange: [change] } });
  t.match(await get(session, done.id), { Status: 'InProgress', IsComplete: false, CompleteDate: undefined });
  const never = await create(session, [{ Task: { PercentComplete: 101 } }]);
  t.equal(never.message.ResponseCode, 'ErrorInvalidPercentCompleteValue');
  const later = await create(session, [{ Task: { CompleteDate: '2999-01-01T00:00:00Z' } }]);
  t.equal(later.message.ResponseCode, 'ErrorInvalidCompleteDate');
  const draft = await create(session, [{ Message: { Subject: 'x', ...toAdmin } }], { MessageDisposition: 'SaveOnly' });
  t.match(await get(session, draft.id), { IsDraft: true, IsRead: true });
  const Attachments = [{ FileAttachment: { Name: 'a.txt', Content: 'eA==' } }];
  const attached = await create(session, [{ Message: { Attachments } }], { MessageDisposition: 'SaveOnly' });
  t.match(attached.item, { Attachments: [{ FileAttachment: { AttachmentId: { Id: String } } }] });
  await session.hold(t);
});

t.test('mail arrives in the inbox of who has his mailbox here', async (t) => {
  const lab = await labs.start('mail');
  const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];
  const said = {
    Subject: 'Wave 3',
    Body: { BodyType: 'HTML', text: '<p>On <b>Friday</b></p>' },
    Importance: 'High',
    ToRecipients: { Mailbox: [{ EmailAddress: admin }] },
    CcRecipients: { Mailbox: [{ Name: 'Stranger', EmailAddress: 'stranger@fabrikam.com' }] },
    BccRecipients: { Mailbox: [{ EmailAddress: user2 }] },
    Attachments: [{ FileAttachment: { Name: 'a.txt', Content: 'eA==' } }],
  } as const;
  const made = await create(from, [{ Message: said }], { MessageDisposition: 'SendAndSaveCopy' });
  t.equal(made.message.ResponseCode, 'NoError');
  t.strictSame(made.items, [], 'nothing is left of it where it was written');
  const got = (await latest(to, 'inbox', 'Wave 3')) ?? {};
  t.match(got, { kind: 'Message', IsRead: false, Importance: 'High', HasAttachments: true, IsDraft: false });
  t.match(got.Body, { BodyType: 'HTML', text: /Friday/ });
  t.equal(address(got.From), user2);
  t.equal(address(got.Sender), user2);
  t.equal(address(got.ReceivedBy), admin);
  t.match(got.ToRecipients, { Mailbox: [{ Name: 'admin', EmailAddress: admin, RoutingType: 'SMTP' }] });
  t.equal(got.BccRecipients, undefined, 'nobody sees who else got it unseen');
  const copy = (await latest(from, 'sentitems', 'Wave 3')) ?? {};
  t.equal(copy.InternetMessageId, got.InternetMessageId, 'it is one message');
  t.strictSame(copy.ConversationId, got.ConversationId);
  t.match(copy, { IsRead: true, BccRecipients: { Mailbox: [{ EmailAddress: user2 }] } });
  t.ok(await latest(from, 'inbox', 'Wave 3'), 'one may write to oneself');
  for (const session of [from, to]) await session.hold(t);
});

t.test('without a copy nothing stays; two messages are two', async (t) => {
  const lab = await labs.start('no-copy');
  const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];
  for (const Subject of ['one', 'two']) {
    await create(from, [{ Message: { Subject, ...toAdmin } }], { MessageDisposition: 'SendOnly' });
  }
  const [one, two] = [await latest(to, 'inbox', 'one'), await latest(to, 'inbox', 'two')];
  t.not(one?.InternetMessageId, two?.InternetMessageId);
  t.notSame(one?.ConversationId, two?.ConversationId);
  t.equal(await latest(from, 'sentitems', 'one'), undefined);
  t.equal(await latest(from, 'outbox', 'one'), undefined);
  const saved = { MessageDisposition: 'SendAndSaveCopy', SavedItemFolderId: named('notes') } as const;
  await create(from, [{ Message: { Subject: 'three', ...toAdmin } }], saved);
  t.ok(await latest(from, 'notes', 'three'), 'the copy goes where it is wanted');
  for (const session of [from, to]) await session.hold(t);
});

t.test('mail to somebody who has no mailbox here is not carried; the copy is kept', async (t) => {
  const lab = await labs.start('elsewhere');
  const session = new EwsSession(lab, user2);
  const ToRecipients = { Mailbox: [{ EmailAddress: 'user1@msxfaq.de' }, { EmailAddress: 'stranger@fabrikam.com' }] };
  const more = { MessageDisposition: 'SendAndSaveCopy' } as const;
  const made = await create(session, [{ Message: { Subject: 'far', ToRecipients } }], more);
  t.equal(made.message.ResponseCode, 'NoError');
  t.match(await latest(session, 'sentitems', 'far'), { DisplayTo: 'user1; stranger@fabrikam.com' });
  t.equal(await latest(session, 'inbox', 'far'), undefined, 'no report of it either');
  await session.hold(t);
});

t.test('a draft is sent later: SendItem, UpdateItem', async (t) => {
  const lab = await labs.start('drafts');
  const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];
  const draft = async (value: object) =>
    (await create(from, [{ Message: value }], { MessageDisposition: 'SaveOnly' })).id;
  const send = async (ItemId: Id, more: object = {}) =>
    onlyMessage(await from.ask(sending, { SaveItemToFolder: true, ItemIds: [{ ItemId }], ...more })).ResponseCode;
  const first = await draft({ Subject: 'first', ...toAdmin });
  t.equal(await send({ Id: first.Id }), 'ErrorChangeKeyRequired');
  const marked = { ...toAdmin, Subject: 'changed' };
  const change = {
    ItemId: first,
    Updates: [{ SetItemField: { FieldURI: { FieldURI: 'item:Subject' }, Message: { Subject: marked.Subject } } }],
  } as const;
  const update = { ConflictResolution: 'AutoResolve', ItemChanges: { ItemChange: [change] } } as const;
  t.equal(onlyMessage(await from.ask(updating, update)).ResponseCode, 'ErrorMessageDispositionRequired');
  await from.ask(updating, { ...update, MessageDisposition: 'SaveOnly' });
  t.equal(await send(first), 'ErrorIrresolvableConflict', 'it was changed in between');
  const now = (await latest(from, 'drafts', 'changed'))?.ItemId as Id;
  t.equal(await send(now), 'NoError');
  t.equal(await send(now), 'ErrorItemNotFound', 'it is gone');
  t.match(await latest(to, 'inbox', 'changed'), { IsDraft: false, IsRead: false });
  t.match(await latest(from, 'sentitems', 'changed'), { IsDraft: false });
  t.equal(await send(await draft({ Subject: 'to nobody' })), 'ErrorMissingRecipients');
  const both = { SaveItemToFolder: false, SavedItemFolderId: named('sentitems') };
  t.equal(await send(await draft({ Subject: 'x', ...toAdmin }), both), 'ErrorInvalidSendItemSaveSettings');
  const task = await create(from, [{ Task: { Subject: 'x' } }]);
  t.equal(await send(task.id), 'ErrorInvalidItemForOperationSendItem');
  const second = await draft({ Subject: 'second', ...toAdmin });
  const done = await from.ask(updating, {
    MessageDisposition: 'SendAndSaveCopy',
    ConflictResolution: 'AlwaysOverwrite',
    ItemChanges: { ItemChange: [{ ...change, ItemId: second }] },
  });
  t.match(onlyMessage(done), { ResponseCode: 'NoError', Items: [] });
  for (const session of [from, to]) await session.hold(t);
});

t.test('replies and forwards belong to the conversation', async (t) => {
  const lab = await labs.start('replies');
  const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];
  const Attachments = [{ FileAttachment: { Name: 'a.txt', Content: 'eA==' } }];
  const said = { Subject: 'Plan', Body: { BodyType: 'Text', text: 'the plan' }, ...toAdmin, Attachments } as const;
  await create(from, [{ Message: said }], { MessageDisposition: 'SendAndSaveCopy' });
  const original = (await latest(to, 'inbox', 'Plan')) ?? {};
  const ReferenceItemId = original.ItemId as Id;
  const NewBodyContent = { BodyType: 'Text', text: 'fine' } as const;
  const more = { MessageDisposition: 'SendAndSaveCopy' } as const;
  const reply = await create(to, [{ ReplyToItem: { ReferenceItemId, NewBodyContent } }], more);
  t.match(reply.message, { ResponseCode: 'NoError', Items: [] });
  const got = (await latest(from, 'inbox', 'RE: Plan')) ?? {};
  t.match(got.Body, { BodyType: 'Text', text: /^fine[\s\S]*From: user2[\s\S]*Subject: Plan[\s\S]*the plan$/ });
  t.match(got, { InReplyTo: original.InternetMessageId, ConversationTopic: 'Plan', HasAttachments: false });
  t.strictSame(got.ConversationId, original.ConversationId);
  t.equal(address(got.From), admin);
  const again = { ReplyAllToItem: { ReferenceItemId: got.ItemId as Id } };
  const draft = await create(from, [again], { MessageDisposition: 'SaveOnly' });
  t.match(await get(from, draft.id), { Subject: 'RE: Plan', DisplayTo: 'admin', IsDraft: true });
  await create(to, [{ ForwardItem: { ReferenceItemId, ToRecipients: { Mailbox: [{ EmailAddress: user2 }] } } }], more);
  t.match(await latest(from, 'inbox', 'FW: Plan'), { HasAttachments: true, ConversationId: original.ConversationId });
  const nobody = await create(to, [{ ForwardItem: { ReferenceItemId } }], more);
  t.equal(nobody.message.ResponseCode, 'ErrorInvalidRecipients');
  const post = await create(to, [{ PostItem: { Subject: 'News' } }]);
  const answered = await create(to, [{ PostReplyItem: { ReferenceItemId: post.id, NewBodyContent } }]);
  t.match(await get(to, answered.id), { kind: 'PostItem', Subject: 'RE: News' });
  for (const session of [from, to]) await session.hold(t);
});

t.test('a read receipt is suppressed once, and only where one is wanted', async (t) => {
  const lab = await labs.start('receipts');
  const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];
  const wanted = { Subject: 'receipt', IsReadReceiptRequested: true, ...toAdmin };
  await create(from, [{ Message: wanted }, { Message: { Subject: 'none', ...toAdmin } }] as never, {
    MessageDisposition: 'SendOnly',
  });
  const suppress = async (subject: string) => {
    const ReferenceItemId = (await latest(to, 'inbox', subject))?.ItemId as Id;
    return (await create(to, [{ SuppressReadReceipt: { ReferenceItemId } }])).message.ResponseCode;
  };
  t.equal(await suppress('receipt'), 'NoError');
  t.equal(await suppress('receipt'), 'ErrorReadReceiptNotPending');
  t.equal(await suppress('none'), 'ErrorReadReceiptNotPending');
  for (const session of [from, to]) await session.hold(t);
});

t.test('what can’t be created is told by its code', async (t) => {
  const lab = await labs.start('errors');
  const session = new EwsSession(lab, user2);
  const code = async (Items: unknown, more: Partial<CreateItem> = {}) =>
    (await create(session, Items as CreateItem['Items'], more)).message.ResponseCode;
  const send = { MessageDisposition: 'SendOnly' } as const;
  const none = { SendMeetingInvitations: 'SendToNone' } as const;
  const at = { Start: '2026-12-01T09:00:00Z', End: '2026-12-01T10:00:00Z' };
  t.equal(await code([{ Message: {} }]), 'ErrorMessageDispositionRequired');
  t.equal(await code([{ CalendarItem: at }]), 'ErrorSendMeetingInvitationsRequired');
  t.equal(await code([{ MeetingRequest: {} }]), 'ErrorInvalidItemForOperationCreateItem');
  t.equal(await code([{ Network: {} }]), 'ErrorInvalidItemForOperationCreateItem');
  t.equal(await code([{ Message: { ItemClass: 'IPM.Task' } }], send), 'ErrorObjectTypeChanged');
  t.equal(await code([{ Message: { Subject: 'x' } }], send), 'ErrorInvalidRecipients', 'to nobody');
  const nameless = { ToRecipients: { Mailbox: [{ Name: 'Nobody of that name' }] } };
  t.equal(await code([{ Message: nameless }], send), 'ErrorInvalidRecipients');
  const notHis = { ...toAdmin, From: { Mailbox: { EmailAddress: admin } } };
  t.equal(await code([{ Message: notHis }], send), 'ErrorSendAsDenied');
  const inbox = { SavedItemFolderId: named('inbox') };
  t.equal(await code([{ Contact: {} }], inbox), 'ErrorCannotCreateContactInNonContactFolder');
  t.equal(await code([{ Task: {} }], inbox), 'ErrorCannotCreateTaskInNonTaskFolder');
  t.equal(
    await code([{ CalendarItem: at }], { ...none, ...inbox }),
    'ErrorCannotCreateCalendarItemInNonCalendarFolder',
  );
  const calendar = { SavedItemFolderId: named('calendar') };
  t.equal(await code([{ PostItem: {} }], calendar), 'ErrorCannotCreatePostItemInNonMailFolder');
  const backwards = { Start: at.End, End: at.Start };
  t.equal(await code([{ CalendarItem: backwards }], none), 'ErrorCalendarEndDateIsEarlierThanStartDate');
  const long = { ...at, End: '2040-12-01T10:00:00Z' };
  t.equal(await code([{ CalendarItem: long }], none), 'ErrorCalendarDurationIsTooLong');
  const Recurrence = {
    DailyRecurrence: { Interval: 1 },
    EndDateRecurrence: { StartDate: '2026-12-01', EndDate: '2026-11-01' },
  };
  t.equal(await code([{ CalendarItem: { ...at, Recurrence } }], none), 'ErrorRecurrenceHasNoOccurrence');
  const unknown = { SavedItemFolderId: { FolderId: { Id: 'bm90IGFuIGlk' } } };
  t.equal(await code([{ Task: {} }], unknown), 'ErrorInvalidIdMalformed');
  const absent = { SavedItemFolderId: named('archiveinbox') };
  t.equal(await code([{ Task: {} }], absent), 'ErrorSavedItemFolderNotFound');
  t.equal(await code([{ ReplyToItem: {} }], send), 'ErrorMissingInformationReferenceItemId');
  const lost = { ReferenceItemId: { Id: 'bm90IGFuIGlk' } };
  t.equal(await code([{ ReplyToItem: lost }], send), 'ErrorInvalidIdMalformed');
  const task = await create(session, [{ Task: { Subject: 'x' } }]);
  const ReferenceItemId = task.id;
  t.equal(await code([{ ReplyToItem: { ReferenceItemId } }], send), 'ErrorInvalidReferenceItem');
  t.equal(await code([{ AcceptItem: { ReferenceItemId } }], send), 'ErrorInvalidItemForOperationAcceptItem');
  t.equal(await code([{ CancelCalendarItem: { ReferenceItemId } }], send), 'ErrorInvalidItemForOperationCancelItem');
  t.equal(await code([{ RemoveItem: { ReferenceItemId } }]), 'ErrorInvalidItemForOperationRemoveItem');
  t.equal(await code([{ AcceptSharingInvitation: { ReferenceItemId } }]), 'ErrorInvalidSharingMessage');
  const gone = await session.ask(deleting, { DeleteType: 'HardDelete', ItemIds: [{ ItemId: task.id }] });
  t.equal(onlyMessage(gone).ResponseCode, 'ErrorAffectedTaskOccurrencesRequired');
  await session.hold(t);
});

t.test('several items are created one by one; what is wrong with one does not hinder the others', async (t) => {
  const lab = await labs.start('several');
  const session = new EwsSession(lab, user2);
  const answer = await session.ask(creating, { Items: [{ Task: { Subject: 'a' } }, { Message: {} }, { Contact: {} }] });
  const codes = answer.ResponseMessages.map((one) => (Object.values(one)[0] as Said).ResponseCode);
  t.strictSame(codes, ['NoError', 'ErrorMessageDispositionRequired', 'NoError']);
  await session.fault(createItemRequest, { Items: [] as never });
  t.pass('nothing to create is against the schema');
});

t.test('in somebody else’s folder one creates only with the right to', async (t) => {
  const permission = (accessRights: readonly string[]) => [{ user: 'admin', accessRights }] as never;
  const lab = await labs.start('rights', {}, (healthy) => ({
    ...healthy,
    recipients: healthy.recipients.map((one) =>
      one.alias === 'user2'
        ? { ...one, folderPermissions: { Calendar: permission(['Editor']), Tasks: permission(['Reviewer']) } }
        : one,
    ),
  }));
  const session = new EwsSession(lab, admin);
  const of = (Id: string) => ({
    SavedItemFolderId: { DistinguishedFolderId: { Id: Id as 'inbox', Mailbox: { EmailAddress: user2 } } },
  });
  const at = { Subject: 'for him', Start: '2026-12-01T09:00:00Z', End: '2026-12-01T10:00:00Z' };
  const made = await create(session, [{ CalendarItem: at }], {
    SendMeetingInvitations: 'SendToNone',
    ...of('calendar'),
  });
  t.equal(made.message.ResponseCode, 'NoError');
  t.ok(await latest(new EwsSession(lab, user2), 'calendar', 'for him'));
  t.equal((await create(session, [{ Task: {} }], of('tasks'))).message.ResponseCode, 'ErrorCreateItemAccessDenied');
  t.equal((await create(session, [{ Contact: {} }], of('contacts'))).message.ResponseCode, 'ErrorAccessDenied');
  const nobody = {
    SavedItemFolderId: { DistinguishedFolderId: { Id: 'tasks', Mailbox: { EmailAddress: 'x@y.z' } } },
  } as const;
  t.equal((await create(session, [{ Task: {} }], nobody)).message.ResponseCode, 'ErrorNonExistentMailbox');
  await session.hold(t);
});

t.test('the labs had no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
