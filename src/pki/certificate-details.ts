import { X509Certificate } from 'node:crypto';
import { thumbprintOf } from './thumbprint.js';

/** What a certificate says of itself, in the words and forms of Windows. */
export interface CertificateDetails {
  readonly thumbprint: string;
  readonly subject: string;
  readonly issuer: string;
  readonly isSelfSigned: boolean;
  /** Milliseconds since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly serialNumber: string;
  /** Of its subject alternative name. */
  readonly dnsNames: readonly string[];
  /** Bits of an RSA key; undefined of another kind. */
  readonly rsaKeySize: number | undefined;
  readonly signatureAlgorithm: string;
  /** Upper-case hex; empty when it has none. */
  readonly subjectKeyIdentifier: string;
}

/** Takes PEM or DER. */
export function certificateDetails(source: string | Uint8Array): CertificateDetails {
  const certificate = new X509Certificate(source);
  const der = certificate.raw.toString('hex');
  return {
    thumbprint: thumbprintOf(source),
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    isSelfSigned: certificate.subject === certificate.issuer,
    notBefore: Date.parse(certificate.validFrom),
    notAfter: Date.parse(certificate.validTo),
    serialNumber: certificate.serialNumber,
    dnsNames: dnsNamesOf(certificate),
    rsaKeySize: certificate.publicKey.asymmetricKeyDetails?.modulusLength,
    signatureAlgorithm: signatureAlgorithmOf(der),
    subjectKeyIdentifier: subjectKeyIdentifierOf(der),
  };
}

function dnsNamesOf({ subjectAltName = '' }: X509Certificate): readonly string[] {
  return subjectAltName
    .split(', ')
    .filter((name) => name.startsWith('DNS:'))
    .map((name) => name.slice('DNS:'.length));
}

/** Node separates the parts of a name by line breaks and begins with the root; Windows the other way round. */
function oneLine(name: string | undefined): string {
  return (name ?? '').split('\n').toReversed().join(', ');
}

/** Object identifiers in DER, hex, and what Windows calls them. */
const signatureAlgorithms: Readonly<Record<string, string>> = {
  '06092a864886f70d010105': 'sha1RSA',
  '06092a864886f70d01010b': 'sha256RSA',
  '06092a864886f70d01010c': 'sha384RSA',
  '06092a864886f70d01010d': 'sha512RSA',
  '06082a8648ce3d040302': 'sha256ECDSA',
  '06082a8648ce3d040303': 'sha384ECDSA',
};

/** It stands behind the serial number, before any name or key (RFC 5280 §4.1); node:crypto does not tell it in Node 20. */
function signatureAlgorithmOf(der: string): string {
  const found = Object.keys(signatureAlgorithms)
    .map((oid) => [oid, der.indexOf(oid)] as const)
    .filter(([, place]) => place >= 0)
    .toSorted(([, a], [, b]) => a - b);
  return signatureAlgorithms[found[0]?.[0] ?? ''] ?? '';
}

/** The extension 2.5.29.14, not critical: an OCTET STRING in an OCTET STRING of less than 128 bytes (RFC 5280 §4.2.1.2). */
function subjectKeyIdentifierOf(der: string): string {
  const [, length = '', rest = ''] = /0603551d0e04..04(..)([0-9a-f]*)/.exec(der) ?? [];
  return rest.slice(0, 2 * Number.parseInt(length || '0', 16)).toUpperCase();
}
