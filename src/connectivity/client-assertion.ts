import { X509Certificate } from 'node:crypto';
import type { Clock } from '../clock.js';
import { isKeyOf } from '../pki/thumbprint.js';
import { formatServiceAudience } from '../protocol/audience.js';
import { clientAssertionClaims } from '../protocol/token-claims.js';
import { type SigningIdentity, signOnce } from '../tokens/signer.js';
import { type OutboundErrorCode, outboundFailure, type TokenFailure } from './outbound-errors.js';

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
  signing: SigningIdentity | undefined,
  clock: Clock,
): OutboundErrorCode | undefined {
  if (!signing || !isKeyOf(signing.privateKey, signing.certificate)) return 'MissingSigningCertificate';
  const certificate = new X509Certificate(signing.certificate);
  if (Date.parse(certificate.validTo) <= clock.now()) return 'MissingSigningCertificate';
  const bits = certificate.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  return bits < smallestKey ? 'CertificatePrivateKeySizeTooSmall' : undefined;
}

/** Nothing is signed: the certificate is missing where no other error is named. */
export function unsigned(
  error: OutboundErrorCode | undefined,
  { onMissingCertificate }: { readonly onMissingCertificate?: () => void },
): TokenFailure {
  const code = error ?? 'MissingSigningCertificate';
  if (code === 'MissingSigningCertificate') onMissingCertificate?.();
  return outboundFailure(code, 'GetAppToken');
}

/** The clientAssertion, signed with the current auth certificate, good for 10 minutes (facts/oauth-inbound §3.5). */
export function signClientAssertion(
  parties: AssertionParties,
  signing: SigningIdentity,
  clock: Clock,
): Promise<string> {
  const claims = clientAssertionClaims({
    applicationId: parties.serviceName,
    realm: parties.tenantId,
    audience: formatServiceAudience(parties.host, parties.tenantId, parties.issuerIdentifier),
    now: Math.floor(clock.now() / 1000),
  });
  return signOnce(signing, claims);
}
