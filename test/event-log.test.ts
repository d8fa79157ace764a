import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual, promisify } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { systemClock } from '../src/clock.js';
import { EventLog, type EventLogEntry, eventLogCapacity, type NewEvent } from '../src/evidence/event-log.js';
import { EventLogFile } from '../src/evidence/event-log-file.js';
import { formatEvent, readEvent } from '../src/evidence/event-xml.js';
import type { Lab } from '../src/index.js';
import { TestLabs } from './acceptance/labs.js';
import { startProgram } from './acceptance/programs.js';
import { noXmllint } from './acceptance/tools.js';
import { ask, closeAgents } from './acceptance/wire.js';

// The Application and System logs on disk, and the ways to look at them.

const labs = new TestLabs('event-log');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(() => t.same(labs.defects, [], 'the lab reports no mistake of its own'));

const fileOf = (dataDir: string, log = 'Application') =>
  join(dataDir, 'logs', 'System32', 'winevt', 'Logs', `${log}.xml`);
const linesOf = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

const event = (message: string, more: Partial<NewEvent> = {}): NewEvent => ({
  log: 'Application',
  entryType: 'Warning',
  source: 'MSExchange OAuth',
  eventId: 2006,
  message,
  machineName: 'ex01.msxfaq.de',
  ...more,
});

async function forged(lab: Lab): Promise<void> {
  await ask(lab, lab.tokens.issue({ kind: 'actAsUser', signWith: 'unknownKey' }).token);
}

t.test('entries outlive the lab with their indexes; each log counts its own', async (t) => {
  const lab = await labs.start('kept');
  await forged(lab);
  lab.eventLog.write(event('of the system', { log: 'System' }));
  lab.eventLog.write(event('second\r\nline <&> \u0001 \u{1F511}'));
  const before = lab.eventLog.list('Application');
  t.match(
    before.map(({ index }) => index),
    [2, 1],
  );
  t.equal(lab.eventLog.list('System')[0]?.index, 1);
  await lab.close();

  const again = await labs.reopen('kept');
  const after = again.eventLog.list('Application');
  t.strictSame(after[1], before[1]);
  t.equal(after[0]?.message, 'second\r\nline <&> \ufffd \u{1F511}', 'what XML can’t carry is replaced');
  t.equal(again.eventLog.list('System').length, 1);
  again.eventLog.write(event('third'));
  t.equal(again.eventLog.list('Application')[0]?.index, 3);
  const { output } = await again.cmdlet('Get-EventLog', { LogName: 'Application' });
  t.match(output, [{ Index: 3 }, { Index: 2 }, { Index: 1, EventID: 2006 }]);
  t.strictSame(again.notices, []);
  await again.close();
  const path = fileOf(join(labs.directory, 'kept'));
  t.equal(linesOf(path).length, 3, 'one event, one line');
  if (process.platform !== 'win32') {
    t.equal(statSync(path).mode & 0o777, 0o600);
    t.equal(statSync(dirname(path)).mode & 0o777, 0o700);
  }
});

t.test('every line is an XML document of its own', { skip: noXmllint }, async (t) => {
  const lab = await labs.start('well-formed');
  await forged(lab);
  lab.eventLog.write(event('"quotes" \'and\' <angles> & \r\n\t\u0000\u001f \ud800 ]]> ü'));
  await lab.close();
  const folder = t.testdir();
  for (const [index, line] of linesOf(fileOf(join(labs.directory, 'well-formed'))).entries()) {
    const file = join(folder, `${index}.xml`);
    writeFileSync(file, line);
    await promisify(execFile)('xmllint', ['--noout', file]);
    const xpath = "string(//*[local-name()='EventID'])";
    t.equal((await promisify(execFile)('xmllint', ['--xpath', xpath, file])).stdout.trim(), '2006');
  }
});

t.test('an event reads back as it was written', async (t) => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  const entry: fc.Arbitrary<EventLogEntry> = fc.record(
    {
      index: fc.nat(),
      time: fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2200, 0) }),
      log: fc.constantFrom('Application' as const, 'System' as const),
      entryType: fc.constantFrom('Information' as const, 'Warning' as const, 'Error' as const),
      source: fc.constantFrom('MSExchange OAuth', 'A & B', '<"\'>'),
      eventId: fc.nat({ max: 65_535 }),
      message: fc.oneof(text, fc.constantFrom('a\nb', '\r\n', ' a\r', '\t')),
      machineName: fc.constantFrom('ex01.msxfaq.de', 'EX01'),
    },
    { noNullPrototype: true },
  );
  const sameAgain = fc.property(entry, (written) => {
    const line = formatEvent(written);
    return !/[\r\n]/.test(line) && isDeepStrictEqual(readEvent(line), written);
  });
  t.notOk(fc.check(sameAgain, { numRuns: 300 }).failed);
});

/** As Windows' own tools print them: /f:RenderedXml, and /f:xml without a text. */
const head =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Service Control Manager' Guid='{555908d1-a6d7-4695-8e1e-26931d2012f4}' EventSourceName='Service Control Manager'/><EventID Qualifiers='16384'>7036</EventID><Version>0</Version><Level>4</Level><Task>0</Task><Opcode>0</Opcode><Keywords>0x8080000000000000</Keywords><TimeCreated SystemTime='2026-05-22T14:43:53.1670895Z'/><EventRecordID>64199</EventRecordID><Correlation/><Execution ProcessID='776' ThreadID='5788'/><Channel>System</Channel><Computer>EX01</Computer><Security/></System><EventData><Data Name='param1'>Microsoft Exchange Service Host</Data><Data Name='param2'>running</Data></EventData>";

t.test('events of real servers are read, and what is none is not', async (t) => {
  const rendered = `${head}<RenderingInfo Culture='en-US'><Message>The Microsoft Exchange Service Host service entered the running state.</Message><Level>Information</Level><Task></Task><Opcode></Opcode><Channel></Channel><Provider>Microsoft-Windows-Service Control Manager</Provider><Keywords><Keyword>Classic</Keyword></Keywords></RenderingInfo></Event>`;
  const expected = {
    index: 64199,
    time: Date.parse('2026-05-22T14:43:53.167Z'),
    log: 'System',
    entryType: 'Information',
    source: 'Service Control Manager',
    eventId: 7036,
    message: 'The Microsoft Exchange Service Host service entered the running state.',
    machineName: 'EX01',
  };
  t.strictSame(readEvent(rendered), expected);
  t.match(readEvent(`${head}</Event>`), { message: 'Microsoft Exchange Service Host\nrunning' });
  t.match(readEvent(rendered.replace('<Level>4<', '<Level>1<')), { entryType: 'Error' });
  for (const none of [
    '',
    'text',
    '<Event/>',
    rendered.slice(0, 300),
    rendered.replace('64199', 'x'),
    rendered.replace('2026-05-22T', 'x'),
    rendered.replace('<Channel>System<', '<Channel>Security<'),
    rendered.replace('win/2004', 'win/2005'),
  ]) {
    t.equal(readEvent(none), undefined, none.slice(0, 40));
  }
});

t.test('a lab that is killed leaves whole lines, and one that was torn is skipped and said', async (t) => {
  await (await labs.start('killed')).close();
  const dataDir = join(labs.directory, 'killed');
  const ports = ['--exchange-port', '0', '--exchange-http-port', '0', '--cloud-port', '0', '--control-port', '0'];
  const child = startProgram('exchange-oauth-lab', ['start', '--json', ...ports, '--data-dir', dataDir], dataDir);
  const [line] = await once(child.stdout, 'data');
  const { control } = JSON.parse(String(line)) as { readonly control: string };
  const post = async (name: string, parameters: object) =>
    (
      await fetch(`${control}/api/cmdlets/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ parameters }),
      })
    ).status;
  t.equal(await post('Set-LabDirectoryFault', { DomainControllers: 'Down' }), 200);
  for (let count = 0; count < 5; count++) t.equal(await post('Set-LabClock', { Advance: '02:00:00' }), 200);
  const path = fileOf(dataDir);
  while (linesOf(path).length < 1) await pause(10);
  const ended = once(child, 'close');
  child.kill('SIGKILL');
  await ended;
  const kept = linesOf(path).length;
  t.equal(readFileSync(path, 'utf8').at(-1), '\n');
  appendFileSync(path, formatEvent({ ...event('never finished'), index: 99, time: 0 }).slice(0, 200));

  const lab = await labs.reopen('killed');
  t.strictSame(lab.notices, [`Line ${kept + 1} of ${path} is no event and left out of the event log.`]);
  t.equal(lab.eventLog.list('Application').length, kept);
  t.match(lab.eventLog.list('Application')[0], { eventId: 2001, index: kept });
  lab.eventLog.write(event('after the torn line'));
  await lab.close();
  const again = await labs.reopen('killed');
  t.match(again.eventLog.list('Application')[0], { message: 'after the torn line', index: kept + 1 });
});

t.test('scenarios reset clears the logs, on disk too', async (t) => {
  const lab = await labs.start('reset');
  await forged(lab);
  await lab.scenarios.reset();
  t.strictSame(lab.eventLog.list('Application'), []);
  await lab.close();
  t.equal(readFileSync(fileOf(join(labs.directory, 'reset')), 'utf8'), '');
  t.strictSame((await labs.reopen('reset')).eventLog.list('Application'), []);
});

t.test('a log keeps its newest entries, and its file stays bounded', async (t) => {
  const path = join(t.testdir(), 'Application.xml');
  const failures: unknown[] = [];
  const file = await EventLogFile.open(path, (error) => failures.push(error));
  const log = new EventLog(systemClock, { Application: file });
  const total = 3 * eventLogCapacity;
  for (let count = 1; count <= total; count++) {
    log.write(event(String(count)));
    if (count % 500 === 0) {
      await file.settled();
      t.ok(linesOf(path).length <= 2 * eventLogCapacity);
      t.equal(readEvent(linesOf(path).at(-1) ?? '')?.message, String(count));
    }
  }
  t.equal(log.list('Application').length, eventLogCapacity);
  t.equal(log.list('Application').at(-1)?.index, total - eventLogCapacity + 1);
  for (let count = 1; count <= total; count++) log.write(event(`burst ${count}`)); // faster than any disk
  await file.settled();
  t.ok(linesOf(path).length <= 2 * eventLogCapacity);
  const again = await EventLogFile.open(path, (error) => failures.push(error));
  t.strictSame(new EventLog(systemClock, { Application: again }).list('Application'), log.list('Application'));
  t.strictSame(failures, []);
  t.strictSame(readdirSync(dirname(path)), ['Application.xml'], 'nothing temporary stays');
});

t.test('a disk that refuses is told once, and gets what it missed when it takes again', async (t) => {
  const folder = join(t.testdir(), 'Logs');
  const path = join(folder, 'Application.xml');
  const failures: unknown[] = [];
  const file = await EventLogFile.open(path, (error) => failures.push(error));
  const log = new EventLog(systemClock, { Application: file });
  const write = async (text: string) => {
    log.write(event(text));
    await file.settled();
  };
  await write('first');
  rmSync(folder, { recursive: true });
  writeFileSync(folder, 'no folder any more');
  await write('second');
  await write('third');
  t.equal(failures.length, 1);
  rmSync(folder);
  await write('fourth');
  t.strictSame(
    linesOf(path).map((line) => readEvent(line)?.message),
    ['first', 'second', 'third', 'fourth'],
  );
  t.equal(failures.length, 1);
});

t.test('a log file that can’t be read stops no lab', async (t) => {
  const told: unknown[] = [];
  await (await labs.start('unreadable')).close();
  const path = fileOf(join(labs.directory, 'unreadable'));
  rmSync(path, { force: true });
  mkdirSync(path);
  const lab = await labs.reopen('unreadable', { onDefect: (error) => told.push(error) });
  t.match(told, [{ name: 'LabError', message: /^The event log can't be kept in .*Application\.xml: EISDIR/ }]);
  await forged(lab);
  t.equal(lab.eventLog.list('Application').length, 1, 'it has one in memory');
  t.equal(told.length, 1);
});

t.test('GET /api/event-log gives what came after an index', async (t) => {
  const lab = await labs.start('api');
  for (const text of ['a', 'b', 'c']) lab.eventLog.write(event(text));
  lab.eventLog.write(event('s', { log: 'System' }));
  const get = async (query: string) => {
    const response = await fetch(`${lab.control.url}/api/event-log${query}`);
    return { status: response.status, body: (await response.json()) as (EventLogEntry & { error?: unknown })[] };
  };
  const messages = async (query: string) => (await get(query)).body.map(({ message }) => message);
  const [first] = (await get('')).body;
  t.match(first, { index: 1, log: 'Application', entryType: 'Warning', source: 'MSExchange OAuth', eventId: 2006 });
  t.match(first?.time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  t.strictSame(await messages(''), ['a', 'b', 'c']);
  t.strictSame(await messages('?log=Application&after=1'), ['b', 'c']);
  t.strictSame(await messages('?after=1&limit=1'), ['b']);
  t.strictSame(await messages('?limit=1'), ['c']);
  t.strictSame(await messages('?log=System'), ['s']);
  t.match(await get('?log=Security'), { status: 400, body: { error: { message: /Application, System/ } } });
  t.match(await get('?after=x'), { status: 400 });
});

t.test('Get-WinEvent finds events by log and by hashtable', async (t) => {
  const lab = await labs.start('win-event');
  const start = lab.clock.now();
  lab.eventLog.write(event('a', { entryType: 'Error' }), start);
  lab.eventLog.write(event('b', { source: 'MSExchange AuthAdmin', eventId: 2010 }), start + 1000);
  lab.eventLog.write(event('s', { log: 'System' }), start + 2000);
  const find = async (parameters: object) =>
    (await lab.cmdlet('Get-WinEvent', { ...parameters })).output.map(({ Message }) => Message);
  t.strictSame(await find({ LogName: 'application' }), ['b', 'a']);
  t.strictSame(await find({ LogName: 'Application', MaxEvents: 1 }), ['b']);
  t.strictSame(await find({ LogName: 'Application', Oldest: true }), ['a', 'b']);
  const filters: readonly (readonly [object, readonly string[]])[] = [
    [{ LogName: 'Application', Id: 2010 }, ['b']],
    [{ logname: ['Application', 'System'], Level: [3] }, ['s', 'b']],
    [{ ProviderName: 'MSExchange O*' }, ['s', 'a']],
    [{ LogName: 'Application', StartTime: new Date(start + 1) }, ['b']],
    [{ LogName: 'Application', EndTime: new Date(start).toISOString() }, ['a']],
  ];
  for (const [FilterHashtable, expected] of filters) t.strictSame(await find({ FilterHashtable }), expected);
  for (const [parameters, message] of [
    [{ LogName: 'Application', MaxEvents: 0 }, /-MaxEvents/],
    [{ LogName: 'Security' }, /Application, System/],
    [
      { FilterHashtable: { LogName: 'Application', Id: 1 } },
      'No events were found that match the specified selection criteria.',
    ],
    [{ FilterHashtable: { LogName: 'Application', Text: 'x' } }, /no key 'Text'/],
    [{ FilterHashtable: { Id: 1 } }, /names a log or a provider/],
    [{ LogName: 'Application', FilterHashtable: { LogName: 'Application' } }, /Parameter set cannot be resolved/],
  ] as const) {
    await t.rejects(find(parameters), { message }, JSON.stringify(parameters));
  }
  const script =
    "Get-WinEvent -FilterHashtable @{LogName='Application'; ID=2006; StartTime=(Get-Date).AddHours(-1)} | fl";
  const shown = await lab.shell().run(script);
  t.match(shown.text, /TimeCreated +: .*\nProviderName : MSExchange OAuth\nId +: 2006\nMessage +: a\n/);
});
