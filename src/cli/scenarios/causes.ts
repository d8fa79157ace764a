import type { ListedCause } from '../../scenarios/mystery/near-causes.js';
import { formatTable } from '../../shell/format.js';
import { exitCodes } from '../console.js';
import { ask, say } from './ask.js';
import type { ScenarioVerb } from './verb.js';

export const causes: ScenarioVerb = {
  name: 'causes',
  words: '[WORD]',
  help: 'mystery: the causes that may be named; those with a word in them',
  mostWords: 1,
  async run(call) {
    const [word = ''] = call.words;
    const all = await ask<readonly ListedCause[]>(call, 'GET', '/api/causes');
    const found = all.filter((cause) => Object.values(cause).join(' ').toLowerCase().includes(word.toLowerCase()));
    const rows = found.map((cause) => ({ ...cause }));
    say(call, found, rows.length === 0 ? `No cause has '${word}' in it.` : formatTable(rows, ['part', 'id', 'title']));
    return found.length === 0 ? exitCodes.failureFound : exitCodes.done;
  },
};
