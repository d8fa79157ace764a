import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.js';
import { isKeyOf, x5tOf } from '../pki/thumbprint.js';
import { formatServiceAudience } from '../protocol/audience.js';
import { qualify } from '../protocol/well-known.js';
import type { SigningCertificate } from './caller.js';
import type { OutboundErrorCode } from './outbound-errors.js';

const lifetime = 10 * 60;
const smallestKey = 2048;

/** Who asks which auth server. */
export interface AssertionParties {
  readonly serviceName: string;
  readonly tenantId: string;
  readonly issuerIdentifier: string;
  /** Host of the token endpoint. */
  readonly host: string;
}

/**
 * What is wrong with the signing certificate, if anything. An expired one counts as missing: inferred, event 4999 points
 * to it (facts/oauth-outbound-admin §1.8, F16).
 */
export function signingCertificateError(
  signing: SigningCertificate | undefined,
  clock: Clock,
): OutboundErrorCode | undefined {
  if (!signing || !isKeyOf(signing.privateKey, signing.certificate)) return 'MissingSigningCertificate';
  const certificate = new X509Certificate(signing.certificate);
  if (Date.parse(certificate.validTo) <= clock.now()) return 'MissingSigningCertificate';
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < smallestKey ? 'CertificatePrivateKeySizeTooSmall' : undefined;
}

/** The clientAssertion, signed with the current auth certificate, good for 10 minutes (facts/oauth-inbound §3.5). */
export async function signClientAssertion(
  parties: AssertionParties,
  signing: SigningCertificate,
  clock: Clock,
): Promise<string> {
  const { SignJWT } = await import('jose'); // lazy: a lab that only serves should not pay for it at its start
  const now = Math.floor(clock.now() / 1000);
  const claims = {
    iss: qualify(parties.serviceName, parties.tenantId),
    aud: formatServiceAudience(parties.host, parties.tenantId, parties.issuerIdentifier),
    nbf: now,
    exp: now + lifetime,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'JWT', alg: 'RS256', x5t: x5tOf(signing.certificate) })
    .sign(createPrivateKey(signing.privateKey));
}
