import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import type { Culture } from '../connectivity/culture.js';
import type { CommandInvoker } from '../shell/command-invoker.js';
import { complete } from '../shell/completion.js';
import type { Script } from '../shell/language/ast.js';
import { parseScript } from '../shell/language/parser.js';
import { describeScriptError, ScriptError } from '../shell/language/script-error.js';
import * as registry from '../shell/registry.js';
import { Shell } from '../shell/shell.js';
import { type Console, exitCodes } from './console.js';
import { historySize, type ShellHistory } from './shell-history.js';
import { ConsoleShellHost } from './shell-host.js';

/** Ctrl-C was pressed. */
const cancelled = Symbol('Ctrl-C');

/** The shell of a person: prompt, history, completion, further lines while something is open. */
export class ShellTerminal {
  readonly #lines: Interface;
  readonly #shell: Shell;
  readonly #console: Console;
  /** Lines that were typed, or pasted, while a statement ran. */
  readonly #waiting: string[] = [];
  #wanted: ((line: string | typeof cancelled | undefined) => void) | undefined;
  #ended = false;
  /** An answer is no command, so it does not come again with the arrow keys. */
  #asking = false;
  #muted = false;

  constructor(invoker: CommandInvoker, culture: Culture, console: Console, history: string[]) {
    this.#console = console;
    this.#lines = createInterface({
      input: console.input ?? process.stdin,
      output: this.#output(),
      terminal: true,
      history,
      historySize,
      removeHistoryDuplicates: true,
      completer: (line: string) => complete(line, { ...registry, variables: this.#shell.variables }),
    });
    const ask = (prompt: string, isSecret: boolean) => this.#ask(prompt, isSecret);
    this.#shell = new Shell(invoker, new ConsoleShellHost(console, culture, { ofPerson: true, next: ask }));
    this.#lines.on('line', (line) => (this.#wanted ? this.#give(line) : void this.#waiting.push(line)));
    this.#lines.on('SIGINT', () => this.#cancel());
    this.#lines.on('history', (latestFirst: string[]) => {
      if (this.#asking) latestFirst.shift();
    });
    this.#lines.once('close', () => {
      this.#ended = true;
      this.#give(undefined);
    });
  }

  /** Serves until `exit` or the end of the input; gives the exit code. */
  async serve(history: ShellHistory): Promise<number> {
    let latestFirst: readonly string[] = [];
    this.#lines.on('history', (all: string[]) => {
      latestFirst = [...all];
    });
    try {
      for (;;) {
        const script = await this.#read();
        if (script === 'end') return exitCodes.done;
        const { exitCode } = await this.#shell.runParsed(script);
        if (exitCode !== undefined) return exitCode;
      }
    } finally {
      this.#lines.close();
      if (latestFirst.length > 0) await history.write(latestFirst);
    }
  }

  /** Lines until they make a whole. */
  async #read(): Promise<Script | 'end'> {
    let typed = '';
    for (;;) {
      const line = await this.#next(typed === '' ? this.#shell.prompt : '>> ');
      if (line === undefined) return 'end';
      if (line === cancelled) {
        typed = '';
        continue;
      }
      typed += `${typed === '' ? '' : '\n'}${line}`;
      try {
        return parseScript(typed);
      } catch (error) {
        if (!(error instanceof ScriptError)) throw error;
        if (error.incomplete) continue;
        this.#console.err(`${describeScriptError(error)}\n`);
        typed = '';
      }
    }
  }

  async #ask(prompt: string, isSecret: boolean): Promise<string | undefined> {
    const before = prompt.lastIndexOf('\n') + 1;
    this.#console.out(prompt.slice(0, before));
    this.#asking = true;
    try {
      if (isSecret) this.#console.out(prompt.slice(before));
      this.#muted = isSecret;
      const line = await this.#next(isSecret ? '' : prompt.slice(before));
      if (isSecret) this.#console.out('\n');
      return line === cancelled ? undefined : line;
    } finally {
      this.#muted = false;
      this.#asking = false;
    }
  }

  #next(prompt: string): Promise<string | typeof cancelled | undefined> {
    this.#lines.setPrompt(prompt);
    const waiting = this.#waiting.shift();
    if (waiting !== undefined || this.#ended) {
      if (!this.#ended) this.#lines.prompt();
      return Promise.resolve(waiting);
    }
    this.#lines.prompt();
    return new Promise((done) => {
      this.#wanted = done;
    });
  }

  #give(line: string | typeof cancelled | undefined): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.(line);
  }

  /** Throws away what was typed; a cmdlet that runs is not stopped, since it works in the lab. */
  #cancel(): void {
    if (!this.#wanted) return;
    this.#console.out('^C\n');
    this.#lines.write(null, { ctrl: true, name: 'e' });
    this.#lines.write(null, { ctrl: true, name: 'u' });
    this.#give(cancelled);
  }

  /** The terminal, but for what is typed at the question for a password. */
  #output(): Writable {
    const { out, terminal } = this.#console;
    const output = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (!this.#muted) out(chunk.toString());
        done();
      },
    });
    Object.defineProperty(output, 'columns', { get: () => terminal?.columns ?? 80 });
    return output;
  }
}
