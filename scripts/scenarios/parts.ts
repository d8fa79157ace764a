import type { Lab } from '../../src/index.js';
import type { PageParts } from './page.js';

/** Runs a scenario, and takes along all that its page says. */
export async function partsOf({ scenarios }: Lab, id: string): Promise<PageParts> {
  const run = await scenarios.run(id);
  if (!run.passed) throw new Error(`${id}: ${run.differences.join('\n')}`);
  return {
    run,
    sheet: scenarios.show(id),
    explanation: scenarios.explain(id),
    hints: [1, 2, 3].map((number) => scenarios.hint(id, number)),
  };
}
