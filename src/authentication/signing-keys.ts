import { X509Certificate } from 'node:crypto';
import { thumbprintOf, x5tOf } from '../pki/thumbprint.js';
import type { SigningKey } from './trust.js';

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
