import type { Clock } from '../clock.js';
import { encodeUnsignedToken } from '../protocol/token.js';
import type { UserContext } from '../protocol/token-claims.js';
import { unsignedHeader, userContextClaims } from '../protocol/token-claims.js';
import { outboundFailure, type TokenFailure } from './outbound-errors.js';
import type { IssuedToken } from './token-cache.js';

export interface UserTokenParts {
  readonly serviceName: string;
  readonly tenantId: string;
  /** The audience, the same as the actor token's. */
  readonly resource: string;
  readonly user: UserContext | undefined;
  readonly actorToken: string;
}

/** The unsigned outer token: Exchange says who the user is, the actor token vouches for Exchange (facts/oauth-inbound §3.1). */
export function buildUserToken(parts: UserTokenParts, clock: Clock): IssuedToken | TokenFailure {
  const { user } = parts;
  if (!user || !(user.userPrincipalName || user.smtpAddress || user.sipAddress)) {
    return outboundFailure('EmptyClaimsForUser', 'GetAppWithUserToken');
  }
  if (user.userPrincipalName === '') return outboundFailure('UPNValueNotProvided', 'GetAppWithUserToken');
  if (user.nameId === '') return outboundFailure('EmptyNameIdClaim', 'GetAppWithUserToken');
  const claims = userContextClaims(user, {
    applicationId: parts.serviceName,
    realm: parts.tenantId,
    audience: parts.resource,
    actorToken: parts.actorToken,
    now: Math.floor(clock.now() / 1000),
  });
  return { token: encodeUnsignedToken(unsignedHeader, claims), expiresAt: Number(claims.exp) * 1000 };
}
