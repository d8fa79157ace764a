import { request } from 'undici';
import { defaultHosts, seedDomain, seedTenantId } from '../../src/directory/world.js';
import type { Lab } from '../../src/index.js';
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

/** Types a scenario's mend into a lab, as its admins would, each where he sits. */
export async function typeMend(lab: Lab, id: string): Promise<void> {
  for (const { at, type, server, tenant, answers = [] } of requireScenario(id).mend(names)) {
    const session = at === 'cloud' ? 'Cloud' : 'OnPremises';
    const place = { session, ...(server ? { server } : {}), ...(tenant ? { delegatedOrganization: tenant } : {}) };
    const { body } = await request(`${lab.control.url}/api/shell`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ script: type.join('\n'), answers, ...place }),
    });
    const said = (await body.json()) as {
      readonly errors?: readonly { readonly message: string }[];
      readonly error?: object;
    };
    const [failure] = said.errors ?? [];
    if (failure || said.error) throw new Error(`${id}: ${type.join('; ')}: ${JSON.stringify(failure ?? said.error)}`);
  }
}
