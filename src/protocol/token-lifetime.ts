import { type Claims, clockSkewSeconds, readTime, type UnreadableTime } from './token.js';

/** What is wrong with the times of a token, in the order in which Exchange looks (facts/oauth-inbound §1.4, Lifetime). */
export type LifetimeVerdict =
  | { readonly verdict: 'noExpiration' }
  | { readonly verdict: 'unreadable'; readonly claim: 'nbf' | 'exp'; readonly why: UnreadableTime }
  | { readonly verdict: 'endsBeforeItBegins' | 'expired' | 'notYetValid' | 'valid'; readonly times: Lifetime };

/** In seconds since 1970. */
export interface Lifetime {
  readonly validFrom: number | undefined;
  readonly validTo: number;
}

/** Five minutes of skew are allowed either way. `seconds` since 1970 is now. */
export function judgeLifetime(claims: Claims, seconds: number): LifetimeVerdict {
  const validFrom = readTime(claims, 'nbf');
  const validTo = readTime(claims, 'exp');
  if (validTo === undefined) return { verdict: 'noExpiration' };
  if (typeof validFrom === 'string') return { verdict: 'unreadable', claim: 'nbf', why: validFrom };
  if (typeof validTo === 'string') return { verdict: 'unreadable', claim: 'exp', why: validTo };
  const times = { validFrom, validTo };
  if (validFrom !== undefined && validFrom > validTo) return { verdict: 'endsBeforeItBegins', times };
  if (validFrom !== undefined && validFrom > seconds + clockSkewSeconds) return { verdict: 'notYetValid', times };
  return { verdict: validTo < seconds - clockSkewSeconds ? 'expired' : 'valid', times };
}
