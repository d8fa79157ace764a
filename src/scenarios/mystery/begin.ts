import type { LabState } from '../../directory/state.js';
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

/** Breaks the lab; throws ScenarioError where not so many faults can be had at once; those that can are on then. */
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

/**
 * Switches them on until there are enough. Several must not only be broken together but be mendable together, which their
 * subjects alone don't tell: that is rehearsed, and who spoils it is passed over.
 */
async function breakLab(
  lab: ScenarioSwitch,
  order: readonly MysteryScenario[],
  count: number,
): Promise<readonly MysteryScenario[]> {
  const before = lab.state;
  let chosen: readonly MysteryScenario[] = [];
  for (const scenario of order) {
    if (chosen.length === count) break;
    if (!fitsBeside(scenario, chosen)) continue;
    const tried = [...chosen, scenario];
    if ((await areOn(tried, lab, before)) && (tried.length === 1 || (await canBeMended(tried, lab)))) chosen = tried;
  }
  if (count > 1) await areOn(chosen, lab, before); // once more: what was rehearsed must leave nothing behind
  return chosen;
}

/** Switches these on, and nothing else; false where one can't be beside the others. */
async function areOn(wanted: readonly MysteryScenario[], lab: ScenarioSwitch, before: LabState): Promise<boolean> {
  if (lab.state !== before) await lab.restore(before);
  return succeeds(async () => {
    for (const scenario of wanted) await lab.on(scenario);
    return true;
  });
}

async function canBeMended(broken: readonly MysteryScenario[], lab: ScenarioSwitch): Promise<boolean> {
  return succeeds(async () => {
    for (const scenario of broken) await lab.mend(scenario);
    for (const scenario of broken) if (!(await lab.verify(scenario)).passed) return false;
    return true;
  });
}

/** What a scenario can't do is no failure here; the lab's own mistakes are. */
async function succeeds(work: () => Promise<boolean>): Promise<boolean> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ScenarioError) return false;
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
