import t from 'tap';
import { causes } from '../src/evidence/knowledge/causes.js';
import { scenarios } from '../src/scenarios/catalogue.js';
import { textOf } from '../src/scenarios/evidence.js';
import { TestLabs } from './acceptance/labs.js';

/** Each scenario breaks, shows what it says it shows, is mended and passes; all over real HTTP and TLS. */
const labs = new TestLabs('scenarios');
t.teardown(() => labs.close());

t.test('every scenario breaks the lab as it says, and its mend mends it', async (t) => {
  const lab = await labs.start('every');
  for (const { id } of scenarios) {
    const run = await lab.scenarios.run(id);
    t.ok(run.passed, `${id}: ${run.differences.join('\n')}`, { mended: textOf(run.mended) });
  }
  t.strictSame(labs.defects, []);
});

t.test('each is told apart by its id, and its cause points back to it', async (t) => {
  t.equal(new Set(scenarios.map(({ id }) => id)).size, scenarios.length);
  for (const { id, cause, explanation } of scenarios) {
    t.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    if (cause === undefined) t.ok(explanation, `${id}: explains itself`);
    else
      t.ok(
        causes.some((one) => one.id === cause),
        `${id}: its cause ${cause} is in the catalogue`,
      );
  }
});
