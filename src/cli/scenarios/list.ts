import type { ScenarioSummary } from '../../scenarios/results.js';
import { formatTable } from '../../shell/format.js';
import { exitCodes } from '../console.js';
import { ask, isMysteryOn, say } from './ask.js';
import type { ScenarioVerb } from './verb.js';

export const list: ScenarioVerb = {
  name: 'list',
  words: '',
  help: 'the scenarios, and which are active',
  mostWords: 0,
  async run(call) {
    const scenarios = await ask<readonly ScenarioSummary[]>(call, 'GET', '/api/scenarios');
    const rows = scenarios.map((summary) => ({ ...summary }));
    say(call, scenarios, formatTable(rows, ['id', 'active', 'difficulty', 'direction', 'title']));
    if (await isMysteryOn(call))
      call.console.err('A mystery is on: what is active is not told. scenarios mystery shows its tickets.\n');
    return exitCodes.done;
  },
};
