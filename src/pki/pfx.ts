import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { asn1, pkcs12 } from 'node-forge';
import type { KeyedCertificate } from './certificate.js';

type Forge = typeof import('node-forge');

/** What lies in a PFX file, all PEM. */
export interface PfxContent {
  readonly certificates: readonly string[];
  readonly privateKeys: readonly string[];
}

/** A PFX file that can't be used. */
export class PfxError extends Error {
  readonly code: 'wrongPassword' | 'unreadable';
  constructor(code: PfxError['code'], cause: unknown) {
    super(code, { cause });
    this.name = 'PfxError';
    this.code = code;
  }
}

/** Reads a PFX (PKCS#12) file, as Windows writes it or OpenSSL, with keys of any kind; throws PfxError. */
export async function readPfx(data: Uint8Array, password: string): Promise<PfxContent> {
  const { default: forge } = await import('node-forge');
  const file = open(forge, data, password);
  const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids as Record<string, string>;
  const bags = (type = '') => file.getBags({ bagType: type })[type] ?? [];
  return {
    certificates: bags(certBag).map((bag) => {
      const der = bag.cert ? forge.pki.certificateToAsn1(bag.cert) : bag.asn1;
      return new X509Certificate(bytesOf(forge, der)).toString();
    }),
    privateKeys: [...bags(keyBag), ...bags(pkcs8ShroudedKeyBag)].map((bag) => {
      const info = bag.key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key)) : bag.asn1;
      const key = createPrivateKey({ key: bytesOf(forge, info), format: 'der', type: 'pkcs8' });
      return key.export({ type: 'pkcs8', format: 'pem' }).toString();
    }),
  };
}

/**
 * The older encryptions make their key from the password in UTF-16, as the MAC always does, the newer ones from its UTF-8;
 * node-forge takes the same characters for both. Where they differ, the MAC is verified first and left out then.
 */
function open(forge: Forge, data: Uint8Array, password: string): pkcs12.Pkcs12Pfx {
  const parse = () => forge.asn1.fromDer(Buffer.from(data).toString('latin1'));
  const attempt = (file: asn1.Asn1, secret: string) => forge.pkcs12.pkcs12FromAsn1(file, secret);
  try {
    return attempt(parse(), password);
  } catch (error) {
    if (isWrongMac(error)) throw new PfxError('wrongPassword', error);
    const utf8 = forge.util.encodeUtf8(password);
    if (utf8 === password) throw new PfxError('unreadable', error);
    try {
      const file = parse();
      (file.value as asn1.Asn1[]).splice(2);
      return attempt(file, utf8);
    } catch (second) {
      throw new PfxError('unreadable', second);
    }
  }
}

function isWrongMac(error: unknown): boolean {
  return error instanceof Error && /MAC could not be verified/.test(error.message);
}

function bytesOf(forge: Forge, value: asn1.Asn1): Buffer {
  return Buffer.from(forge.asn1.toDer(value).getBytes(), 'latin1');
}

/** Writes a certificate with its RSA key as Windows does: TripleDES-SHA1, which everybody reads, in any password's characters. */
export async function writePfx(
  { certificate, privateKey }: KeyedCertificate,
  password: string,
  friendlyName: string,
): Promise<Buffer> {
  const { default: forge } = await import('node-forge');
  const rsa = createPrivateKey(privateKey).export({ type: 'pkcs1', format: 'pem' }).toString();
  const file = forge.pkcs12.toPkcs12Asn1(
    forge.pki.privateKeyFromPem(rsa),
    [forge.pki.certificateFromPem(certificate)],
    password,
    { algorithm: '3des', friendlyName },
  );
  return bytesOf(forge, file);
}
