import type { ScenarioSheet } from '../../scenarios/sheet.js';
import { exitCodes } from '../console.js';
import { wrap } from '../help.js';
import { ask, say } from './ask.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

export const show: ScenarioVerb = {
  name: 'show',
  words: 'ID',
  help: 'the ticket: what the admin hears of it, and what to type to see it',
  mostWords: 1,
  check: ({ words }) => void requireId('show', words),
  async run(call) {
    const sheet = await ask<ScenarioSheet>(call, 'GET', pathOf(requireId('show', call.words)));
    say(call, sheet, sheetText(sheet));
    return exitCodes.done;
  },
};

function sheetText({ id, title, difficulty, direction, active, ticket, teaches, check }: ScenarioSheet): string {
  return [
    `${title} (${id})`,
    `${difficulty}, ${direction}, ${active ? 'active' : 'not active'}`,
    '',
    'Ticket:',
    wrap(ticket, '  '),
    '',
    `What to type, ${check.session === 'Cloud' ? 'in the cloud' : 'on-premises'}:`,
    `  ${check.type}`,
    '',
    'What it teaches:',
    wrap(teaches, '  '),
  ].join('\n');
}
