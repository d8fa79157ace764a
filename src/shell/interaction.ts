import { type BoundParameters, type Cmdlet, CmdletError, type HostLine, type LabContext } from './cmdlet.js';
import { type Answers, confirmPrompt, type Operation, type Prompt, readChoice } from './prompt.js';

/** What a running cmdlet says and asks: its questions, and what -WhatIf and -Confirm make of it. */
export class Interaction {
  /** What was written to the host meanwhile. */
  readonly host: HostLine[] = [];
  readonly #cmdlet: Cmdlet;
  readonly #whatIf: boolean;
  readonly #confirm: boolean;
  readonly #answers: Answers;
  readonly #session: LabContext['session'];
  /** Once "to All" was chosen. */
  #forAll: boolean | undefined;

  constructor(cmdlet: Cmdlet, bound: BoundParameters, answers: Answers, session: LabContext['session']) {
    this.#cmdlet = cmdlet;
    this.#whatIf = bound.WhatIf === true;
    this.#confirm = typeof bound.Confirm === 'boolean' ? bound.Confirm : cmdlet.confirmImpact === 'High';
    this.#answers = answers;
    this.#session = session;
  }

  /** The key of the choice; throws ConfirmationRequired when nobody answers. */
  async ask(prompt: Prompt): Promise<string> {
    const text = await this.#answers.answer(prompt);
    if (text === undefined) throw unanswered(this.#cmdlet, prompt, this.#session);
    const choice = readChoice(prompt, text);
    if (choice !== undefined) return choice;
    const keys = prompt.choices.map(({ key, label }) => `${key} (${label})`).join(', ');
    throw new CmdletError(
      'InvalidArgument',
      `[lab] '${text}' is no answer to "${prompt.message.split('\n', 1)[0]}": it takes ${keys}.`,
      this.#session,
    );
  }

  /** See CmdletContext.shouldProcess. The words are PowerShell's own where Exchange's are not known. */
  async shouldProcess({ target, action = this.#cmdlet.name, question }: Operation): Promise<boolean> {
    const performing = `Performing the operation "${action}" on target "${target}".`;
    if (this.#whatIf) {
      this.host.push({ text: `What if: ${performing}` });
      return false;
    }
    if (!this.#confirm || this.#forAll === true) return true;
    if (this.#forAll === false) return false;
    const message = `Are you sure you want to perform this action?\n${question ?? performing}`;
    const choice = await this.ask(confirmPrompt(this.#cmdlet.name, message));
    if (choice === 'A') this.#forAll = true;
    if (choice === 'L') this.#forAll = false;
    return choice === 'Y' || choice === 'A';
  }
}

function unanswered(cmdlet: Cmdlet, prompt: Prompt, session: LabContext['session']): CmdletError {
  const how = `Send the answer in "answers" (${prompt.choices.map(({ key }) => key).join(', ')})`;
  const orNot = cmdlet.supportsShouldProcess && prompt.name === cmdlet.name ? ', or -Confirm:$false' : '';
  return new CmdletError(
    'ConfirmationRequired',
    `${cmdlet.name} asks: ${prompt.message.replaceAll('\n', ' ')} ${how}${orNot}.`,
    session,
    prompt,
  );
}

/** Answers that were sent along, in the order of the questions. */
export function answersFrom(texts: readonly string[]): Answers {
  const left = [...texts];
  return { answer: () => left.shift() };
}

/** Every question is answered by what Enter takes, Yes: what a script does that confirms nothing. */
export const yesToEverything: Answers = { answer: () => 'Y' };
