import { parseArgs } from 'node:util';
import t, { type Test } from 'tap';
import { defaultHosts, seedDomain, seedTenantId } from '../src/directory/world.js';
import { explain } from '../src/evidence/explain/explain.js';
import { fillNames } from '../src/evidence/explain/fill-names.js';
import { causes } from '../src/evidence/knowledge/causes.js';
import type { TransactionDiagnosis } from '../src/evidence/renderers/diagnosis.js';
import type { Lab, TokenOrder, TransactionView } from '../src/index.js';
import { scenarios } from '../src/scenarios/catalogue.js';
import { namesOf } from '../src/scenarios/names.js';
import type { ScenarioCheck } from '../src/scenarios/scenario.js';
import { TestLabs } from './acceptance/labs.js';
import { ask, closeAgents } from './acceptance/wire.js';

/** The lab's own evidence, read by `explain` and by a transaction's diagnosis: both must name what was broken. */
const labs = new TestLabs('knowledge-lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

async function call(lab: Lab, path: string, body?: object): Promise<unknown> {
  const init = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(`${lab.control.url}${path}`, init);
  const text = await answer.text();
  return answer.headers.get('content-type')?.startsWith('application/json') ? JSON.parse(text) : text;
}

const inbound = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const outbound = { Service: 'EWS', TargetUri: 'https://outlook.office365.com', Mailbox: 'user2@msxfaq.de' };

/** What the cmdlet prints, an error's sentence as well. */
async function test(lab: Lab, parameters: object, where: Pick<ScenarioCheck, 'session' | 'server'> = {}) {
  const said = (await call(lab, '/api/cmdlets/Test-OAuthConnectivity', { parameters, ...where })) as {
    readonly text?: string;
    readonly error?: { readonly message: string };
  };
  return said.text ?? said.error?.message ?? '';
}

/** As curl -i prints it. */
function rawResponse({ response }: TransactionView): string {
  const headers = response.headers.map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${response.status} Reason`, ...headers, '', ''].join('\r\n');
}

const names = namesOf({ domain: seedDomain, hosts: defaultHosts(seedDomain), tenantId: seedTenantId });

const idsOf = (text: string) => explain(text).causes.map(({ id }) => id);

t.test('every scenario is recognised by each of its traces', async (t) => {
  const lab = await labs.start('scenarios', { connectTimeoutMs: 1000, responseTimeoutMs: 1000 });
  for (const { id, cause, check, expected } of scenarios) {
    const { cmdlet, parameters, ...where } = check(names);
    if (cause === undefined || cmdlet !== 'Test-OAuthConnectivity') continue; // nothing is broken, or nothing refused
    if (expected(names).result === 'Success') continue; // what fails is none of the test's business
    await t.test(id, async (t) => {
      await test(lab, inbound); // Exchange has something in memory
      await lab.scenarios.activate(id);
      const before = (await call(lab, '/api/transactions?limit=1000')) as readonly TransactionView[];
      t.ok(idsOf(await test(lab, parameters, where)).includes(cause), 'Detail');
      const all = (await call(lab, '/api/transactions?limit=1000')) as readonly TransactionView[];
      const mine = all.filter((one) => one.side === 'OnPremises' && !before.some((other) => other.id === one.id));
      for (const transaction of mine) await look(t, transaction, cause);
      await lab.scenarios.reset();
    });
  }

  async function look(t: Test, transaction: TransactionView, cause: string): Promise<void> {
    const { response, diagnostics } = transaction;
    const challenged = response.headers.some(
      ([name, value]) => /^www-authenticate$/i.test(name) && /^Bearer/.test(value),
    );
    const refused = diagnostics !== null || response.status !== 401 || !challenged;
    const diagnosis = (await call(lab, `/api/transactions/${transaction.id}/diagnosis`)) as TransactionDiagnosis;
    const line = (await call(lab, `/api/transactions/${transaction.id}/iis-log`)) as string;
    if (!refused) {
      t.match(diagnosis, { normal: true, cause: null, fix: [] }, 'the first 401 is normal');
      t.match([explain(line).verdict, explain(rawResponse(transaction)).verdict], ['normal', 'normal']);
      return;
    }
    if (response.status === 200) {
      t.match(diagnosis, { normal: true }, 'Exchange has answered, and knows nothing of what becomes of it');
      return;
    }
    t.match(diagnosis, { normal: false, causes: [{ id: cause }] }, 'diagnosis');
    t.ok(diagnosis.evidence.length > 1 && diagnosis.fix.length > 0, 'with evidence and fix');
    const ids = idsOf(rawResponse(transaction));
    if (diagnostics) t.equal(ids[0], cause, 'response');
    else t.ok(ids.includes(cause), 'response: what the status alone can tell');
    if (transaction.diagnostics?.errorCategory === 'invalid_resource') t.ok(idsOf(line).includes(cause), 'IIS line');
  }
});

t.test('what a cause is reproduced by breaks the lab in that way', async (t) => {
  const lab = await labs.start('reproduced');
  for (const { id, reproduce, direction } of causes) {
    if (!reproduce) continue;
    const script = reproduce.map((line) => fillNames(line, { domain: 'msxfaq.de' })).join('; ');
    t.notMatch(script, /['"]/, `${id} needs no quotation marks, which bash and PowerShell treat differently`);
    const healthy = explain(await test(lab, direction ? outbound : inbound));
    t.equal(healthy.verdict, 'normal', `${id} is healthy before`);
    t.match(await call(lab, '/api/shell', { script }), { errors: [] }, `${id} is broken by its lines`);
    const found = explain(await test(lab, direction ? outbound : inbound));
    t.equal(found.verdict, 'failure', id);
    t.ok(
      found.causes.some((cause) => cause.id === id),
      `${id}: ${found.causes.map((cause) => cause.id).join(', ')}`,
    );
    await lab.scenarios.reset();
    await lab.cmdlet('Set-LabClock', { Reset: true });
  }
});

t.test('the judgement decides what the wire leaves open', async (t) => {
  const lab = await labs.start('judgement', { configurationReload: 'immediate' });
  const now = Math.floor(lab.clock.now() / 1000);
  const host = 'owa.msxfaq.de';
  const order = (more: Partial<TokenOrder>): TokenOrder => ({
    kind: 'actAsUser',
    host,
    mailbox: 'user2@msxfaq.de',
    ...more,
  });
  const expired = { nbf: now - 90_000, exp: now - 3600 };
  const early = { nbf: now + 3600, exp: now + 90_000 };
  const cases: readonly (readonly [string, TokenOrder, string, readonly string[]])[] = [
    ['a good one', order({}), host, []],
    ['expired', order({ actorClaims: expired }), host, ['token-expired', 'clock-off']],
    ['too early', order({ actorClaims: early }), host, ['clock-off']],
    ['a key nobody knows', order({ signWith: 'unknownKey' }), host, ['signed-by-unknown-key']],
    [
      'a key whose name nobody knows',
      order({ signWith: 'unknownKey', actorHeader: { x5t: 'XqrnFEfsS55_vMBpHvF0pTnqeaM' } }),
      host,
      ['auth-server-keys-stale', 'signed-by-unknown-key'],
    ],
    ['another host', order({ host: 'hybrid.msxfaq.de' }), host, ['host-rewritten']],
    [
      'a foreign tenant',
      order({ tenant: 'contoso.onmicrosoft.com' }),
      host,
      ['tenant-not-trusted', 'auth-server-disabled', 'auth-server-without-certificates'],
    ],
    ['an unknown user', order({ mailbox: 'noexouser@msxfaq.de' }), host, ['user-not-found']],
  ];
  for (const [title, token, name, expected] of cases) {
    const answer = await ask(lab, lab.tokens.issue(token).token, { host: name });
    const id = answer.header('request-id');
    const diagnosis = (await call(lab, `/api/transactions/${id}/diagnosis`)) as TransactionDiagnosis;
    t.strictSame(
      diagnosis.causes.map(({ id }) => id),
      expected,
      title,
    );
    t.equal(diagnosis.cause, diagnosis.causes[0]?.title ?? null, title);
    t.equal(diagnosis.normal, expected.length === 0, title);
  }
  t.match(await call(lab, '/api/transactions/nothing/diagnosis'), { error: { category: 'ObjectNotFound' } });
});

t.test('what Exchange or http.sys has answered itself is no page of a firewall', async (t) => {
  const lab = await labs.start('own-answers');
  const { token } = lab.tokens.issue({ kind: 'actAsUser', host: 'owa.msxfaq.de', mailbox: 'user2@msxfaq.de' });
  const diagnosed = async (headers: readonly (readonly [string, string])[], bearer = token) => {
    await ask(lab, bearer, { host: 'owa.msxfaq.de', headers });
    return call(lab, '/api/transactions/latest/diagnosis');
  };
  t.match(await diagnosed([['Content-Type', 'text/plain']]), {
    normal: false,
    summary: /^A token was answered with 415/,
    cause: null,
    causes: [],
    fix: [],
  });
  t.match(await diagnosed([], 'A'.repeat(20_000)), {
    normal: false,
    summary: /^Refused with 400: http\.sys refused the request/,
    cause: null,
    causes: [],
  });
});

t.test('the commands that explain prints build the customer’s lab and show his failure', async (t) => {
  const evidence = `2000003;reason="The hostname component of the audience claim value is invalid. Expected 'lb.corp.contoso.com'. Actual 'mail.corp.contoso.com'.";error_category="invalid_resource"
    user1@corp.contoso.com 00000001-0000-0000-c000-000000000000@07f001bb-c2be-4be8-bf1a-d8d1e5b069c6`;
  const { lab: printed } = explain(evidence);
  const { values } = parseArgs({
    args: (printed?.start ?? '').split(' ').slice(3),
    options: {
      domain: { type: 'string' },
      hosts: { type: 'string' },
      'tenant-id': { type: 'string' },
      scenario: { type: 'string' },
      'data-dir': { type: 'string' },
    },
  });
  t.match(values, {
    'data-dir': /^lab-/,
    domain: 'corp.contoso.com',
    'tenant-id': '07f001bb-c2be-4be8-bf1a-d8d1e5b069c6',
  });
  const lab = await labs.reopen(values['data-dir'] ?? '', {
    domain: values.domain ?? '',
    hosts: (values.hosts ?? '').split(','),
    tenantId: values['tenant-id'] ?? '',
    scenario: [values.scenario ?? ''],
  });
  const [, uri = '', mailbox = ''] = /-TargetUri (\S+) -Mailbox (\S+)/.exec(printed?.test ?? '') ?? [];
  const found = explain(await test(lab, { Service: 'EWS', TargetUri: uri, Mailbox: mailbox }));
  t.equal(found.causes[0]?.id, 'host-rewritten');
  t.match(found.quoted, { expectedHost: 'lb.corp.contoso.com', actualHost: 'mail.corp.contoso.com' }, 'with his names');
});

t.test('POST /api/explain', async (t) => {
  const lab = await labs.start('api');
  t.match(await call(lab, '/api/explain', { text: 'MSExchange OAuth 2003' }), {
    verdict: 'failure',
    causes: [{ id: 'auth-server-without-certificates' }],
  });
  t.match(await call(lab, '/api/explain', { text: 'Guten Tag' }), { verdict: 'unknown' });
  t.match(await call(lab, '/api/explain', {}), { error: { category: 'InvalidArgument' } });
});

t.test('the labs of the catalogue made no mistake of their own', async (t) => t.strictSame(labs.defects, []));
