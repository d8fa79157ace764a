import type { asn1, pki } from 'node-forge';

/** One part of a distinguished name, e.g. `{ type: 'CN', value: 'mail.msxfaq.de' }`. */
export interface NameAttribute {
  readonly type: AttributeType;
  readonly value: string;
}

/** A distinguished name in the order in which an admin writes it: `CN=mail.msxfaq.de, O=MSXFAQ, C=DE`. */
export type DistinguishedName = readonly NameAttribute[];

export type AttributeType = keyof typeof attributeOids;

const attributeOids = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  S: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  DC: '0.9.2342.19200300.100.1.25',
  E: '1.2.840.113549.1.9.1',
} as const;

/** Other spellings that Windows and OpenSSL understand. */
const synonyms: Readonly<Record<string, AttributeType>> = { ST: 'S', EMAIL: 'E', EMAILADDRESS: 'E' };

const attributePattern = /\s*([A-Za-z]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|((?:[^,;"\\]|\\.)*))\s*(?:[,;]|$)/y;

export function commonName(value: string): DistinguishedName {
  return [{ type: 'CN', value }];
}

/** Reads `C=DE, O="Netz, Werk", CN=mail.msxfaq.de`, the form of -SubjectName; undefined if it is none. */
export function parseDistinguishedName(text: string): DistinguishedName | undefined {
  const attributes: NameAttribute[] = [];
  attributePattern.lastIndex = 0;
  while (attributePattern.lastIndex < text.length) {
    const match = attributePattern.exec(text);
    const type = match === null ? undefined : attributeTypeOf(match[1] ?? '');
    const value = (match?.[2] ?? match?.[3]?.trim() ?? '').replace(/\\(.)/g, '$1');
    if (type === undefined || value === '') return undefined;
    attributes.push({ type, value });
  }
  return attributes.length > 0 ? attributes : undefined;
}

function attributeTypeOf(word: string): AttributeType | undefined {
  const type = word.toUpperCase();
  return type in attributeOids ? (type as AttributeType) : synonyms[type];
}

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
