import { type Cmdlet, CmdletError } from '../cmdlet.js';
import type { CommandInvoker } from '../command-invoker.js';
import { asSeenIn, findParameter } from '../parameter-binder.js';
import { type Answers, readChoice } from '../prompt.js';
import { requestOf, type ShellSession } from '../shell-session.js';
import { bindArguments, bindPipeline, forParameter } from './argument-binder.js';
import { EvaluationError, StoppedError } from './evaluation-error.js';
import type { CommandRunner } from './interpreter.js';
import type { ShellServices } from './shell-command.js';
import { lookUpShellCommand } from './shell-commands.js';
import { toText } from './text.js';
import { receive, reviveDate, type Value } from './values.js';

export interface CommandLineParts {
  readonly invoker: CommandInvoker;
  readonly answers: Answers;
  readonly shell: ShellServices;
  lookUpCmdlet(name: string): Cmdlet | undefined;
  /** What a command without -ErrorAction does when it fails. */
  errorAction(): string;
  onError(error: EvaluationError): void;
}

type Call = Parameters<CommandRunner['run']>[0];

/** Runs the commands of a pipeline: the lab's cmdlets, and those of the shell. */
export class CommandLine implements CommandRunner {
  readonly #parts: CommandLineParts;

  constructor(parts: CommandLineParts) {
    this.#parts = parts;
  }

  async run(call: Call): Promise<readonly Value[]> {
    const name = plainName(call.name);
    const cmdlet = this.#parts.lookUpCmdlet(name) ?? this.#parts.lookUpCmdlet(`${name}.ps1`);
    const command = lookUpShellCommand(name);
    const told = cmdlet?.name ?? command?.name ?? call.name;
    try {
      if (cmdlet) return await this.#runCmdlet(cmdlet, call);
      if (!command) throw unknownCommand(call.name);
      const given = bindArguments(command, call.arguments);
      return await command.run({ given: withoutCommon(given), input: call.input ?? [], shell: this.#parts.shell });
    } catch (error) {
      const failure = this.#failure(error, told, call);
      if (failure) throw failure;
      return [];
    }
  }

  async #runCmdlet(everywhere: Cmdlet, call: Call): Promise<readonly Value[]> {
    const { session = 'OnPremises' } = requestOf(this.#parts.shell.session, everywhere);
    const cmdlet = asSeenIn(everywhere, session);
    const bound = bindArguments(cmdlet, call.arguments);
    if (call.input === undefined) return this.#invoke(cmdlet, bound, this.#parts.answers);
    const answers = onceForAll(this.#parts.answers);
    const values: Value[] = [];
    for (const item of call.input) {
      try {
        values.push(...(await this.#invoke(cmdlet, bindPipeline(cmdlet.parameters, bound, item), answers)));
      } catch (error) {
        const failure = this.#failure(error, cmdlet.name, call);
        if (failure instanceof StoppedError) throw failure;
        if (failure) this.#parts.onError(failure); // the next object is another matter
      }
    }
    return values;
  }

  async #invoke(cmdlet: Cmdlet, bound: Readonly<Record<string, Value>>, answers: Answers): Promise<readonly Value[]> {
    const { invoker, shell } = this.#parts;
    const parameters = Object.fromEntries(
      Object.entries(bound).map(([name, value]) => [name, forParameter(findParameter(cmdlet, name), value)]),
    );
    const outcome = await invoker.invoke(cmdlet.name, parameters, requestOf(shell.session, cmdlet), answers);
    for (const { text, color } of outcome.host ?? []) shell.write(`${text}\n`, 'host', color);
    if (!/^(?:silentlycontinue|ignore)$/i.test(toText(bound.WarningAction ?? null))) {
      for (const warning of outcome.warnings ?? []) shell.write(`WARNING: ${warning}\n`, 'warning');
    }
    const given: readonly unknown[] = outcome.values ?? outcome.output;
    const wasTold = (outcome.host ?? []).length > 0;
    return given.map((item) => {
      const value = receive(item, reviveDate);
      if (typeof value === 'object' && value !== null) shell.views.set(value, { cmdlet, wasTold });
      return value;
    });
  }

  /** What -ErrorAction makes of a failure: undefined is silence. What is no failure of a command goes on as it is. */
  #failure(error: unknown, command: string, { arguments: given, node }: Call): EvaluationError | undefined {
    if (!(error instanceof CmdletError || error instanceof EvaluationError)) throw error;
    if (error instanceof StoppedError) return error;
    const action = errorActionOf(given) ?? this.#parts.errorAction();
    const isUnanswered = error.category === 'ConfirmationRequired';
    if (/^(?:silentlycontinue|ignore)$/i.test(action) && !isUnanswered) return undefined;
    const own = error instanceof EvaluationError ? error : undefined;
    // a question that nobody answers ends the script: what follows was meant for after it
    const Kind = /^stop$/i.test(action) || isUnanswered ? StoppedError : EvaluationError;
    return new Kind(error.message, error.category, own?.command ?? command, own?.position ?? node.position);
  }
}

/** "Yes to All" and "No to All" answer for all the objects of a pipeline. */
function onceForAll(answers: Answers): Answers {
  let forAll: string | undefined;
  return {
    async answer(prompt) {
      if (forAll !== undefined) return forAll;
      const text = await answers.answer(prompt);
      const key = text === undefined ? undefined : readChoice(prompt, text);
      if (key === 'A' || key === 'L') forAll = key;
      return text;
    },
  };
}

function errorActionOf(given: Call['arguments']): string | undefined {
  const index = given.findIndex((one) => one.kind === 'name' && /^(?:ea|erroraction)$/i.test(one.name));
  const [name, value] = given.slice(index < 0 ? given.length : index);
  if (name?.kind !== 'name') return undefined;
  return toText(name.attached ?? (value?.kind === 'value' ? value.value : null));
}

/** `.\Script.ps1`, `C:\Scripts\Script.ps1` and `iisreset.exe` by their names. */
function plainName(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '') || name;
}

function unknownCommand(name: string): EvaluationError {
  return new EvaluationError(
    `The term '${name}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    'CommandNotFound',
    name,
  );
}

const common: ReadonlySet<string> = new Set(['Verbose', 'Debug', 'ErrorAction', 'WarningAction', 'Confirm']);

function withoutCommon(given: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !common.has(name)));
}

/** A cmdlet of the lab in a session that is about to be entered: does it answer there? */
export async function probe(
  parts: Pick<CommandLineParts, 'invoker' | 'answers' | 'lookUpCmdlet'>,
  name: string,
  session: ShellSession,
): Promise<void> {
  const cmdlet = parts.lookUpCmdlet(name);
  if (cmdlet) await parts.invoker.invoke(name, {}, requestOf(session, cmdlet), parts.answers);
}
