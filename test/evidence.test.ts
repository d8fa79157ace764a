import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import t from 'tap';
import { Journal } from '../src/evidence/journal.js';
import type { Transaction } from '../src/evidence/transaction.js';

// What the journal keeps is what it was given, though it keeps it as bytes.

/** Without what is undefined: it says nothing. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

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

t.test('a transaction comes out of the journal as it went in', async (t) => {
  const journal = new Journal(2);
  fc.assert(
    fc.property(transactions, (transaction) => {
      journal.record(transaction);
      return isDeepStrictEqual(plain(journal.list({ limit: 1 })[0]), plain(transaction));
    }),
    { numRuns: 300 },
  );
  t.pass();
});

t.test(
  'however large they are, the latest are whole, in their order, and no more than there is room for',
  async (t) => {
    const [sample] = fc.sample(transactions, 1);
    if (!sample) throw new Error('There is no transaction.');
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 1_500_000 }), { minLength: 1, maxLength: 25 }), (sizes) => {
        const journal = new Journal(10); // of 4 MB
        sizes.forEach((size, index) => {
          journal.record({ ...sample, id: String(index), token: 'ä'.repeat(size) });
        });
        const kept = journal.list();
        const right = kept.every(({ id, token }) => token?.length === sizes[Number(id)] && /^ä+$/.test(token ?? ''));
        const latest = kept.every(({ id }, index) => Number(id) === sizes.length - kept.length + index);
        return right && latest && kept.length > 0 && kept.length <= 10;
      }),
      { numRuns: 12 },
    );
    t.pass();
  },
);

t.test('many short strings need room as well: a head of 50,000 lines counts with the length of each', async (t) => {
  const [sample] = fc.sample(transactions, 1);
  if (!sample) throw new Error('There is no transaction.');
  const headers = Array.from({ length: 50_000 }, (_, index) => ['a', String(index % 10)] as const);
  const journal = new Journal(10); // of 4 MB
  const given = Array.from({ length: 10 }, (_, id) => ({
    ...sample,
    id: String(id),
    request: { ...sample.request, headers },
  }));
  for (const transaction of given) journal.record(transaction);
  const kept = journal.list();
  t.ok(kept.length >= 1 && kept.length <= 8, 'half a megabyte each'); // 100,000 strings, 4 bytes and one character each
  t.same(plain(kept), plain(given.slice(-kept.length)));
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
