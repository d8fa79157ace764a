import type { asn1, pki } from 'node-forge';
import { type AttributeType, attributeOids, type DistinguishedName } from './distinguished-name.js';

/** For node-forge. The certificate has the reverse of the written order, the most general part first (RFC 4514 §2.1). */
export function encodeName(name: DistinguishedName, types: typeof asn1.Type): pki.CertificateField[] {
  return name.toReversed().map(({ type, value }) => field(attributeOids[type], value, stringType(type, value, types)));
}

/**
 * The subject of an issuer, to be written as issuer. node-forge leaves the bytes of an UTF8String undecoded when it
 * reads a name and encodes them again when it writes one; an issuer with an umlaut would no longer match.
 */
export function issuerName(
  issuer: pki.Certificate,
  types: typeof asn1.Type,
  decodeUtf8: (bytes: string) => string,
): pki.CertificateField[] {
  return issuer.subject.attributes.map(({ type, value, valueTagClass }) => {
    const tag = Number(valueTagClass);
    return field(String(type), tag === types.UTF8 ? decodeUtf8(String(value)) : String(value), tag);
  });
}

/** PrintableString where its alphabet is enough, as Windows does it; DC and E want an IA5String (RFC 5280 §4.1.2.4). */
function stringType(type: AttributeType, value: string, types: typeof asn1.Type): number {
  if (type === 'DC' || type === 'E') return types.IA5STRING;
  return /^[A-Za-z0-9 '()+,\-./:=?]*$/.test(value) ? types.PRINTABLESTRING : types.UTF8;
}

/** The typings call the tag a class; node-forge wants the number of the string type (its x509.js, _dnToAsn1). */
function field(type: string, value: string, tag: number): pki.CertificateField {
  return { type, value, valueTagClass: tag as asn1.Class };
}
