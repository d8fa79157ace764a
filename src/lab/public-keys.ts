import { X509Certificate } from 'node:crypto';
import type { PublicKey, PublicKeySet } from '../control/context.js';
import { tokenSigningCertificates } from '../directory/token-signing.js';
import { base64DerOf, thumbprintOf, x5tOf } from '../pki/thumbprint.js';
import type { LabStorage } from './storage.js';

/** The public keys of all who sign tokens in the lab: token service, auth certificates, and those that directory objects hold. */
export function publicKeys({ state, certificates }: LabStorage): PublicKeySet {
  const { authConfig, authServers, partnerApplications } = state.state.organization;
  const own = (which: string, thumbprint: string) => {
    const stored = certificates.exchangeCertificates.get(thumbprint);
    return stored ? publicKey(`the ${which} auth certificate of the lab`, stored.certificate) : [];
  };
  const keys = [
    ...tokenSigningCertificates(state.state, certificates).flatMap(({ certificate }) =>
      publicKey('the token service of the lab', certificate),
    ),
    ...own('current', authConfig.currentCertificateThumbprint),
    ...own('previous', authConfig.previousCertificateThumbprint),
    ...own('next', authConfig.nextCertificateThumbprint),
    ...[...authServers, ...partnerApplications].flatMap(({ name, certificateStrings }) =>
      certificateStrings.flatMap((der) => publicKey(`'${name}' of the lab`, der)),
    ),
  ];
  return { keys: keys.filter(({ x5t }, index) => keys.findIndex((other) => other.x5t === x5t) === index) };
}

/** A certificate, PEM or base64 DER, as a key of the set; none where it can't be read. */
function publicKey(name: string, certificate: string): readonly PublicKey[] {
  const bytes = certificate.startsWith('-----') ? certificate : Buffer.from(certificate, 'base64');
  try {
    const { kty = '', n, e } = new X509Certificate(bytes).publicKey.export({ format: 'jwk' });
    const x5t = x5tOf(bytes);
    const x5c = [base64DerOf(bytes)];
    return [{ name, kty, use: 'sig', kid: x5t, x5t, x5c, thumbprint: thumbprintOf(bytes), n, e }];
  } catch {
    return []; // an admin may have put anything into CertificateStrings
  }
}
