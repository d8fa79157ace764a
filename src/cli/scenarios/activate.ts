import type { ScenarioSummary } from '../../scenarios/results.js';
import type { ScenarioSheet } from '../../scenarios/sheet.js';
import { exitCodes } from '../console.js';
import { wrap } from '../help.js';
import { ask, say } from './ask.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

export const activate: ScenarioVerb = {
  name: 'activate',
  words: 'ID',
  help: 'break the lab in this way',
  mostWords: 1,
  check: ({ words }) => void requireId('activate', words),
  async run(call) {
    const summary = await ask<ScenarioSummary>(call, 'POST', pathOf(requireId('activate', call.words), 'activate'));
    const { id } = summary;
    const { title, ticket, check } = await ask<ScenarioSheet>(call, 'GET', pathOf(id));
    const lines = [
      `${id} is active: ${title}.`,
      '',
      wrap(ticket, '  '),
      '',
      `See it, ${check.session === 'Cloud' ? 'in the cloud' : 'on-premises'}: ${check.type}`,
      `Then: scenarios hint ${id}; mend it yourself and scenarios verify ${id}, or let scenarios mend ${id} do it.`,
    ];
    say(call, summary, lines.join('\n'));
    return exitCodes.done;
  },
};
