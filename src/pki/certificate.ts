import type { asn1, pki } from 'node-forge';
import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { CertificateProfile } from './certificate-profile.js';
import type { DistinguishedName } from './distinguished-name.js';
import { encodeName, issuerName } from './encoded-name.js';
import { extensionsFor } from './extensions.js';
import { foreignSigner } from './foreign-signer.js';
import { generateRsaKeyPair, type KeyPair } from './keys.js';

type Forge = typeof import('node-forge');

/** A certificate with its private key. */
export interface KeyedCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 PEM. */
  readonly privateKey: string;
}

/** A certificate as a store holds it: its private key may be elsewhere, as after the import of a .cer file. */
export interface StoredCertificate {
  /** PEM. */
  readonly certificate: string;
  /** PKCS#8 PEM; undefined where there is none. */
  readonly privateKey: string | undefined;
}

/** The certificate with its key; undefined where there is none, or no certificate. */
export function withKey(stored: StoredCertificate | undefined): KeyedCertificate | undefined {
  if (stored?.privateKey === undefined) return undefined;
  return { certificate: stored.certificate, privateKey: stored.privateKey };
}

/** The wish for a certificate; what New-ExchangeCertificate asks for fits in here too. */
export interface CertificateRequest {
  readonly subject: DistinguishedName;
  readonly profile: CertificateProfile;
  /** Whole years from now. */
  readonly lifetimeInYears: number;
  /** Whole days in place of the years. */
  readonly lifetimeInDays?: number | undefined;
  /** From when to when, in place of a time from now; milliseconds since 1970, the milliseconds themselves dropped. */
  readonly validity?: { readonly notBefore: number; readonly notAfter: number } | undefined;
  /** Bits of the RSA key; 2048 unless said otherwise. */
  readonly keySize?: number;
  /** Hex; made from the key when left out. */
  readonly subjectKeyIdentifier?: string | undefined;
  /** Who signs, or will once its own key is made; without issuer the certificate is self-signed. */
  readonly issuer?: KeyedCertificate | Promise<KeyedCertificate>;
}

/** What time it is and where serial numbers come from. */
export interface CertificateSources {
  readonly clock: Clock;
  readonly random: Random;
}

/** Makes a key pair and issues a certificate for it, signed with RSA and SHA-256. */
export async function issueCertificate(
  request: CertificateRequest,
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  return certify(await generateRsaKeyPair(request.keySize), request, sources);
}

/** Issues a certificate for a key pair that is there already. */
export async function certify(
  keys: KeyPair,
  request: CertificateRequest,
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  // Tens of milliseconds to load, and a lab whose certificates are on disk never needs it.
  const { default: forge } = await import('node-forge');
  const signer = await request.issuer;
  const issuer = signer && forge.pki.certificateFromPem(signer.certificate);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.publicKeyFromPem(keys.publicKey);
  certificate.serialNumber = serialNumber(sources.random);
  certificate.validity = validity(sources.clock, request);
  const subject = encodeName(request.subject, forge.asn1.Type);
  certificate.setSubject(subject);
  certificate.setIssuer(issuer ? issuerName(issuer, forge.asn1.Type, forge.util.decodeUtf8) : subject);
  const authority = issuer?.generateSubjectKeyIdentifier().getBytes();
  certificate.setExtensions(extensionsFor(forge, request.profile, authority, request.subjectKeyIdentifier));
  signCertificate(forge, certificate, signer?.privateKey ?? keys.privateKey);
  const pem = forge.pki.certificateToPem(certificate).replaceAll('\r\n', '\n');
  return { certificate: pem, privateKey: keys.privateKey };
}

/** 16 bytes whose first is 0x40 to 0x7f: positive, and of the shortest form that DER asks for. */
function serialNumber(random: Random): string {
  const bytes = random.bytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function validity(
  clock: Clock,
  { lifetimeInYears: years, lifetimeInDays: days, validity: given }: CertificateRequest,
): { notBefore: Date; notAfter: Date } {
  const notBefore = new Date(given?.notBefore ?? clock.now());
  notBefore.setUTCMilliseconds(0);
  if (given) return { notBefore, notAfter: new Date(Math.floor(given.notAfter / 1000) * 1000) };
  const notAfter = new Date(notBefore);
  if (days === undefined) notAfter.setUTCFullYear(notBefore.getUTCFullYear() + years);
  else notAfter.setUTCDate(notBefore.getUTCDate() + days);
  return { notBefore, notAfter };
}

function signCertificate(forge: Forge, certificate: pki.Certificate, privateKey: string): void {
  certificate.sign(
    foreignSigner(forge, privateKey, () => certificate.tbsCertificate as asn1.Asn1),
    forge.md.sha256.create(),
  );
}
