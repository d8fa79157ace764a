import { Buffer } from 'node:buffer';
import t from 'tap';
import { attachmentValues, lastPartOf, partsOf } from '../src/ews/attachment-content.js';
import { fromMime } from '../src/ews/mime/reading.js';
import { tokenGrant } from '../src/ews/token-grant.js';
import { createAttachmentRequest, createAttachmentResponse } from '../src/ews-schema/operations/create-attachment.js';
import { deleteAttachmentRequest, deleteAttachmentResponse } from '../src/ews-schema/operations/delete-attachment.js';
import { getAttachmentRequest, getAttachmentResponse } from '../src/ews-schema/operations/get-attachment.js';
import { getItemRequest, getItemResponse } from '../src/ews-schema/operations/get-item.js';
import { type ObjectId, readId, writeId } from '../src/mailbox/object-id.js';
import { parseXml } from '../src/protocol/xml-document.js';
import type { ValueOf } from '../src/xsd/model.js';
import { labWith, put } from './acceptance/ews-mailboxes.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// What is attached to items, and items as messages of the Internet.

type Attachments = ValueOf<typeof createAttachmentRequest.type>['Attachments'];
type Shape = ValueOf<typeof getItemRequest.type>['ItemShape'];
type AttachmentShape = ValueOf<typeof getAttachmentRequest.type>['AttachmentShape'];

const ids: Record<string, string> = {};
const large = {
  part: 1,
  kind: 'FileAttachment',
  properties: { Name: 'x', Content: 'AAAA'.repeat(3_495_000) },
} as const;

const labs = new TestLabs('ews-attachments');
const keep = (alias: string) => (mailbox: Parameters<typeof put>[0]) => {
  const add = (name: string, folder: string, kind: string, properties: object, more: object = {}) => {
    const { number } = put(mailbox, folder, kind, { Subject: name, ...properties }, more);
    ids[name] = writeId({ kind: 'item', mailbox, number });
  };
  if (alias === 'admin')
    return add('foreign', 'inbox', 'Message', {}, { attachments: [{ ...large, properties: { Name: 'x' } }] });
  add('message', 'inbox', 'Message', {
    Body: { text: '<p>Grüße</p>', BodyType: 'HTML' },
    From: { Mailbox: { Name: 'Anna', EmailAddress: 'anna@lab.test', RoutingType: 'SMTP' } },
    ToRecipients: { Mailbox: [{ Name: 'Bert', EmailAddress: 'bert@lab.test', RoutingType: 'SMTP' }] },
    DateTimeSent: '2026-11-30T09:00:00Z',
  });
  add('empty', 'inbox', 'Message', {});
  add('full', 'inbox', 'Message', {}, { attachments: [large] });
  add('task', 'tasks', 'Task', {});
};
const lab = await labWith(labs, 'lab', { user2: keep('user2'), admin: keep('admin') });
const session = new EwsSession(lab, 'user2@msxfaq.de');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const field = (FieldURI: string) => ({ FieldURI: { FieldURI } }) as never;

type Values = Readonly<Record<string, unknown>>;
interface Id {
  readonly Id: string;
  readonly ChangeKey: string;
}
interface AttachmentId {
  readonly Id: string;
  readonly RootItemId: string;
  readonly RootItemChangeKey: string;
}

async function item(name: string, shape: Shape = { BaseShape: 'AllProperties' }): Promise<Values & { ItemId: Id }> {
  const request = { ItemShape: shape, ItemIds: [{ ItemId: { Id: ids[name] ?? name } }] };
  const message = onlyMessage(await session.ask({ request: getItemRequest, response: getItemResponse }, request));
  const { Items } = message as { Items: readonly Readonly<Record<string, Values & { ItemId: Id }>>[] };
  return Object.values(Items[0] ?? {})[0] ?? ({ ...message } as never);
}

interface Said {
  readonly code: unknown;
  readonly kind: string;
  readonly value: Values & { readonly AttachmentId: AttachmentId };
}

function saidBy(messages: readonly object[]): readonly Said[] {
  return messages.map((one) => {
    const [message] = Object.values(one) as { ResponseCode: string; Attachments?: readonly object[] }[];
    const [[kind, value]] = [...Object.entries(message?.Attachments?.[0] ?? {}), ['', {}]] as [[string, never]];
    return { code: message?.ResponseCode, kind, value };
  });
}

async function create(name: string, Attachments: Attachments): Promise<readonly Said[]> {
  const messages = { request: createAttachmentRequest, response: createAttachmentResponse };
  const answer = await session.ask(messages, { ParentItemId: { Id: ids[name] ?? name }, Attachments });
  return saidBy(answer.ResponseMessages);
}

async function get(attachments: readonly string[], AttachmentShape?: AttachmentShape): Promise<readonly Said[]> {
  const messages = { request: getAttachmentRequest, response: getAttachmentResponse };
  const AttachmentIds = { AttachmentId: attachments.map((Id) => ({ Id })) };
  return saidBy((await session.ask(messages, { AttachmentShape, AttachmentIds })).ResponseMessages);
}

async function erase(attachments: readonly string[]): Promise<readonly Values[]> {
  const messages = { request: deleteAttachmentRequest, response: deleteAttachmentResponse };
  const AttachmentIds = { AttachmentId: attachments.map((Id) => ({ Id })) };
  const { ResponseMessages } = await session.ask(messages, { AttachmentIds });
  return ResponseMessages.map((one) => Object.values(one)[0] as unknown as Values);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');
const file = (Name: string, more: object = {}) => ({ FileAttachment: { Name, Content: base64(Name), ...more } });
const inner = { Subject: 'Inner', Body: { text: 'In it', BodyType: 'Text' as const }, Attachments: [file('deep.txt')] };
const attached = { ItemAttachment: { Name: 'Inner', Message: inner } };

t.test('files and items are attached: the item is another, and says so', async (t) => {
  const before = await item('message');
  t.match(before, { HasAttachments: false, Attachments: undefined });
  const [first, second] = await create('message', [
    file('a.txt', { ContentType: 'image/png', IsInline: true, ContentId: 'a' }),
    attached,
  ]);
  t.match(
    [first, second],
    [
      { code: 'NoError', kind: 'FileAttachment' },
      { code: 'NoError', kind: 'ItemAttachment' },
    ],
  );
  t.strictSame(Object.keys(first?.value ?? {}), ['AttachmentId'], 'the id alone');
  const after = await item('message');
  t.not(after.ItemId.ChangeKey, before.ItemId.ChangeKey);
  t.equal(first?.value.AttachmentId.RootItemId, after.ItemId.Id);
  t.equal(second?.value.AttachmentId.RootItemChangeKey, after.ItemId.ChangeKey, 'the last has the last key');
  t.not(first?.value.AttachmentId.RootItemChangeKey, after.ItemId.ChangeKey);
  t.equal(after.HasAttachments, true);
  t.match(after.Attachments, [
    {
      FileAttachment: {
        AttachmentId: { Id: first?.value.AttachmentId.Id },
        Name: 'a.txt',
        ContentType: 'image/png',
        ContentId: 'a',
        IsInline: true,
        Size: 5,
      },
    },
    { ItemAttachment: { AttachmentId: { Id: second?.value.AttachmentId.Id }, Name: 'Inner', IsInline: false } },
  ]);
  const [shown] = after.Attachments as { FileAttachment: Values }[];
  t.equal(shown?.FileAttachment.Content, undefined, 'what is in it is got by itself');
  [ids.file, ids.item] = [first?.value.AttachmentId.Id ?? '', second?.value.AttachmentId.Id ?? ''];
});

t.test('attachments are got with what is in them, however deep', async (t) => {
  const [one, two] = await get([ids.file ?? '', ids.item ?? '']);
  t.match(one, { code: 'NoError', kind: 'FileAttachment', value: { Name: 'a.txt', Content: base64('a.txt') } });
  const message = two?.value.Message as Values & { Attachments: readonly { FileAttachment: Said['value'] }[] };
  t.match(message, { Subject: 'Inner', Body: { text: 'In it' }, HasAttachments: true, ItemId: undefined });
  const [deep] = await get([message.Attachments[0]?.FileAttachment.AttachmentId.Id ?? '']);
  t.match(deep, { code: 'NoError', value: { Name: 'deep.txt', Content: base64('deep.txt') } });
  ids.deep = message.Attachments[0]?.FileAttachment.AttachmentId.Id ?? '';
});

t.test('an attached item is got as its shape says, and as the Internet has it', async (t) => {
  const [html] = await get([ids.item ?? ''], { BodyType: 'HTML' });
  t.match(html?.value.Message, { Body: { BodyType: 'HTML' }, MimeContent: undefined });
  const [withMime, stillFile] = await get([ids.item ?? '', ids.file ?? ''], { IncludeMimeContent: true });
  const { MimeContent } = (withMime?.value.Message ?? {}) as { MimeContent: { text: string; CharacterSet: string } };
  t.equal(MimeContent.CharacterSet, 'UTF-8');
  t.match(await fromMime(MimeContent.text), { Subject: 'Inner', Attachments: [file('deep.txt')] });
  t.match(stillFile, { code: 'NoError', value: { Content: base64('a.txt') } });
});

t.test('a message is got as the Internet has it, the same every time', async (t) => {
  const mimeOf = async (shape: Shape) =>
    (await item('message', shape)).MimeContent as { text: string; CharacterSet: string };
  const included = await mimeOf({ BaseShape: 'IdOnly', IncludeMimeContent: true });
  t.equal(included.CharacterSet, 'UTF-8');
  t.strictSame(await mimeOf({ BaseShape: 'IdOnly', AdditionalProperties: [field('item:MimeContent')] }), included);
  const { InternetMessageId } = (await item('message')) as Values as { InternetMessageId: string };
  t.match(await fromMime(included.text), {
    Subject: 'message',
    Body: { text: '<p>Grüße</p>', BodyType: 'HTML' },
    From: { Mailbox: { Name: 'Anna', EmailAddress: 'anna@lab.test' } },
    ToRecipients: { Mailbox: [{ Name: 'Bert', EmailAddress: 'bert@lab.test' }] },
    DateTimeSent: '2026-11-30T09:00:00Z',
    InternetMessageId,
    Attachments: [
      file('a.txt', { ContentId: 'a', ContentType: 'image/png', IsInline: true }),
      { ItemAttachment: { Name: 'Inner', Message: { Subject: 'Inner', Attachments: [file('deep.txt')] } } },
    ],
  });
  const bare = await item('empty', { BaseShape: 'IdOnly', IncludeMimeContent: true });
  t.match(await fromMime((bare.MimeContent as { text: string }).text), { Subject: 'empty' });
});

t.test('what has no MIME content is there without, beside what has', async (t) => {
  const request = {
    ItemShape: { BaseShape: 'IdOnly', IncludeMimeContent: true },
    ItemIds: ['task', 'empty', 'foreign'].map((name) => ({ ItemId: { Id: ids[name] ?? '' } })),
  } as const;
  const { ResponseMessages } = await session.ask({ request: getItemRequest, response: getItemResponse }, request);
  const codes = ResponseMessages.map((one) => Object.values(one)[0]?.ResponseCode);
  t.same(codes, ['NoError', 'NoError', 'ErrorAccessDenied']);
});

t.test('attachments are deleted with what is in them, and their ids never come back', async (t) => {
  const [gone] = await erase([ids.item ?? '']);
  const after = await item('message');
  t.match(gone, {
    ResponseCode: 'NoError',
    RootItemId: { RootItemId: after.ItemId.Id, RootItemChangeKey: after.ItemId.ChangeKey },
  });
  t.equal((after.Attachments as unknown[]).length, 1);
  t.same(
    (await get([ids.item ?? '', ids.deep ?? ''])).map(({ code }) => code),
    ['ErrorInvalidAttachmentId', 'ErrorInvalidAttachmentId'],
  );
  const [next] = await create('message', [file('b.txt')]);
  t.not(next?.value.AttachmentId.Id, ids.item);
  t.not(next?.value.AttachmentId.Id, ids.deep);
  t.match(await erase([ids.file ?? '', next?.value.AttachmentId.Id ?? '']), [
    { ResponseCode: 'NoError' },
    { ResponseCode: 'NoError' },
  ]);
  t.match(await item('message'), { HasAttachments: false });
});

t.test('what cannot be is refused for each', async (t) => {
  const elsewhere = writeId({
    kind: 'attachment',
    mailbox: { guid: '00000000-0000-0000-0000-000000000001', resets: 0 },
    number: 1,
    part: 1,
  });
  const strange = [elsewhere, ids.message ?? '', '', 'x'];
  const codes = ['ErrorItemNotFound', 'ErrorInvalidAttachmentId', 'ErrorInvalidIdEmpty', 'ErrorInvalidIdMalformed'];
  t.same(
    (await get(strange)).map(({ code }) => code),
    codes,
  );
  t.same(
    (await get(strange, { IncludeMimeContent: true })).map(({ code }) => code),
    codes,
  );
  t.same(
    (await erase(strange)).map(({ ResponseCode }) => ResponseCode),
    codes,
  );
  t.same(
    (await create('foreign', [file('a')])).map(({ code }) => code),
    ['ErrorAccessDenied'],
  );
  t.same(
    (await create('nonsense', [file('a'), file('b')])).map(({ code }) => code),
    ['ErrorInvalidIdMalformed', 'ErrorInvalidIdMalformed'],
  );
  const { mailbox, number } = readId(ids.foreign ?? '') as ObjectId;
  t.same(
    (await get([writeId({ kind: 'attachment', mailbox, number, part: 1 })])).map(({ code }) => code),
    ['ErrorAccessDenied'],
  );
});

t.test('a token for one item opens its attachments, and no others', async (t) => {
  const itemScope = ids.message ?? '';
  const grant = tokenGrant({ kind: 'Callback', itemScope } as never, 'OnPremises');
  const refused = (...names: readonly string[]) =>
    grant?.(parseXml(`<GetAttachment>${names.map((name) => `<AttachmentId Id="${name}"/>`).join('')}</GetAttachment>`));
  const of = (name: string) => writeId({ ...readId(ids[name] ?? ''), kind: 'attachment', part: 1 } as never);
  t.equal(refused(of('message')), undefined);
  t.equal(refused(of('message'), of('empty'))?.error, 'AttachmentOutsideScope');
  t.equal(refused(itemScope)?.error, 'AttachmentOutsideScope', 'an item is no attachment');
  t.equal(refused('x')?.error, 'AttachmentOutsideScope');
});

t.test('attachments have bounds', async (t) => {
  t.same(
    (await create('full', [file('a', { Content: 'AAAA'.repeat(10_000) })])).map(({ code }) => code),
    ['ErrorAttachmentSizeLimitExceeded'],
  );
  t.same(
    (await create('full', [file('a')])).map(({ code }) => code),
    ['NoError'],
    'what fits still fits',
  );
  const nest = (depth: number): Attachments =>
    [{ ItemAttachment: { Name: 'x', Message: depth === 0 ? {} : { Attachments: nest(depth - 1) } } }] as Attachments;
  t.same(
    (await create('empty', nest(12))).map(({ code }) => code),
    ['ErrorAttachmentNestLevelLimitExceeded'],
  );
  t.same(
    (await create('empty', nest(3))).map(({ code }) => code),
    ['NoError'],
  );
});

t.test('many attachments are gone through once', async (t) => {
  const many = 200_000; // what goes through them again and again would not come to an end today
  const inner = (part: number) => ({ part, within: 1, kind: 'ItemAttachment', properties: { Message: {} } }) as const;
  const outer = { part: 1, kind: 'ItemAttachment', properties: { Message: {} } } as const;
  const all = [outer, ...Array.from({ length: many }, (_, index) => inner(index + 2))];
  t.equal(partsOf(all, 1).size, many + 1);
  t.equal(lastPartOf({ attachments: all }), many + 1);
  const [only] = attachmentValues(all) as readonly { readonly ItemAttachment: { readonly Message: Values } }[];
  t.equal((only?.ItemAttachment.Message.Attachments as readonly unknown[] | undefined)?.length, many);
});

t.test('an item may have had more attachments than two bytes can count', async (t) => {
  const mailbox = { guid: '5a3e9f0e-6f0f-4f3a-9d55-2b1f6c1f7e11', resets: 0 };
  const id = { kind: 'attachment', mailbox, number: 7, part: 70_000 } as const;
  t.strictSame(readId(writeId(id)), id);
});

t.test('all that went to and fro is valid, and the lab made no mistakes', async (t) => {
  await session.hold(t);
  t.same(labs.defects, []);
});
