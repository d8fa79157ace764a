import type { Random } from '../../random.js';
import { scenarios } from '../catalogue.js';
import { ScenarioError } from '../scenario-error.js';
import type { ScenarioSwitch } from '../scenario-switch.js';
import { candidates, fitsBeside, type MysteryScenario, mostFaults, usualCount } from './pick-faults.js';
import type { MysteryDifficulty, MysteryFault, MysteryRecord } from './record.js';

/** What a mystery shall be; all of it may be left out. */
export interface MysteryOrder {
  /** A whole number: who says the same one gets the same faults, where difficulty and count are the same. */
  readonly seed?: number | undefined;
  readonly difficulty?: MysteryDifficulty | undefined;
  /** Faults at once, 1 to 3; 2 for an expert, else 1. */
  readonly count?: number | undefined;
  /** Whose record it is. */
  readonly student?: string | undefined;
}

/** A seed for who names none: short enough to be said aloud. */
function anySeed(random: Random): number {
  return 1 + (random.bytes(4).readUInt32LE() % 999_999);
}

/** Breaks the lab; throws ScenarioError where not so many faults can be had at once, with those that can switched on. */
export async function beginMystery(
  lab: ScenarioSwitch,
  order: MysteryOrder,
  { random, startedAt }: { readonly random: Random; readonly startedAt: string },
): Promise<MysteryRecord> {
  const { seed = anySeed(random), difficulty = 'any', student = '' } = order;
  const { count = usualCount(difficulty) } = order;
  requireCount(count);
  const chosen = await breakLab(lab, candidates(scenarios, lab.names, { seed, difficulty }), count);
  if (chosen.length < count) throw new ScenarioError('conflict', tooFew(chosen.length, count, difficulty));
  const id = `${startedAt.slice(0, 19).replaceAll(':', '-')}-${random.uuid().slice(0, 8)}`;
  const faults = chosen.map((scenario) => asFault(scenario, lab));
  return {
    ...{ version: 1, id, student: student.trim(), seed, difficulty, startedAt, endedAt: null, outcome: null },
    ...{ faults, answers: [], changes: [] },
  };
}

/** Switches them on until there are enough; one that can't be beside the others is passed over. */
async function breakLab(
  lab: ScenarioSwitch,
  order: readonly MysteryScenario[],
  count: number,
): Promise<readonly MysteryScenario[]> {
  const chosen: MysteryScenario[] = [];
  for (const scenario of order) {
    if (chosen.length === count) break;
    if (fitsBeside(scenario, chosen) && (await canBeOn(scenario, lab))) chosen.push(scenario);
  }
  return chosen;
}

async function canBeOn(scenario: MysteryScenario, lab: ScenarioSwitch): Promise<boolean> {
  try {
    await lab.on(scenario);
    return true;
  } catch (error) {
    if (error instanceof ScenarioError) return false; // the lab is as it was before
    throw error;
  }
}

function asFault({ id, title, cause, ticket }: MysteryScenario, { names }: ScenarioSwitch): MysteryFault {
  return { scenario: id, title, cause, ticket: ticket(names), hints: 0, named: null, mended: null };
}

function requireCount(count: number): void {
  if (Number.isInteger(count) && count >= 1 && count <= mostFaults) return;
  throw new ScenarioError('conflict', `A mystery has 1 to ${mostFaults} faults, not ${count}.`);
}

function tooFew(found: number, wanted: number, difficulty: MysteryDifficulty | 'any'): string {
  const what = difficulty === 'any' ? '' : ` of difficulty '${difficulty}'`;
  return `There are no ${wanted} faults${what} that this lab can have at once, only ${found}: ask for fewer, or for another difficulty.`;
}
