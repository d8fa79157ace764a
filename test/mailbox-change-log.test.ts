import * as fs from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { systemClock } from '../src/clock.js';
import { ChangeFile, forgetfulLog } from '../src/mailbox/change-log.js';
import { Contents } from '../src/mailbox/contents.js';
import { Mailbox } from '../src/mailbox/mailbox.js';

// What a mailbox keeps, and what it forgets.

const setting = (name: string) => ({ setting: { name, value: 'x'.repeat(100) } });

t.test('a line that a full disk has cut takes no later one with it', async (t) => {
  let isFull = false;
  const writeSync = (file: number, bytes: Buffer, offset: number) => {
    if (!isFull) return fs.writeSync(file, bytes, offset);
    fs.writeSync(file, bytes, offset, 20);
    throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const { ChangeFile: Log } = await t.mockImport<typeof import('../src/mailbox/change-log.js')>(
    '../src/mailbox/change-log.js',
    { 'node:fs': { ...fs, writeSync } },
  );
  const path = join(t.testdir(), 'mailbox.jsonl');
  const log = new Log(path);
  log.append(setting('before'));
  isFull = true;
  t.throws(() => log.append(setting('lost')), { code: 'ENOSPC' });
  isFull = false;
  log.append(setting('after'));
  log.close();
  const again = new ChangeFile(path);
  t.strictSame(again.earlier, [setting('before'), setting('after')]);
  again.close();
});

t.test('who has missed what is forgotten is not told that there was nothing', async (t) => {
  const contents = new Contents();
  const gone = (change: number) => ({
    gone: { kind: 'item' as const, number: change, from: 1, arrived: change, change },
  });
  for (let change = 1; change <= 10_001; change += 1) contents.take(gone(change));
  t.equal(contents.remembers(1), false, 'half of them are forgotten');
  t.equal(contents.remembers(9000), true);
  const again = new Contents();
  for (const entry of contents.kept()) again.take(entry);
  t.equal(again.remembers(1), false, 'also when the log was written anew');
});

t.test('a folder has what was put into it, in its order', async (t) => {
  const mailbox = new Mailbox('b7d1c0de-0000-4000-8000-000000000001', { clock: systemClock, log: forgetfulLog() });
  const [inbox, drafts] = ['inbox', 'drafts'].map((name) => mailbox.folderNamed(name)?.number ?? 0);
  const put = (Subject: string) =>
    mailbox.createItem({ folder: inbox ?? 0, kind: 'Message', properties: { Subject }, isRead: true });
  const [first, second, third] = ['first', 'second', 'third'].map(put);
  if (!first || !second || !third) return;
  mailbox.updateItem({ ...first, isRead: false });
  mailbox.moveItem(second, drafts ?? 0);
  mailbox.removeItem(third);
  const subjects = (folder = 0) => mailbox.itemsIn(folder).map(({ properties }) => properties.Subject);
  t.strictSame([subjects(inbox), subjects(drafts), subjects()], [['first'], ['second'], []]);
});
