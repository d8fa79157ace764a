import type { ScenarioVerification } from '../../scenarios/results.js';
import { exitCodes } from '../console.js';
import { ask, say } from './ask.js';
import { verdictOn } from './mend.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

export const verify: ScenarioVerb = {
  name: 'verify',
  words: 'ID',
  help: 'check what you have mended yourself',
  mostWords: 1,
  check: ({ words }) => void requireId('verify', words),
  async run(call) {
    const verification = await ask<ScenarioVerification>(
      call,
      'POST',
      pathOf(requireId('verify', call.words), 'verify'),
    );
    say(call, verification, verdictOn(verification));
    return verification.passed ? exitCodes.done : exitCodes.failureFound;
  },
};
