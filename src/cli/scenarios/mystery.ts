import type { MysteryOrder } from '../../scenarios/mystery/begin.js';
import { mostFaults } from '../../scenarios/mystery/pick-faults.js';
import { type MysteryDifficulty, mysteryDifficulties } from '../../scenarios/mystery/record.js';
import type { MysteryView } from '../../scenarios/mystery/view.js';
import { exitCodes, UsageError } from '../console.js';
import { ask, isMysteryOn, say } from './ask.js';
import { ticketsText } from './mystery-text.js';
import type { ScenarioVerb, VerbCall } from './verb.js';

export const mystery: ScenarioVerb = {
  name: 'mystery',
  words: '[--seed N] [--difficulty D] [--count N] [--student NAME]',
  help: 'break something and say only the ticket; while one is on: the tickets again',
  mostWords: 0,
  options: ['seed', 'difficulty', 'count', 'student'],
  check: ({ values }) => void orderOf(values),
  async run(call) {
    const order = orderOf(call.values);
    const again = Object.keys(order).length === 0 && (await isMysteryOn(call));
    const view = await (again
      ? ask<MysteryView>(call, 'GET', '/api/mystery')
      : ask<MysteryView>(call, 'POST', '/api/mystery', order));
    say(call, view, ticketsText(view));
    return exitCodes.done;
  },
};

function orderOf({ seed, difficulty, count, student }: VerbCall['values']): MysteryOrder {
  return {
    ...(seed === undefined ? {} : { seed: wholeNumber('seed', String(seed), 0, Number.MAX_SAFE_INTEGER) }),
    ...(difficulty === undefined ? {} : { difficulty: asDifficulty(String(difficulty)) }),
    ...(count === undefined ? {} : { count: wholeNumber('count', String(count), 1, mostFaults) }),
    ...(student === undefined ? {} : { student: String(student) }),
  };
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
  throw new UsageError(`--${flag} is a whole number ${range}, not '${text}'.`);
}

function asDifficulty(text: string): MysteryDifficulty {
  const found = mysteryDifficulties.find((one) => one === text.toLowerCase());
  if (found) return found;
  throw new UsageError(`--difficulty is ${mysteryDifficulties.join(', ')}, not '${text}'.`);
}
