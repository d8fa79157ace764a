import { formatDiagnostics, refuse, wordRefusal } from '../../protocol/diagnostics.js';
import type { ExchangeErrorName } from '../../protocol/exchange-errors.js';
import type { Speaker } from '../../protocol/exchange-version.js';
import type { Claims } from '../../protocol/token.js';
import type { SignatureVerdict } from './signature.js';
import type { Check, PartName } from './token-report.js';

/** One of the tokens, for its checks. */
export interface Subject {
  readonly name: PartName;
  readonly header: Claims;
  readonly claims: Claims;
  /** Claims may be missing because the text ends before them. */
  readonly isCut: boolean;
  readonly signature: SignatureVerdict;
}

/** What the token is judged for. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly host?: string | undefined;
  readonly scheme: 'https' | 'http';
  readonly speaker: Speaker;
}

/** The checks of one token, written down one after the other. */
export class Checklist {
  readonly checks: Check[] = [];
  readonly #subject: Subject;
  readonly #speaker: Speaker;

  constructor(subject: Subject, { speaker }: Circumstances) {
    this.#subject = subject;
    this.#speaker = speaker;
  }

  pass(name: string, claim: string | undefined, detail: string): void {
    this.checks.push({ name, part: this.#subject.name, claim, verdict: 'passed', detail });
  }

  open(name: string, claim: string | undefined, detail: string): void {
    this.checks.push({ name, part: this.#subject.name, claim, verdict: 'notJudged', detail });
  }

  /** Something is wrong; without an error there is nothing that Exchange says to it. */
  fail(
    name: string,
    claim: string | undefined,
    detail: string,
    error?: ExchangeErrorName,
    ...args: readonly string[]
  ): void {
    const answer = error && formatDiagnostics(wordRefusal(refuse(error, ...args), this.#speaker));
    this.checks.push({ name, part: this.#subject.name, claim, verdict: 'failed', detail, answer });
  }

  /** A claim is not there, or no text, so that Exchange does not see it: wrong, unless the text ended before it. */
  missing(name: string, claim: string, error: ExchangeErrorName, ...args: readonly string[]): void {
    const { claims, isCut } = this.#subject;
    const isThere = Object.hasOwn(claims, claim);
    if (isCut && !isThere) {
      this.open(name, claim, `The text ends before the claim ${claim}.`);
    } else {
      const why = isThere ? 'is no text, so that Exchange does not see it' : 'is missing';
      this.fail(name, claim, `The claim ${claim} ${why}.`, error, ...args);
    }
  }
}
