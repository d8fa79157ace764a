import fc from 'fast-check';
import t from 'tap';
import { foldTransaction, unfoldTransaction } from '../src/evidence/folded.js';
import { Journal } from '../src/evidence/journal.js';
import type { Transaction } from '../src/evidence/transaction.js';

// What the journal keeps is what it was given, though it keeps it folded.

const text = fc.string({ unit: 'binary', maxLength: 40 });
const header = fc.tuple(text, text);

const transactions: fc.Arbitrary<Transaction> = fc
  .record({
    requestHeaders: fc.array(header, { maxLength: 6 }),
    responseHeaders: fc.array(header, { maxLength: 6 }),
    steps: fc.array(fc.record({ name: text, verdict: fc.constantFrom('passed', 'failed', 'lenient'), detail: text })),
    token: fc.option(text, { nil: undefined }),
    carried: fc.boolean(),
    id: fc.uuid(),
  })
  .map(({ requestHeaders, responseHeaders, steps, token, carried, id }) => ({
    id,
    arrived: 1_700_000_000_000,
    side: 'OnPremises',
    server: 'EX01',
    request: {
      method: 'POST',
      target: '/ews/Exchange.asmx',
      httpVersion: '1.1',
      headers:
        carried && token !== undefined ? [...requestHeaders, ['Authorization', `Bearer ${token}`]] : requestHeaders,
      scheme: 'https',
      localAddress: '127.0.0.1',
      localPort: 443,
      remoteAddress: '127.0.0.1',
      remotePort: 50_000,
      authority: 'owa.msxfaq.de',
      bytes: 700,
    },
    steps: steps as Transaction['steps'],
    response: { status: 401, headers: responseHeaders, bytes: 300, timeTakenMs: 2 },
    diagnostics: { code: 2000003, reason: 'why', errorCategory: 'invalid_resource' },
    token,
    userName: undefined,
  }));

t.test('a transaction comes out of its fold as it went in', async (t) => {
  fc.assert(
    fc.property(transactions, (transaction) => {
      const unfolded = unfoldTransaction(foldTransaction(transaction));
      return JSON.stringify(unfolded) === JSON.stringify(transaction) && unfolded.token === transaction.token;
    }),
  );
  t.pass();
});

t.test('the journal is a ring: the latest, in their order, found by id, and what follows one of them', async (t) => {
  const journal = new Journal(3);
  const [sample] = fc.sample(transactions, 1);
  for (const id of ['a', 'b', 'c', 'd', 'e']) if (sample) journal.record({ ...sample, id });
  const ids = (options?: Parameters<Journal['list']>[0]) => journal.list(options).map(({ id }) => id);
  t.same(ids(), ['c', 'd', 'e']);
  t.same(ids({ limit: 2 }), ['d', 'e']);
  t.same(ids({ after: 'c' }), ['d', 'e']);
  t.same(ids({ after: 'c', limit: 1 }), ['d']);
  t.same(ids({ after: 'e' }), []);
  t.equal(journal.find('d')?.id, 'd');
  t.equal(journal.find('a'), undefined);
});
