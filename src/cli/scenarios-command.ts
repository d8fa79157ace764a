import { parseArgs } from 'node:util';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { LabClient, labAddress } from './lab-client.js';
import { verbs } from './scenarios/all-verbs.js';
import { scenariosHelp } from './scenarios/help.js';
import { RefusedError, type ScenarioVerb, type VerbOption, verbOptions } from './scenarios/verb.js';

/** `exchange-oauth-lab scenarios …`: a thin client of the control API. */
export async function scenariosCommand(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: verbOptions });
  if (values.help) {
    console.out(scenariosHelp());
    return exitCodes.done;
  }
  const [name = 'list', ...words] = positionals;
  const { lab, ...options } = values;
  const verb = findVerb(name);
  checkUsage(verb, words, options);
  verb.check?.({ words, values: options }); // a mistake is said before a lab is looked for
  const { url } = labAddress(lab, console);
  const client = new LabClient(url, console.environment.EXCHANGE_OAUTH_LAB_TOKEN);
  await client.reach();
  try {
    return await verb.run({ words, values: options, client, console });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    console.err(`exchange-oauth-lab: ${error.message}\n`);
    return error.answer.status === 404 ? exitCodes.wrongUsage : exitCodes.failureFound;
  }
}

function findVerb(name: string): ScenarioVerb {
  const verb = verbs.find((one) => one.name === name);
  if (verb) return verb;
  const names = verbs.map((one) => one.name);
  const last = names.at(-1) ?? '';
  throw new UsageError(`There is no 'scenarios ${name}'; there are ${names.slice(0, -1).join(', ')} and ${last}.`);
}

function checkUsage({ name, mostWords, options = [] }: ScenarioVerb, words: readonly string[], given: object): void {
  const tooMany = words[mostWords];
  if (tooMany !== undefined)
    throw new UsageError(`'${tooMany}' is one word too many; scenarios --help shows what there is.`);
  const foreign = Object.keys(given).find((key) => key !== 'json' && !options.includes(key as VerbOption));
  if (foreign !== undefined)
    throw new UsageError(`scenarios ${name} takes no --${foreign}; scenarios --help shows what there is.`);
}
