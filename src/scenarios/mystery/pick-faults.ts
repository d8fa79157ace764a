import { createHash } from 'node:crypto';
import type { ScenarioNames } from '../names.js';
import type { Scenario } from '../scenario.js';
import type { MysteryDifficulty } from './record.js';

/** A scenario that can be a mystery: something is broken, for a reason that can be named. */
export type MysteryScenario = Scenario & { readonly cause: string };

/** Most faults of one mystery. */
export const mostFaults = 3;

/** How many faults a mystery has unless told. */
export function usualCount(difficulty: MysteryDifficulty | 'any'): number {
  return difficulty === 'expert' ? 2 : 1;
}

/**
 * The scenarios in the order in which a mystery takes them. The seed alone decides: everybody who is told it gets the same
 * faults, and a scenario that is new in the catalogue moves none of the others.
 */
export function candidates(
  all: readonly Scenario[],
  names: ScenarioNames,
  { seed, difficulty }: { readonly seed: number; readonly difficulty: MysteryDifficulty | 'any' },
): readonly MysteryScenario[] {
  const rank = ({ id }: Scenario) => createHash('sha256').update(`${seed} ${id}`).digest('hex');
  return all
    .filter((scenario): scenario is MysteryScenario => scenario.cause !== undefined && isBroken(scenario, names))
    .filter((scenario) => difficulty === 'any' || difficulty === 'expert' || scenario.difficulty === difficulty)
    .map((scenario) => ({ scenario, rank: rank(scenario) }))
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ scenario }) => scenario);
}

/** Can it be a fault beside these? Not with a subject or a cause of theirs. */
export function fitsBeside(scenario: MysteryScenario, others: readonly MysteryScenario[]): boolean {
  return others.every(
    ({ cause, subjects }) => cause !== scenario.cause && !subjects.some((name) => scenario.subjects.includes(name)),
  );
}

function isBroken(scenario: Scenario, names: ScenarioNames): boolean {
  return !scenario.subjects.includes('nothing') && scenario.break(names).length > 0;
}
