import { StoppedError } from './evaluation-error.js';
import type { Value } from './values.js';

/** A script may make so many items for each statement it may run; a hundred characters of text count as one. */
const itemsForStatement = 1000;

/** What a script may do until it ends. What it makes may be kept that long, so that is counted too. */
export class Allowance {
  readonly #mostStatements: number;
  #statementsLeft = 0;
  #itemsLeft = 0;

  constructor(mostStatements: number) {
    this.#mostStatements = mostStatements;
    this.renew();
  }

  /** A new script has all of it before it. */
  renew(): void {
    this.#statementsLeft = this.#mostStatements;
    this.#itemsLeft = this.#mostStatements * itemsForStatement;
  }

  takeStatement(): void {
    if (this.#statementsLeft <= 0) throw tooMany('runs', this.#mostStatements, 'statements');
    this.#statementsLeft -= 1;
  }

  /** Counts what was made, and hands it on. */
  counted<Made extends Value | readonly Value[]>(made: Made): Made {
    this.#itemsLeft -= typeof made === 'string' ? made.length / 100 : Array.isArray(made) ? made.length : 1;
    if (this.#itemsLeft < 0) throw tooMany('makes', this.#mostStatements * itemsForStatement, 'items');
    return made;
  }
}

function tooMany(does: string, most: number, what: string): StoppedError {
  return new StoppedError(`[lab] A script ${does} at most ${most} ${what}.`);
}
