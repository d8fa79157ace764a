import type { Clock } from '../clock.js';
import { type Claims, encodeUnsignedToken } from '../protocol/token.js';
import { qualify } from '../protocol/well-known.js';
import type { CallerUser } from './caller.js';
import { outboundFailure, type TokenFailure } from './outbound-errors.js';
import type { IssuedToken } from './token-cache.js';

const lifetime = 8 * 60 * 60;

export interface UserTokenParts {
  readonly serviceName: string;
  readonly tenantId: string;
  /** The audience, the same as the actor token's. */
  readonly resource: string;
  readonly user: CallerUser | undefined;
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
  const now = Math.floor(clock.now() / 1000);
  const token = encodeUnsignedToken(
    { typ: 'JWT', alg: 'none' },
    {
      iss: qualify(parts.serviceName, parts.tenantId),
      aud: parts.resource,
      iat: now,
      nbf: now,
      exp: now + lifetime,
      nameid: user.nameId,
      nii: user.nii,
      upn: user.userPrincipalName,
      ...present({ smtp: user.smtpAddress, sip: user.sipAddress }),
      actortoken: parts.actorToken,
    },
  );
  return { token, expiresAt: (now + lifetime) * 1000 };
}

function present(claims: Readonly<Record<string, string>>): Claims {
  return Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== ''));
}
