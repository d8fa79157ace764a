import { createPublicKey, type JsonWebKey, type KeyObject, X509Certificate } from 'node:crypto';
import type { JWK } from 'jose';
import { readCertificateFile } from '../../pki/certificate-file.js';
import { thumbprintOf, x5tOf } from '../../pki/thumbprint.js';
import { readPartnerDocument } from '../../protocol/metadata-document.js';

/** A public key that may have signed a token. */
export interface VerificationKey {
  readonly publicKey: KeyObject;
  /** Whose it is, or where it comes from, in words. */
  readonly name: string;
  /** SHA-1 thumbprint of its certificate, in hex and as tokens name it; undefined for a key without certificate. */
  readonly thumbprint?: string | undefined;
  readonly x5t?: string | undefined;
  readonly kid?: string | undefined;
}

/** Keys can't be had from what was given; the message says why. */
export class KeySourceError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'KeySourceError';
  }
}

/** The keys of certificates in a file: PEM bundle, DER or PKCS#7. */
export async function keysOfCertificates(data: Uint8Array, from: string): Promise<readonly VerificationKey[]> {
  const certificates = await readCertificateFile(data);
  if (!certificates?.length) throw new KeySourceError(`${from} holds no certificates.`);
  return certificates.map((certificate) => keyOfCertificate(certificate, `${subjectOf(certificate)} in ${from}`));
}

/** The signing keys of an S2S metadata document, `metadata/json/1`, of ACS, Exchange or a partner. */
export function keysOfMetadata(text: string, from: string): readonly VerificationKey[] {
  try {
    const { issuerIdentifier, realm, certificates } = readPartnerDocument(text);
    return certificates.map((der) =>
      keyOfCertificate(Buffer.from(der, 'base64'), `${issuerIdentifier}@${realm} in ${from}`),
    );
  } catch (error) {
    throw new KeySourceError(`${from}: ${(error as Error).message}.`);
  }
}

/** The RSA keys of a JSON Web Key Set (RFC 7517); others sign no token that Exchange takes. */
export function keysOfJwks(text: string, from: string): readonly VerificationKey[] {
  const keys = (parseJson(text) as { readonly keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys)) throw new KeySourceError(`${from} is no JSON Web Key Set: it has no list 'keys'.`);
  const usable = keys.filter((key): key is JWK => typeof key === 'object' && key !== null && key.kty === 'RSA');
  const read = usable.flatMap((jwk) => keyOfJwk(jwk, from));
  if (read.length === 0) throw new KeySourceError(`${from} has no RSA key that can be read.`);
  return read;
}

function keyOfJwk(jwk: JWK & { readonly name?: unknown }, from: string): readonly VerificationKey[] {
  try {
    const [certificate] = jwk.x5c ?? [];
    const name = typeof jwk.name === 'string' ? jwk.name : `key ${jwk.kid ?? jwk.x5t ?? ''} in ${from}`;
    if (certificate !== undefined)
      return [{ ...keyOfCertificate(Buffer.from(certificate, 'base64'), name), kid: jwk.kid }];
    const { kty, n, e } = jwk;
    const publicKey = createPublicKey({ format: 'jwk', key: { kty, n, e } as JsonWebKey });
    return [{ publicKey, name, x5t: jwk.x5t, thumbprint: hexOfThumbprint(jwk.x5t), kid: jwk.kid }];
  } catch {
    return []; // not a key: the others count, and a set without any is an error
  }
}

function keyOfCertificate(certificate: string | Buffer, name: string): VerificationKey {
  return {
    publicKey: new X509Certificate(certificate).publicKey,
    name,
    thumbprint: thumbprintOf(certificate),
    x5t: x5tOf(certificate),
  };
}

function subjectOf(certificate: string): string {
  return new X509Certificate(certificate).subject.split('\n').at(-1) ?? '';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what it is not
  }
}

/** A SHA-1 thumbprint as a token names it, in the hex that admins compare; undefined for what is none. */
export function hexOfThumbprint(x5t: string | undefined): string | undefined {
  if (x5t === undefined || !/^[\w-]{27}=?$/.test(x5t)) return undefined;
  return Buffer.from(x5t, 'base64url').toString('hex').toUpperCase();
}
