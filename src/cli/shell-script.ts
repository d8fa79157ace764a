import { text } from 'node:stream/consumers';
import type { Culture } from '../connectivity/culture.js';
import type { CommandInvoker } from '../shell/command-invoker.js';
import { parseScript } from '../shell/language/parser.js';
import { describeScriptError, ScriptError } from '../shell/language/script-error.js';
import { Shell } from '../shell/shell.js';
import { type Console, exitCodes } from './console.js';
import { LineReader } from './line-reader.js';
import { type AskedLines, ConsoleShellHost } from './shell-host.js';

/** Runs a script of a file or of the command line; what it asks is read from the console. Gives the exit code. */
export async function runScript(
  source: string,
  invoker: CommandInvoker,
  culture: Culture,
  console: Console,
): Promise<number> {
  let reader: LineReader | undefined;
  const lines: AskedLines = {
    ofPerson: console.input?.isTTY === true,
    next: async (prompt) => {
      console.out(prompt);
      if (!console.input) return undefined;
      reader ??= new LineReader(console.input);
      return reader.next();
    },
  };
  try {
    const shell = new Shell(invoker, new ConsoleShellHost(console, culture, lines));
    const { errors, exitCode } = await shell.run(source);
    return exitCode ?? (errors.length > 0 ? exitCodes.failureFound : exitCodes.done);
  } catch (error) {
    return refuseScript(error, console);
  } finally {
    reader?.close();
  }
}

/** Runs what is piped in: a lesson is a text file. What a statement asks is answered by the line behind it. */
export async function runPipedScript(
  source: string,
  invoker: CommandInvoker,
  culture: Culture,
  console: Console,
): Promise<number> {
  const lines = new LinesBehind(source, console);
  const shell = new Shell(invoker, new ConsoleShellHost(console, culture, lines));
  let failed = false;
  try {
    const { statements, lastLines = [] } = parseScript(source);
    for (const [index, statement] of statements.entries()) {
      if (lines.taken.has(statement.position.line)) continue; // it was an answer
      lines.goBehind(lastLines[index] ?? 0);
      const { errors, exitCode, stopped } = await shell.runParsed({ statements: [statement] });
      failed ||= errors.length > 0;
      if (exitCode !== undefined) return exitCode;
      if (stopped) return exitCodes.failureFound;
    }
    return failed ? exitCodes.failureFound : exitCodes.done;
  } catch (error) {
    return refuseScript(error, console);
  }
}

/** The lines behind the statement that runs: what answers its questions is no statement any more. */
class LinesBehind implements AskedLines {
  readonly ofPerson = false;
  readonly taken = new Set<number>();
  readonly #lines: readonly string[];
  readonly #console: Console;
  #next = 1;

  constructor(source: string, console: Console) {
    this.#lines = source.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/);
    this.#console = console;
  }

  goBehind(line: number): void {
    this.#next = Math.max(this.#next, line + 1);
  }

  async next(prompt: string, isSecret: boolean): Promise<string | undefined> {
    const line = this.#lines[this.#next - 1];
    this.taken.add(this.#next);
    this.#next += 1;
    this.#console.out(`${prompt}${isSecret ? '' : (line ?? '')}\n`);
    return line;
  }
}

/** All that is piped in. */
export async function readPiped({ input }: Console): Promise<string> {
  return input ? text(input) : '';
}

/** A script that can't be read: nothing of it has run. */
function refuseScript(error: unknown, console: Console): number {
  if (!(error instanceof ScriptError)) throw error;
  console.err(`${describeScriptError(error)}\n`);
  return exitCodes.wrongUsage;
}
