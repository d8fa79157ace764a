import type { MysteryHint } from '../../scenarios/mystery/view.js';
import { type ExitCode, exitCodes, UsageError } from '../console.js';
import { wrap } from '../help.js';
import { ask, isMysteryOn, say } from './ask.js';
import { pathOf, requireId, type ScenarioVerb, type VerbCall } from './verb.js';

interface Hint {
  readonly number: number;
  readonly of: number;
  readonly hint: string;
}

export const hint: ScenarioVerb = {
  name: 'hint',
  words: '[ID [N]]',
  help: 'a hint: the first one, or the second or third; without ID: the next one of a mystery',
  mostWords: 2,
  check: ({ words }) => {
    numberOf(words);
  },
  async run(call) {
    if (call.words.length === 0) return hintOfMystery(call);
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

async function hintOfMystery(call: VerbCall): Promise<ExitCode> {
  if (!(await isMysteryOn(call))) requireId('hint', call.words);
  const answer = await ask<MysteryHint>(call, 'POST', '/api/mystery/hint');
  const { ticket, number, hint: text } = answer;
  say(call, answer, `Ticket ${ticket}, hint ${number} of 3:\n${wrap(text, '  ')}`);
  return exitCodes.done;
}
