import type { JudgedStep } from '../evidence/transaction.js';

/** A sentence, or what makes it: most records are never read, so the dear sentences are made when they are. */
export type Detail = string | (() => string);

/** A step of the record whose sentence is made when somebody reads it. */
export class StepRecord implements JudgedStep {
  readonly name: string;
  readonly verdict: JudgedStep['verdict'];
  #detail: Detail;

  constructor(name: string, verdict: JudgedStep['verdict'], detail: Detail) {
    this.name = name;
    this.verdict = verdict;
    this.#detail = detail;
  }

  get detail(): string {
    if (typeof this.#detail === 'function') this.#detail = this.#detail();
    return this.#detail;
  }

  toJSON(): JudgedStep {
    return { name: this.name, verdict: this.verdict, detail: this.detail };
  }
}
