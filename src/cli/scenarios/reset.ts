import type { MysteryView } from '../../scenarios/mystery/view.js';
import { exitCodes } from '../console.js';
import { ask, isMysteryOn, say } from './ask.js';
import { endText } from './mystery-text.js';
import type { ScenarioVerb, VerbCall } from './verb.js';

export const reset: ScenarioVerb = {
  name: 'reset',
  words: '',
  help: 'back to healthy; a mystery is given up',
  mostWords: 0,
  async run(call) {
    const givenUp = await isMysteryOn(call);
    const scenarios = await ask(call, 'POST', '/api/scenarios/reset');
    const end = givenUp ? `${await endOf(call)}\n` : '';
    say(call, scenarios, `${end}The lab is healthy again.`);
    return exitCodes.done;
  },
};

/** Of the mystery that the reset has ended; nothing where its record was lost. */
async function endOf(call: VerbCall): Promise<string> {
  const [last] = (await ask<readonly MysteryView[]>(call, 'GET', '/api/mysteries')).slice(-1);
  return last === undefined || last.endedAt === null ? 'The mystery has ended.' : endText(last);
}
