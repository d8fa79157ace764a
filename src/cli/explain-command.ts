import { parseArgs } from 'node:util';
import { systemClock } from '../clock.js';
import { explain } from '../evidence/explain/explain.js';
import { explanationText } from '../evidence/explain/explanation-text.js';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { explainHelp } from './evidence-help.js';
import { readPasted } from './read-pasted.js';

const verdictCodes = {
  normal: exitCodes.done,
  failure: exitCodes.failureFound,
  unknown: exitCodes.wrongUsage,
} as const;

/** `exchange-oauth-lab explain`: what evidence of a real server means. No lab is needed. */
export async function explainCommand(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.out(explainHelp());
    return exitCodes.done;
  }
  const [path, tooMany] = positionals;
  if (tooMany !== undefined)
    throw new UsageError(`'${tooMany}' is one word too many; explain takes one file, or - for stdin.`);
  if (values.format !== 'text' && values.format !== 'json') throw new UsageError('--format is text or json.');
  const explanation = explain(await readPasted(path, console), { now: systemClock.now() });
  const isText = values.format === 'text';
  if (isText && explanation.verdict === 'unknown') console.err(explanationText(explanation));
  else console.out(isText ? explanationText(explanation) : `${JSON.stringify(explanation)}\n`);
  return verdictCodes[explanation.verdict];
}
