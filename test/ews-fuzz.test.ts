import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import t, { type Test } from 'tap';
import type { Recipient } from '../src/directory/recipient.js';
import { EwsError } from '../src/ews/errors.js';
import { answerEws } from '../src/ews/ews.js';
import type { EwsContext } from '../src/ews/operation.js';
import { readSyncState, writeSyncState } from '../src/ews/sync-state.js';
import type { Lab } from '../src/index.js';
import { MailboxStore } from '../src/mailbox/mailbox-store.js';
import { bytesOfId, changeKeyOf, changeOfKey, idOfBytes, readId, writeId } from '../src/mailbox/object-id.js';
import { fillWithSamples } from '../src/mailbox/samples.js';
import { exchangeBuilds } from '../src/protocol/exchange-version.js';
import { parseXml } from '../src/protocol/xml-document.js';
import { ewsRequest, ewsRequests } from './acceptance/ews-requests.js';
import { TestLabs } from './acceptance/labs.js';
import { ask, closeAgents } from './acceptance/wire.js';
import { mutated } from './acceptance/xml-mutations.js';

// Whatever comes in the body of a request, what goes out is an answer.

const labs = new TestLabs('ews-fuzz');
const lab: Lab = await labs.start('lab', { logMaxBytes: 0 });
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

/** Requests of real clients, where they lie beside this checkout. */
const samples = fileURLToPath(new URL('../../shared/facts/ews-samples/requests/', import.meta.url));
const recorded = existsSync(samples)
  ? readdirSync(samples, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.xml'))
      .map((file) => readFileSync(join(samples, file), 'utf8').replaceAll('lab.test', 'msxfaq.de'))
  : [];
const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });

/** As much as an answer may be. */
const wide = { depth: 1000, elements: 1_000_000 };

t.test('our own requests are answered', async (t) => {
  for (const body of ewsRequests) {
    const answer = await ask(lab, token, { body });
    t.equal(answer.status, 200, answer.body.slice(0, 600));
  }
});

t.test('what a mutation makes of a request is answered, too', { timeout: 600_000 }, async (t) => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(mutated([...ewsRequests, ...recorded]), async (body) => {
      const answer = await ask(lab, token, { body });
      statuses.add(answer.status);
      if (labs.defects.length > 0) throw labs.defects[0];
      if (answer.status >= 400 && answer.status < 500) return;
      const root = parseXml(answer.body, wide);
      if (root.name !== 'Envelope') throw new Error(answer.body);
      if (answer.status === 200) return;
      if (answer.status !== 500 || !answer.body.includes('<e:ResponseCode ')) throw new Error(answer.body);
    }),
    { numRuns: 1500, endOnFailure: false },
  );
  t.ok(statuses.has(200) && statuses.has(500), 'some are still understood, some no longer');
});

t.test('bytes that are no text are answered', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (bytes) => {
      const answer = await ask(lab, token, { body: Buffer.from(bytes) });
      return answer.status === 500 && answer.body.includes('<e:ResponseCode ');
    }),
    { numRuns: 200 },
  );
  t.same(labs.defects, []);
});

const user: Recipient = {
  guid: 'a92d5e10-7c4b-43f6-8e0d-1f6b3c9d7a52',
  name: 'user2',
  alias: 'user2',
  displayName: 'user2',
  userPrincipalName: 'user2@msxfaq.de',
  primarySmtpAddress: 'user2@msxfaq.de',
  emailAddresses: ['SMTP:user2@msxfaq.de'],
  recipientTypeDetails: 'UserMailbox',
  sid: 'S-1-5-21-1-2-3-1602',
};

/** The web service alone, without a server around it: what it costs is not hidden behind what the wire costs. */
function service(): EwsContext {
  const now = () => Date.UTC(2026, 10, 30, 12);
  const store = new MailboxStore({
    clock: { now },
    fill: (mailbox, owner) => fillWithSamples(mailbox, owner, now()),
  });
  return {
    build: exchangeBuilds.SE,
    caller: { kind: 'user', user },
    mayImpersonate: false,
    isProxied: false,
    organization: {
      findRecipient: (address) => (address.toLowerCase() === user.primarySmtpAddress ? user : undefined),
      findBySid: () => undefined,
      groupsOf: () => [],
      domainsOf: () => ['msxfaq.de'],
      foreignAddress: () => undefined,
      maxSubscriptions: 10,
      setFolderPermissions: async () => {},
      foreignFreeBusy: async () => [],
      addressBookOf: () => [user],
      mailboxOf: (owner) => store.mailboxOf(owner),
      subscriptions: store.subscriptions,
    },
    now,
    strict: false,
  };
}

const smallSize = 4096;
const factor = 32;

const getFolder = (shape: string, ids: string) =>
  ewsRequest(`<m:GetFolder><m:FolderShape>${shape}</m:FolderShape><m:FolderIds>${ids}</m:FolderIds></m:GetFolder>`);
const inbox = '<t:DistinguishedFolderId Id="inbox"/>';
const idOnly = '<t:BaseShape>IdOnly</t:BaseShape>';
const times = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => make(index));

/** `size` is about that of the request, in characters. */
const growing: Readonly<Record<string, (size: number) => string>> = {
  'white space': (size) => getFolder(idOnly, inbox + ' '.repeat(size)),
  'line ends before a violation': (size) => getFolder(idOnly, `${'\r\n'.repeat(size / 2)}<t:Nonsense/>`),
  comments: (size) => getFolder(idOnly, inbox + '<!---->'.repeat(size / 7)),
  'character references': (size) => getFolder(idOnly, `<t:FolderId Id="${'&#65;'.repeat(size / 5)}"/>`),
  'CDATA sections': (size) => getFolder(`<t:BaseShape>${'<![CDATA[x]]>'.repeat(size / 13)}</t:BaseShape>`, inbox),
  'a long id': (size) => getFolder(idOnly, `<t:FolderId Id="${'A'.repeat(size)}"/>`),
  'ids one after the other': (size) => getFolder(idOnly, '<t:FolderId Id="AAAA"/>'.repeat(size / 23)),
  'folders one after the other': (size) => getFolder(idOnly, inbox.repeat(size / inbox.length)),
  'elements that nobody knows': (size) => getFolder(idOnly, '<x/>'.repeat(size / 4)),
  'deep nesting': (size) => getFolder(idOnly, '<t:a>'.repeat(size / 11) + '</t:a>'.repeat(size / 11)),
  attributes: (size) => getFolder(idOnly, `<t:FolderId${times(size / 12, (index) => ` a${index}="x"`).join('')}/>`),
  namespaces: (size) =>
    getFolder(idOnly, `<t:FolderId${times(size / 16, (index) => ` xmlns:n${index}="u:${index}"`).join('')}/>`),
  'a long name': (size) => getFolder(idOnly, `<t:${'a'.repeat(size)}/>`),
  'a long value that is wrong': (size) => getFolder(`<t:BaseShape>${'x'.repeat(size)}</t:BaseShape>`, inbox),
  'properties asked for': (size) =>
    getFolder(
      `${idOnly}<t:AdditionalProperties>${'<t:FieldURI FieldURI="folder:DisplayName"/>'.repeat(size / 43)}</t:AdditionalProperties>`,
      inbox,
    ),
  'a long sync state': (size) =>
    ewsRequest(
      `<m:SyncFolderItems><m:ItemShape>${idOnly}</m:ItemShape><m:SyncFolderId>${inbox}</m:SyncFolderId><m:SyncState>${'MTIz'.repeat(size / 4)}</m:SyncState><m:MaxChangesReturned>10</m:MaxChangesReturned></m:SyncFolderItems>`,
    ),
  'folders to make': (size) =>
    ewsRequest(
      `<m:CreateFolder><m:ParentFolderId>${inbox}</m:ParentFolderId><m:Folders>${times(size / 60, () => '<t:Folder><t:DisplayName>One</t:DisplayName></t:Folder>').join('')}</m:Folders></m:CreateFolder>`,
    ),
  'a restriction with many terms': (size) => {
    const term = '<t:Exists><t:FieldURI FieldURI="item:Subject"/></t:Exists>';
    return ewsRequest(
      `<m:FindItem Traversal="Shallow"><m:ItemShape>${idOnly}</m:ItemShape><m:Restriction><t:Or>${term.repeat(Math.max(2, size / term.length))}</t:Or></m:Restriction><m:ParentFolderIds>${inbox}</m:ParentFolderIds></m:FindItem>`,
    );
  },
};

t.test('a large request costs as many times more as it is larger', { timeout: 600_000 }, async (t) => {
  for (const [name, make] of Object.entries(growing)) await staysLinear(t, name, make);
});

/** 32 times the size must not take a square's 1024 times the CPU (see forgery-properties.test.ts). */
async function staysLinear(t: Test, name: string, make: (size: number) => string): Promise<void> {
  const [small, large] = [make(smallSize), make(factor * smallSize)];
  await cpuOf(small);
  let ratio = Number.POSITIVE_INFINITY;
  let [ofSmall, ofLarge] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < 5 && ratio >= 200; tries += 1) {
    ofSmall = Math.min(ofSmall, await cpuOf(small));
    ofLarge = Math.min(ofLarge, await cpuOf(large));
    ratio = ofLarge / ofSmall;
  }
  t.ok(ratio < 200, `${name}: ${factor} times the size took ${ratio.toFixed(1)} times the CPU`);
}

/** CPU time of answering; each time another text, for what was read before is remembered. */
async function cpuOf(body: string): Promise<number> {
  const context = service();
  const rounds = 4;
  const texts = times(rounds, (round) => `${body}<!-- ${Math.random()} ${round} -->`);
  const before = process.cpuUsage();
  for (const text of texts) await answerEws(text, context);
  const { user: ofUser, system } = process.cpuUsage(before);
  return Math.max(ofUser + system, 500);
}

t.test('ids are read as they were written, and nothing else is one', async (t) => {
  const kind = fc.constantFrom('folder', 'item', 'attachment', 'occurrence');
  const mailbox = fc.record({ guid: fc.uuid(), resets: fc.nat(2 ** 32 - 1) }, { noNullPrototype: true });
  const id = fc.record({ kind, mailbox, number: fc.nat(2 ** 40), part: fc.nat(65_535) });
  fc.assert(
    fc.property(id, ({ part, ...rest }) => {
      const whole = rest.kind === 'attachment' || rest.kind === 'occurrence' ? { ...rest, part } : rest;
      t.strictSame(readId(writeId(whole)), whole);
      t.strictSame(idOfBytes(bytesOfId(whole)), whole);
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (text) => {
      const read = readId(text);
      return read === undefined || writeId(read) === text || read.part === undefined;
    }),
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void idOfBytes(Buffer.from(bytes))));
  t.pass('garbage never throws');
});

t.test('change keys and sync states, too', async (t) => {
  const mailbox = service().organization.mailboxOf(user) ?? notThere();
  const folder = mailbox.folderNamed('inbox') ?? notThere();
  fc.assert(fc.property(fc.nat(2 ** 40), (change) => changeOfKey(changeKeyOf(change)) === change));
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String()), (text) => {
      const change = changeOfKey(text);
      return change === undefined || changeKeyOf(change) === text;
    }),
  );
  fc.assert(
    fc.property(
      fc.nat(mailbox.lastChange),
      (change) =>
        readSyncState(writeSyncState(mailbox, { folder: folder.number, change }), { mailbox, folder }) === change,
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.base64String(), fc.string({ unit: 'binary' })), (text) => {
      try {
        return Number.isInteger(readSyncState(text, { mailbox, folder }));
      } catch (error) {
        return error instanceof EwsError && error.responseCode === 'ErrorInvalidSyncStateData';
      }
    }),
  );
  t.pass('what is none is an error of its own');
});

t.test('the lab reports no mistake of its own', async (t) => {
  t.same(labs.defects, []);
});

function notThere(): never {
  throw new Error('It is not there.');
}
