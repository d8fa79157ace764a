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

t.test(
  'a damaged line takes nothing away: the file is kept, what stands before it is read, numbers go on',
  async (t) => {
    const path = join(t.testdir(), 'mailbox.jsonl');
    const log = new ChangeFile(path);
    const mailbox = new Mailbox('one', { clock: systemClock, log });
    const folder = mailbox.folderNamed('inbox')?.number ?? 0;
    const put = (Subject: string, into = mailbox) =>
      into.createItem({ folder, kind: 'Message', properties: { Subject }, isRead: true });
    const before = put('before');
    const { length } = fs.readFileSync(path);
    put('damaged');
    const behind = put('behind');
    log.close();
    const text = fs.readFileSync(path);
    text.write('#', length);
    fs.writeFileSync(path, text);
    const troubles: unknown[] = [];
    const again = new ChangeFile(path, (error) => troubles.push(error));
    const read = new Mailbox('one', { clock: systemClock, log: again });
    t.strictSame(
      read.itemsIn(folder).map(({ number }) => number),
      [before.number],
    );
    t.match(troubles, [
      { message: /^Line \d+ of .*mailbox\.jsonl is damaged: .* The whole file is kept as .*\.bad\.$/ },
    ]);
    t.ok(fs.readFileSync(`${path}.bad`).equals(text));
    t.ok(put('later', read).number > behind.number, 'an id that somebody has names nothing else');
    again.close();
    const third = new ChangeFile(path, (error) => troubles.push(error));
    t.equal(new Mailbox('one', { clock: systemClock, log: third }).itemsIn(folder).length, 2);
    t.equal(troubles.length, 1, 'said once');
    third.close();
  },
);

t.test('where it cannot be written anew it stays as it is, and goes on', async (t) => {
  const problems = {
    renameSync: () => {
      throw Object.assign(new Error('EPERM: operation not permitted, rename'), { code: 'EPERM' });
    },
    fsyncSync: () => {
      throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
    },
  };
  for (const [name, problem] of Object.entries(problems)) {
    const { ChangeFile: Log } = await t.mockImport<typeof import('../src/mailbox/change-log.js')>(
      '../src/mailbox/change-log.js',
      { 'node:fs': { ...fs, [name]: problem } },
    );
    const folder = t.testdir({ [name]: {} });
    const path = join(folder, name, 'mailbox.jsonl');
    const troubles: unknown[] = [];
    const log = new Log(path, (error) => troubles.push(error));
    log.append(setting('before'));
    log.replace([setting('tidy')]);
    log.append(setting('after'));
    log.close();
    t.match(troubles, [{ message: /^A mailbox stays as long as it is, and is tidied up another time: E/ }]);
    t.strictSame(fs.readdirSync(join(folder, name)), ['mailbox.jsonl']);
    const again = new ChangeFile(path);
    t.strictSame(again.earlier, [setting('before'), setting('after')]);
    again.close();
  }
});

t.test('what is moved is in one place, whenever the lab is killed', async (t) => {
  const path = join(t.testdir(), 'mailbox.jsonl');
  const log = new ChangeFile(path);
  const mailbox = new Mailbox('one', { clock: systemClock, log });
  const [inbox = 0, drafts = 0] = ['inbox', 'drafts'].map((name) => mailbox.folderNamed(name)?.number);
  const item = mailbox.createItem({ folder: inbox, kind: 'Message', properties: { Subject: 'x' }, isRead: true });
  mailbox.moveItem(item, drafts);
  mailbox.passThrough({ folder: inbox, kind: 'Message', properties: {}, isRead: true });
  log.close();
  const lines = fs.readFileSync(path, 'utf8').split('\n').slice(0, -1);
  for (let kept = lines.length - 2; kept <= lines.length; kept += 1) {
    fs.writeFileSync(
      path,
      lines
        .slice(0, kept)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const again = new ChangeFile(path);
    const read = new Mailbox('one', { clock: systemClock, log: again });
    t.equal(read.itemsIn(inbox).length + read.itemsIn(drafts).length, 1, `${kept} lines`);
    again.close();
  }
});

t.test('a number is not given again, also when what had it is forgotten', async (t) => {
  const contents = new Contents();
  contents.take({ gone: { kind: 'item', number: 70, from: 1, arrived: 1, change: 90 } });
  for (let change = 100; change <= 10_101; change += 1) {
    contents.take({ gone: { kind: 'item', number: 50, from: 1, arrived: 1, change } });
  }
  const again = new Contents();
  for (const entry of contents.kept()) again.take(entry);
  t.strictSame([again.lastNumber, again.lastChange], [70, 10_101]);
});
