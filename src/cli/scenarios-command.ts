import { parseArgs } from 'node:util';
import type { ScenarioRun, ScenarioSummary } from '../scenarios/results.js';
import { formatTable } from '../shell/format.js';
import { type Console, type ExitCode, exitCodes, UsageError } from './console.js';
import { scenariosHelp } from './help.js';
import { type ControlAnswer, errorSentence, LabClient, labAddress } from './lab-client.js';

/** `exchange-oauth-lab scenarios …`: a thin client of the control API. */
export async function scenariosCommand(argv: readonly string[], console: Console): Promise<ExitCode> {
  const { values, positionals } = readArguments(argv);
  if (values.help) {
    console.out(scenariosHelp());
    return exitCodes.done;
  }
  const [verb = 'list', ...words] = positionals;
  const [id] = words;
  const tooMany = words[verb === 'activate' || verb === 'run' ? 1 : 0];
  if (tooMany !== undefined)
    throw new UsageError(`'${tooMany}' is one word too many; scenarios --help shows what there is.`);
  const { url } = labAddress(values.lab, console);
  const client = new LabClient(url, console.environment.EXCHANGE_OAUTH_LAB_TOKEN);
  const { method, path } = callOf(verb, id); // a mistake is said before a lab is looked for
  await client.reach();
  const answer = await client.call(method, path);
  if (answer.status !== 200) {
    console.err(`exchange-oauth-lab: ${errorSentence(answer)}\n`);
    return answer.status === 404 ? exitCodes.wrongUsage : exitCodes.failureFound;
  }
  console.out(values.json ? `${JSON.stringify(answer.body)}\n` : `${describe(verb, answer)}\n`);
  return verb === 'run' && !(answer.body as ScenarioRun).passed ? exitCodes.failureFound : exitCodes.done;
}

function readArguments(argv: readonly string[]) {
  return parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { lab: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
}

function callOf(verb: string, id: string | undefined): { readonly method: 'GET' | 'POST'; readonly path: string } {
  if (verb === 'list') return { method: 'GET', path: '/api/scenarios' };
  if (verb === 'reset') return { method: 'POST', path: '/api/scenarios/reset' };
  if (verb !== 'activate' && verb !== 'run')
    throw new UsageError(`There is no 'scenarios ${verb}'; there are list, activate, run and reset.`);
  if (id === undefined)
    throw new UsageError(`Name the scenario: exchange-oauth-lab scenarios ${verb} ID (scenarios list shows them).`);
  return { method: 'POST', path: `/api/scenarios/${encodeURIComponent(id)}/${verb}` };
}

function describe(verb: string, { body }: ControlAnswer): string {
  switch (verb) {
    case 'activate': {
      const { id, title } = body as ScenarioSummary;
      return `${id} is active: ${title}.`;
    }
    case 'run': {
      const { id, broken, mended, passed } = body as ScenarioRun;
      const text = (result: ScenarioRun['broken']) => ('error' in result ? result.error.message : result.text);
      return `${id}, broken:\n${text(broken)}\n\nmended:\n${text(mended)}\n\n${passed ? 'passed' : 'FAILED'}`;
    }
    case 'reset':
      return 'The lab is healthy again.';
    default:
      return formatTable(
        (body as readonly ScenarioSummary[]).map((summary) => ({ ...summary })),
        ['id', 'active', 'difficulty', 'title'],
      );
  }
}
