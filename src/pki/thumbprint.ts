import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';

/** SHA-1 of the certificate's DER in upper-case hex, as Exchange and Windows print a thumbprint. Takes PEM or DER. */
export function thumbprintOf(certificate: string | Uint8Array): string {
  return digestOf(certificate).toString('hex').toUpperCase();
}

/** The same hash as a token's header carries it in `x5t` (RFC 7515 §4.1.7). */
export function x5tOf(certificate: string | Uint8Array): string {
  return digestOf(certificate).toString('base64url');
}

/** The certificate's DER in base64 without line breaks, as metadata documents and key credentials hold it. */
export function base64DerOf(certificate: string | Uint8Array): string {
  return new X509Certificate(certificate).raw.toString('base64');
}

/** Does the private key belong to the certificate? False also for what is no key or no certificate. */
export function isKeyOf(privateKey: string, certificate: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    return false;
  }
}

function digestOf(certificate: string | Uint8Array): Buffer {
  return createHash('sha1').update(new X509Certificate(certificate).raw).digest();
}
