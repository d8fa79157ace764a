import { readThumbprint, thumbprintProperties } from './imported-auth-config.js';
import {
  authCertificateSubject,
  type ImportedCertificate,
  importedCertificate,
  isAuthCertificate,
  serverOf,
} from './imported-certificates.js';
import type { Taking } from './taking.js';

/** Which certificates of the customer's the lab makes its own for. */
export interface CertificatePlan {
  /** In the stores of the servers. */
  readonly imported: readonly ImportedCertificate[];
  /** The customer's for which the lab's first auth certificate stands; undefined: there is none. */
  readonly first: string | undefined;
  /** The lab's first auth certificate goes: it is known which ones there are, and which is current. */
  readonly replacesFirst: boolean;
  /** Servers of which the export has certificates, whatever they are for. */
  readonly lookedInto: readonly string[];
}

/**
 * The auth certificates among those of the servers. Without Get-ExchangeCertificate nothing is known of them: they are
 * taken to be good, and the current one to be as the healthy lab's.
 */
export function planCertificates(
  authConfig: Taking | undefined,
  certificates: readonly Taking[] | undefined,
): CertificatePlan {
  const [current = '', ...others] = authConfig
    ? thumbprintProperties.map((property) => readThumbprint(authConfig, property))
    : [];
  const named = new Set([current, ...others].filter((thumbprint) => thumbprint !== ''));
  if (!certificates) {
    return {
      imported: others.filter((thumbprint) => named.has(thumbprint) && thumbprint !== current).map(likeSetups),
      first: current === '' ? undefined : current,
      replacesFirst: false,
      lookedInto: [],
    };
  }
  const [auth, rest] = [true, false].map((wanted) =>
    certificates.filter((one) => isAuthCertificate(one, named) === wanted),
  );
  for (const other of rest ?? []) {
    other.refuseAll('the lab has certificates of its own for TLS and SMTP; only auth certificates are made anew');
  }
  return {
    imported: (auth ?? []).map(importedCertificate),
    first: undefined,
    replacesFirst: authConfig !== undefined,
    lookedInto: [...new Set(certificates.flatMap((certificate) => serverOf(certificate) ?? []))],
  };
}

/** As setup makes one. */
function likeSetups(thumbprint: string): ImportedCertificate {
  return {
    thumbprint,
    subject: authCertificateSubject,
    domainNames: [],
    validity: undefined,
    keySize: 2048,
    entry: {
      friendlyName: authCertificateSubject.replace('CN=', ''),
      services: ['SMTP'],
      privateKeyExportable: true,
      hasPrivateKey: true,
      certificateRequest: '',
    },
    server: undefined,
  };
}
