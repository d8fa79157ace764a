import t from 'tap';
import { ewsNamespaces } from '../src/ews-schema/namespaces.js';
import { convertIdRequest as request } from '../src/ews-schema/operations/convert-id.js';
import { getFolderRequest, getFolderResponse } from '../src/ews-schema/operations/get-folder.js';
import { soapEnvelope } from '../src/protocol/soap.js';
import { xml } from '../src/protocol/xml.js';
import type { ValueOf } from '../src/xsd/model.js';
import { writeElement } from '../src/xsd/write.js';
import { noSamples, sampleText } from './acceptance/ews-messages.js';
import { EwsSession, onlyMessage } from './acceptance/ews-session.js';
import { TestLabs } from './acceptance/labs.js';
import { closeAgents } from './acceptance/wire.js';

// ConvertId: an id in another format.

const Mailbox = 'user2@msxfaq.de';
const labs = new TestLabs('ews-convert-id');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const writing = { namespaces: ewsNamespaces, style: 'prefixed', declared: ['m', 't'] } as const;
type Request = ValueOf<typeof request.type>;
type Format = Request['DestinationFormat'];
const formats: readonly Format[] = ['EwsId', 'EwsLegacyId', 'EntryId', 'HexEntryId', 'StoreId', 'OwaId'];

/** Of each id: the code, and the id in the other format. The vocabulary leaves open which of three types an id has. */
async function converted(session: EwsSession, value: Request) {
  const { body } = await session.send(soapEnvelope(xml``, writeElement(request, value, writing)));
  return body
    .split('<m:ConvertIdResponseMessage ')
    .slice(1)
    .map((message) => ({
      code: /<m:ResponseCode>(\w+)</.exec(message)?.[1],
      id: /<m:AlternateId xsi:type="t:AlternateIdType" [^>]*?\bId="([^"]*)"/.exec(message)?.[1],
    }));
}

async function convert(session: EwsSession, Id: string, Format: Format, to: Format) {
  const SourceIds = [{ AlternateId: { Id, Format, Mailbox } }];
  const [only] = await converted(session, { DestinationFormat: to, SourceIds });
  return only;
}

async function inboxOf(session: EwsSession): Promise<string> {
  const FolderIds = [{ DistinguishedFolderId: { Id: 'inbox' } }] as const;
  const folders = { request: getFolderRequest, response: getFolderResponse };
  const message = onlyMessage(await session.ask(folders, { FolderShape: { BaseShape: 'IdOnly' }, FolderIds }));
  const [{ Folder }] = message.Folders as readonly [
    { readonly Folder: { readonly FolderId: { readonly Id: string } } },
  ];
  return Folder.FolderId.Id;
}

t.test('there and back again, between all formats', async (t) => {
  const session = new EwsSession(lab, Mailbox);
  const ewsId = await inboxOf(session);
  const written = new Map<Format, string>();
  for (const format of formats) written.set(format, (await convert(session, ewsId, 'EwsId', format))?.id ?? '');
  t.equal(written.get('EwsId'), ewsId);
  t.equal(
    written.get('HexEntryId'),
    Buffer.from(written.get('EntryId') ?? '', 'base64')
      .toString('hex')
      .toUpperCase(),
  );
  t.notMatch(written.get('OwaId'), /[/+]/);
  for (const from of formats) {
    for (const to of formats) {
      const again = await convert(session, written.get(from) ?? '', from, to);
      if (again?.id !== written.get(to)) t.fail(`${from} to ${to}`);
    }
  }
  t.match(session.messages.at(-1), `Mailbox="${Mailbox}"`);
  await session.hold(t);
});

t.test('what is no id of its format is malformed', async (t) => {
  const session = new EwsSession(lab, Mailbox);
  const ewsId = await inboxOf(session);
  for (const [id, format] of [
    ['DUMMY', 'EwsId'],
    [ewsId, 'HexEntryId'],
    [ewsId, 'EwsLegacyId'],
    [ewsId, 'StoreId'],
    [`${ewsId} `, 'EntryId'],
    ['zz', 'HexEntryId'],
    ['+/+/', 'OwaId'],
  ] as const) {
    t.strictSame(await convert(session, id, format, 'EntryId'), { code: 'ErrorInvalidIdMalformed', id: undefined });
  }
  t.equal((await convert(session, '', 'EwsId', 'EntryId'))?.code, 'ErrorInvalidIdEmpty');
  await session.hold(t);
});

t.test('each id has its own message', async (t) => {
  const session = new EwsSession(lab, Mailbox);
  const Id = await inboxOf(session);
  const Format = 'EwsId' as const;
  const SourceIds = [
    { AlternateId: { Id, Format, Mailbox, IsArchive: false } },
    { AlternateId: { Id, Format, Mailbox: 'nobody@msxfaq.de' } },
    { AlternatePublicFolderId: { FolderId: Id, Format } },
    { AlternatePublicFolderItemId: { FolderId: Id, ItemId: Id, Format } },
  ];
  const all = await converted(session, { DestinationFormat: 'OwaId', SourceIds });
  t.strictSame(
    all.map(({ code }) => code),
    [
      'NoError',
      'ErrorNonExistentMailbox',
      'ErrorNoPublicFolderReplicaAvailable',
      'ErrorNoPublicFolderReplicaAvailable',
    ],
  );
  t.match(await session.fault(request, { DestinationFormat: 'OwaId', SourceIds: [] }), 'ErrorSchemaValidation');
  session.messages.pop(); // that one was not valid
  await session.hold(t);
});

t.test('exchangelib learns the version by it', { skip: noSamples }, async (t) => {
  const session = new EwsSession(lab, Mailbox);
  const sent = sampleText('exchangelib/ConvertId-1');
  t.equal((await session.send(sent)).status, 500);
  const { status, body } = await session.send(sent.replace('Exchange2019', 'Exchange2016'));
  t.equal(status, 200);
  t.match(body, 'ServerVersionInfo');
  t.match(body, 'ErrorInvalidIdMalformed');
});

t.test('the lab is well', async (t) => {
  t.strictSame(labs.defects, []);
});
