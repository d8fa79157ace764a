import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { allRows } from '../scripts/fidelity/all-rows.js';
import { fidelityPage } from '../scripts/fidelity/page.js';
import { sources } from '../scripts/fidelity/sources.js';
import { subjects } from '../scripts/fidelity/subjects/index.js';
import { type HeldRow, judgeWitnesses, readTap } from '../scripts/fidelity/witnesses.js';

// docs/fidelity.md and the tables it is generated from. Whether the tests that the rows name have passed is looked at
// after a run: scripts/fidelity/check-witnesses.ts.

const project = (path: string) => new URL(`../${path}`, import.meta.url);
const behaviours = subjects.flatMap(({ rows }) => rows);

t.test('the page is what the tables say; after a change of theirs, run npm run fidelity', async (t) => {
  t.ok(readFileSync(project('docs/fidelity.md'), 'utf8') === fidelityPage(), 'docs/fidelity.md is out of date');
});

t.test('every row has an id of its own and names a test', async (t) => {
  const names = allRows.map(({ name }) => name);
  t.strictSame(
    names.filter((name, index) => names.indexOf(name) !== index),
    [],
  );
  const malformed = allRows.filter(
    ({ witnesses }) =>
      witnesses.length === 0 || !witnesses.every((witness) => /^test\/[\w-]+\.test\.ts( > \S(.*\S)?)+$/.test(witness)),
  );
  t.strictSame(malformed, []);
  const odd = behaviours.filter(({ id, what }) => !/^[\w-]+\/[\w.-]+$/.test(id) || what !== what.trim());
  t.strictSame(odd, []);
  const unmarked = behaviours.filter(({ what }) => what.replaceAll(/``.+?``|`[^`]+`/g, '').includes('`'));
  t.strictSame(unmarked, [], 'backquotes come in pairs');
});

t.test('the test file of every row is there', async (t) => {
  const files = new Set(
    allRows.flatMap(({ witnesses }) => witnesses.map((witness) => witness.split(' > ', 1)[0] ?? '')),
  );
  t.strictSame(
    [...files].filter((file) => !existsSync(project(file))),
    [],
  );
});

t.test('every source is cited', async (t) => {
  const tables = fidelityPage().split('\n## Sources\n')[0] ?? '';
  const idle = Object.values(sources).filter(({ short }) => !tables.includes(short));
  t.strictSame(idle, []);
});

const printed = `TAP version 14
# Subtest: a lab
    # Subtest: is good
        ok 1 - really
        1..1
    ok 1 - is good
    # Subtest: is good: by another way
        ok 1 - really
        1..1
    ok 2 - is good: by another way
    ok 3 - is bad # SKIP xmllint is not installed
    ok 4 - is late # TODO
    not ok 5 - is broken
    ok 6 - is filtered # SKIP filter: /good/
    ok 7 - comes twice
    not ok 8 - comes twice
    1..8
not ok 1 - a lab
1..1
`;
const results = new Map([['test/a.test.ts', readTap(printed)]]);
const files = ['test/a.test.ts', 'test/b.test.ts'];

t.test('what a test file printed is read by titles', async (t) => {
  const kinds = [...(results.get('test/a.test.ts') ?? [])].map(([title, { kind }]) => `${title}: ${kind}`);
  t.strictSame(
    kinds.filter((line) => !line.startsWith('a lab > is good')),
    [
      'a lab > is bad: skipped',
      'a lab > is late: skipped',
      'a lab > is broken: failed',
      'a lab > is filtered: skipped',
      'a lab > comes twice: failed',
      'a lab: failed',
    ],
  );
});

t.test('a row without a passing test is a problem, unless it says why it may be skipped', async (t) => {
  const judge = (title: string, more: Partial<HeldRow> = {}, file = 'a') => {
    const row: HeldRow = { name: 'row', witnesses: [`test/${file}.test.ts > ${title}`], ...more };
    const { problems, skipped, notLookedAt } = judgeWitnesses([row], results, files);
    return [...problems, ...skipped, ...(notLookedAt === 0 ? [] : ['not looked at'])].join();
  };
  t.equal(judge('a lab > is good'), '');
  t.equal(judge('a lab > is gone'), 'row: did not run: test/a.test.ts > a lab > is gone');
  t.equal(judge('a lab > is broken'), 'row: failed: test/a.test.ts > a lab > is broken');
  t.equal(judge('a lab > comes twice'), 'row: failed: test/a.test.ts > a lab > comes twice');
  t.equal(judge('a lab > is late'), 'row: skipped (true): test/a.test.ts > a lab > is late');
  t.equal(
    judge('a lab > is bad'),
    'row: skipped (xmllint is not installed): test/a.test.ts > a lab > is bad',
    'a problem without a reason',
  );
  const may = { mayBeSkipped: 'xmllint is missing' };
  const row: HeldRow = { name: 'row', witnesses: ['test/a.test.ts > a lab > is bad'], ...may };
  t.match(judgeWitnesses([row], results, files), { problems: [], skipped: [/^row: skipped/], notLookedAt: 0 });
  t.equal(judge('a lab > is broken', may), 'row: failed: test/a.test.ts > a lab > is broken', 'red is not skipped');
});

t.test('of several tests all must pass; a title may have triggers behind it', async (t) => {
  const judge = (titles: readonly string[], takesTriggers = false) => {
    const witnesses = titles.map((title) => `test/a.test.ts > a lab > ${title}` as const);
    return judgeWitnesses([{ name: 'row', witnesses, takesTriggers }], results, files).problems.length;
  };
  t.equal(judge(['is good', 'is gone']), 1);
  t.equal(judge(['is good', 'is good: by another way']), 0);
  t.equal(judge(['is good', 'is broken']), 1);
  t.equal(judge(['is gone', 'is nowhere']), 1);
  t.equal(judge(['is good'], true), 0);
  t.equal(judge(['is'], true), 1, 'a trigger stands behind a colon');
});

t.test('a run of some files or titles leaves the others open', async (t) => {
  const row = (witness: HeldRow['witnesses'][number]): HeldRow => ({ name: 'row', witnesses: [witness] });
  const open = { problems: [], skipped: [], notLookedAt: 1 };
  t.match(judgeWitnesses([row('test/b.test.ts > a lab')], results, files), open);
  t.match(judgeWitnesses([row('test/a.test.ts > a lab > is filtered')], results, files), open);
  t.match(judgeWitnesses([row('test/c.test.ts > a lab')], results, files), {
    problems: ['row: there is no file test/c.test.ts'],
  });
});
