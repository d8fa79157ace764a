import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { indexPage } from '../scripts/scenarios/index-page.js';
import { scenarioPage } from '../scripts/scenarios/page.js';
import { causes } from '../src/evidence/knowledge/causes.js';
import { type Lab, ScenarioError } from '../src/index.js';
import { scenarios } from '../src/scenarios/catalogue.js';
import { textOf } from '../src/scenarios/evidence.js';
import { configurationOf } from './acceptance/configuration.js';
import { TestLabs } from './acceptance/labs.js';

/** Each scenario breaks, shows what it says it shows, is mended and passes; all over real HTTP and TLS. */
const labs = new TestLabs('scenarios');
t.teardown(() => labs.close());

const healthyTest = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
const pages = new URL('../docs/scenarios/', import.meta.url);

async function isHealthy(lab: Lab): Promise<boolean> {
  return (await lab.testOAuthConnectivity(healthyTest)).ResultType === 'Success';
}

t.test('every scenario breaks the lab as it says, its mend mends it, and its page is what a run shows', async (t) => {
  const lab = await labs.start('every');
  for (const { id } of scenarios) {
    const run = await lab.scenarios.run(id);
    t.ok(run.passed, `${id}: ${run.differences.join('\n')}`, { mended: textOf(run.mended) });
    const hints = [1, 2, 3].map((number) => lab.scenarios.hint(id, number));
    const page = scenarioPage({ run, hints, sheet: lab.scenarios.show(id), explanation: lab.scenarios.explain(id) });
    t.equal(readFileSync(new URL(`${id}.md`, pages), 'utf8'), page, `${id}: its page is stale? npm run scenarios`);
  }
  t.strictSame(labs.defects, []);
});

t.test('docs/scenarios has a page for each and no other, and docs/scenarios.md lists them', async (t) => {
  t.strictSame(readdirSync(pages).toSorted(), scenarios.map(({ id }) => `${id}.md`).toSorted());
  const index = readFileSync(new URL('../docs/scenarios.md', import.meta.url), 'utf8');
  t.equal(index, indexPage(), 'docs/scenarios.md is stale? npm run scenarios');
});

t.test('a mend leaves the configuration as it was before the break', async (t) => {
  const lab = await labs.start('mended');
  const file = join(labs.directory, 'mended');
  const before = configurationOf(file);
  for (const { id } of scenarios) {
    await lab.scenarios.activate(id);
    const { passed, active } = await lab.scenarios.mend(id);
    t.strictSame({ passed, active }, { passed: true, active: false }, id);
    if (!t.strictSame(configurationOf(file), before, `${id}: the configuration`)) await lab.scenarios.reset();
  }
  t.ok(await isHealthy(lab));
});

t.test('after any sequence of activations and mends, and after a reset, the lab is as at the start', async (t) => {
  const lab = await labs.start('sequences');
  const file = join(labs.directory, 'sequences');
  const before = configurationOf(file);
  const ids = scenarios.map(({ id }) => id);
  const action = fc.record({ verb: fc.constantFrom('activate', 'activate', 'mend'), id: fc.constantFrom(...ids) });
  const sequences = fc.array(action, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(sequences, fc.boolean(), async (actions, byReset) => {
      for (const { verb, id } of actions) await tryTo(() => lab.scenarios[verb as 'activate' | 'mend'](id));
      // In the order of their activation: the first to go must not need what a later one holds.
      if (!byReset) for (const id of active(lab)) await tryTo(() => lab.scenarios.mend(id));
      if (active(lab).length > 0) await lab.scenarios.reset();
      t.strictSame([configurationOf(file), active(lab)], [before, []]);
      t.ok(await isHealthy(lab));
    }),
    { numRuns: 15, endOnFailure: true },
  );
  t.strictSame(labs.defects, []);
});

function active(lab: Lab): readonly string[] {
  return lab.details().activeScenarios;
}

/** What can't be done in this state is refused, and changes nothing. */
async function tryTo(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ScenarioError)) throw error;
  }
}

t.test('each is complete, told apart by its id, and its cause is in the catalogue', async (t) => {
  t.equal(new Set(scenarios.map(({ id }) => id)).size, scenarios.length);
  t.ok(scenarios.length >= 45, `${scenarios.length} scenarios`);
  for (const { id, cause, explanation, sources, subjects } of scenarios) {
    t.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    t.ok(sources.length > 0 && subjects.length > 0, `${id}: sources and subjects`);
    if (cause === undefined) t.ok(explanation, `${id}: explains itself`);
    else
      t.ok(
        causes.some((one) => one.id === cause),
        `${id}: its cause ${cause} is in the catalogue`,
      );
  }
});
