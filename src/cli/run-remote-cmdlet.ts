import { optionsFromEnvironment } from '../config.js';
import type { Lab } from '../lab/lab-interface.js';
import { parseArguments } from '../shell/arguments.js';
import { type Cmdlet, CmdletError, type ParameterDefinition, type Session } from '../shell/cmdlet.js';
import { bindParameters, type GivenParameters } from '../shell/parameter-binder.js';
import { type Console, type ExitCode, exitCodes } from './console.js';
import { errorSentence, LabClient, labAddress, NoLabError } from './lab-client.js';

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

interface CmdletAnswer {
  readonly output: readonly Readonly<Record<string, unknown>>[];
  readonly text: string;
  readonly table: string;
  readonly warnings: readonly string[];
  readonly session: Session;
  readonly transactionIds?: readonly string[];
}

/** Runs a cmdlet in a lab by its control API, and prints what it gives back. */
export async function runRemoteCmdlet(cmdlet: Cmdlet, argv: readonly string[], console: Console): Promise<ExitCode> {
  try {
    const given = parseArguments({ ...cmdlet, parameters: [...cmdlet.parameters, ...clientParameters] }, argv);
    const { OutputFormat, Session, DelegatedOrganization, Lab, ...parameters } = given;
    const format = canonical('OutputFormat', OutputFormat);
    bindParameters(cmdlet, parameters); // a mistake is said before a lab is looked for
    const call = {
      parameters,
      ...(Session === undefined ? {} : { session: canonical('Session', Session) }),
      ...(DelegatedOrganization === undefined ? {} : { delegatedOrganization: DelegatedOrganization }),
    };
    const answer = await callLab(cmdlet, call, typeof Lab === 'string' ? Lab : undefined, console);
    print(cmdlet, answer, format ?? 'List', console);
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

/** The lab that was named; else the one on the default port; else one that lives for this call. */
async function callLab(
  cmdlet: Cmdlet,
  call: { readonly parameters: GivenParameters },
  flag: string | undefined,
  console: Console,
): Promise<CmdletAnswer> {
  const { url, named } = labAddress(flag, console);
  const client = new LabClient(url, console.environment.EXCHANGE_OAUTH_LAB_TOKEN);
  if (await isThere(client, named)) return post(client, cmdlet, call, console);
  console.err(`No lab answers at ${url}: starting one for this call.\n`);
  const { startTemporaryLab } = await import('../test-oauth-connectivity.js'); // the whole lab: not needed by a thin client
  // What the environment says of the world holds for it too; its place and its ports are its own.
  const {
    dataDir: _d,
    exchangePort: _e,
    exchangeHttpPort: _h,
    cloudPort: _c,
    controlPort: _p,
    controlHost: _o,
    tour: _t,
    json: _j,
    ...world
  } = optionsFromEnvironment(console.environment);
  return await endedBySignals(startTemporaryLab(world), ({ control }) =>
    post(new LabClient(control.url, control.token), cmdlet, call, console),
  );
}

/** A lab that was named must be there; of one that was not, anything that is no lab means that there is none. */
async function isThere(client: LabClient, named: boolean): Promise<boolean> {
  try {
    await client.reach();
    return true;
  } catch (error) {
    if (named || !(error instanceof NoLabError)) throw error;
    return false;
  }
}

/** Works in a lab that lives for this call. Ctrl-C ends it as well: its keys must not stay behind. */
async function endedBySignals<T>(starting: Promise<Lab>, work: (lab: Lab) => Promise<T>): Promise<T> {
  let stopping = false;
  const exitCodeOf = { SIGINT: 130, SIGTERM: 143 } as const; // 128 + its number, as shells have it
  const stop = (signal: NodeJS.Signals): void => {
    stopping = true;
    void starting
      .then((lab) => lab.close())
      .catch(() => undefined) // it did not start, so there is nothing to close
      .finally(() => process.exit(exitCodeOf[signal as keyof typeof exitCodeOf]));
  };
  const signals = Object.keys(exitCodeOf) as (keyof typeof exitCodeOf)[];
  for (const signal of signals) process.once(signal, stop);
  try {
    await using lab = await starting;
    return await work(lab);
  } catch (error) {
    if (stopping) await new Promise(() => {}); // the lab was closed under it; the process is about to end
    throw error;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

async function post(client: LabClient, cmdlet: Cmdlet, call: object, console: Console): Promise<CmdletAnswer> {
  const answer = await client.call('POST', `/api/cmdlets/${cmdlet.name}`, call);
  if (answer.status === 200) return answer.body as CmdletAnswer;
  const { session } = (answer.body as { error?: { session?: Session } } | null)?.error ?? {};
  if (session !== undefined) sayWhere(cmdlet, session, console);
  throw new CmdletError('InvalidOperation', errorSentence(answer));
}

/** Which side a cmdlet of both sides ran on. */
function sayWhere(cmdlet: Cmdlet, session: Session, console: Console): void {
  if (cmdlet.sessions.length < 2) return;
  const where =
    session === 'Cloud' ? 'in the cloud session (Exchange Online)' : 'on-premises (Exchange Management Shell)';
  console.err(`Ran ${where}.\n`);
}

function print(cmdlet: Cmdlet, answer: CmdletAnswer, format: string, console: Console): void {
  sayWhere(cmdlet, answer.session, console);
  for (const warning of answer.warnings) console.err(`WARNING: ${warning}\n`);
  if (format === 'Json') console.out(`${JSON.stringify(jsonOf(answer), null, 2)}\n`);
  else if (answer.output.length > 0) console.out(`${format === 'Table' ? answer.table : answer.text}\n`);
}

/** One object stands alone; the transactions it caused stand in it. */
function jsonOf({ output, transactionIds }: CmdletAnswer): unknown {
  const [only, ...others] = output;
  if (transactionIds && only && others.length === 0) return { ...only, transactionIds };
  return only && others.length === 0 ? only : output;
}
