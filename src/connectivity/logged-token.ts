import { type Claims, isReadable, parseToken, stringClaim } from '../protocol/token.js';

/** The claims that the outbound log shows, in its order (facts/oauth-outbound-admin §1.6). */
const shownClaims = ['oid', 'iss', 'aud', 'nbf', 'exp'] as const;

/**
 * A token as the outbound log prints it: header, some claims, and the actor token likewise behind them. There is never a
 * signature in it, so the line is worth nothing to who finds it.
 */
export function loggedToken(token: string): string {
  const parsed = parseToken(token);
  if (!isReadable(parsed)) return '[lab] not a JWT';
  const text = `${JSON.stringify(parsed.header)}.${shown(parsed.claims)}`;
  const actorToken = stringClaim(parsed.claims, 'actortoken');
  return actorToken === undefined ? text : `${text}; actor: ${loggedToken(actorToken)}`;
}

function shown(claims: Claims): string {
  return shownClaims
    .filter((name) => Object.hasOwn(claims, name))
    .map((name) => `"${name}": "${String(claims[name])}" `)
    .join('');
}
