import { readFile, writeFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Culture } from '../connectivity/culture.js';
import type { HostLine } from '../shell/cmdlet.js';
import { EvaluationError } from '../shell/language/evaluation-error.js';
import type { FileAccess } from '../shell/language/static-members.js';
import type { Answers, Prompt } from '../shell/prompt.js';
import type { ShellHost, ShellOutput } from '../shell/shell.js';
import { paint } from './colors.js';
import type { Console } from './console.js';
import { askPerson, promptText } from './console-answers.js';

/** Where the lines come from that a script asks for. */
export interface AskedLines {
  /** Of a person, who is asked again when an answer is none; of a file, whose next line it is. */
  readonly ofPerson: boolean;
  next(prompt: string, isSecret: boolean): Promise<string | undefined>;
}

/** The shell of a terminal, or of a pipe: it writes to the console, and may read and write local files. */
export class ConsoleShellHost implements ShellHost {
  readonly answers: Answers;
  readonly files = localFiles;
  readonly mostStatements = 1_000_000;
  readonly culture: Culture;
  readonly #console: Console;
  readonly #lines: AskedLines;

  constructor(console: Console, culture: Culture, lines: AskedLines) {
    this.#console = console;
    this.#lines = lines;
    this.culture = culture;
    this.answers = { answer: (prompt) => this.#answer(prompt) };
  }

  write(text: string, kind: ShellOutput, color?: HostLine['color']): void {
    const shade = color ?? (kind === 'error' ? 'Red' : kind === 'warning' ? 'Yellow' : undefined);
    const painted = paint({ text, color: shade }, this.#console);
    if (kind === 'error') this.#console.err(painted);
    else this.#console.out(painted);
  }

  clear(): void {
    if (this.#console.terminal) this.#console.out('\u001b[2J\u001b[3J\u001b[H');
  }

  readLine(prompt: string, isSecret: boolean): Promise<string | undefined> {
    return this.#lines.next(prompt, isSecret);
  }

  async sleep(milliseconds: number): Promise<void> {
    await delay(milliseconds);
  }

  #answer(prompt: Prompt): Promise<string | undefined> {
    const read = (text: string) => this.#lines.next(text, false);
    return this.#lines.ofPerson ? askPerson(prompt, read, (text) => this.#console.out(text)) : read(promptText(prompt));
  }
}

/** Files of this machine, of whoever runs the program. */
const localFiles: FileAccess = {
  read: (path) => readFile(path).catch((error) => refuse(path, error)),
  write: (path, content) => writeFile(path, content, { mode: 0o600 }).catch((error) => refuse(path, error)),
};

function refuse(path: string, { code }: NodeJS.ErrnoException): never {
  if (code === 'ENOENT') {
    throw new EvaluationError(`Cannot find path '${path}' because it does not exist.`, 'ObjectNotFound');
  }
  throw new EvaluationError(`Access to the path '${path}' is denied. [lab] ${code ?? ''}`, 'PermissionDenied');
}
