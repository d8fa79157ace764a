import { exitCodes } from '../console.js';
import { ask, say } from './ask.js';
import type { ScenarioVerb } from './verb.js';

export const reset: ScenarioVerb = {
  name: 'reset',
  words: '',
  help: 'back to healthy',
  mostWords: 0,
  async run(call) {
    say(call, await ask(call, 'POST', '/api/scenarios/reset'), 'The lab is healthy again.');
    return exitCodes.done;
  },
};
