import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { request } from 'undici';
import { main } from '../src/cli/main.js';
import { TestLabs } from './acceptance/labs.js';
import { mendLines, seedFor } from './acceptance/mysteries.js';
import { finished, startProgram } from './acceptance/programs.js';

/** A mystery as an admin has it, with the programs; and as a client has it, over HTTP. */
const labs = new TestLabs('mystery-program');
const folder = mkdtempSync(join(tmpdir(), 'exchange-oauth-lab-mystery-'));
t.teardown(async () => {
  await labs.close();
  rmSync(folder, { recursive: true, force: true });
});
const lab = await labs.start('shared');

const run = (...args: readonly string[]) =>
  finished(startProgram('exchange-oauth-lab', args, folder, { EXCHANGE_OAUTH_LAB: lab.control.url }));
const scenarios = (...args: readonly string[]) => run('scenarios', ...args);

/** The same in this process, which takes no time to start. */
async function quick(environment: NodeJS.ProcessEnv, ...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await main(['scenarios', ...args], {
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
    environment,
  });
  return { code, ...said };
}

type Method = 'GET' | 'POST' | 'DELETE';

async function call(method: Method, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await request(`${lab.control.url}${path}`, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.body.text();
  const type = String(response.headers['content-type']);
  // biome-ignore lint/suspicious/noExplicitAny: JSON of many shapes, which the tests look into
  const json: any = type.startsWith('application/json') ? JSON.parse(text) : undefined;
  return { status: response.statusCode, type, headers: response.headers, text, json };
}

const seed = seedFor(['host-rewritten'], 'easy');
const outcome = async (t: Test, args: readonly string[], code: number, out: RegExp) =>
  t.match(await scenarios(...args), { code, out });

t.test('the whole way: ticket, look, wrong change, hint, answers, mend, verify, report', async (t) => {
  const begun = await scenarios('mystery', '--seed', String(seed), '--difficulty', 'easy', '--student', '=Kim');
  t.match(begun, {
    code: 0,
    err: '',
    out: /Mystery for =Kim \(seed \d+, easy\).*\n\nTicket 1:\n {2}Since the new load balancer/,
  });
  t.notMatch(begun.out, /host-rewritten|rewrites|cause:/);
  await outcome(t, ['mystery'], 0, /Ticket 1:\n {2}Since the new load balancer/);
  t.match(await scenarios('mystery', '--seed', '1'), { code: 1, err: /A mystery is on already/ });
  t.match(await scenarios('list'), { code: 0, out: /host-rewritten +False/, err: /A mystery is on/ });
  t.match(await scenarios('explain', 'host-rewritten'), {
    code: 1,
    out: '',
    err: /A mystery is on: scenarios are neither/,
  });
  const look = ['Test-OAuthConnectivity', '-Service', 'EWS', '-TargetUri', 'https://hybrid.msxfaq.de'];
  t.match(await run(...look, '-Mailbox', 'user1@msxfaq.de'), { code: 1, out: /Expected 'owa\.msxfaq\.de'/ });
  t.match(await run('shell', '-Command', "Get-AuthServer | where Name -like 'ACS*' | Set-AuthServer -Enabled $false"), {
    code: 0,
  });
  t.match(
    await run(
      'shell',
      '-Command',
      "Get-AuthServer | where Name -like 'ACS*' | Set-AuthServer -Enabled $true; iisreset",
    ),
    { code: 0 },
  );
  await outcome(t, ['hint'], 0, /Ticket 1, hint 1 of 3:\n {2}Two 401s/);
  await outcome(t, ['causes', 'host header'], 0, /host-header-missing[\s\S]*host-rewritten/);
  t.match(await scenarios('answer', 'host-rewriten'), { code: 2, err: /Near to it: host-rewritten/ });
  await outcome(t, ['answer', 'host-header-missing'], 1, /host-header-missing: wrong/);
  await outcome(t, ['answer', 'host-rewritten'], 0, /host-rewritten: right\nTicket 1: cause named; not mended/);
  await outcome(t, ['verify'], 1, /not mended/);
  t.match(await run('shell', '-Command', mendLines('host-rewritten').join('; ')), { code: 0 });
  await outcome(
    t,
    ['verify'],
    0,
    /^Solved\. It was:\n {2}A proxy rewrites[\s\S]*hints: 1; wrong answers: 1; changes: 3, of them wrong: 2\./,
  );
  t.match(await scenarios('list'), { code: 0, err: '' });
  await outcome(
    t,
    ['report', '--format', 'csv'],
    0,
    /\r\n'=Kim,.*,\d+,easy,A proxy rewrites the Host header,solved,[\d.]+,1,1,2\r\n/,
  );
  await outcome(
    t,
    ['report', '--format', 'html'],
    0,
    /<td>=Kim<\/td>[\s\S]*<td>A proxy rewrites the Host header<\/td><td>solved<\/td>/,
  );
  await outcome(t, ['report'], 0, /=Kim .*solved/);
  t.match(JSON.parse((await scenarios('report', '--json')).out), {
    mysteries: [{ student: '=Kim', outcome: 'solved' }],
  });
});

t.test('a reset gives it up and tells what it was', async (t) => {
  const here = (...args: readonly string[]) => quick({ EXCHANGE_OAUTH_LAB: lab.control.url }, ...args);
  await here('mystery', '--seed', String(seed), '--difficulty', 'easy');
  t.match(await here('reset'), {
    code: 0,
    out: /^Given up\. It was:\n {2}A proxy rewrites.*\n.*\nThe lab is healthy again\.\n$/,
  });
  t.match(await here('hint'), { code: 2, err: /Name the scenario/ });
  t.match(await here('verify'), { code: 2, err: /Name the scenario/ });
  t.match(await here('answer', 'host-rewritten'), { code: 2, err: /No mystery is on/ });
});

t.test('what cannot be meant is said before a lab is looked for', async (t) => {
  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [['mystery', '--seed', 'x'], /--seed is a whole number from 0 on, not 'x'/],
    [['mystery', '--count', '4'], /--count is a whole number from 1 to 3/],
    [['mystery', '--difficulty', 'absurd'], /--difficulty is easy, medium, hard, expert/],
    [['answer'], /Name the cause/],
    [['report', '--format', 'pdf'], /--format is text, html, csv, json/],
    [['list', '--seed', '1'], /takes no --seed/],
  ];
  for (const [args, err] of wrong) {
    t.match(
      await quick({ EXCHANGE_OAUTH_LAB: 'http://127.0.0.1:1' }, ...args),
      { code: 2, out: '', err },
      args.join(' '),
    );
  }
});

t.test('over HTTP, from the ticket to the report', async (t) => {
  t.match(await call('POST', '/api/mystery', { seed, difficulty: 'easy' }), {
    status: 200,
    json: { seed, tickets: [{ named: false }] },
  });
  const told = [await call('GET', '/api/mystery'), await call('GET', '/api/lab'), await call('GET', '/api/scenarios')];
  t.ok(told.every(({ status }) => status === 200));
  t.notMatch(told.map(({ text }) => text).join(), /"active":true|"activeScenarios":\[[^\]]|"cause":/);
  t.match(told[1]?.json, { mystery: true });
  for (const [method, path] of [
    ['GET', '/api/scenarios/host-rewritten'],
    ['GET', '/api/scenarios/host-rewritten/hints/1'],
    ['GET', '/api/scenarios/host-rewritten/explanation'],
    ['POST', '/api/scenarios/tls-version/activate'],
    ['POST', '/api/scenarios/tls-version/run'],
    ['POST', '/api/scenarios/host-rewritten/mend'],
    ['POST', '/api/scenarios/host-rewritten/verify'],
    ['POST', '/api/mystery'],
  ] as const) {
    t.match(await call(method, path), { status: 409, json: { error: { category: 'InvalidOperation' } } }, path);
  }
  t.match((await call('POST', '/api/mystery/hint')).json, { ticket: 1, number: 1 });
  t.match((await call('POST', '/api/mystery/answer', { causes: ['nonsense'] })).status, 404);
  t.match((await call('POST', '/api/mystery/answer', { causes: ['host-rewritten'] })).json, {
    answers: [{ right: true }],
  });
  t.match((await call('POST', '/api/mystery/verify')).json, {
    tickets: [{ named: true, mended: false }],
    endedAt: null,
  });
  t.match((await call('DELETE', '/api/mystery')).json, { outcome: 'given up', tickets: [{ cause: 'host-rewritten' }] });
  t.match((await call('DELETE', '/api/mystery')).status, 404);
  t.match((await call('GET', '/api/mysteries')).json.at(-1), { outcome: 'given up', hints: 1 });
  t.match((await call('GET', '/api/mysteries/report')).json, { mysteries: [], scenarios: [], damaged: [] });
  t.match(await call('GET', '/api/mysteries/report?format=csv'), { type: /^text\/csv/, text: /^student,date/ });
  const page = await call('GET', '/api/mysteries/report?format=html');
  t.match(page.type, /^text\/html/);
  t.match(page.headers['content-security-policy'], /default-src 'none'/);
  t.match((await call('GET', '/api/causes')).json, [{ id: String, title: String, part: String }]);
});

t.test('bodies and callers are checked as everywhere', async (t) => {
  for (const body of [
    { seed: 'x' },
    { seed: -1 },
    { count: 4 },
    { difficulty: 'absurd' },
    { student: 7 },
    { other: 1 },
  ]) {
    t.match(await call('POST', '/api/mystery', body), { status: 400 }, JSON.stringify(body));
  }
  for (const body of [{}, { causes: [] }, { causes: ['a', 'b', 'c', 'd'] }, { causes: 'host-rewritten' }]) {
    t.match(await call('POST', '/api/mystery/answer', body), { status: 400 }, JSON.stringify(body));
  }
  t.match(await call('GET', '/api/mysteries/report?format=pdf'), { status: 400 });
  t.match(await call('POST', '/api/mystery', {}, { origin: 'http://elsewhere.example' }), { status: 403 });
  t.match(await call('DELETE', '/api/mystery', undefined, { origin: 'http://elsewhere.example' }), { status: 403 });
});

t.test('the start says that a mystery is on, and no more', async (t) => {
  const first = await labs.start('banner');
  await first.mystery.start({ seed, difficulty: 'easy' });
  await first.close();
  const ports = ['--exchange-port', '0', '--exchange-http-port', '0', '--cloud-port', '0', '--control-port', '0'];
  const child = startProgram(
    'exchange-oauth-lab',
    ['start', '--tour', ...ports, '--data-dir', join(labs.directory, 'banner')],
    folder,
  );
  child.stdout.on('data', (chunk: Buffer) => {
    if (chunk.toString().includes('Ctrl-C')) child.kill('SIGTERM');
  });
  const { out } = await finished(child);
  t.match(out, /mystery +one is on; scenarios mystery/);
  t.match(out, /A mystery is on: no tour/);
  t.notMatch(out, /broken by|host-rewritten/);
});

t.test('no mistake of the labs themselves', async (t) => t.strictSame(labs.defects, []));
