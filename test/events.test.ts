import { once } from 'node:events';
import t, { type Test } from 'tap';
import type { LabStatus } from '../src/control/lab-status.js';
import type { OutgoingCall } from '../src/evidence/outgoing-call.js';
import type { TransactionSummary } from '../src/evidence/transaction-summary.js';
import type { Lab, TransactionView } from '../src/index.js';
import { get as getFrom, Reader } from './acceptance/event-reader.js';
import { TestLabs } from './acceptance/labs.js';
import { seedFor } from './acceptance/mysteries.js';
import { madeTransaction } from './acceptance/transactions.js';
import { ask, call, closeAgents } from './acceptance/wire.js';

// What happens in a lab is told at once: server-sent events, the calls of its own clients, and rows of transactions.

const labs = new TestLabs('events');
const lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});
t.afterEach(async () => {
  t.same(labs.defects, [], 'the lab reports no mistake of its own');
});

const hybrid = 'https://hybrid.msxfaq.de';
const test = { Service: 'EWS', TargetUri: hybrid, Mailbox: 'user1@msxfaq.de' };
const outbound = { ...test, TargetUri: 'https://outlook.office365.com/ews/exchange.asmx', Mailbox: 'user2@msxfaq.de' };

const get = (path: string, headers: Readonly<Record<string, string>> = {}) => getFrom(path, headers, lab);

async function json<Body>(path: string, to: Lab = lab): Promise<{ readonly status: number; readonly body: Body }> {
  const answer = await fetch(`${to.control.url}${path}`);
  return { status: answer.status, body: (await answer.json()) as Body };
}

/** A reader for one test. */
async function reading(
  t: Test,
  path = '/api/events',
  headers: Readonly<Record<string, string>> = {},
  to = lab,
): Promise<Reader> {
  const reader = await Reader.open(path, headers, to);
  t.teardown(() => reader.close());
  return reader;
}

const setPublishing = (parameters: object) => lab.cmdlet('Set-LabPublishing', { ...parameters });

/** The calls that a piece of work has made. */
async function callsOf(work: () => Promise<unknown>): Promise<readonly OutgoingCall[]> {
  const [last] = (await json<readonly OutgoingCall[]>('/api/outgoing-calls?limit=1')).body;
  await work();
  return (await json<readonly OutgoingCall[]>(`/api/outgoing-calls?after=${last?.id}`)).body;
}

/** Where each call went and how it ended. */
const shortly = (calls: readonly OutgoingCall[]) =>
  calls.map(({ caller, url, end }) => {
    const how = end?.kind === 'answer' ? `${end.status}` : `${end?.failure} ${end?.phase}`;
    return `${caller} ${new URL(url).hostname} ${how}${end?.transactionId ? ' recorded' : ''}`;
  });

t.test('a test is told as it goes: each call, the transaction it becomes, and its end', async (t) => {
  const reader = await reading(t);
  t.match(reader.response.headers, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  t.match(reader.events[0], {
    event: 'lab',
    data: { clock: { offsetMs: 0, speed: 1 }, activeScenarios: [], mystery: false, changed: [] },
  });
  const { transactionIds } = await lab.testOAuthConnectivity(test);
  await reader.until(({ calls }) => calls.length === 6);
  const told = reader.events.slice(1).map((event) => {
    if (event.event === 'transaction') return `${event.data.side} ${event.data.path} ${event.data.status}`;
    return event.event === 'outgoing-call' ? `${event.data.caller} ${event.data.end?.kind ?? 'begins'}` : event.event;
  });
  const token = `/${lab.tenantId}/tokens/OAuth/2`;
  t.strictSame(told, [
    ...['Cloud begins', 'OnPremises /ews/Exchange.asmx 401', 'Cloud answer'],
    ...['Cloud begins', `Cloud ${token} 200`, 'Cloud answer'],
    ...['Cloud begins', 'OnPremises /ews/Exchange.asmx 200', 'Cloud answer'],
  ]);
  const ids = reader.events.flatMap((event) => (event.event === 'transaction' ? [event.id] : []));
  t.strictSame(ids, transactionIds);
  const ends = reader.calls.flatMap(({ end }) => (end?.kind === 'answer' ? [end.transactionId] : []));
  t.strictSame(ends, transactionIds, 'each call names its transaction');
  t.strictSame(
    reader.transactions.map(({ bearer }) => bearer),
    ['empty', 'none', 'token'],
  );
});

t.test('a row says what the whole transaction says, and nothing more of its token', async (t) => {
  const { token } = lab.tokens.issue({ kind: 'actAsUser' });
  const signature = token.split('.')[2] || 'no signature outside';
  const actorToken = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).actortoken as string;
  const actorSignature = actorToken.split('.')[2] ?? '';
  t.ok(actorSignature.length > 300);
  const reader = await reading(t);
  const before = reader.transactions.length;
  const attempts = [
    ask(lab, token),
    ask(lab, token, { target: `/ews/${token}?token=${token}` }),
    ask(lab, token, {
      headers: [
        ['User-Agent', token],
        ['client-request-id', actorToken],
      ],
    }),
    ask(lab, `${token}x`, { headers: [['X-Forwarded-For', '192.0.2.1, 10.0.0.1']] }),
    ask(lab, lab.tokens.issue({ kind: 'actAsUser', host: 'wrong.example' }).token),
    call(lab, { host: token.slice(0, 200) }),
    call(lab, { headers: [['Authorization', 'Basic dXNlcjE6R2VoZTFt']] }),
  ];
  await Promise.all(attempts);
  await reader.until(({ transactions }) => transactions.length === before + attempts.length);
  const { body: rows } = await json<readonly TransactionSummary[]>(
    `/api/transactions?view=summary&limit=${attempts.length}`,
  );
  const { body: views } = await json<readonly TransactionView[]>(`/api/transactions?limit=${attempts.length}`);
  t.strictSame(rows, reader.transactions.slice(before), 'the list and the stream agree');
  for (const [index, view] of views.entries()) {
    const row = rows[index];
    const header = (name: string) => view.request.headers.find(([other]) => other.toLowerCase() === name)?.[1] ?? null;
    t.match(row, {
      ...{ id: view.id, time: view.time, side: view.side, server: view.server },
      ...{ method: view.request.method, scheme: view.request.scheme, host: view.request.host },
      path: view.request.url.split('?', 1)[0],
      ...{ status: view.response.status, timeTakenMs: view.response.timeTakenMs, diagnostics: view.diagnostics },
      clientRequestId: header('client-request-id'),
      userAgent: header('user-agent'),
      forwardedFor: header('x-forwarded-for')?.split(',')[0] ?? null,
      remoteAddress: view.request.remoteAddress,
      failedStep: view.steps.find(({ verdict }) => verdict === 'failed')?.name ?? null,
      lenient: view.steps.some(({ verdict }) => verdict === 'lenient'),
    });
  }
  t.ok(rows.some(({ diagnostics, failedStep }) => diagnostics?.code === 2000003 && failedStep === 'audience'));
  t.ok(rows.some(({ forwardedFor }) => forwardedFor === '192.0.2.1'));
  for (const text of [reader.text, JSON.stringify(rows), JSON.stringify(views)]) {
    t.notOk(text.includes(actorSignature) || text.includes(signature) || text.includes('R2VoZTFt'));
  }
  const one = await json<TransactionSummary>(`/api/transactions/${rows[0]?.id}?view=summary`);
  t.strictSame(one.body, rows[0]);
  t.equal((await json('/api/transactions?view=short')).status, 400);
});

t.test('who connects again is told what he has missed, and who has missed too much to begin anew', async (t) => {
  await lab.testOAuthConnectivity(test);
  const ids = lab.journal.list().map(({ id }) => id);
  const [seen = '', ...missed] = ids.slice(-3);
  const eventIds = (reader: Reader) =>
    reader.events.map(({ event, ...rest }) => `${event} ${'id' in rest ? rest.id : ''}`);
  const whole = [...missed.map((id) => `transaction ${id}`), `lab ${ids.at(-1)}`];
  t.strictSame(eventIds(await reading(t, '/api/events', { 'Last-Event-ID': seen })), whole);
  t.strictSame(eventIds(await reading(t, `/api/events?after=${seen}`)), whole);
  const again = await reading(t, `/api/events?after=${ids[0]}`, { 'Last-Event-ID': seen });
  t.strictSame(eventIds(again), whole, 'the browser knows better than the address it has kept');
  t.strictSame(eventIds(await reading(t, `/api/events?after=${ids.at(-1)}`)), [`lab ${ids.at(-1)}`], 'nothing missed');
  for (const unknown of ['none', '287f6ba3-0000-4000-8000-000000000001']) {
    const reader = await reading(t, '/api/events', { 'Last-Event-ID': unknown });
    t.strictSame(eventIds(reader), ['reset undefined', `lab ${ids.at(-1)}`]);
    t.strictSame(reader.events[0]?.data, {});
  }
  t.strictSame(eventIds(await reading(t, '/api/events', { 'Last-Event-ID': '' })), [`lab ${ids.at(-1)}`]);
  for (let number = 0; number <= 1000; number += 1) lab.journal.record(madeTransaction({ id: `made-${number}` }));
  const long = await reading(t, '/api/events', { 'Last-Event-ID': 'made-1' });
  t.equal(long.transactions.length, 999);
  const longer = await reading(t, '/api/events', { 'Last-Event-ID': ids.at(-1) ?? '' });
  t.equal(longer.events[0]?.event, 'reset', 'it is no longer in the journal');
});

t.test('each change of the lab is told, with what has changed', async (t) => {
  const reader = await reading(t);
  await lab.cmdlet('Get-AuthConfig');
  await lab.testOAuthConnectivity(test);
  await reader.until(
    ({ calls }) => calls.at(-1)?.end?.kind === 'answer' && calls.at(-1)?.url.startsWith(hybrid) === true,
  );
  t.equal(reader.labs.length, 1, 'looking changes nothing');
  await lab.cmdlet('New-PartnerApplication', { Name: 'P', ApplicationIdentifier: 'a-1', Realm: 'msxfaq.de' });
  t.strictSame((await reader.change('organization')).changed, ['organization']);
  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Drop' });
  t.strictSame((await reader.change('network')).changed, ['network']);
  await lab.cmdlet('Set-LabTenant', { SharedPrincipalBlocked: true });
  t.strictSame((await reader.change('tenants')).changed, ['tenants']);
  lab.eventLog.write({
    ...{ log: 'Application', entryType: 'Error', source: 'MSExchange OAuth', eventId: 3 },
    ...{ message: 'x', machineName: 'EX01.msxfaq.de' },
  });
  t.strictSame((await reader.change('eventLog')).changed, ['eventLog']);
  await lab.scenarios.activate('mailbox-unknown');
  t.strictSame((await reader.change('scenarios')).activeScenarios, ['mailbox-unknown']);
  await lab.scenarios.reset();
  const reset = await reader.change('scenarios');
  t.strictSame(reset.activeScenarios, []);
  for (const part of ['organization', 'network'] as const) t.ok(reset.changed.includes(part));
});

t.test('the clock is told: how far it is ahead, and how fast it goes', async (t) => {
  const reader = await reading(t);
  await lab.cmdlet('Set-LabClock', { Advance: '1.00:00:00' });
  const day = 24 * 60 * 60 * 1000;
  const { clock, time } = await reader.change('clock');
  t.strictSame(clock, { offsetMs: day, speed: 1 });
  t.ok(Math.abs(Date.parse(time) - Date.now() - day) < day / 2);
  await lab.cmdlet('Set-LabClock', { Speed: 60 });
  t.match(await reader.change('clock'), { clock: { speed: 60 } });
  await lab.cmdlet('Set-LabClock', { Reset: true });
  t.match(await reader.change('clock'), { clock: { offsetMs: 0, speed: 1 } });
  lab.clock.restore({ offset: day, speed: 1, since: 1 });
  t.match(await reader.change('clock'), { clock: { offsetMs: day } });
  const { body } = await json<{ clock: object }>('/api/lab');
  t.ok(body);
  lab.clock.reset();
});

t.test('a mystery is not given away: neither where it breaks the lab, nor by which scenario', async (t) => {
  const mysterious = await labs.start('mystery');
  const reader = await reading(t, '/api/events', {}, mysterious);
  const watching = setInterval(() => void asked.push(json<LabStatus>('/api/lab', mysterious)), 1);
  const asked: Promise<{ readonly body: LabStatus }>[] = [];
  await mysterious.mystery.start({ seed: seedFor(['host-rewritten']) });
  clearInterval(watching);
  await reader.until(({ labs }) => labs.at(-1)?.mystery === true);
  for (const { activeScenarios, changed } of reader.labs) {
    t.strictSame(activeScenarios, []);
    t.strictSame(
      changed.filter((part) => part !== 'mystery'),
      [],
    );
  }
  for (const { body } of await Promise.all(asked)) t.strictSame(body.activeScenarios, []);
  t.ok(asked.length > 0);
  t.equal(reader.events.filter(({ event }) => event === 'transaction' || event === 'outgoing-call').length, 0);
  t.notOk(reader.text.includes('host-rewritten'));
  await mysterious.cmdlet('Set-LabPublishing', { HostHeader: 'Preserve' });
  t.match(await reader.change('network'), { mystery: true, activeScenarios: [], changed: ['network'] });
  await mysterious.mystery.giveUp();
  await reader.until(({ labs }) => labs.at(-1)?.mystery === false);
  t.strictSame(reader.labs.at(-1)?.activeScenarios, []);
});

t.test('pages from elsewhere hear nothing', async (t) => {
  for (const headers of [
    { Host: 'evil.example' },
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
  ]) {
    for (const path of ['/api/events', '/api/outgoing-calls', '/api/transactions?view=summary', '/api/lab']) {
      const [request, response] = await get(path, headers as Readonly<Record<string, string>>);
      t.equal(response.statusCode, 403);
      const [body] = (await once(response.setEncoding('utf8'), 'data')) as [string];
      t.match(JSON.parse(body), { error: { category: 'PermissionDenied', message: /control API/ } });
      request.destroy();
    }
  }
  for (const path of ['/', '/api/health']) {
    const [request, response] = await get(path, { 'Sec-Fetch-Site': 'cross-site' });
    t.equal(response.statusCode, 200, 'what is open stays open');
    request.destroy();
  }
  for (const site of ['same-origin', 'none']) await reading(t, '/api/events', { 'Sec-Fetch-Site': site });
});

t.test('so many follow the lab, and no more', async (t) => {
  const crowded = await labs.start('crowded');
  const readers = await Promise.all(Array.from({ length: 100 }, () => reading(t, '/api/events', {}, crowded)));
  const [request, response] = await getFrom('/api/events', {}, crowded);
  t.equal(response.statusCode, 503);
  const [body] = (await once(response.setEncoding('utf8'), 'data')) as [string];
  t.match(JSON.parse(body), { error: { category: 'LimitsExceeded', message: /^100 readers follow the lab/ } });
  request.destroy();
  readers[0]?.close();
  let status = 503;
  for (let tries = 0; status === 503 && tries < 1000; tries += 1) {
    const [again, answer] = await getFrom('/api/events', {}, crowded);
    status = answer.statusCode ?? 0;
    again.destroy();
  }
  t.equal(status, 200, 'when one has gone, another may come');
});

t.test('closing the lab ends the streams and does not wait for them', async (t) => {
  const closing = await labs.start('closing');
  const reader = await reading(t, '/api/events', {}, closing);
  const paused = await reading(t, '/api/events', {}, closing);
  paused.response.pause();
  const ended = reader.until((one) => one.ended).then(() => 'ended');
  const closed = closing.close().then(() => 'closed');
  t.equal(await Promise.race([ended, closed]), 'ended');
  await closed;
  t.ok(reader.response.complete, 'as a whole answer ends');
});

t.test('who does not read is dropped, and the others go on', async (t) => {
  const reader = await reading(t);
  const [request, response] = await get('/api/events');
  response.pause();
  const dropped = once(request, 'close');
  const long = 'x'.repeat(15_000);
  let count = 0;
  const goOn = setInterval(() => {
    for (let turn = 0; turn < 20; turn += 1) {
      count += 1;
      lab.journal.record(madeTransaction({ id: `long-${count}`, request: { target: `/${long}` } }));
    }
  }, 1);
  // What the system has taken for him already he may still read; then he learns that he was dropped.
  const connection = response.socket;
  await reader.until(() => count > 2000);
  clearInterval(goOn);
  await reader.until(({ transactions }) => transactions.at(-1)?.id === `long-${count}`);
  response.resume();
  await dropped;
  t.ok(connection.destroyed);
  t.notOk(response.complete, 'his answer has no end');
  t.notOk(reader.ended);
  t.equal(reader.transactions.length, count);
});

t.test('calls of the lab’s own clients: those that reach a server, and those that do not', async (t) => {
  t.teardown(() => lab.scenarios.reset());
  const hybridHost = 'Cloud hybrid.msxfaq.de';
  const service = 'Cloud accounts.accesscontrol.windows.net';
  const calls = await callsOf(() => lab.testOAuthConnectivity(test));
  t.strictSame(shortly(calls), [`${hybridHost} 401 recorded`, `${service} 200 recorded`, `${hybridHost} 200 recorded`]);
  const ids = calls.map(({ end }) => end?.transactionId ?? '');
  t.strictSame(
    ids.map((id) => lab.transactions.get(id)?.request.url),
    calls.map(({ url }) => new URL(url).pathname),
  );
  t.equal(new Set(calls.map(({ clientRequestId }) => clientRequestId)).size, 1);
  t.match(calls[0], { method: 'POST', end: { server: /^Microsoft-IIS/ }, tookMs: Number });

  await lab.cmdlet('Set-LabPublishing', { HostHeader: 'Drop' });
  const refused = await callsOf(() => lab.testOAuthConnectivity(test));
  t.match(shortly(refused).at(-1), /^Cloud hybrid\.msxfaq\.de 401 recorded$/);
  await lab.scenarios.reset();

  for (const [parameters, end] of [
    [{ Answer: 'ServiceUnavailable' }, '503'],
    [{ Answer: 'GatewayTimeout' }, '504'],
    [{ Connection: 'Refuse' }, 'connectFailure connect'],
    [{ Connection: 'ResetAfterTls' }, 'reset request'],
    [{ Certificate: 'Untrusted' }, 'trustFailure connect'],
    [{ Body: 'Cut' }, 'bodyCut body recorded'],
  ] as const) {
    await setPublishing(parameters);
    t.match(shortly(await callsOf(() => lab.testOAuthConnectivity(test))).at(-1), `${hybridHost} ${end}`);
    await lab.scenarios.reset();
  }

  await lab.cmdlet('Set-LabName', { Name: 'hybrid.msxfaq.de', Record: 'None' });
  const [unresolved] = await callsOf(() => lab.testOAuthConnectivity(test));
  t.match(unresolved, {
    end: { kind: 'failure', failure: 'nameNotResolved', phase: 'connect', message: /name table/, transactionId: null },
  });
  await lab.scenarios.reset();
});

t.test('calls from on-premises: a token service that refuses, a web proxy, metadata', async (t) => {
  t.teardown(() => lab.scenarios.reset());
  const online = 'OnPremises outlook.office365.com';
  const service = 'OnPremises accounts.accesscontrol.windows.net';
  t.strictSame(shortly(await callsOf(() => lab.testOAuthConnectivity(outbound))), [
    `${online} 401 recorded`,
    `${service} 200 recorded`,
    `${online} 200 recorded`,
  ]);
  await lab.scenarios.activate('auth-certificate-unknown-in-cloud');
  const failing = await callsOf(() => lab.testOAuthConnectivity({ ...outbound, ReloadConfig: true }));
  t.match(shortly(failing), [`${online} 401 recorded`, new RegExp(`^${service} 4\\d\\d recorded$`)]);
  await lab.scenarios.reset();

  await lab.scenarios.activate('web-proxy-refuses');
  const [stopped] = await callsOf(() => lab.testOAuthConnectivity({ ...outbound, ReloadConfig: true }));
  t.match(stopped, { end: { kind: 'failure', failure: 'proxyRefused', phase: 'connect', transactionId: null } });
  await lab.scenarios.reset();

  const [metadata] = await callsOf(() =>
    lab.cmdlet('New-AuthServer', {
      Name: 'again',
      AuthMetadataUrl:
        'https://login.windows.net/msxfaq.onmicrosoft.com/federationmetadata/2007-06/federationmetadata.xml',
      Type: 'AzureAD',
    }),
  );
  t.match(metadata, { method: 'GET', caller: 'OnPremises', clientRequestId: null, end: { status: 200 } });
  const id = metadata?.end?.transactionId ?? '';
  t.match(lab.transactions.get(id), { request: { host: 'login.windows.net' } });
});

t.test('the list of calls: the newest, those after one, and a sentence for one that is not there', async (t) => {
  const { body: all } = await json<readonly OutgoingCall[]>('/api/outgoing-calls?limit=500');
  t.ok(all.length > 10);
  t.strictSame((await json('/api/outgoing-calls?limit=2')).body, all.slice(-2));
  t.strictSame((await json(`/api/outgoing-calls?after=${all[0]?.id}&limit=2`)).body, all.slice(1, 3));
  t.strictSame((await json(`/api/outgoing-calls?after=${all.at(-1)?.id}`)).body, []);
  const unknown = await json('/api/outgoing-calls?after=nothing');
  t.match(unknown, { status: 404, body: { error: { message: /no outgoing call 'nothing'/ } } });
  t.equal((await json('/api/outgoing-calls?limit=0')).status, 400);
});
