import type { Clock } from '../clock.js';
import { formatServiceAudience, parseQualifiedId, sameText } from '../protocol/audience.js';
import type { ReceivedChallenge } from '../protocol/bearer-challenge.js';
import { selfIssuedClaims } from '../protocol/token-claims.js';
import { qualify } from '../protocol/well-known.js';
import { signOnce } from '../tokens/signer.js';
import type { Caller } from './caller.js';
import { signingCertificateError, unsigned } from './client-assertion.js';
import type { TokenFailure } from './outbound-errors.js';

/** What Exchange signs itself, and for whom. */
export interface SelfIssuing {
  readonly realm: string;
  readonly resource: string;
}

/**
 * A partner without auth server: its challenge names a realm, and trusts this organisation itself. That the realm is what
 * leads Exchange there follows from the words it has when there is none (facts/oauth-outbound-admin §1.7); the rest of the
 * rule is inferred.
 */
export function selfIssuingFor(caller: Caller, challenge: ReceivedChallenge, host: string): SelfIssuing | undefined {
  const { ownRealm, serviceName } = caller;
  if (ownRealm === undefined || challenge.realm === '') return undefined;
  const trusted = challenge.trustedIssuers
    .map(parseQualifiedId)
    .some((issuer) => issuer && sameText(issuer.id, serviceName) && sameText(issuer.realm, ownRealm));
  if (!trusted) return undefined;
  return { realm: ownRealm, resource: formatServiceAudience(host, challenge.realm, challenge.clientId) };
}

/** The actor token, signed with the current auth certificate, good for 24 hours (facts/oauth-inbound §3.4). */
export async function signActorToken(
  context: { readonly caller: Caller; readonly clock: Clock; readonly onMissingCertificate?: () => void },
  { realm, resource }: SelfIssuing,
  host: string,
): Promise<string | TokenFailure> {
  const { caller, clock } = context;
  const { serviceName, signingCertificate } = caller;
  const unfit = signingCertificateError(signingCertificate, clock);
  if (!signingCertificate || unfit) return unsigned(unfit, context);
  const now = Math.floor(clock.now() / 1000);
  return signOnce(
    signingCertificate,
    selfIssuedClaims({ applicationId: serviceName, realm, host, audience: resource, now }),
  );
}

/** `id@realm` of the organisation, as a challenge names it. */
export function selfNamed({ serviceName }: Caller, { realm }: SelfIssuing): string {
  return qualify(serviceName, realm);
}
