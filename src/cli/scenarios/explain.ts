import type { ScenarioExplanation } from '../../scenarios/sheet.js';
import { exitCodes } from '../console.js';
import { wrap } from '../help.js';
import { ask, say } from './ask.js';
import { stepLines } from './step-lines.js';
import { pathOf, requireId, type ScenarioVerb } from './verb.js';

export const explain: ScenarioVerb = {
  name: 'explain',
  words: 'ID',
  help: 'the solution: why it fails, how to tell it, what mends it, and the sources',
  mostWords: 1,
  check: ({ words }) => void requireId('explain', words),
  async run(call) {
    const explanation = await ask<ScenarioExplanation>(
      call,
      'GET',
      pathOf(requireId('explain', call.words), 'explanation'),
    );
    say(call, explanation, explanationText(explanation));
    return exitCodes.done;
  },
};

function explanationText({
  id,
  title,
  cause,
  explanation,
  tellApart,
  fix,
  mend,
  sources,
}: ScenarioExplanation): string {
  const clues = tellApart.map(item);
  const steps = fix.flatMap(({ say: what, command }) => [item(what), ...(command ? [`      ${command}`] : [])]);
  return [
    `${title} (${id})`,
    ...(cause === null ? [] : [`Cause: ${cause}`]),
    '',
    wrap(explanation, ''),
    ...(clues.length === 0 ? [] : ['', 'How to tell it:', ...clues]),
    ...(steps.length === 0 ? [] : ['', 'What to do on a real server:', ...steps]),
    ...(mend.length === 0 ? [] : ['', 'What mends it in the lab:', ...stepLines(mend)]),
    '',
    wrap(`Sources: ${sources.join('; ')}`, ''),
  ].join('\n');
}

function item(text: string): string {
  return wrap(text, '    ').replace('    ', '  - ');
}
