import { X509Certificate } from 'node:crypto';
import type { asn1 } from 'node-forge';

/** Certificates in a file without keys: DER, PEM, base64 alone, or PKCS#7 (.p7b); undefined when it is none of them. */
export async function readCertificateFile(data: Uint8Array): Promise<readonly string[] | undefined> {
  const text = Buffer.from(data).toString('latin1');
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/g)];
  if (blocks.length > 0) {
    const read = await Promise.all(blocks.map(([, , body = '']) => fromDer(Buffer.from(body, 'base64'))));
    return read.every((part) => part !== undefined) ? read.flat() : undefined;
  }
  const bare = text.replace(/\s/g, '');
  return /^MI[A-Za-z0-9+/]+=*$/.test(bare) ? fromDer(Buffer.from(bare, 'base64')) : fromDer(data);
}

async function fromDer(der: Uint8Array): Promise<readonly string[] | undefined> {
  const certificate = asCertificate(der);
  return certificate === undefined ? fromPkcs7(der) : [certificate];
}

function asCertificate(der: Uint8Array): string | undefined {
  try {
    return new X509Certificate(der).toString();
  } catch {
    return undefined; // it is something else
  }
}

/** The certificates of SignedData (RFC 2315 §9.1), with keys of any kind. */
async function fromPkcs7(der: Uint8Array): Promise<readonly string[] | undefined> {
  const { default: forge } = await import('node-forge');
  const { Class, fromDer: parse, toDer, derToOid } = forge.asn1;
  const inner = (value: asn1.Asn1 | undefined) => (Array.isArray(value?.value) ? value.value : []);
  try {
    const [type, content] = inner(parse(Buffer.from(der).toString('latin1')));
    if (derToOid(type?.value as string) !== forge.pki.oids.signedData) return undefined;
    const parts = inner(inner(content)[0]);
    const certificates = parts.find((part) => part.tagClass === Class.CONTEXT_SPECIFIC && Number(part.type) === 0);
    return inner(certificates).map((one) =>
      new X509Certificate(Buffer.from(toDer(one).getBytes(), 'latin1')).toString(),
    );
  } catch {
    return undefined; // no DER at all, or of another shape
  }
}
