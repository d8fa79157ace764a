import type { JudgedStep } from '../evidence/transaction.js';
import type { ParsedToken } from '../protocol/token.js';
import type { Case, Step, StepOutcome } from './judgement.js';

/** What a step says of a token depends on these, and for steps that do not `vary` on nothing else. */
type Circumstances = Pick<Case, 'scheme' | 'authority' | 'server' | 'policy' | 'trust' | 'speaker'>;

/** What a step said last, and how it stands in the record. */
export interface Said {
  readonly outcome: StepOutcome;
  readonly judged: JudgedStep;
}

/** What has been said of a token. */
export interface Outcomes {
  readonly said: Map<Step, Said>;
  /** The whole record of the last judgement. */
  steps: readonly JudgedStep[];
}

interface Remembered extends Circumstances {
  readonly outcomes: Outcomes;
}

/** By the token as it was taken apart: it is remembered (token-memory.ts) as long as the configuration it is judged by. */
const remembered = new WeakMap<ParsedToken, Remembered>();

/**
 * What steps have said of this token before, in the very same circumstances; undefined for a token that is new here. Steps
 * that vary with the time or the directory are asked every time, and so are all when host, policy or trust are others.
 */
export function outcomesOf(token: ParsedToken, subject: Case): Outcomes | undefined {
  const { scheme, authority, server, policy, trust, speaker } = subject;
  if (!trust.memory.isKnown(token)) return undefined;
  const known = remembered.get(token);
  const isSame =
    known !== undefined &&
    known.trust === trust &&
    known.authority === authority &&
    known.scheme === scheme &&
    known.policy === policy &&
    known.server === server &&
    known.speaker === speaker;
  if (isSame) return known.outcomes;
  const outcomes: Outcomes = { said: new Map(), steps: [] };
  remembered.set(token, { scheme, authority, server, policy, trust, speaker, outcomes });
  return outcomes;
}

/** The record, the very same as last time where it says the same: what others made of it holds as well, so it is frozen. */
export function sameAsBefore(steps: readonly JudgedStep[], outcomes: Outcomes | undefined): readonly JudgedStep[] {
  if (!outcomes) return steps;
  const before = outcomes.steps;
  if (before.length === steps.length && steps.every((step, index) => step === before[index])) return before;
  outcomes.steps = Object.freeze(steps);
  return steps;
}
