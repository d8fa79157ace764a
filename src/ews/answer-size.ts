import { EwsFault } from './fault.js';

/**
 * What one answer may hold. Both bounds are the lab's own, so that no request takes its memory: of a real server a limit of
 * what it answers is not published.
 */
const mostThings = 5000;
const mostCharacters = 32 * 1024 * 1024;

/** Throws EwsFault before anything is done. */
export function refuseTooMany(things: readonly unknown[]): void {
  if (things.length > mostThings) throw refusal(`asks for ${things.length} things; at most ${mostThings} are allowed`);
}

/** How long an answer has become. */
export class AnswerSize {
  #characters = 0;

  /** Throws EwsFault for what is too much. */
  readonly count = (characters: number): void => {
    this.#characters += characters;
    if (this.#characters > mostCharacters) {
      throw refusal(`would be answered with more than ${mostCharacters} characters; ask for less at once`);
    }
  };

  /** The texts of a value, long before they are written. */
  add(value: unknown): void {
    if (typeof value === 'string') this.count(value.length);
    else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) this.add(one);
  }
}

function refusal(why: string): EwsFault {
  return new EwsFault('ErrorInvalidRequest', 'The request is invalid.', {
    faultString: `The request is invalid. [lab] It ${why}.`,
  });
}
