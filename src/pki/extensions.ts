import { isIP } from 'node:net';
import type { CertificateProfile } from './certificate-profile.js';

type Forge = typeof import('node-forge');

/** The extensions of a certificate in node-forge's words. */
export function extensionsFor(
  forge: Forge,
  profile: CertificateProfile,
  authorityKeyIdentifier?: string,
  subjectKeyIdentifier?: string,
): object[] {
  const identifiers = [
    subjectKeyIdentifier === undefined ? { name: 'subjectKeyIdentifier' } : ownIdentifier(forge, subjectKeyIdentifier),
    ...(authorityKeyIdentifier === undefined
      ? []
      : [{ name: 'authorityKeyIdentifier', keyIdentifier: authorityKeyIdentifier }]),
  ];
  return [...usages(forge, profile), ...identifiers];
}

/** What a certificate request asks for; the authority adds its own. */
export function requestedExtensions(
  forge: Forge,
  profile: CertificateProfile,
  subjectKeyIdentifier?: string,
): object[] {
  const own = subjectKeyIdentifier === undefined ? [] : [ownIdentifier(forge, subjectKeyIdentifier)];
  return [...usages(forge, profile), ...own];
}

/** An identifier of one's own choice; node-forge makes it from the key only. */
function ownIdentifier(forge: Forge, hex: string): object {
  const { Class, Type, create, toDer } = forge.asn1;
  const value = toDer(create(Class.UNIVERSAL, Type.OCTETSTRING, false, forge.util.hexToBytes(hex)));
  return { id: forge.pki.oids.subjectKeyIdentifier, value: value.getBytes() };
}

function usages(forge: Forge, profile: CertificateProfile): object[] {
  const endEntity = { name: 'basicConstraints', critical: true, cA: false };
  switch (profile.kind) {
    case 'authority':
      return [
        { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
        { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
        // Where an admin trusts the root, it is trusted for servers, not for signed programs or mail.
        { name: 'extKeyUsage', serverAuth: true },
        nameConstraints(forge, profile.permittedNames),
      ];
    case 'server':
      return [
        endEntity,
        // Together 0xA0, as on a real auth certificate.
        { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
        { name: 'extKeyUsage', serverAuth: true },
        ...(profile.names.length > 0 ? [{ name: 'subjectAltName', altNames: profile.names.map(alternativeName) }] : []),
      ];
    case 'signing':
      return [endEntity, { name: 'keyUsage', critical: true, digitalSignature: true }];
  }
}

/** GeneralName (RFC 5280 §4.2.1.6): 2 is dNSName, 7 iPAddress. */
function alternativeName(name: string): object {
  return isIP(name) ? { type: 7, ip: name } : { type: 2, value: name };
}

/**
 * Name constraints (RFC 5280 §4.2.1.10), which node-forge can't build. A permitted dNSName covers what lies below it
 * too. As soon as one dNSName and one iPAddress is permitted, every other name and address is refused.
 */
function nameConstraints(forge: Forge, names: readonly string[]): object {
  const { Class, Type, create } = forge.asn1;
  const subtree = (tag: number, bytes: string) =>
    create(Class.UNIVERSAL, Type.SEQUENCE, true, [create(Class.CONTEXT_SPECIFIC, tag, false, bytes)]);
  const permitted = [
    ...names.map((name) => {
      return isIP(name) ? subtree(7, addressRange(forge, name)) : subtree(2, name.replace(/^\*\./, ''));
    }),
    subtree(7, binary([127, 0, 0, 0, 255, 0, 0, 0])),
    subtree(7, addressRange(forge, '::1')),
  ];
  const value = create(Class.UNIVERSAL, Type.SEQUENCE, true, [create(Class.CONTEXT_SPECIFIC, 0, true, permitted)]);
  return { id: '2.5.29.30', critical: true, value: forge.asn1.toDer(value).getBytes() };
}

/** An address followed by its mask; here the mask always means this one address. */
function addressRange(forge: Forge, address: string): string {
  // The typings leave this one out.
  const { bytesFromIP } = forge.util as Forge['util'] & { bytesFromIP(address: string): string };
  const bytes = bytesFromIP(address);
  return bytes + binary(new Array<number>(bytes.length).fill(255));
}

function binary(bytes: readonly number[]): string {
  return String.fromCharCode(...bytes);
}
