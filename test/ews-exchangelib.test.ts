import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';
import type { Lab } from '../src/index.js';
import { type Outcomes, placesOf, runClient } from './acceptance/foreign-client.js';
import { TestLabs } from './acceptance/labs.js';

// exchangelib, a client that we did not write, does its work on both sides, over TLS and under the names of the real world.

const labs = new TestLabs('exchangelib');
t.teardown(() => labs.close());

const python = '/usr/bin/python3';
const script = fileURLToPath(new URL('acceptance/clients/exchangelib_client.py', import.meta.url));
const skip = await exchangelibMissing();

const user = 'user2@msxfaq.de';
const colleague = 'admin@msxfaq.de';
const cloudUser = 'user1@msxfaq.de';
const onPremises = 'https://owa.msxfaq.de/EWS/Exchange.asmx';
const online = 'https://outlook.office365.com/EWS/Exchange.asmx';

interface Wishes {
  readonly steps: readonly string[];
  readonly endpoint?: string;
  readonly mailbox?: string;
  readonly colleague?: string;
  readonly token?: string;
}

function exchangelib(lab: Lab, { mailbox = user, endpoint = onPremises, ...more }: Wishes): Promise<Outcomes> {
  const host = new URL(endpoint).host;
  return runClient(python, [script], {
    ca: lab.caFile,
    places: placesOf(lab),
    token: lab.tokens.issue({ kind: 'actAsUser', mailbox, host }).token,
    colleague,
    group: 'staff@msxfaq.de',
    mailbox,
    endpoint,
    ...more,
  });
}

async function exchangelibMissing(): Promise<string | false> {
  const found = await runClient(python, ['-c', 'import exchangelib; print("{}")'], {}).catch(() => undefined);
  return found || process.env.CI === 'true' ? false : 'exchangelib is not installed (Debian: python3-exchangelib)';
}

t.test('folders and items', { skip }, async (t) => {
  const lab = await labs.start('items');
  const steps = ['version', 'folders', 'folder_life', 'items', 'item_life', 'attachments', 'synchronisation'];
  const outcomes = await exchangelib(lab, { steps });
  t.match(outcomes, {
    connect: true,
    version: { api: 'Exchange2016', build: /^15\.2\./ },
    folders: { inbox: ['Inbox', 3, 'IPF.Note'] },
    folder_life: ['2026', 0, []],
    items: { sorted: true, count: 3, paged: 3, body: true, none: 0 },
    item_life: {
      subject: 'changed',
      body: 'two',
      mark: 'here',
      categories: ['red'],
      marked: 1,
      copied: 'changed',
      'in trash': 1,
      left: 0,
    },
    attachments: { file: true, item: 'inner', has: true, left: ['within'] },
    synchronisation: { first: true, second: [['create', 'new to sync']], third: ['delete'], hierarchy: true },
  });
});

t.test('mail, calendar, contacts, tasks', { skip }, async (t) => {
  const lab = await labs.start('calendar');
  const steps = ['mail', 'calendar', 'series', 'contact_and_task', 'out_of_office', 'notifications'];
  t.match(await exchangelib(lab, { steps }), {
    mail: {
      unread: true,
      sender: user,
      attachment: [['notes.txt', 'some notes']],
      sent: 'to myself and a colleague',
      reply: 'answer',
      mime: true,
    },
    calendar: { seen: 1, start: true, location: 'here' },
    series: { days: [0, 2, 6], modified: 1, deleted: 1, last: 6 },
    contact_and_task: ['Engines', true],
    out_of_office: ['Scheduled', 'away', 'gone', 'Disabled'],
    notifications: ['CreatedEvent'],
  });
});

t.test('people, time zones, ids', { skip }, async (t) => {
  const lab = await labs.start('people');
  const steps = ['names', 'time_zones', 'conversion', 'group', 'delegates'];
  t.match(await exchangelib(lab, { steps }), {
    names: [[user, 'user2']],
    time_zones: { many: true, name: /Amsterdam, Berlin/, bias: [-60] },
    conversion: true,
    group: [/@msxfaq\.de$/],
    delegates: 0,
  });
});

const week = /^[0-4]{336}$/;

t.test('free/busy, on both sides and across', { skip }, async (t) => {
  const lab = await labs.start('free-busy');
  const own = { type: 'DetailedMerged', merged: week, hours: true };
  const nobody = { error: 'ErrorMailRecipientNotFound' };
  t.match(await exchangelib(lab, { steps: ['free_busy'] }), { free_busy: [own, { merged: week }, nobody] });
  t.match(await exchangelib(lab, { steps: ['free_busy'], colleague: cloudUser }), {
    free_busy: [own, { merged: week }, nobody],
  });
  const wishes = { endpoint: online, mailbox: cloudUser, colleague: user, steps: ['folders', 'free_busy'] };
  const asked = await exchangelib(lab, wishes);
  t.match(asked, { folders: { inbox: ['Inbox'] }, free_busy: [own, { merged: week }] });
  const agents = lab.journal
    .list()
    .flatMap(({ request: { headers } }) => headers.filter(([, value]) => /^AS/.test(value)).map(([, value]) => value));
  t.strictSame(
    [...new Set(agents)],
    ['ASAutoDiscover/CrossForest/EmailDomain/', 'ASProxy/CrossForest/EmailDomain/'],
    'one organisation asks the other',
  );
});

t.test('failures, in the words of the client', { skip }, async (t) => {
  const lab = await labs.start('failures');
  const steps = ['no_such_item', 'gone_item', 'foreign_mailbox'];
  t.match(await exchangelib(lab, { steps }), {
    no_such_item: { error: 'ErrorInvalidIdMalformed', text: 'Id is malformed.' },
    gone_item: { error: 'ErrorItemNotFound', text: 'The specified object was not found in the store.' },
    foreign_mailbox: { error: 'ErrorAccessDenied' },
  });
  const expired = lab.tokens.issue({ kind: 'actAsUser', mailbox: user, claims: { nbf: 1, exp: 2 } }).token;
  const unauthorized = { connect: { error: 'UnauthorizedError', text: /Invalid credentials/ } };
  t.match(await exchangelib(lab, { steps: [], token: expired }), unauthorized, 'an expired token');
  const elsewhere = 'https://autodiscover.msxfaq.de/EWS/Exchange.asmx';
  const token = lab.tokens.issue({ kind: 'actAsUser', mailbox: user }).token;
  t.match(await exchangelib(lab, { steps: [], token, endpoint: elsewhere }), unauthorized, 'a wrong host');
});

t.test('the lines that the docs show', { skip }, async (t) => {
  const lab = await labs.start('docs');
  const { port } = new URL(lab.exchange.url);
  const page = readFileSync(new URL('../docs/ews-clients.md', import.meta.url), 'utf8');
  const shown = /```python\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const hosts = `import socket\nlook_up = socket.getaddrinfo\nsocket.getaddrinfo = lambda host, *more, **options: look_up('127.0.0.1', *more, **options)\n`;
  const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: user });
  const folder = t.testdir({
    'bearer.txt': `Authorization: Bearer ${token}`,
    'inbox.py': hosts + shown.replace(':8443', `:${port}`).replace('certs/roots.pem', lab.caFile),
  });
  const { stdout } = await promisify(execFile)(python, ['inbox.py'], { cwd: folder });
  t.match(stdout, /^\d{4}-\d\d-\d\d \S+ \S+@\S+ Wave 2\n.* Free\/busy test\n.* Certificate of the hybrid\n$/);
});

t.test('no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
