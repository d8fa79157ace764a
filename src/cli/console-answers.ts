import { type Answers, type Prompt, readChoice } from '../shell/prompt.js';
import type { Console } from './console.js';
import { LineReader } from './line-reader.js';

/** A question as PowerShell lays it out. */
export function promptText({ caption, message, choices, defaultChoice }: Prompt): string {
  const keys = [...choices.map(({ key, label }) => `[${key}] ${label}`), '[?] Help'].join('  ');
  return `\n${caption}\n${message}\n${keys} (default is "${defaultChoice}"): `;
}

/** What the choices mean, for who answers `?`. */
export function choiceHelp({ choices }: Prompt): string {
  return `${choices.map(({ key, label }) => `${key} - ${label}`).join('\n')}\n`;
}

/** Asks a person until the answer is one of the choices; undefined when there is nobody any more. */
export async function askPerson(
  prompt: Prompt,
  readLine: (text: string) => Promise<string | undefined>,
  write: (text: string) => void,
): Promise<string | undefined> {
  for (let text = promptText(prompt); ; text = promptText(prompt).split('\n').at(-1) ?? '') {
    const line = await readLine(text);
    if (line === undefined || readChoice(prompt, line) !== undefined) return line;
    if (line.trim() === '?') write(choiceHelp(prompt));
  }
}

/** Answers to what a single cmdlet asks: a terminal is asked, a pipe gives its next line. */
export class ConsoleAnswers implements Answers, Disposable {
  readonly #console: Console;
  #lines: LineReader | undefined;

  constructor(console: Console) {
    this.#console = console;
  }

  async answer(prompt: Prompt): Promise<string | undefined> {
    const { input, err } = this.#console;
    if (!input) return undefined;
    this.#lines ??= new LineReader(input);
    const lines = this.#lines;
    const read = (text: string) => {
      err(text);
      return lines.next();
    };
    if (input.isTTY) return askPerson(prompt, read, err);
    const line = await read(promptText(prompt));
    err(`${line ?? ''}\n`);
    return line;
  }

  [Symbol.dispose](): void {
    this.#lines?.close();
  }
}
