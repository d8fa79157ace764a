import t from 'tap';
import type { OutgoingCall } from '../src/evidence/outgoing-call.js';
import type { TransactionSummary } from '../src/evidence/transaction-summary.js';
import type { MysteryOrder } from '../src/scenarios/mystery/begin.js';
import { type Event, Reader } from './acceptance/event-reader.js';
import { TestLabs } from './acceptance/labs.js';
import { seedFor } from './acceptance/mysteries.js';
import { madeTransaction } from './acceptance/transactions.js';

// What the lab does to break itself for a mystery must not be read afterwards in what it keeps, nor be heard meanwhile.

const labs = new TestLabs('mystery-traces');
const lab = await labs.start('lab');
const reader = await Reader.open('/api/events', {}, lab);
t.teardown(async () => {
  reader.close();
  await labs.close();
});

/** Its breaking steps ask other servers, restart something, or move a clock. */
const talkative = [
  'metadata-of-another-tenant',
  'auth-servers-ambiguous',
  'auth-server-keys-stale',
  'clock-off',
  'dedicated-app-not-on-auth-server',
  'name-misdirected',
  'host-rewritten',
];
const orders: readonly MysteryOrder[] = [
  ...talkative.map((id) => ({ seed: seedFor([id]) })),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => ({ seed })),
  { seed: 3, difficulty: 'expert', count: 3 },
];

/** All that is kept of requests: of the servers', of the clients', and in files. What services say in the event logs is evidence. */
async function kept() {
  const read = async <Item>(path: string) =>
    (await (await fetch(`${lab.control.url}${path}`)).json()) as readonly Item[];
  const files = (await lab.logs.list()).filter(({ path }) => !path.includes('winevt'));
  return {
    transactions: await read<TransactionSummary>('/api/transactions?view=summary&limit=1000'),
    calls: await read<OutgoingCall>('/api/outgoing-calls?limit=500'),
    files: await Promise.all(files.map(async ({ path }) => [path, await lab.logs.read(path)])),
  };
}

/** A transaction that everybody hears of, and that makes Exchange ask nobody; what came before it is all that came. */
async function untilNow(id: string): Promise<readonly Event[]> {
  lab.journal.record(madeTransaction({ id }));
  await reader.until(({ transactions }) => transactions.at(-1)?.id === id);
  return reader.events;
}

t.test('the making of a mystery leaves no trace and is told as one event, whatever is broken', async (t) => {
  let number = 0;
  for (const order of orders) {
    const what = JSON.stringify(order);
    number += 1;
    const from = (await untilNow(`made-${number}`)).length;
    const before = await kept();
    t.ok(before.transactions.length > 0 && before.files.length > 0);
    await lab.mystery.start(order);
    t.strictSame(await kept(), before, `${what}: lists and files`);
    await reader.until(({ labs }) => labs.at(-1)?.mystery === true);
    number += 1;
    const told = (await untilNow(`made-${number}`)).slice(from, -1).map((event) => {
      return event.event === 'lab' ? `lab ${event.data.changed} ${event.data.activeScenarios.length}` : event.event;
    });
    t.strictSame(told, ['reset', 'lab mystery 0'], `${what}: events`);
    await lab.mystery.giveUp();
    await reader.until(({ labs }) => labs.at(-1)?.mystery === false);
  }
});

t.test('a mystery that can’t be had leaves none either, and what comes afterwards is kept as ever', async (t) => {
  const before = await kept();
  await t.rejects(() => lab.mystery.start({ seed: 1, count: 4 }), { code: 'conflict' });
  t.strictSame(await kept(), before);
  const { transactionIds } = await lab.testOAuthConnectivity({
    ...{ Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' },
  });
  const after = await kept();
  t.strictSame(
    after.transactions.slice(-3).map(({ id }) => id),
    transactionIds,
  );
  t.strictSame(
    after.calls.slice(-3).map(({ end }) => end?.transactionId),
    transactionIds,
  );
});

t.test('no mistake of the lab itself', async (t) => t.strictSame(labs.defects, []));
