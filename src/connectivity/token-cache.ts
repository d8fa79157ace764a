import type { Clock } from '../clock.js';
import type { ReceivedChallenge } from '../protocol/bearer-challenge.js';
import { isTokenFailure, type TokenFailure } from './outbound-errors.js';

const minute = 60_000;
const hour = 60 * minute;

/** How long what is remembered is good (facts/oauth-inbound §5, "Client side"). */
const rules = {
  challenge: 60 * minute,
  lastTokenRemaining: 7 * hour,
  actorTokenRemaining: 5 * minute,
  /** Of the life of an actor token: when less remains, a new one is asked for while the old one is still used. */
  actorTokenFresh: 2 / 3,
  failedTokenRequest: 10 * minute,
} as const;

/** A token and when it ends, in milliseconds since 1970. */
export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: number;
}

/**
 * What a server remembers between two calls. One per side: a server's cache lives in its process. It is cleared unless
 * -UseCachedToken is given; with the switch it explains "I fixed it, but the test still fails".
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
  /** Replaces an actor token in the background when less than two thirds of its life remain; once at a time. */
  renewActorToken(key: string, ask: () => Promise<IssuedToken | TokenFailure>): void;
  /** A token request that failed a short while ago. */
  failedTokenRequest(key: string): TokenFailure | undefined;
  rememberFailedTokenRequest(key: string, failure: TokenFailure): void;
  clear(): void;
}

export function createTokenCache(clock: Clock): TokenCache {
  const challenges = expiringMap<ReceivedChallenge>(clock);
  const lastTokens = expiringMap<string>(clock);
  const actorTokens = expiringMap<RememberedToken>(clock);
  const failures = expiringMap<TokenFailure>(clock);
  const cache: TokenCache = {
    challenge: challenges.get,
    rememberChallenge: (url, challenge) => challenges.set(url, challenge, clock.now() + rules.challenge),
    lastToken: lastTokens.get,
    rememberLastToken: (key, { token, expiresAt }) => lastTokens.set(key, token, expiresAt - rules.lastTokenRemaining),
    actorToken: (key) => actorTokens.get(key)?.token,
    rememberActorToken(key, { token, expiresAt }) {
      const freshUntil = expiresAt - Math.round((expiresAt - clock.now()) * rules.actorTokenFresh);
      actorTokens.set(key, { token, freshUntil, renewing: false }, expiresAt - rules.actorTokenRemaining);
    },
    renewActorToken(key, ask) {
      const old = actorTokens.get(key);
      if (!old || old.renewing || clock.now() <= old.freshUntil || failures.get(key)) return;
      old.renewing = true;
      void renewal(old, ask).then((issued) => {
        if (!issued || actorTokens.get(key) !== old) return; // cleared meanwhile, or asked for by somebody in a hurry
        if (isTokenFailure(issued)) cache.rememberFailedTokenRequest(key, issued);
        else cache.rememberActorToken(key, issued);
      });
    },
    failedTokenRequest: failures.get,
    rememberFailedTokenRequest: (key, failure) => failures.set(key, failure, clock.now() + rules.failedTokenRequest),
    clear() {
      for (const map of [challenges, lastTokens, actorTokens, failures]) map.clear();
    },
  };
  return cache;
}

interface RememberedToken {
  readonly token: string;
  readonly freshUntil: number;
  renewing: boolean;
}

/** Whatever goes wrong in the background, the old token is still good; nobody waits who could be told. */
async function renewal(
  old: RememberedToken,
  ask: () => Promise<IssuedToken | TokenFailure>,
): Promise<IssuedToken | TokenFailure | undefined> {
  try {
    return await ask();
  } catch {
    return undefined;
  } finally {
    old.renewing = false;
  }
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
