import type { Clock } from '../clock.js';
import type { ReceivedChallenge } from '../protocol/bearer-challenge.js';
import type { TokenFailure } from './outbound-errors.js';

const minute = 60_000;
const hour = 60 * minute;

/** How long what is remembered is good (facts/oauth-inbound §5, "Client side"). */
const rules = {
  challenge: 60 * minute,
  lastTokenRemaining: 7 * hour,
  actorTokenRemaining: 5 * minute,
  failedTokenRequest: 10 * minute,
} as const;

/** A token and when it ends, in milliseconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * What a server remembers between two calls. One per side: a server's cache lives in its process. It is cleared unless
 * -UseCachedToken is given; with the switch it explains "I fixed it, but the test still fails". (A real server also
 * renews an actor token in the background once two thirds of its life are over; the lab waits for the end.)
 */
export interface TokenCache {
  challenge(url: string): ReceivedChallenge | undefined;
  rememberChallenge(url: string, challenge: ReceivedChallenge): void;
  /** The token that was sent last. */
  lastToken(key: string): string | undefined;
  rememberLastToken(key: string, token: IssuedToken): void;
  /** What an auth server issued. */
  actorToken(key: string): string | undefined;
  rememberActorToken(key: string, token: IssuedToken): void;
  /** A token request that failed a short while ago. */
  failedTokenRequest(key: string): TokenFailure | undefined;
  rememberFailedTokenRequest(key: string, failure: TokenFailure): void;
  clear(): void;
}

export function createTokenCache(clock: Clock): TokenCache {
  const challenges = expiringMap<ReceivedChallenge>(clock);
  const lastTokens = expiringMap<string>(clock);
  const actorTokens = expiringMap<string>(clock);
  const failures = expiringMap<TokenFailure>(clock);
  return {
    challenge: challenges.get,
    rememberChallenge: (url, challenge) => challenges.set(url, challenge, clock.now() + rules.challenge),
    lastToken: lastTokens.get,
    rememberLastToken: (key, { token, expiresAt }) => lastTokens.set(key, token, expiresAt - rules.lastTokenRemaining),
    actorToken: actorTokens.get,
    rememberActorToken: (key, { token, expiresAt }) =>
      actorTokens.set(key, token, expiresAt - rules.actorTokenRemaining),
    failedTokenRequest: failures.get,
    rememberFailedTokenRequest: (key, failure) => failures.set(key, failure, clock.now() + rules.failedTokenRequest),
    clear() {
      for (const map of [challenges, lastTokens, actorTokens, failures]) map.clear();
    },
  };
}

interface ExpiringMap<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value, goodUntil: number): void;
  clear(): void;
}

function expiringMap<Value>(clock: Clock): ExpiringMap<Value> {
  const entries = new Map<string, { readonly value: Value; readonly goodUntil: number }>();
  return {
    get(key) {
      const entry = entries.get(key);
      if (entry && clock.now() < entry.goodUntil) return entry.value;
      entries.delete(key);
      return undefined;
    },
    set: (key, value, goodUntil) => void entries.set(key, { value, goodUntil }),
    clear: () => entries.clear(),
  };
}
