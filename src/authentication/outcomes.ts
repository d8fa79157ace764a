import type { ParsedToken } from '../protocol/token.js';
import type { Case, Step, StepOutcome } from './judgement.js';

/** What a step says of a token depends on these, and for steps that do not `vary` on nothing else. */
type Circumstances = Pick<Case, 'scheme' | 'authority' | 'server' | 'policy' | 'trust' | 'speaker'>;

interface Remembered extends Circumstances {
  readonly outcomes: Map<Step, StepOutcome>;
}

/** By the token as it was taken apart: it is remembered (token-memory.ts) as long as the configuration it is judged by. */
const remembered = new WeakMap<ParsedToken, Remembered>();

/**
 * What steps have said of this token before, in the very same circumstances; undefined for a token that is new here. Steps
 * that vary with the time or the directory are asked every time, and so are all when host, policy or trust are others.
 */
export function outcomesOf(token: ParsedToken, subject: Case): Map<Step, StepOutcome> | undefined {
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
  const outcomes = new Map<Step, StepOutcome>();
  remembered.set(token, { scheme, authority, server, policy, trust, speaker, outcomes });
  return outcomes;
}
