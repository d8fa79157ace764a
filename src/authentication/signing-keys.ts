import { type KeyObject, verify, X509Certificate } from 'node:crypto';
import { thumbprintOf, x5tOf } from '../pki/thumbprint.js';
import { isUnsigned, type ParsedToken, stringClaim } from '../protocol/token.js';

/** A certificate whose key may sign tokens. */
export interface SigningKey {
  /** SHA-1 in upper-case hex. */
  readonly thumbprint: string;
  /** The same, base64url: what a token's header names. */
  readonly x5t: string;
  readonly publicKey: KeyObject;
}

/** The public key of a certificate, PEM or DER; throws when it is neither. */
export function signingKey(certificate: string | Buffer): SigningKey {
  return {
    thumbprint: thumbprintOf(certificate),
    x5t: x5tOf(certificate),
    publicKey: new X509Certificate(certificate).publicKey,
  };
}

/** The keys of certificates as directory objects hold them, base64 DER. One that can't be read is left out. */
export function signingKeys(certificateStrings: readonly string[]): readonly SigningKey[] {
  return certificateStrings.flatMap((certificate) => {
    try {
      return [signingKey(Buffer.from(certificate, 'base64'))];
    } catch {
      return []; // Exchange trusts what it can read (event 2005 in its log, facts/oauth-inbound §5)
    }
  });
}

/**
 * Why no key could vouch for the token; undefined when one could. RS256 alone is taken, whatever the header says, so that no
 * header can choose a weaker check (RFC 8725 §3.1). A header that says it must be understood (`crit`) is not: RFC 7515
 * §4.1.11 calls such a signature invalid. The library that Exchange builds on does not know the word and would let it
 * pass; the lab stays on the safe side.
 */
export function whyUnverifiable(token: ParsedToken): string | undefined {
  if (isUnsigned(token)) return 'The token is not signed.';
  const algorithm = stringClaim(token.header, 'alg');
  if (algorithm !== 'RS256') return `The token is signed with '${algorithm ?? ''}'; only RS256 counts.`;
  if (Object.hasOwn(token.header, 'crit')) return 'The header names extensions that must be understood (crit).';
  return undefined;
}

/** Did this key sign the token, as RS256? A key of another kind did not, whatever it can verify. */
export function isSignedBy(token: ParsedToken, { publicKey }: SigningKey): boolean {
  if (publicKey.asymmetricKeyType !== 'rsa') return false;
  const bytes = Buffer.from(token.encodedSignature, 'base64url');
  // One signature has one spelling: stray bits in the last character would make a second token out of it.
  if (bytes.toString('base64url') !== token.encodedSignature) return false;
  return verify('sha256', Buffer.from(`${token.encodedHeader}.${token.encodedPayload}`, 'latin1'), publicKey, bytes);
}
