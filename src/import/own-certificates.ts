import type { CertificateSources, StoredCertificate } from '../pki/certificate.js';
import { certificateDetails } from '../pki/certificate-details.js';
import { commonName, parseDistinguishedName } from '../pki/distinguished-name.js';
import { issueExchangeCertificate } from '../pki/lab-certificates.js';
import type { CertificateStore } from '../pki/store.js';
import type { WantedCertificate } from './imported-certificates.js';

/**
 * The lab's certificates in place of the customer's: as long valid, of the same name and size, with a key of the lab's own.
 * One that an earlier start has made is used again. Gives the lab's thumbprint for the customer's.
 */
export async function makeOwnCertificates(
  wanted: readonly WantedCertificate[],
  store: CertificateStore,
  sources: CertificateSources,
): Promise<ReadonlyMap<string, string>> {
  const own = new Map<string, string>();
  for (const certificate of wanted) {
    if (own.has(certificate.thumbprint)) continue; // the same on another server
    const used = new Set(own.values());
    const kept = [...store.exchangeCertificates].find(
      ([thumbprint, stored]) => !used.has(thumbprint) && isAlike(stored, certificate),
    );
    own.set(
      certificate.thumbprint,
      kept?.[0] ?? (await store.addExchangeCertificate(await make(certificate, sources))),
    );
  }
  return own;
}

function make({ subject, domainNames, keySize, validity }: WantedCertificate, sources: CertificateSources) {
  const name = parseDistinguishedName(subject) ?? commonName(subject.replace(/^CN=/i, '').slice(0, 64));
  return issueExchangeCertificate({ subject: name, domainNames, keySize, ...(validity ? { validity } : {}) }, sources);
}

/** To the second: that is how exact a certificate is. */
function isAlike({ certificate, privateKey }: StoredCertificate, wanted: WantedCertificate): boolean {
  const details = certificateDetails(certificate);
  return (
    privateKey !== undefined &&
    wanted.validity !== undefined &&
    details.isSelfSigned &&
    details.subject === wanted.subject &&
    details.rsaKeySize === wanted.keySize &&
    details.dnsNames.join() === wanted.domainNames.join() &&
    Math.floor(wanted.validity.notBefore / 1000) * 1000 === details.notBefore &&
    Math.floor(wanted.validity.notAfter / 1000) * 1000 === details.notAfter
  );
}
