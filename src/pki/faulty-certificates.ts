import type { CertificateSources, KeyedCertificate } from './certificate.js';
import { issueLabRoot, issueTlsCertificate } from './lab-certificates.js';
import { tlsNames } from './world.js';

const day = 24 * 60 * 60 * 1000;

/** What a certificate for these names is signed with, and what it is all about. */
export interface TlsCertificateWish {
  readonly names: readonly string[];
  readonly root: KeyedCertificate;
}

/** Signed by a root that nobody has in his store, with the names that it should have. */
export async function issueUntrustedCertificate(
  { names }: Pick<TlsCertificateWish, 'names'>,
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  const root = issueLabRoot('exchange-oauth-lab root that nobody trusts', tlsNames(names), sources);
  return issueTlsCertificate(tlsNames(names), root, sources);
}

/** As it should have been renewed: it ended yesterday. */
export function issueExpiredCertificate(
  { names, root }: TlsCertificateWish,
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  const now = sources.clock.now();
  const validity = { notBefore: now - 366 * day, notAfter: now - day };
  return issueTlsCertificate(tlsNames(names), root, sources, validity);
}

/** Good in every way, but for another name of the domain; it has no name of this computer's either. */
export function issueWrongNameCertificate(
  { domain, root }: Pick<TlsCertificateWish, 'root'> & { readonly domain: string },
  sources: CertificateSources,
): Promise<KeyedCertificate> {
  return issueTlsCertificate([`other-server.${domain}`], root, sources);
}
