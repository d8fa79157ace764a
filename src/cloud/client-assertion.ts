import type { SigningKey } from '../authentication/signing-keys.js';
import { isSignedBy, signingKey, whyUnverifiable } from '../authentication/signing-keys.js';
import {
  credentialsOf,
  findApplication,
  findServicePrincipal,
  findTenant,
  type KeyCredential,
  type ServicePrincipal,
  type Tenant,
} from '../directory/tenant.js';
import { parseQualifiedId, sameText } from '../protocol/audience.js';
import {
  clockSkewSeconds,
  isReadable,
  type ParsedToken,
  parseToken,
  readTime,
  stringClaim,
  timeClaim,
} from '../protocol/token.js';
import { clientAssertionAudience } from '../protocol/token-claims.js';
import { type TokenError, tokenErrors } from './token-errors.js';

/** The application that a client assertion proves, or why it proves nothing. */
export type AssertionVerdict = { readonly servicePrincipal: ServicePrincipal } | { readonly error: TokenError };

const skewMs = clockSkewSeconds * 1000;

/**
 * Verifies a client assertion (facts/oauth-inbound §3.5) against the key credentials that the tenant holds for the
 * application: an auth certificate that nobody uploaded is refused here. `microsoftKeys` are those of Exchange Online
 * itself, which needs no upload; how it really proves itself to the token service is Microsoft's own affair.
 */
export function verifyClientAssertion(
  assertion: string,
  tenant: Tenant,
  microsoftKeys: readonly SigningKey[],
  now: number,
): AssertionVerdict {
  const token = parseToken(assertion);
  if (!isReadable(token)) return { error: tokenErrors.assertionUnreadable('The assertion is no compact JWT.') };
  const issuer = parseQualifiedId(stringClaim(token.claims, 'iss') ?? '');
  if (!issuer || !findTenant([tenant], issuer.realm)) {
    return {
      error: tokenErrors.assertionUnreadable('The claim iss is not of the form appid@tenant, for this tenant.'),
    };
  }
  const servicePrincipal = findServicePrincipal(tenant, issuer.id);
  if (!servicePrincipal) return { error: tokenErrors.applicationUnknown(issuer.id, tenant.tenantId) };
  const audience = stringClaim(token.claims, 'aud') ?? '';
  if (![tenant.tenantId, ...tenant.domains].some((realm) => sameText(audience, clientAssertionAudience(realm)))) {
    return {
      error: tokenErrors.assertionUnreadable(`The claim aud '${audience}' is not for this token service and tenant.`),
    };
  }
  const error = checkSignature(token, { tenant, servicePrincipal, microsoftKeys, now }) ?? checkTimes(token, now);
  return error ? { error } : { servicePrincipal };
}

interface Asking {
  readonly tenant: Tenant;
  readonly servicePrincipal: ServicePrincipal;
  readonly microsoftKeys: readonly SigningKey[];
  readonly now: number;
}

function checkSignature(token: ParsedToken, asking: Asking): TokenError | undefined {
  const { tenant, servicePrincipal, microsoftKeys, now } = asking;
  const x5t = stringClaim(token.header, 'x5t') ?? '';
  const thumbprint = Buffer.from(x5t, 'base64url').toString('hex').toUpperCase();
  const meant = credentialsOf(tenant, servicePrincipal).filter((credential) => keyOf(credential).x5t === x5t);
  const inTime = meant.find((credential) => isInTime(credential, now));
  const key = inTime ? keyOf(inTime) : microsoftKeys.find((candidate) => candidate.x5t === x5t);
  if (!key) {
    if (meant[0]) return tokenErrors.keyOutOfTime(thumbprint, meant[0]);
    const own = findApplication(tenant, servicePrincipal.appId) !== undefined;
    return own ? tokenErrors.applicationKeyNotFound(thumbprint) : tokenErrors.keyNotFound(thumbprint);
  }
  const genuine = whyUnverifiable(token) === undefined && isSignedBy(token, key);
  return genuine ? undefined : tokenErrors.signatureWrong(thumbprint);
}

/** A key credential counts from its start to its end; that the token service allows its clock skew there too is inferred. */
function isInTime({ startDateTime, endDateTime }: KeyCredential, now: number): boolean {
  return Date.parse(startDateTime) - skewMs <= now && now <= Date.parse(endDateTime) + skewMs;
}

/** The directory never changes a key credential, it replaces it: what was read out of one stays true as long as it lives. */
const keys = new WeakMap<KeyCredential, SigningKey>();

function keyOf(credential: KeyCredential): SigningKey {
  const known = keys.get(credential);
  if (known) return known;
  const key = signingKey(Buffer.from(credential.key, 'base64'));
  keys.set(credential, key);
  return key;
}

function checkTimes(token: ParsedToken, now: number): TokenError | undefined {
  const notBefore = readTime(token.claims, 'nbf') ?? 0;
  const expires = timeClaim(token.claims, 'exp') ?? 0;
  const begun = typeof notBefore === 'number' && notBefore * 1000 <= now + skewMs; // a begin that can't be read is none
  const inTime = begun && expires * 1000 >= now - skewMs;
  return inTime ? undefined : tokenErrors.assertionOutOfTime(new Date(now).toISOString());
}
