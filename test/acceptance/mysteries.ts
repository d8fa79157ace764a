import { defaultHosts, seedDomain, seedTenantId } from '../../src/directory/world.js';
import { requireScenario, scenarios } from '../../src/scenarios/catalogue.js';
import { candidates, fitsBeside, type MysteryScenario } from '../../src/scenarios/mystery/pick-faults.js';
import type { MysteryDifficulty } from '../../src/scenarios/mystery/record.js';
import { namesOf } from '../../src/scenarios/names.js';

/** The names of a default lab. */
export const names = namesOf({ domain: seedDomain, hosts: defaultHosts(seedDomain), tenantId: seedTenantId });

/** A seed with which a mystery consists of these scenarios, however many there are in the catalogue by now. */
export function seedFor(ids: readonly string[], difficulty: MysteryDifficulty | 'any' = 'any'): number {
  for (let seed = 1; seed < 1_000_000; seed += 1) {
    const first = picked(seed, difficulty, ids.length);
    if (first.every((id) => ids.includes(id))) return seed;
  }
  throw new Error(`No seed gives ${ids.join(', ')}.`);
}

/** What an admin types to mend a scenario. */
export function mendLines(id: string): readonly string[] {
  return requireScenario(id)
    .mend(names)
    .flatMap(({ type }) => type);
}

function picked(seed: number, difficulty: MysteryDifficulty | 'any', count: number): readonly string[] {
  const chosen: MysteryScenario[] = [];
  for (const scenario of candidates(scenarios, names, { seed, difficulty })) {
    if (chosen.length < count && fitsBeside(scenario, chosen)) chosen.push(scenario);
  }
  return chosen.map(({ id }) => id);
}
