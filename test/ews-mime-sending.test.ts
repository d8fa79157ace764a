import { Buffer } from 'node:buffer';
import t from 'tap';
import { createItemRequest, createItemResponse } from '../src/ews-schema/operations/create-item.js';
import { findItemRequest, findItemResponse } from '../src/ews-schema/operations/find-item.js';
import { getEventsRequest, getEventsResponse } from '../src/ews-schema/operations/get-events.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { subscribeRequest, subscribeResponse } from '../src/ews-schema/operations/subscribe.js';
import { updateItemRequest, updateItemResponse } from '../src/ews-schema/operations/update-item.js';
import type { ValueOf } from '../src/xsd/model.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// Mail programs hand over what they send, and their drafts, as messages of the Internet.

const creating = { request: createItemRequest, response: createItemResponse };
const updating = { request: updateItemRequest, response: updateItemResponse };
const getting = { request: getItemRequest, response: getItemResponse };
const finding = { request: findItemRequest, response: findItemResponse };

const labs = new TestLabs('ews-mime-sending');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
const [user2, admin] = ['user2@msxfaq.de', 'admin@msxfaq.de'];
const [from, to] = [new EwsSession(lab, user2), new EwsSession(lab, admin)];

type CreateItem = ValueOf<typeof createItemRequest.type>;
type Said = Readonly<Record<string, unknown>>;
type Id = { readonly Id: string; readonly ChangeKey?: string };

const mime = (headers: readonly string[], body: readonly string[]) => ({
  MimeContent: { text: Buffer.from([...headers, '', ...body].join('\r\n')).toString('base64') },
});
const text = (subject: string, more: readonly string[] = [], body = 'Hello') =>
  mime([`From: user2 <${user2}>`, `Subject: ${subject}`, 'Content-Type: text/plain; charset=utf-8', ...more], [body]);

async function create(Items: CreateItem['Items'], more: Partial<CreateItem>) {
  const { ResponseMessages } = await from.ask(creating, { Items, ...more });
  return ResponseMessages.map((one) => {
    const { ResponseCode, Items: made = [] } = Object.values(one)[0] as unknown as {
      readonly ResponseCode: string;
      readonly Items?: readonly Readonly<Record<string, { readonly ItemId: Id }>>[];
    };
    return { ResponseCode, id: Object.values(made[0] ?? {})[0]?.ItemId };
  });
}

async function get(session: EwsSession, ItemId: Id | undefined, more: object = {}): Promise<Said> {
  const ItemShape = { BaseShape: 'AllProperties', ...more } as const;
  const message = onlyMessage(await session.ask(getting, { ItemShape, ItemIds: [{ ItemId: ItemId ?? { Id: '' } }] }));
  const [item = {}] = (message.Items ?? []) as readonly Readonly<Record<string, Said>>[];
  return { ResponseCode: message.ResponseCode, ...Object.values(item)[0] };
}

/** The latest item of a folder with this subject. */
async function latest(session: EwsSession, folder: 'inbox' | 'sentitems', subject: string) {
  const answer = await session.ask(finding, {
    Traversal: 'Shallow',
    ItemShape: { BaseShape: 'Default' },
    ParentFolderIds: [{ DistinguishedFolderId: { Id: folder } }],
  });
  const { RootFolder } = onlyMessage(answer) as { RootFolder?: { Items?: readonly Readonly<Record<string, Said>>[] } };
  const all = (RootFolder?.Items ?? []).map((one) => Object.values(one)[0] ?? {});
  const row = all.find(({ Subject }) => Subject === subject);
  return row && get(session, row.ItemId as Id);
}

t.test('a message is sent as it was written: to whom it says, hidden recipients too', async (t) => {
  const wish = {
    Timeout: 10,
    EventTypes: { EventType: ['NewMailEvent'] },
    FolderIds: [{ DistinguishedFolderId: { Id: 'inbox' } }],
  } as const;
  const subscribe = { request: subscribeRequest, response: subscribeResponse };
  const begun = onlyMessage(await to.ask(subscribe, { PullSubscriptionRequest: wish }));
  const headers = [
    `From: user2 <${user2}>`,
    'To: stranger@fabrikam.com',
    `Bcc: ${admin}`,
    'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=',
    'X-Mailer: Lab 1',
    'Message-ID: <mime-1@msxfaq.de>',
    'MIME-Version: 1.0',
    'Content-Type: multipart/mixed; boundary=b',
  ];
  const body = [
    ...['--b', 'Content-Type: text/html; charset=utf-8', '', '<p>Hi</p>'],
    ...['--b', 'Content-Type: text/plain; name=a.txt', 'Content-Disposition: attachment; filename=a.txt'],
    ...['Content-Transfer-Encoding: base64', '', 'YWJj', '--b--', ''],
  ];
  const [sent] = await create([{ Message: mime(headers, body) }], { MessageDisposition: 'SendAndSaveCopy' });
  t.same(sent, { ResponseCode: 'NoError', id: undefined });
  const arrived = await latest(to, 'inbox', 'Grüße');
  t.match(arrived, {
    ...{ InternetMessageId: '<mime-1@msxfaq.de>', IsRead: false, BccRecipients: undefined },
    ToRecipients: { Mailbox: [{ EmailAddress: 'stranger@fabrikam.com' }] },
    From: { Mailbox: { EmailAddress: user2 } },
    Body: { BodyType: 'HTML', text: '<p>Hi</p>' },
    Attachments: [{ FileAttachment: { Name: 'a.txt', Size: 3 } }],
    InternetMessageHeaders: { InternetMessageHeader: Array },
  });
  t.notMatch(JSON.stringify(arrived?.InternetMessageHeaders), /bcc/i, 'nobody sees who else got it');
  t.match(JSON.stringify(arrived?.InternetMessageHeaders), /X-Mailer/);
  t.match(await latest(from, 'sentitems', 'Grüße'), { BccRecipients: { Mailbox: [{ EmailAddress: admin }] } });
  const heard = onlyMessage(
    await to.ask(
      { request: getEventsRequest, response: getEventsResponse },
      { SubscriptionId: String(begun.SubscriptionId), Watermark: String(begun.Watermark) },
    ),
  );
  const { events } = heard.Notification as { events: readonly Readonly<Record<string, { ItemId?: Id }>>[] };
  t.equal(
    events[0]?.NewMailEvent?.ItemId?.Id,
    (arrived?.ItemId as Id | undefined)?.Id,
    'who waits for mail hears of it',
  );
});

t.test('what is said beside the message counts more', async (t) => {
  const Message = {
    ...text('beside', ['To: stranger@fabrikam.com', 'Importance: high']),
    BccRecipients: { Mailbox: [{ EmailAddress: admin }] },
    Subject: 'Beside',
  };
  const [sent] = await create([{ Message }], { MessageDisposition: 'SendOnly' });
  t.equal(sent?.ResponseCode, 'NoError');
  t.match(await latest(to, 'inbox', 'Beside'), { Importance: 'High', Body: { text: 'Hello' } });
  t.equal(await latest(from, 'sentitems', 'Beside'), undefined);
});

t.test('a draft is another message afterwards; its attachments have new ids', async (t) => {
  const [draft] = await create([{ Message: text('draft', [`To: ${admin}`, 'Importance: high']) }], {
    MessageDisposition: 'SaveOnly',
  });
  t.match(await get(from, draft?.id), { Subject: 'draft', IsDraft: true, Importance: 'High' });
  const update = (ItemId: Id, value: object, more: object = {}) =>
    from.ask(updating, {
      ...{ ConflictResolution: 'AlwaysOverwrite', MessageDisposition: 'SaveOnly', ...more },
      ItemChanges: {
        ItemChange: [{ ItemId, Updates: [{ SetItemField: { FieldURI: { FieldURI: 'item:MimeContent' }, ...value } }] }],
      },
    } as never);
  const headers = [`From: ${user2}`, `Cc: ${admin}`, 'Subject: second', 'Content-Type: multipart/mixed; boundary=b'];
  const part = ['--b', 'Content-Disposition: attachment; filename=a.txt', '', 'abc'];
  const Message = mime(headers, ['--b', '', 'two', ...part, '--b--', '']);
  t.equal(onlyMessage(await update(draft?.id as Id, { Message })).ResponseCode, 'NoError');
  const once = await get(from, draft?.id);
  t.match(once, { Subject: 'second', IsDraft: true, ToRecipients: undefined, Importance: 'Normal' });
  t.match(once, { Body: { text: 'two' }, CcRecipients: { Mailbox: [{ EmailAddress: admin }] } });
  await update(draft?.id as Id, { Message });
  const twice = await get(from, draft?.id);
  const attachmentOf = ({ Attachments }: Said) =>
    (Attachments as readonly { FileAttachment: { AttachmentId: Id } }[])[0]?.FileAttachment.AttachmentId.Id;
  t.ok(attachmentOf(once));
  t.not(attachmentOf(twice), attachmentOf(once));
  // Thunderbird reads no attachment that has no name, and asks for none in this answer.
  const saved = await from.ask(creating, { Items: [{ Message }], MessageDisposition: 'SaveOnly' });
  const [item = {}] = onlyMessage(saved).Items as unknown as readonly Readonly<Record<string, object>>[];
  t.strictSame(Object.keys(item.Message ?? {}), ['ItemId']);
  const bad = { Message: { MimeContent: { text: '%' } } };
  t.equal(onlyMessage(await update(draft?.id as Id, bad)).ResponseCode, 'ErrorMimeContentInvalidBase64String');
  t.equal(onlyMessage(await update({ Id: 'x' }, { Message })).ResponseCode, 'ErrorInvalidIdMalformed');
  const sent = await update(draft?.id as Id, { Message }, { MessageDisposition: 'SendOnly' });
  t.equal(onlyMessage(sent).ResponseCode, 'NoError');
  t.match(await latest(to, 'inbox', 'second'), { Body: { text: 'two' } });
  const [contact] = await create([{ Contact: { GivenName: 'Ada' } }], {});
  const foreign = await update(contact?.id as Id, { Contact: text('x') });
  t.equal(onlyMessage(foreign).ResponseCode, 'ErrorInvalidPropertySet');
});

t.test('each is judged by itself', async (t) => {
  const items = [
    { Message: { MimeContent: { text: 'not base64' } } },
    { CalendarItem: mime(['BEGIN:VCALENDAR'], []) },
    { Contact: mime(['BEGIN:VCARD'], []) },
    { Message: text('nobody') },
    { Message: mime([`From: ${admin}`, `To: ${user2}`, 'Subject: forged'], ['x']) },
    { Message: text('fine', [`To: ${admin}`]) },
  ];
  const made = await create(items, { MessageDisposition: 'SendOnly', SendMeetingInvitations: 'SendToNone' });
  t.same(
    made.map(({ ResponseCode }) => ResponseCode),
    [
      ...['ErrorMimeContentInvalidBase64String', 'ErrorUnsupportedMimeConversion', 'ErrorUnsupportedMimeConversion'],
      ...['ErrorInvalidRecipients', 'ErrorSendAsDenied', 'NoError'],
    ],
  );
  t.ok(await latest(to, 'inbox', 'fine'));
});

t.test('who reads items whole gets those without a form of the Internet, too', async (t) => {
  const [task] = await create([{ Task: { Subject: 'task' } }], {});
  const shape = {
    IncludeMimeContent: true,
    AdditionalProperties: [{ FieldURI: { FieldURI: 'item:MimeContent' } }],
  };
  t.match(await get(from, task?.id, shape), { ResponseCode: 'NoError', Subject: 'task', MimeContent: undefined });
});

t.test('a list of one’s own stands for its members', async (t) => {
  const Mailbox = { EmailAddress: admin };
  const DistributionList = { DisplayName: 'Mine', Members: { Member: [{ Mailbox }] } };
  const [list] = await create([{ DistributionList }], {});
  const recipient = { Name: 'Mine', MailboxType: 'PrivateDL', ItemId: list?.id } as const;
  const Message = { Subject: 'to a list', ToRecipients: { Mailbox: [recipient, { EmailAddress: admin }] } };
  const [sent] = await create([{ Message }], { MessageDisposition: 'SendAndSaveCopy' });
  t.equal(sent?.ResponseCode, 'NoError');
  t.match(await latest(to, 'inbox', 'to a list'), { ToRecipients: { Mailbox: [{ EmailAddress: admin }] } });
  const elsewhere = { ...recipient, ItemId: { Id: 'x' } };
  const [lost] = await create([{ Message: { ToRecipients: { Mailbox: [elsewhere] } } }], {
    MessageDisposition: 'SendOnly',
  });
  t.equal(lost?.ResponseCode, 'ErrorInvalidIdMalformed');
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  for (const session of [from, to]) await session.hold(t);
  t.same(labs.defects, []);
});
