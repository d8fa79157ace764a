import { textOf } from '../../scenarios/evidence.js';
import type { ScenarioVerification } from '../../scenarios/results.js';
import type { ScenarioExplanation } from '../../scenarios/sheet.js';
import { exitCodes } from '../console.js';
import { ask, say } from './ask.js';
import { stepLines } from './step-lines.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

export const mend: ScenarioVerb = {
  name: 'mend',
  words: 'ID',
  help: 'mend it as an admin would, show what was typed, and check it',
  mostWords: 1,
  check: ({ words }) => void requireId('mend', words),
  async run(call) {
    const id = requireId('mend', call.words);
    const verification = await ask<ScenarioVerification>(call, 'POST', pathOf(id, 'mend'));
    const { mend: steps } = await ask<ScenarioExplanation>(call, 'GET', pathOf(id, 'explanation'));
    say(call, verification, [...stepLines(steps), '', verdictOn(verification)].join('\n'));
    return verification.passed ? exitCodes.done : exitCodes.failureFound;
  },
};

/** What the check says after a mend. */
export function verdictOn({ id, active, passed, verified }: ScenarioVerification): string {
  const state = active ? 'still active' : 'active no more';
  const verdict = passed
    ? `the check passes; ${state}.`
    : `the check does NOT pass; ${state}. Another scenario that is active may stand in its way (scenarios list).`;
  return `${textOf(verified)}\n\n${id}: ${verdict}`;
}
