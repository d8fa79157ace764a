import { Buffer } from 'node:buffer';
import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { fromMime } from '../src/ews/mime/reading.js';
import { toMime } from '../src/ews/mime/writing.js';
import type { MessageValue } from '../src/ews-schema/items.js';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { createItemRequest } from '../src/ews-schema/operations/create-item.js';
import { parseXml } from '../src/protocol/xml-document.js';
import { readElement } from '../src/xsd/read.js';
import { writeElement } from '../src/xsd/write.js';

// Messages of the Internet: written from properties, and read into them.

const identity = { messageId: '<1@lab.test>', date: '2026-11-30T09:00:00Z', boundary: 'lab' };

const base64 = (text: string | Uint8Array) => Buffer.from(text).toString('base64');

/** Of a message what both directions know: its headers are left out. */
async function again(message: MessageValue): Promise<MessageValue> {
  const { InternetMessageHeaders: _, ...read } = await fromMime(base64(await toMime(message, identity)));
  return read;
}

const plain = <Value extends object>(of: { [Name in keyof Value]: fc.Arbitrary<Value[Name]> }) =>
  fc.record<Value>(of, { noNullPrototype: true } as never);
const text = fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S}]{1,12}( [\p{L}\p{N}\p{P}\p{S}]{1,12}){0,4}$/u);
const address = fc.stringMatching(/^[a-z][a-z0-9]{0,9}(\.[a-z0-9]{1,9}){0,2}@[a-z]{1,9}\.test$/);
const name = fc.stringMatching(/^[\p{L}\p{N}][\p{L}\p{N}()",.'-]{0,9}( [\p{L}\p{N}]{1,9}){0,2}$/u);
const mailbox = plain({ Name: name, EmailAddress: address, RoutingType: fc.constant('SMTP') });
const recipients = plain({ Mailbox: fc.array(mailbox, { minLength: 1, maxLength: 4 }) });
const line = fc.stringMatching(/^[\p{L}\p{N}\p{P}\p{S} \t.>-]{0,120}$/u);
/** Line breaks at the end of a body do not survive. */
const lines = fc.array(line, { maxLength: 6 }).map((all) => all.join('\r\n').replace(/(?:\r\n)+$/, ''));
const body = fc.oneof(
  lines.map((one) => ({ BodyType: 'Text' as const, text: one })),
  lines.map((one) => ({ BodyType: 'HTML' as const, text: `<p>${one}</p>` })),
);
const file = plain({
  FileAttachment: plain({
    Name: text,
    ContentType: fc.constantFrom('text/plain', 'application/pdf', 'image/png'),
    IsInline: fc.constant(false),
    Content: fc.uint8Array({ maxLength: 200 }).map(base64),
  }),
});
const moment = fc.date({ min: new Date('1980-01-01'), max: new Date('2099-01-01'), noInvalidDate: true });
const message = fc
  .record(
    {
      Subject: text,
      Sensitivity: fc.constantFrom('Personal' as const, 'Private' as const, 'Confidential' as const),
      Body: body,
      Attachments: fc.array(file, { minLength: 1, maxLength: 3 }),
      Importance: fc.constantFrom('Low' as const, 'High' as const),
      InReplyTo: fc.constant('<0@lab.test>'),
      DateTimeSent: moment.map((one) => `${one.toISOString().slice(0, 19)}Z`),
      ToRecipients: recipients,
      CcRecipients: recipients,
      BccRecipients: recipients,
      From: mailbox.map((Mailbox) => ({ Mailbox })),
      InternetMessageId: fc.constant('<2@lab.test>'),
      References: fc.constant('<0@lab.test> <1@lab.test>'),
      ReplyTo: recipients,
    },
    { requiredKeys: ['Subject', 'Body', 'DateTimeSent', 'From', 'InternetMessageId'], noNullPrototype: true },
  )
  .map((one) => ({ ...one, Sender: one.From }));

t.test('a message that is written is read as it was', async (t) => {
  await fc.assert(
    fc.asyncProperty(message, async (written) => {
      const read = await again(written);
      if (!isDeepStrictEqual(read, written)) throw new Error(inspect(read, { depth: 9 }));
    }),
    { numRuns: 200 },
  );
  t.pass('every one was');
});

t.test('the same message is always the same bytes', async (t) => {
  const one = { Subject: 'Größe', Attachments: [{ FileAttachment: { Name: 'a.txt', Content: 'YQ==' } }] };
  const [first, second] = await Promise.all([toMime(one, identity), toMime(one, identity)]);
  t.equal(first.toString(), second.toString());
  t.match(first.toString(), /^Message-ID: <1@lab\.test>\r$/m, 'what it does not say of itself is handed in');
  t.match(first.toString(), /^Date: Mon, 30 Nov 2026 09:00:00 \+0000\r$/m);
});

const inner = {
  Subject: 'Inner',
  Body: { BodyType: 'Text' as const, text: 'In it' },
  DateTimeSent: '2026-11-29T09:00:00Z',
  InternetMessageId: '<inner@lab.test>',
};

t.test('attached messages are items, and files in pictures keep their place', async (t) => {
  const read = await again({
    Subject: 'Outer',
    Body: { BodyType: 'HTML', text: '<img src="cid:logo@lab">' },
    Attachments: [
      {
        FileAttachment: {
          Name: 'logo.png',
          ContentType: 'image/png',
          ContentId: 'logo@lab',
          IsInline: true,
          Content: 'AAEC',
        },
      },
      { ItemAttachment: { Name: 'Inner', Message: inner } },
      { ReferenceAttachment: { Name: 'elsewhere' } },
    ],
  });
  const [logo, attached, ...others] = read.Attachments ?? [];
  t.same(others, [], 'what lies elsewhere is not in it');
  t.match(logo, {
    FileAttachment: { ContentId: 'logo@lab', IsInline: true, Content: 'AAEC', ContentType: 'image/png' },
  });
  t.match(attached, { ItemAttachment: { Name: 'Inner', Message: inner } });
  t.equal(read.Body?.text, '<img src="cid:logo@lab">');
});

t.test('messages in messages are read to a depth; what is deeper stays a file', async (t) => {
  const nest = (depth: number): MessageValue =>
    depth === 0
      ? inner
      : { Subject: `${depth}`, Attachments: [{ ItemAttachment: { Name: 'x', Message: nest(depth - 1) } }] };
  const depthOf = ({ Attachments = [] }: MessageValue): number => {
    const [one] = Attachments;
    return one && 'ItemAttachment' in one && one.ItemAttachment.Message ? 1 + depthOf(one.ItemAttachment.Message) : 0;
  };
  t.equal(depthOf(await again(nest(3))), 3);
  t.equal(depthOf(await again(nest(20))), 7);
});

/** As another program writes a message. */
const foreign = [
  'Received: from mx.lab.test by lab.test; Mon, 30 Nov 2026 10:00:00 +0100',
  'From: =?ISO-8859-1?Q?J=F6rg?= <joerg@lab.test>',
  'Sender: Desk <desk@lab.test>',
  'To: Team: a@lab.test, "B, b" <b@lab.test>;, c@lab.test',
  'Subject: =?utf-8?B?R3LDvMOfZQ==?=',
  'Date: Mon, 30 Nov 2026 10:00:00 +0100',
  'X-Priority: 1 (Highest)',
  'Sensitivity: Company-Confidential',
  'Disposition-Notification-To: joerg@lab.test',
  'X-Lab: one',
  '\ttwo',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=FC=DFe',
  '--b',
  'Content-Type: application/pdf; name="x.pdf"',
  'Content-Transfer-Encoding: base64',
  'Content-Disposition: attachment; filename="x.pdf"',
  '',
  'JVBERg==',
  '--b--',
  '',
].join('\r\n');

t.test('a message of another program is understood', async (t) => {
  const read = await fromMime(base64(foreign));
  t.match(read, {
    Subject: 'Grüße',
    Body: { BodyType: 'Text', text: 'Grüße' },
    Importance: 'High',
    Sensitivity: 'Confidential',
    IsReadReceiptRequested: true,
    DateTimeSent: '2026-11-30T09:00:00Z',
    From: { Mailbox: { Name: 'Jörg', EmailAddress: 'joerg@lab.test' } },
    Sender: { Mailbox: { Name: 'Desk', EmailAddress: 'desk@lab.test' } },
    Attachments: [{ FileAttachment: { Name: 'x.pdf', ContentType: 'application/pdf', Content: 'JVBERg==' } }],
  });
  t.same(
    read.ToRecipients?.Mailbox?.map(({ EmailAddress }) => EmailAddress),
    ['a@lab.test', 'b@lab.test', 'c@lab.test'],
    'of a group its members',
  );
  const headers = new Map(read.InternetMessageHeaders?.InternetMessageHeader.map((one) => [one.HeaderName, one.text]));
  t.match(headers.get('Received'), /^from mx\.lab\.test/);
  t.match(headers.get('X-Lab'), /^one\s+two$/);
  const again = (await toMime(read, identity)).toString();
  t.match(again, /^X-Lab: one\s+two\r$/m, 'its headers go on with it');
  t.equal(again.match(/^Subject:/gm)?.length, 1);
  t.equal(again.match(/^X-Priority:/gm)?.length, 1);
});

/** What the schema makes of a message. */
function bySchema(Message: MessageValue): unknown {
  const value = { Items: [{ Message }] };
  const written = writeElement(createItemRequest, value, {
    namespaces: ewsNamespaces,
    style: 'prefixed',
    declared: ['m', 't'],
  });
  return readElement(createItemRequest.type, parseXml(written.text), { namespaces: ewsNamespaces, strict: true });
}

t.test('garbage makes a message too, and one that the schema knows', async (t) => {
  const piece = fc.constantFrom(
    ...foreign.split(/(?<=[:;=\r\n])/),
    '\0',
    '=?x?B?',
    '--b\r\n',
    'Content-Type: message/rfc822\r\n\r\n',
    '<>',
    '"',
  );
  const mutated = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join('')));
  const garbage = fc.oneof(
    mutated,
    fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  );
  await fc.assert(
    fc.asyncProperty(garbage, async (bytes) => {
      const read = await fromMime(bytes.toString('base64'));
      bySchema(read);
      await fromMime((await toMime(read, identity)).toString('base64'));
    }),
    { numRuns: 500 },
  );
  t.pass('nothing was thrown');
});

t.test('what is no base64, or beyond all bounds, is refused in words of EWS', async (t) => {
  await t.rejects(fromMime('*'), { name: 'EwsError', responseCode: 'ErrorMimeContentInvalidBase64String' });
  const deep = Array.from(
    { length: 200 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  );
  for (const beyond of [deep.join(''), `X-Long: ${'x'.repeat(300_000)}\r\n\r\n`]) {
    await t.rejects(fromMime(base64(beyond)), { name: 'EwsError', responseCode: 'ErrorMimeContentInvalid' });
  }
});
