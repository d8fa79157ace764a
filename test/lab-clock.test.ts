import { setImmediate as nextTurn } from 'node:timers/promises';
import t from 'tap';
import { LabClock } from '../src/clock.js';
import { type Lab, startLab } from '../src/index.js';
import { timeSpanText } from '../src/shell/time-span.js';
import { freePorts, TestLabs } from './acceptance/labs.js';

const hour = 60 * 60 * 1000;

/** A clock over a computer whose time is set by hand. */
function clockOver(): { readonly clock: LabClock; readonly real: { time: number } } {
  const real = { time: 1_000_000 };
  return { clock: new LabClock({ now: () => real.time }), real };
}

t.test('the clock is real time until told otherwise, jumps, runs faster, and comes back', async (t) => {
  const { clock, real } = clockOver();
  const settings: unknown[] = [];
  clock.onSet = (setting) => settings.push(setting);
  t.equal(clock.now(), 1_000_000);
  clock.advance(500);
  real.time += 10;
  t.equal(clock.now(), 1_000_510);
  clock.set(5_000_000);
  clock.run(60);
  real.time += 1000;
  t.equal(clock.now(), 5_060_000, 'a minute in a second');
  clock.advance(-60_000);
  real.time += 100;
  t.equal(clock.now(), 5_006_000, 'moved, it keeps its speed');
  clock.run(1);
  real.time += 100;
  t.equal(clock.now(), 5_006_100);
  const kept = clock.setting;
  const other = new LabClock({ now: () => real.time });
  other.restore(kept);
  t.equal(other.now(), clock.now(), 'a restart goes on from there');
  clock.reset();
  t.equal(clock.now(), real.time);
  t.equal(settings.length, 6, 'every setting is heard of');
});

t.test('work is done for every time it was due, in order, with the moment it was due at', async (t) => {
  const { clock } = clockOver();
  const done: string[] = [];
  const start = clock.now();
  const note = (name: string) => async (due: number) => {
    await nextTurn();
    done.push(`${name} ${(due - start) / hour}`);
  };
  clock.every(12 * hour, note('a'));
  const end = clock.every(5 * hour, note('b'));
  clock.advance(12 * hour);
  await clock.settled();
  t.strictSame(done.splice(0), ['b 5', 'b 10', 'a 12']);
  end();
  clock.advance(-6 * hour);
  await clock.settled();
  clock.advance(11 * hour);
  await clock.settled();
  t.strictSame(done, [], 'set back, the interval begins anew');
  clock.advance(hour);
  await clock.settled();
  t.strictSame(done.splice(0), ['a 18']);
  clock.advance(30 * 24 * hour);
  await clock.settled();
  t.equal(done.length, 60);
});

t.test('work that skips what it missed is done once after a jump, at its place among the others', async (t) => {
  const { clock } = clockOver();
  const done: string[] = [];
  const start = clock.now();
  const note = (name: string) => (due: number) => void done.push(`${name} ${(due - start) / hour}`);
  clock.every(hour, note('often'), { skipsMissed: true });
  clock.every(12 * hour, note('rare'));
  clock.advance(30 * hour + 1);
  await clock.settled();
  t.strictSame(done.splice(0), ['rare 12', 'rare 24', 'often 30']);
  clock.advance(hour);
  await clock.settled();
  t.strictSame(done, ['often 31']);
});

t.test('work that fails is reported, and done again the next time', async (t) => {
  const { clock } = clockOver();
  const failures: unknown[] = [];
  clock.onDefect = (error) => failures.push(error);
  let times = 0;
  clock.every(hour, () => {
    times += 1;
    if (times === 1) throw new Error('once');
  });
  clock.advance(3 * hour);
  await clock.settled();
  t.equal(times, 3);
  t.match(failures, [new Error('once')]);
});

t.test('a clock that runs faster does what is due by itself', async (t) => {
  const clock = new LabClock();
  const awake = setInterval(() => undefined, 1000); // the clock's own timer keeps no process alive
  t.teardown(() => clearInterval(awake));
  const seen = await new Promise<number>((done) => {
    clock.every(24 * hour, done);
    clock.run(1_000_000);
  });
  t.ok(seen <= clock.now());
  clock.reset();
});

t.test('a span of time is printed as .NET does', async (t) => {
  const spans = [30 * 24 * hour, 61_000, -90 * 60_000, 400, 0].map((span) => timeSpanText(span));
  t.strictSame(spans, ['30.00:00:00', '00:01:01', '-01:30:00', '00:00:00', '00:00:00']);
});

t.test('Set-LabClock and the library move the clock of a lab, and a restart keeps it', async (t) => {
  const labs = new TestLabs('lab-clock');
  t.teardown(() => labs.close());
  const lab = await labs.start('moved');
  const set = async (parameters: object, on: Lab = lab) =>
    (await on.cmdlet('Set-LabClock', { ...parameters })).output[0];
  const get = async (on: Lab = lab) => (await on.cmdlet('Get-LabClock')).output[0];
  t.match(await get(), { Ahead: '00:00:00', Speed: 1 });
  t.match(await set({ Advance: '30.00:00:00' }), { Ahead: '30.00:00:00', Speed: 1 });
  const moved = await set({ Date: '2031-01-02T03:04:05Z' });
  t.match(moved?.Date, new Date('2031-01-02T03:04:05Z'));
  t.equal(new Date(lab.clock.now()).getUTCFullYear(), 2031);
  const response = await fetch(`${lab.control.url}/api/cmdlets/Set-LabClock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ parameters: { Advance: '-1.00:00:00' }, session: 'Cloud' }),
  });
  t.match(await response.json(), { output: [{ Date: /^2031-01-01T03:04:/, Speed: 1 }] }, 'over HTTP');
  await set({ Speed: 10 });
  t.match(await get(), { Speed: 10 });
  await set({ Speed: 1 });
  lab.clock.advance(365 * 24 * hour);
  await lab.close();
  const again = await labs.reopen('moved');
  t.ok((await get(again))?.Date instanceof Date);
  t.equal(new Date(again.clock.now()).getUTCFullYear(), 2032, 'moved by the library just before the end');
  t.match(await set({ Reset: true }, again), { Ahead: '00:00:00' });
  await again.scenarios.reset();
  t.match(await get(again), { Ahead: '00:00:00', Speed: 1 });
  for (const [parameters, message] of [
    [{ Date: '2300-01-01' }, /from the year 2000 to the year 2200/],
    [{ Advance: '99999.00:00:00' }, /from the year 2000 to the year 2200/],
    [{ Speed: 0 }, /-Speed is a whole number/],
    [{ Date: '2031-01-01', Reset: true }, /Parameter set cannot be resolved/],
    [{}, /Parameter set cannot be resolved|missing mandatory/],
  ] as const) {
    await t.rejects(set(parameters, again), { category: 'InvalidArgument', message }, JSON.stringify(parameters));
  }
  t.strictSame((await again.cmdlet('Set-LabClock', { Advance: '1', WhatIf: true })).output, []);
  t.match(await get(again), { Ahead: '00:00:00' });
  t.strictSame(labs.defects, []);
});

t.test('TLS does not care what time it is in the lab', async (t) => {
  const labs = new TestLabs('lab-clock-tls');
  t.teardown(() => labs.close());
  const lab = await labs.start('tls');
  await lab.cmdlet('Set-LabClock', { Date: '2045-01-01' });
  const { output } = await lab.cmdlet('Get-ExchangeCertificate');
  t.strictSame(
    output.map(({ Services, Status }) => [Services, Status]),
    [
      ['SMTP', 'DateInvalid'],
      ['IIS, SMTP', 'Valid'],
    ],
  );
  const parameters = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
  t.match(await lab.testOAuthConnectivity(parameters), { ResultType: 'Success' });
});

t.test('services and pools restart, others are refused by name', async (t) => {
  const lab = await startLab({ ...freePorts, dataDir: t.testdir() });
  t.teardown(() => lab.close());
  const ewsTest = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
  await lab.testOAuthConnectivity(ewsTest);
  const load = (await lab.cmdlet('Set-AuthConfig', { Realm: '' })).warnings?.[0];
  t.match(load, /^\[lab\] takes effect after/);
  const isLoadedAnew = async (name: string, parameters: object) => {
    await lab.cmdlet(name, { ...parameters });
    return (await lab.cmdlet('Set-AuthConfig', { Realm: '' })).warnings?.length === 0;
  };
  t.ok(await isLoadedAnew('Restart-WebAppPool', { Name: 'msexchangeservicesapppool' }));
  await lab.testOAuthConnectivity(ewsTest);
  t.ok(await isLoadedAnew('Restart-Service', { Name: 'W3SVC' }));
  await lab.testOAuthConnectivity(ewsTest);
  t.notOk(await isLoadedAnew('Restart-WebAppPool', { Name: 'MSExchangeOWAAppPool' }));
  t.match((await lab.cmdlet('Get-Service', { Name: 'MSExchange*' })).output, [
    { Status: 'Running', Name: 'MSExchangeServiceHost', DisplayName: 'Microsoft Exchange Service Host' },
  ]);
  for (const [name, parameters, message] of [
    [
      'Restart-Service',
      { Name: 'MSExchangeTransport' },
      /^\[lab\] The lab does not play the service 'MSExchangeTransport'/,
    ],
    ['Restart-Service', { Name: 'nothing' }, "Cannot find any service with service name 'nothing'."],
    ['Restart-WebAppPool', { Name: 'x' }, /^\[lab\] There is no application pool 'x'/],
  ] as const) {
    await t.rejects(lab.cmdlet(name, parameters), { category: 'ObjectNotFound', message }, name);
  }
});

t.test('Get-EventLog finds events by all that tells them apart', async (t) => {
  const lab = await startLab({ ...freePorts, dataDir: t.testdir() });
  t.teardown(() => lab.close());
  const start = lab.clock.now();
  const write = (eventId: number, entryType: 'Warning' | 'Error', source: string, server: string, hours: number) =>
    lab.eventLog.write(
      {
        log: 'Application',
        entryType,
        source,
        eventId,
        message: `event ${eventId}`,
        machineName: `${server}.msxfaq.de`,
      },
      start + hours * hour,
    );
  write(1, 'Error', 'MSExchange A', 'ex01', 0);
  write(2, 'Warning', 'MSExchange B', 'ex02', 1);
  write(3, 'Warning', 'Other', 'ex01', 2);
  const find = async (parameters: object) =>
    (await lab.cmdlet('Get-EventLog', { LogName: 'application', ...parameters })).output.map(({ EventID }) => EventID);
  t.strictSame(await find({}), [3, 2, 1], 'newest first');
  t.strictSame(await find({ Newest: 1 }), [3]);
  t.strictSame(await find({ Source: 'msexchange*' }), [2, 1]);
  t.strictSame(await find({ EntryType: 'Error' }), [1]);
  t.strictSame(await find({ InstanceId: '1,3' }), [3, 1]);
  t.strictSame(await find({ ComputerName: 'EX02' }), [2]);
  t.strictSame(await find({ Message: '*3' }), [3]);
  t.strictSame(await find({ After: new Date(start), Before: new Date(start + 2 * hour) }), [2]);
  t.strictSame((await lab.cmdlet('Get-EventLog', { LogName: 'System' })).output, []);
  t.match(
    (await lab.cmdlet('Get-EventLog', { LogName: 'Application', Newest: 1 })).table,
    /^Index Time +EntryType Source InstanceID Message\n/,
  );
  await t.rejects(find({ Newest: 0 }), { message: /Newest/ });
  await t.rejects(lab.cmdlet('Get-EventLog', { LogName: 'Security' }), { message: /Application, System/ });
});
