import { parseArguments } from '../shell/arguments.js';
import { type Cmdlet, CmdletError, type ParameterDefinition, type Session } from '../shell/cmdlet.js';
import { bindParameters, type GivenParameters } from '../shell/parameter-binder.js';
import type { SessionRequest } from '../shell/session.js';
import { paint } from './colors.js';
import { type Console, type ExitCode, exitCodes } from './console.js';
import { ConsoleAnswers } from './console-answers.js';
import { withLab } from './lab-access.js';
import { NoLabError } from './lab-client.js';
import { RemoteInvoker } from './remote-invoker.js';

/** Parameters of ours that every cmdlet takes on the command line; Microsoft's have none of these. */
export const clientParameters: readonly ParameterDefinition[] = [
  {
    name: 'OutputFormat',
    type: 'String',
    values: ['List', 'Table', 'Json'],
    help: 'How the object is printed; List when left out.',
  },
  {
    name: 'Session',
    type: 'String',
    values: ['Cloud', 'OnPremises'],
    help: 'The side to run on, where the target does not tell.',
  },
  { name: 'DelegatedOrganization', type: 'String', help: 'The tenant a cloud session is connected to.' },
  { name: 'Lab', type: 'String', help: 'Address of the lab: http://127.0.0.1:8025, or EXCHANGE_OAUTH_LAB.' },
];

type CmdletAnswer = Awaited<ReturnType<RemoteInvoker['invoke']>>;

/** Runs a cmdlet in a lab by its control API, and prints what it gives back. */
export async function runRemoteCmdlet(cmdlet: Cmdlet, argv: readonly string[], console: Console): Promise<ExitCode> {
  try {
    const given = parseArguments({ ...cmdlet, parameters: [...cmdlet.parameters, ...clientParameters] }, argv);
    const { OutputFormat, Session: session, DelegatedOrganization, Lab, ...parameters } = given;
    const format = canonical('OutputFormat', OutputFormat);
    bindParameters(cmdlet, parameters); // a mistake is said before a lab is looked for
    const where = {
      session: canonical('Session', session) as Session | undefined,
      delegatedOrganization: DelegatedOrganization === undefined ? undefined : String(DelegatedOrganization),
    };
    const answer = await callLab(cmdlet, { parameters, where }, typeof Lab === 'string' ? Lab : undefined, console);
    print(cmdlet, answer, format, console);
    return answer.output.some((object) => object.ResultType === 'Error') ? exitCodes.failureFound : exitCodes.done;
  } catch (error) {
    if (!(error instanceof CmdletError || error instanceof NoLabError)) throw error;
    console.err(`${cmdlet.name}: ${error.message}\n`);
    return exitCodes.wrongUsage;
  }
}

/** Our own parameters are read here, so they are checked here. */
function canonical(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const values = clientParameters.find((parameter) => parameter.name === name)?.values ?? [];
  const found = values.find((candidate) => candidate.toLowerCase() === String(value).toLowerCase());
  if (found !== undefined) return found;
  throw new CmdletError('InvalidArgument', `-${name} takes ${values.join(', ')}, not '${String(value)}'.`);
}

/** Runs it in a lab; a terminal is asked what the cmdlet asks, a pipe gives its next line. */
async function callLab(
  cmdlet: Cmdlet,
  { parameters, where }: { readonly parameters: GivenParameters; readonly where: SessionRequest },
  flag: string | undefined,
  console: Console,
): Promise<CmdletAnswer> {
  using answers = new ConsoleAnswers(console);
  try {
    return await withLab(flag, console, (client) =>
      new RemoteInvoker(client).invoke(cmdlet.name, parameters, where, answers),
    );
  } catch (error) {
    if (error instanceof CmdletError && error.session !== undefined) sayWhere(cmdlet, error.session, console);
    throw error;
  }
}

/** Which side a cmdlet of both sides ran on. */
function sayWhere(cmdlet: Cmdlet, session: Session, console: Console): void {
  if (cmdlet.sessions.length < 2) return;
  const where =
    session === 'Cloud' ? 'in the cloud session (Exchange Online)' : 'on-premises (Exchange Management Shell)';
  console.err(`Ran ${where}.\n`);
}

function print(cmdlet: Cmdlet, answer: CmdletAnswer, format: string | undefined, console: Console): void {
  sayWhere(cmdlet, answer.session, console);
  for (const warning of answer.warnings ?? []) console.err(`WARNING: ${warning}\n`);
  if (format === 'Json') console.out(`${JSON.stringify(jsonOf(answer), null, 2)}\n`);
  else for (const text of textsOf(answer, format, console)) console.out(`${text}\n`);
}

/** What was written to the host is always seen; the objects beside it only by who asks for a layout. */
function textsOf(answer: CmdletAnswer, format: string | undefined, console: Console): readonly string[] {
  const host = (answer.host ?? []).map((line) => paint(line, console));
  if (answer.output.length === 0 || (format === undefined && host.length > 0)) return host;
  return [...host, format === 'List' ? answer.list : format === 'Table' ? answer.table : answer.text];
}

/** One object stands alone; the transactions it caused stand in it. */
function jsonOf({ output, transactionIds }: CmdletAnswer): unknown {
  const [only, ...others] = output;
  if (transactionIds && only && others.length === 0) return { ...only, transactionIds };
  return only && others.length === 0 ? only : output;
}
