import { mostFaults } from '../../scenarios/mystery/pick-faults.js';
import type { MysteryAnswers } from '../../scenarios/mystery/view.js';
import { exitCodes, UsageError } from '../console.js';
import { ask, say } from './ask.js';
import { progressText } from './mystery-text.js';
import type { ScenarioVerb } from './verb.js';

export const answer: ScenarioVerb = {
  name: 'answer',
  words: 'CAUSE …',
  help: 'mystery: name the cause, of several faults each; exit code 1 for a wrong one',
  mostWords: mostFaults,
  check: ({ words }) => {
    if (words.length === 0)
      throw new UsageError('Name the cause: exchange-oauth-lab scenarios answer CAUSE (scenarios causes lists them).');
  },
  async run(call) {
    const result = await ask<MysteryAnswers>(call, 'POST', '/api/mystery/answer', { causes: call.words });
    const verdicts = result.answers.map(({ cause, right }) => `${cause}: ${right ? 'right' : 'wrong'}`);
    say(call, result, [...verdicts, progressText(result)].join('\n'));
    return result.answers.every(({ right }) => right) ? exitCodes.done : exitCodes.failureFound;
  },
};
