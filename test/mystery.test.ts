import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type Lab, mysteryReportCsv, mysteryReportHtml } from '../src/index.js';
import { scenarios } from '../src/scenarios/catalogue.js';
import { candidates } from '../src/scenarios/mystery/pick-faults.js';
import type { MysteryRecord } from '../src/scenarios/mystery/record.js';
import { TestLabs } from './acceptance/labs.js';
import { names, seedFor, typeMend } from './acceptance/mysteries.js';

/** A class in a real lab: broken without a word, looked at, answered, mended, and kept. */
const labs = new TestLabs('mystery');
t.teardown(() => labs.close());

const proxy = seedFor(['host-rewritten']);
const test = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };

const folderOf = (name: string) => join(labs.directory, name, 'mysteries');

/** The latest record of a lab, as it is on disk. */
function recordOf(name: string): MysteryRecord {
  const records = readdirSync(folderOf(name)).map((file) =>
    JSON.parse(readFileSync(join(folderOf(name), file), 'utf8')),
  );
  const [latest] = (records as MysteryRecord[]).toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1));
  if (!latest) throw new Error(`${name} has no record.`);
  return latest;
}

const refused = (t: Test, work: () => Promise<unknown>, code: 'conflict' | 'unknown', message: RegExp) =>
  t.rejects(async () => work(), { name: 'ScenarioError', code, message });

/** The faults of a mystery, which is given up for that. */
async function faultsOf(lab: Lab, order: object): Promise<readonly (string | undefined)[]> {
  await lab.mystery.start(order);
  return (await lab.mystery.giveUp()).tickets.map(({ scenario }) => scenario);
}

t.test('the same seed gives the same faults, in every lab', async (t) => {
  const [one, other] = [await labs.start('one'), await labs.start('other')];
  for (const order of [{ seed: 7 }, { seed: 7, difficulty: 'easy' }, { seed: 7, difficulty: 'expert', count: 3 }]) {
    const faults = await faultsOf(one, order);
    t.strictSame(await faultsOf(other, order), faults, JSON.stringify(order));
    t.equal(new Set(faults).size, 'count' in order ? 3 : 1);
  }
  t.equal((await faultsOf(one, { difficulty: 'expert' })).length, 2, 'an expert gets two');
  const seeds = new Set<string>();
  for (let seed = 1; seed < 9; seed += 1) seeds.add(String(await faultsOf(one, { seed })));
  t.ok(seeds.size > 1, 'other seeds, other faults');
});

t.test('without a seed it tells the one that it took', async (t) => {
  const lab = await labs.start('unseeded');
  const { seed } = await lab.mystery.start();
  const { tickets } = await lab.mystery.giveUp();
  t.strictSame(await faultsOf(lab, { seed }), [tickets[0]?.scenario]);
});

t.test('while it is on, nothing tells what is broken', async (t) => {
  const lab = await labs.start('hidden');
  const begun = await lab.mystery.start({ seed: proxy });
  t.strictSame(Object.keys(begun.tickets[0] ?? {}), ['ticket', 'named', 'mended']);
  t.match(begun.tickets[0]?.ticket, /load balancer/);
  t.strictSame(lab.mystery.current(), begun);
  t.ok(lab.scenarios.list().every(({ active }) => !active));
  t.match(lab.details(), { activeScenarios: [], mystery: true });
  const told = JSON.stringify([begun, lab.details(), await lab.mystery.list(), await lab.mystery.report()]);
  t.notMatch(told, /host-rewritten|rewrites/);
  t.match(await lab.testOAuthConnectivity(test), { ResultType: 'Error' }, 'broken it is');
});

t.test('scenarios are neither shown nor switched meanwhile', async (t) => {
  const lab = await labs.start('refused');
  await lab.mystery.start({ seed: proxy });
  const { scenarios } = lab;
  const calls: Readonly<Record<string, () => unknown>> = {
    show: () => scenarios.show('host-rewritten'),
    hint: () => scenarios.hint('host-rewritten', 1),
    explain: () => scenarios.explain('host-rewritten'),
    activate: () => scenarios.activate('tls-version'),
    mend: () => scenarios.mend('host-rewritten'),
    verify: () => scenarios.verify('host-rewritten'),
    run: () => scenarios.run('tls-version'),
  };
  for (const [name, call] of Object.entries(calls)) {
    await t.test(name, (t) => refused(t, async () => call(), 'conflict', /A mystery is on.*scenarios hint/));
  }
  await refused(t, () => lab.mystery.start(), 'conflict', /A mystery is on already/);
  await scenarios.reset();
  t.match(recordOf('refused'), { outcome: 'given up' }, 'reset gives it up');
  t.match(lab.mystery.current(), { outcome: 'given up', tickets: [{ cause: 'host-rewritten' }] }, 'and tells');
  await scenarios.activate('tls-version');
  await refused(t, () => lab.mystery.start(), 'conflict', /broken by tls-version/);
});

t.test('what cannot be had is refused, with the lab as it was', async (t) => {
  const lab = await labs.start('too-much');
  await refused(t, () => lab.mystery.start({ count: 4 }), 'conflict', /1 to 3 faults/);
  t.match(lab.details(), { mystery: false, activeScenarios: [] });
  await refused(t, () => lab.mystery.hint(), 'unknown', /No mystery is on/);
  t.match(await lab.testOAuthConnectivity(test), { ResultType: 'Success' });
});

t.test('hints come one after the other, and are counted', async (t) => {
  const lab = await labs.start('hints');
  await lab.mystery.start({ seed: proxy });
  for (const number of [1, 2, 3]) t.match(await lab.mystery.hint(), { ticket: 1, number });
  await refused(t, () => lab.mystery.hint(), 'conflict', /All hints/);
  t.equal(lab.mystery.current().hints, 3);
});

t.test('what changes the lab is noted, without secrets; what changes nothing is not', async (t) => {
  const lab = await labs.start('changes');
  await lab.mystery.start({ seed: proxy });
  const password = 'Gehe1m-Gehe1m';
  await lab.cmdlet('Get-AuthConfig');
  await lab.testOAuthConnectivity(test);
  await lab.cmdlet('iisreset');
  await lab.cmdlet('Set-OrganizationConfig', { OAuth2ClientProfileEnabled: true }); // so it is already
  await lab.shell().run("Get-AuthServer | where Name -like 'ACS*' | Set-AuthServer -Enabled $false");
  await lab.cmdlet('New-Mailbox', { Name: 'user9', UserPrincipalName: 'user9@msxfaq.de', Password: password });
  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Preserve' });
  await lab.cmdlet('Set-LabClock', { Advance: '00:05:00' });
  const { changes } = recordOf('changes');
  const noted = changes.map(({ cmdlet, wrong }) => `${cmdlet} ${wrong ? 'wrong' : 'right'}`);
  t.strictSame(noted, ['Set-AuthServer wrong', 'New-Mailbox wrong', 'Set-LabPublishing right', 'Set-LabClock wrong']);
  t.match(changes.at(-2), { session: 'OnPremises', parameters: { HostHeader: 'Preserve' } });
  t.notMatch(JSON.stringify(recordOf('changes')), password);
});

t.test('solved when the cause is named and the check passes; then the lab is as it was', async (t) => {
  const lab = await labs.start('solved');
  const { mystery } = lab;
  await mystery.start({ seed: proxy, student: ' Kim ' });
  t.match(await mystery.verify(), { tickets: [{ mended: false }], endedAt: null });
  t.match(await mystery.answer(['tls-version-inbound']), {
    answers: [{ cause: 'tls-version-inbound', right: false }],
    wrongAnswers: 1,
  });
  await refused(
    t,
    () => mystery.answer(['host-rewriten']),
    'unknown',
    /no cause 'host-rewriten'. Near to it: host-rewritten/,
  );
  t.equal(mystery.current().wrongAnswers, 1, 'a slip is no answer');
  t.match(await mystery.answer(['Host-Rewritten']), {
    answers: [{ right: true }],
    tickets: [{ named: true }],
    endedAt: null,
  });
  await lab.cmdlet('New-AcceptedDomain', { Name: 'other', DomainName: 'other.example' });
  await typeMend(lab, 'host-rewritten');
  const ended = await mystery.verify();
  t.match(ended, {
    ...{ student: 'Kim', outcome: 'solved', hints: 0, wrongAnswers: 1, changes: 2, wrongChanges: 1 },
    tickets: [{ cause: 'host-rewritten', scenario: 'host-rewritten', title: /rewrites the Host header/ }],
  });
  t.type(ended.minutes, 'number');
  t.match(lab.details(), { mystery: false, activeScenarios: [], organization: { acceptedDomains: ['msxfaq.de'] } });
  t.match(await lab.testOAuthConnectivity(test), { ResultType: 'Success' });
  const [file = ''] = readdirSync(folderOf('solved'));
  if (process.platform !== 'win32') t.equal(statSync(join(folderOf('solved'), file)).mode & 0o777, 0o600);
  await lab.scenarios.reset();
  t.match(recordOf('solved'), { outcome: 'solved' }, 'a reset takes no record away');
});

t.test('mended first, named then: the check is run once more', async (t) => {
  const lab = await labs.start('backwards');
  await lab.mystery.start({ seed: proxy });
  await typeMend(lab, 'host-rewritten');
  t.match(await lab.mystery.verify(), { tickets: [{ mended: true, named: false }], endedAt: null });
  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Drop' });
  t.match(await lab.mystery.answer(['host-rewritten']), { tickets: [{ mended: false, named: true }], endedAt: null });
  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Preserve' });
  t.match(await lab.mystery.verify(), { outcome: 'solved' });
});

t.test('several faults at once: each has its ticket, and all must be found', async (t) => {
  const lab = await labs.start('several');
  const ids = ['host-rewritten', 'name-not-resolved'];
  const seed = seedFor(ids, 'expert');
  const { tickets } = await lab.mystery.start({ seed, difficulty: 'expert' });
  t.equal(tickets.length, 2);
  t.match(await lab.mystery.answer(['host-rewritten', 'clock-off']), {
    answers: [
      { cause: 'host-rewritten', right: true },
      { cause: 'clock-off', right: false },
    ],
    endedAt: null,
  });
  const hinted = await lab.mystery.hint();
  t.equal(hinted.ticket, 1, 'of the first that is not both named and mended');
  await typeMend(lab, 'name-not-resolved');
  t.match(await lab.mystery.verify(), { endedAt: null });
  await typeMend(lab, 'host-rewritten');
  t.match(await lab.mystery.answer(['name-not-resolved']), { endedAt: null }, 'not checked yet');
  t.match(await lab.mystery.verify(), { outcome: 'solved', wrongAnswers: 1, wrongChanges: 0, changes: 2, hints: 1 });
});

t.test('every scenario with a cause can be a mystery, and its mend solves it without a wrong change', async (t) => {
  const lab = await labs.start('every');
  for (const { id, cause } of candidates(scenarios, names, { seed: 1, difficulty: 'any' })) {
    await lab.mystery.start({ seed: seedFor([id]) });
    t.match(await lab.mystery.verify(), { tickets: [{ mended: false }] }, `${id} is broken`);
    await lab.mystery.answer([cause]);
    await typeMend(lab, id);
    const end = await lab.mystery.verify();
    t.match(end, { outcome: 'solved', wrongAnswers: 0, wrongChanges: 0 }, `${id} is solved`);
    if (end.outcome === null) await lab.mystery.giveUp();
  }
});

t.test('faults that an expert has at once are mended one after the other', async (t) => {
  const lab = await labs.start('experts');
  for (let seed = 1; seed <= 4; seed += 1) {
    await lab.mystery.start({ seed, difficulty: 'expert', count: 3 });
    const { faults } = recordOf('experts');
    await lab.mystery.answer(faults.map(({ cause }) => cause));
    for (const { scenario } of faults) await typeMend(lab, scenario);
    t.match(
      await lab.mystery.verify(),
      { outcome: 'solved', wrongChanges: 0 },
      faults.map((one) => one.scenario).join(),
    );
    if (lab.details().mystery) await lab.mystery.giveUp();
  }
});

t.test('a restart of the lab keeps it going', async (t) => {
  const first = await labs.start('restarted');
  await first.mystery.start({ seed: proxy });
  await first.mystery.hint();
  await first.close();
  const third = await labs.reopen('restarted', { scenario: ['tls-version'] });
  t.match(third.notices, [/A mystery is on, so no other scenario/]);
  await third.close();
  const second = await labs.reopen('restarted');
  t.match(second.mystery.current(), { hints: 1, endedAt: null });
  t.match(second.details(), { mystery: true, activeScenarios: [] });
  t.strictSame(second.notices, []);
  await second.cmdlet('Set-LabPublishing', { HostHeader: 'Preserve' });
  await second.mystery.answer(['host-rewritten']);
  t.match(await second.mystery.verify(), { outcome: 'solved', wrongChanges: 0, changes: 1 });
});

t.test('a damaged record is said, and left as it is', async (t) => {
  const first = await labs.start('damaged');
  await faultsOf(first, { seed: proxy });
  await first.mystery.start({ seed: proxy });
  await first.close();
  const [kept = '', damaged = ''] = readdirSync(folderOf('damaged'))
    .map((name) => join(folderOf('damaged'), name))
    .toSorted((a) => (readFileSync(a, 'utf8').includes('given up') ? -1 : 1));
  const cut = readFileSync(damaged, 'utf8').slice(0, 100);
  writeFileSync(damaged, cut);
  writeFileSync(join(folderOf('damaged'), 'other.json'), '{"version":1}');
  const second = await labs.reopen('damaged');
  t.match(second.notices, [/A mystery is on, but its record .* no JSON.*scenarios reset/, /other\.json is no record/]);
  await refused(t, () => second.mystery.verify(), 'conflict', /its record/);
  t.match((await second.mystery.report()).damaged.length, 2);
  t.match(await second.mystery.list(), [{ outcome: 'given up' }], 'the others are there');
  await second.scenarios.reset();
  t.match(second.details(), { mystery: false });
  t.equal(readFileSync(damaged, 'utf8'), cut);
  t.ok(readFileSync(kept, 'utf8'));
  t.match(await second.mystery.start(), { endedAt: null });
});

t.test('the report: by student, by scenario; names are text, whatever they look like', async (t) => {
  const lab = await labs.start('report');
  const name = '=HYPERLINK("http://x.example")<script>';
  for (const student of [name, '@b']) await playedBy(lab, student);
  await lab.mystery.start({ seed: proxy, student: '-c' });
  const report = await lab.mystery.report();
  t.match(report, {
    mysteries: [
      { student: name, outcome: 'given up', faults: [/rewrites/], hints: 1 },
      { student: '@b', outcome: 'solved' },
      { student: '-c', outcome: 'running', faults: [], minutes: null },
    ],
    scenarios: [{ scenario: 'host-rewritten', mysteries: 2, solved: 1, hints: 1 }],
  });
  const csv = mysteryReportCsv(report);
  t.match(csv, /^student,date,seed,difficulty,faults,outcome,minutes,hints,wrongAnswers,wrongChanges\r\n/);
  t.match(csv, `"'=HYPERLINK(""http://x.example"")<script>"`);
  t.match(csv, /\r\n'@b,/);
  t.match(csv, /\r\n'-c,/);
  const html = mysteryReportHtml(report);
  t.match(html, '=HYPERLINK(&quot;http://x.example&quot;)&lt;script&gt;');
  t.notMatch(html, /<script|src=|href=/);
  t.match(html, /@media print/);
});

/** Who is named with an @ solves it, the other one gives up after a hint. */
async function playedBy(lab: Lab, student: string): Promise<void> {
  const { mystery } = lab;
  await mystery.start({ seed: proxy, student });
  if (student.startsWith('@')) {
    await mystery.answer(['host-rewritten']);
    await typeMend(lab, 'host-rewritten');
    await mystery.verify();
  } else {
    await mystery.hint();
    await mystery.giveUp();
  }
}

t.test('no mistake of the labs themselves', async (t) => t.strictSame(labs.defects, []));
