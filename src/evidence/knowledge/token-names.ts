import { parseQualifiedId, parseServiceAudience, parseUrlAudience } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import type { DecodedToken } from '../decoded-token.js';

/** Names that stand in a token and that commands can be filled with: the host it is for, its tenant, its user. */
export function tokenNames(token: DecodedToken): Readonly<Record<string, string>> {
  const { claims } = token.actorToken ?? token;
  const audience = stringClaim(claims, 'aud') ?? '';
  const issuer = stringClaim(claims, 'iss');
  return given({
    host: parseServiceAudience(audience)?.host ?? parseUrlAudience(audience)?.authority,
    issuer,
    tenantId: stringClaim(claims, 'tid') ?? parseQualifiedId(issuer ?? '')?.realm,
    mailbox: stringClaim(token.claims, 'smtp') ?? stringClaim(token.claims, 'upn'),
  });
}

/** The names that have a value. */
export function given(names: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(names)) if (value !== undefined && value !== '') found[name] = value;
  return found;
}
