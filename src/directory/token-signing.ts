import { type KeyedCertificate, withKey } from '../pki/certificate.js';
import type { CertificateStore } from '../pki/store.js';
import type { LabState } from './state.js';

/** The token service's signing certificates, at least one: it signs with the first, and the one before it still counts. */
export type TokenSigningCertificates = readonly [KeyedCertificate, ...KeyedCertificate[]];

/** As Microsoft has rolled them so far; a lab begins with `certificates.tokenSigning`. */
export function tokenSigningCertificates(
  { tokenSigningKeys = [] }: Pick<LabState, 'tokenSigningKeys'>,
  certificates: Pick<CertificateStore, 'tokenSigning' | 'exchangeCertificates'>,
): TokenSigningCertificates {
  const first = certificates.tokenSigning;
  const rolled = tokenSigningKeys.flatMap(
    (thumbprint) => withKey(certificates.exchangeCertificates.get(thumbprint)) ?? [],
  );
  const [newest = first, before = first] = [...rolled, first];
  return newest === first ? [first] : [newest, before];
}
