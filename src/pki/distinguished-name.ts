/** One part of a distinguished name, e.g. `{ type: 'CN', value: 'mail.msxfaq.de' }`. */
export interface NameAttribute {
  readonly type: AttributeType;
  readonly value: string;
}

/** A distinguished name in the order in which an admin writes it: `CN=mail.msxfaq.de, O=MSXFAQ, C=DE`. */
export type DistinguishedName = readonly NameAttribute[];

export type AttributeType = keyof typeof attributeOids;

export const attributeOids = {
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
