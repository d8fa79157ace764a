import { createPublicKey } from 'node:crypto';
import type { asn1 } from 'node-forge';
import type { DistinguishedName } from './distinguished-name.js';
import { encodeName } from './encoded-name.js';
import { requestedExtensions } from './extensions.js';
import { foreignSigner } from './foreign-signer.js';

/** A PKCS#10 request in PEM (RFC 2986) for the key, signed with RSA and SHA-256. */
export async function requestCertificate(
  privateKey: string,
  wishes: {
    readonly subject: DistinguishedName;
    readonly domainNames: readonly string[];
    readonly subjectKeyIdentifier?: string | undefined;
  },
): Promise<string> {
  const { default: forge } = await import('node-forge');
  const request = forge.pki.createCertificationRequest();
  request.publicKey = forge.pki.publicKeyFromPem(
    createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString(),
  );
  request.setSubject(encodeName(wishes.subject, forge.asn1.Type));
  const profile = { kind: 'server', names: wishes.domainNames } as const;
  const extensions = requestedExtensions(forge, profile, wishes.subjectKeyIdentifier);
  request.setAttributes([{ name: 'extensionRequest', extensions }]);
  // The typings leave out what the request has in common with a certificate.
  const laidOut = request as typeof request & { readonly certificationRequestInfo: asn1.Asn1 };
  request.sign(
    foreignSigner(forge, privateKey, () => laidOut.certificationRequestInfo),
    forge.md.sha256.create(),
  );
  return forge.pki.certificationRequestToPem(request).replaceAll('\r\n', '\n');
}
