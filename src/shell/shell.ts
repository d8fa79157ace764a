import type { Culture } from '../connectivity/culture.js';
import type { Cmdlet, HostLine } from './cmdlet.js';
import type { CommandInvoker } from './command-invoker.js';
import type { Script } from './language/ast.js';
import { CommandLine, probe } from './language/command-line.js';
import { display, type Views } from './language/display.js';
import { type EvaluationError, ExitRequest, StoppedError } from './language/evaluation-error.js';
import { Interpreter } from './language/interpreter.js';
import { parseScript } from './language/parser.js';
import { showPosition } from './language/script-error.js';
import type { ShellServices } from './language/shell-command.js';
import { shellCommands } from './language/shell-commands.js';
import type { FileAccess, Outside } from './language/static-members.js';
import { toText } from './language/text.js';
import type { Value } from './language/values.js';
import type { Answers } from './prompt.js';
import * as registry from './registry.js';
import { promptOf, type ShellSession } from './shell-session.js';

/** What a shell says, and of what kind it is. */
export type ShellOutput = 'output' | 'host' | 'warning' | 'error';

/** Who sits at a shell: a terminal, a pipe, or a program. */
export interface ShellHost {
  write(text: string, kind: ShellOutput, color?: HostLine['color']): void;
  clear(): void;
  readonly answers: Answers;
  /** A line for Read-Host; undefined when nobody answers. */
  readLine(prompt: string, isSecret: boolean): Promise<string | undefined>;
  sleep(milliseconds: number): Promise<void>;
  /** Files of who sits there; undefined where they are none of the lab's business. */
  readonly files?: FileAccess | undefined;
  readonly culture: Culture;
  /** So many statements one script runs. */
  readonly mostStatements: number;
}

/** How a script ended. */
export interface ShellEnd {
  /** Statements that failed. */
  readonly errors: readonly EvaluationError[];
  /** What reached the end of the pipelines. */
  readonly output: readonly Value[];
  /** Set by `exit`. */
  readonly exitCode: number | undefined;
  /** -ErrorAction Stop, or a limit, ended it. */
  readonly stopped: boolean;
}

/** Cmdlets that a shell knows. */
export interface ShellRegistry {
  readonly cmdlets: readonly Cmdlet[];
  lookUpCmdlet(name: string): Cmdlet | undefined;
}

/** A PowerShell session with the lab: its variables and what it is connected to. */
export class Shell {
  readonly session: ShellSession;
  readonly #host: ShellHost;
  readonly #views: Views = new WeakMap();
  readonly #interpreter: Interpreter;
  #errors: EvaluationError[] = [];

  constructor(
    invoker: CommandInvoker,
    host: ShellHost,
    { lookUpCmdlet, cmdlets }: ShellRegistry = registry,
    session: ShellSession = { connected: 'OnPremises' },
  ) {
    this.#host = host;
    this.session = session;
    const outside: Outside = { files: host.files, now: () => this.#now(invoker) };
    const { answers, culture, mostStatements } = host;
    const onError = (error: EvaluationError) => this.#fail(error);
    const shell: ShellServices = {
      session,
      outside,
      culture,
      views: this.#views,
      cmdlets,
      commands: shellCommands,
      write: (text, kind, color) => host.write(text, kind, color),
      clear: () => host.clear(),
      readLine: (prompt, isSecret) => host.readLine(prompt, isSecret),
      sleep: (milliseconds) => host.sleep(milliseconds),
      runBlock: (block, item) => this.#interpreter.runBlock(block, item),
      probe: (name, where) => probe({ invoker, answers, lookUpCmdlet }, name, where),
    };
    const errorAction = () => toText(this.#interpreter.variables.get('erroractionpreference') ?? 'Continue');
    const commands = new CommandLine({ invoker, answers, shell, lookUpCmdlet, errorAction, onError });
    this.#interpreter = new Interpreter({ commands, outside, culture, mostStatements, onError });
  }

  get prompt(): string {
    return promptOf(this.session);
  }

  get variables(): readonly string[] {
    return [...this.#interpreter.variables.keys()];
  }

  /** Takes a script apart and runs it; nothing runs before all of it was understood. Throws ScriptError. */
  run(source: string, firstLine = 1): Promise<ShellEnd> {
    return this.runParsed(parseScript(source, firstLine));
  }

  async runParsed(script: Script): Promise<ShellEnd> {
    this.#errors = [];
    this.#interpreter.begin();
    const output: Value[] = [];
    const end = (rest: Partial<ShellEnd>): ShellEnd => ({
      errors: this.#errors,
      output,
      exitCode: undefined,
      stopped: false,
      ...rest,
    });
    try {
      await this.#interpreter.run(script, (values) => {
        output.push(...values);
        const text = display(values, this.#views, this.#host.culture);
        if (text !== '') this.#host.write(text, 'output');
      });
      return end({});
    } catch (error) {
      if (error instanceof ExitRequest) return end({ exitCode: error.code });
      if (!(error instanceof StoppedError)) throw error;
      this.#fail(error);
      return end({ stopped: true });
    }
  }

  #fail(error: EvaluationError): void {
    this.#errors.push(error);
    this.#host.write(`${describeError(error)}\n`, 'error');
  }

  /** The lab's clock, by the cmdlet that reads it. */
  async #now(invoker: CommandInvoker): Promise<Date> {
    const { values: [value] = [] } = await invoker.invoke('Get-Date', {}, {}, this.#host.answers);
    return value instanceof Date ? value : new Date(String(value));
  }
}

/** `Set-AuthConfig : message`, and where. */
export function describeError({ command, message, position }: EvaluationError): string {
  const text = command === undefined ? message : `${command} : ${message}`;
  return position ? `${text}\n${showPosition(position)}` : text;
}
