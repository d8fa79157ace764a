import type { MysteryView } from '../../scenarios/mystery/view.js';
import type { ScenarioVerification } from '../../scenarios/results.js';
import { type ExitCode, exitCodes } from '../console.js';
import { ask, isMysteryOn, say } from './ask.js';
import { verdictOn } from './mend.js';
import { progressText } from './mystery-text.js';
import { pathOf, requireId, type ScenarioVerb, type VerbCall } from './verb.js';

export const verify: ScenarioVerb = {
  name: 'verify',
  words: '[ID]',
  help: 'check what you have mended yourself; without ID: in a mystery',
  mostWords: 1,
  async run(call) {
    if (call.words.length === 0) return verifyMystery(call);
    const verification = await ask<ScenarioVerification>(
      call,
      'POST',
      pathOf(requireId('verify', call.words), 'verify'),
    );
    say(call, verification, verdictOn(verification));
    return verification.passed ? exitCodes.done : exitCodes.failureFound;
  },
};

async function verifyMystery(call: VerbCall): Promise<ExitCode> {
  if (!(await isMysteryOn(call))) requireId('verify', call.words);
  const view = await ask<MysteryView>(call, 'POST', '/api/mystery/verify');
  say(call, view, progressText(view));
  return view.tickets.every(({ mended }) => mended) ? exitCodes.done : exitCodes.failureFound;
}
