import type { Explanation } from '../../../evidence/explain/explain.js';
import type { tokenKind } from '../../../evidence/explain/recognisers/pasted-tokens.js';
import type { Check, CheckVerdict, TokenReport } from '../../../evidence/token-report/token-report.js';

/** The kind of finding that says less than the token's own report. */
const token: typeof tokenKind = 'token';

export type Tone = 'good' | 'bad' | 'warn' | '';

export interface Verdict {
  readonly tone: Tone;
  readonly sentence: string;
}

/** Is the text a token and nothing more? Then its report says it all. */
export function isTokenAlone({ tokens, recognised }: Explanation): boolean {
  return tokens > 0 && recognised?.kind === token;
}

/** What an explanation comes to, in one sentence. */
export function verdictOf({ verdict, causes }: Explanation): Verdict {
  if (verdict === 'unknown') return { tone: 'warn', sentence: 'Nothing in this text is known; nothing is guessed.' };
  if (verdict === 'normal') return { tone: 'good', sentence: 'Nothing is wrong here.' };
  const [first, second] = causes;
  if (!first) return { tone: 'bad', sentence: 'A failure. The cause is not known: nothing is guessed.' };
  if (!second) return { tone: 'bad', sentence: `A failure. ${first.title}.` };
  return { tone: 'bad', sentence: `A failure with ${causes.length} possible causes, the most likely first.` };
}

/** What a token's checks come to: as `decode` says it. */
export function tokenVerdict({ verdict, checks }: TokenReport): Verdict {
  const open = count(checks, 'notJudged');
  const rest = open === 0 ? '' : ` ${open} that the token alone can’t settle ${open === 1 ? 'is' : 'are'} open.`;
  if (verdict === 'right') return { tone: 'good', sentence: `Nothing wrong found in the token.${rest}` };
  const failed = count(checks, 'failed');
  const things = failed === 1 ? '1 thing is' : `${failed} things are`;
  return { tone: 'bad', sentence: `${things} wrong with the token.${rest}` };
}

function count(checks: readonly Check[], wanted: CheckVerdict): number {
  return checks.filter(({ verdict }) => verdict === wanted).length;
}

/** Nobody knows here how an open check ends that comes before the first refusal. */
export function answerLead({ checks }: TokenReport): string {
  const first = checks.findIndex(({ answer }) => answer !== undefined);
  const isCertain = checks.slice(0, first).every(({ verdict }) => verdict === 'passed');
  return isCertain ? 'Exchange answers, in x-ms-diagnostics' : 'Exchange answers, unless something open fails before';
}

/** What kind of token it is, where that can be told. */
export function tokenTitle({ kind, encrypted, cut }: TokenReport): string {
  if (kind) return kind.title;
  if (encrypted) return 'An encrypted token: its header alone can be read';
  return cut ? 'The beginning of a token' : 'A token of no kind that Exchange takes';
}

/** Why not all of it could be read; undefined where it could. */
export function whatIsMissing({ cut, readable }: TokenReport): string | undefined {
  if (!cut) return undefined;
  if (readable)
    return 'As Exchange logs it to be read: without signature, and without some of its claims. What hangs on them is not judged.';
  const within = cut.claim === undefined ? '' : `, within ${cut.claim}`;
  return `Cut in the ${cut.part}${within}: what follows is not there, and what hangs on it is not judged.`;
}

export const checkWords: Readonly<Record<CheckVerdict, { readonly word: string; readonly tone: Tone }>> = {
  passed: { word: '✓ passed', tone: 'good' },
  failed: { word: '✗ failed', tone: 'bad' },
  notJudged: { word: '? open', tone: 'warn' },
};

/** The checks of each token in it, in Exchange's order. */
export function checksByPart(checks: readonly Check[]): readonly (readonly [string, readonly Check[]])[] {
  const parts = [...new Set(checks.map(({ part }) => part))];
  return parts.map((part) => [part, checks.filter((check) => check.part === part)] as const);
}

/** `Actor token`: a part's name as a heading. */
export function headed(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
