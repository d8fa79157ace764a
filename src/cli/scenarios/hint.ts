import { exitCodes, UsageError } from '../console.js';
import { wrap } from '../help.js';
import { ask, say } from './ask.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

interface Hint {
  readonly number: number;
  readonly of: number;
  readonly hint: string;
}

export const hint: ScenarioVerb = {
  name: 'hint',
  words: 'ID [N]',
  help: 'a hint: the first one, or the second or third',
  mostWords: 2,
  check: ({ words }) => {
    requireId('hint', words);
    numberOf(words);
  },
  async run(call) {
    const id = requireId('hint', call.words);
    const answer = await ask<Hint>(call, 'GET', pathOf(id, 'hints', numberOf(call.words)));
    const { number, of } = answer;
    const next =
      number < of ? `\nThe next one: scenarios hint ${id} ${number + 1}` : `\nThe solution: scenarios explain ${id}`;
    say(call, answer, `Hint ${number} of ${of}:\n${wrap(answer.hint, '  ')}\n${next}`);
    return exitCodes.done;
  },
};

function numberOf([, number = '1']: readonly string[]): number {
  if (/^[123]$/.test(number)) return Number(number);
  throw new UsageError(`'${number}' is no hint; there are 1, 2 and 3.`);
}
