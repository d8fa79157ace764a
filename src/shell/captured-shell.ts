import { setTimeout as delay } from 'node:timers/promises';
import type { Culture } from '../connectivity/culture.js';
import { CmdletError } from './cmdlet.js';
import type { CommandInvoker } from './command-invoker.js';
import { toParameter } from './language/conversions.js';
import { EvaluationError } from './language/evaluation-error.js';
import { describeScriptError, ScriptError } from './language/script-error.js';
import type { FileAccess } from './language/static-members.js';
import { Shell } from './shell.js';
import type { ShellSession } from './shell-session.js';

/** A statement that failed. */
export interface ShellFailure {
  readonly category: string;
  readonly message: string;
  readonly command?: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a script did. */
export interface ShellResult {
  /** All that a console would show, errors and warnings too. */
  readonly text: string;
  readonly errors: readonly ShellFailure[];
  /** What reached the end of the pipelines, as plain values. */
  readonly output: readonly unknown[];
  /** Set by `exit`. */
  readonly exitCode?: number;
}

export interface CapturedShellOptions {
  readonly culture: Culture;
  readonly session?: ShellSession;
  /** Local files that scripts may read and write; none when left out. */
  readonly files?: FileAccess | undefined;
  readonly mostStatements?: number;
  /** Start-Sleep waits no longer than this in one script, in milliseconds. */
  readonly longestSleep?: number;
}

/** So long may a script of a program be, in characters. */
export const longestScript = 100_000;

/** A shell without a terminal: what it says is kept, and the answers are sent along. */
export class CapturedShell {
  readonly #shell: Shell;
  #text = '';
  #lines: string[] = [];
  readonly #longestSleep: number;
  #sleepLeft: number;

  constructor(invoker: CommandInvoker, options: CapturedShellOptions) {
    const { culture, session, files, mostStatements = 10_000, longestSleep = 60_000 } = options;
    this.#longestSleep = longestSleep;
    this.#sleepLeft = longestSleep;
    const host = {
      write: (text: string) => {
        this.#text += text;
      },
      clear: () => undefined,
      answers: { answer: () => this.#lines.shift() },
      readLine: async () => this.#lines.shift(),
      sleep: (milliseconds: number) => this.#sleep(milliseconds),
      culture,
      files,
      mostStatements,
    };
    this.#shell = new Shell(invoker, host, undefined, session);
  }

  get prompt(): string {
    return this.#shell.prompt;
  }

  /**
   * Runs a script; its variables and its session stay for the next one. Questions and Read-Host take the answers in
   * order. Throws CmdletError for a script that can't be read, of which nothing has run.
   */
  async run(script: string, { answers = [] }: { readonly answers?: readonly string[] } = {}): Promise<ShellResult> {
    if (script.length > longestScript) {
      throw new CmdletError('InvalidArgument', `A script has at most ${longestScript} characters.`);
    }
    this.#text = '';
    this.#sleepLeft = this.#longestSleep;
    this.#lines = [...answers];
    try {
      const { errors, output, exitCode } = await this.#shell.run(script);
      return {
        text: this.#text,
        errors: errors.map(describeFailure),
        output: output.map(toParameter),
        ...(exitCode === undefined ? {} : { exitCode }),
      };
    } catch (error) {
      if (!(error instanceof ScriptError)) throw error;
      throw new CmdletError('InvalidArgument', describeScriptError(error));
    }
  }

  async #sleep(milliseconds: number): Promise<void> {
    if (milliseconds > this.#sleepLeft) {
      throw new EvaluationError(
        '[lab] That is too long to wait for in one call; Set-LabClock moves the clock of the lab.',
        'InvalidArgument',
      );
    }
    this.#sleepLeft -= milliseconds;
    await delay(milliseconds);
  }
}

function describeFailure({ category, message, command, position }: EvaluationError): ShellFailure {
  return {
    category,
    message,
    ...(command === undefined ? {} : { command }),
    ...(position ? { line: position.line, column: position.column } : {}),
  };
}
