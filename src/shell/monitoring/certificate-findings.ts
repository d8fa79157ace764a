import { X509Certificate } from 'node:crypto';
import type { ExchangeServer } from '../../directory/exchange-server.js';
import type { AuthConfig } from '../../directory/organization.js';
import { certificateDetails } from '../../pki/certificate-details.js';
import { certificateObject } from '../certificate-object.js';
import type { LabContext } from '../cmdlet.js';
import { type CertificateOfServer, certificatesOn } from '../server-certificates.js';
import type { Finding } from './finding.js';
import { daysLeft } from './lifetime.js';

/** HealthChecker's findings about the certificates of a server: facts/oauth-outbound-admin §4.5. */
export function certificateFindings(
  context: LabContext,
  server: ExchangeServer,
  authConfig: AuthConfig,
): readonly Finding[] {
  const now = context.clock.now();
  return certificatesOn(context, server).flatMap((certificate) => {
    const findings = [
      ...lifetimeFindings(certificate, now),
      ...statusFindings(String(certificateObject(certificate, context).Status)),
      ...keyFindings(certificate),
      ...useFindings(certificate, authConfig),
    ];
    return findings.map((finding) => ({
      server: server.name,
      section: `Certificate ${certificate.entry.thumbprint}`,
      ...finding,
    }));
  });
}

type CertificateFinding = Omit<Finding, 'server' | 'section'>;

function lifetimeFindings({ entry, stored }: CertificateOfServer, now: number): readonly CertificateFinding[] {
  const { notAfter } = certificateDetails(stored.certificate);
  const days = daysLeft(notAfter, now);
  const hasExpired = notAfter < now;
  return [
    { name: 'FriendlyName', value: entry.friendlyName },
    { name: 'Thumbprint', value: entry.thumbprint },
    { name: 'Lifetime in days', value: days, color: lifetimeColor(days) },
    { name: 'Certificate has expired', value: hasExpired, ...(hasExpired ? { color: 'Red' as const } : {}) },
  ];
}

/** 60 days and more are green, 30 and more are yellow. */
export function lifetimeColor(days: number): 'Green' | 'Yellow' | 'Red' {
  if (days >= 60) return 'Green';
  return days >= 30 ? 'Yellow' : 'Red';
}

const redStatuses: readonly string[] = ['DateInvalid', 'Revoked', 'Invalid'];

function statusFindings(status: string): readonly CertificateFinding[] {
  const color = redStatuses.includes(status) ? 'Red' : status === 'Valid' ? 'Gray' : 'Yellow';
  return [{ name: 'Certificate status', value: status, color }];
}

function keyFindings({ stored }: CertificateOfServer): readonly CertificateFinding[] {
  const { rsaKeySize, signatureAlgorithm } = certificateDetails(stored.certificate);
  const isEcc = new X509Certificate(stored.certificate).publicKey.asymmetricKeyType === 'ec';
  const hash = /^sha\d+/.exec(signatureAlgorithm)?.[0] ?? '';
  const isSmall = rsaKeySize !== undefined && rsaKeySize < 2048;
  return [
    { name: 'Key size', value: rsaKeySize ?? '', ...(isSmall ? { color: 'Red' as const } : {}) },
    ...(isSmall
      ? [{ name: '', value: "It's recommended to use a key size of at least 2048 bit", color: 'Red' as const }]
      : []),
    { name: 'ECC Certificate', value: isEcc },
    { name: 'Signature Algorithm', value: signatureAlgorithm },
    { name: 'Signature Hash Algorithm', value: hash, ...(hash === 'sha1' ? { color: 'Yellow' as const } : {}) },
  ];
}

function useFindings(
  { server, entry, stored }: CertificateOfServer,
  authConfig: AuthConfig,
): readonly CertificateFinding[] {
  const { dnsNames } = certificateDetails(stored.certificate);
  return [
    { name: 'Bound to services', value: entry.services.join(', ') || 'None' },
    { name: 'Internal Transport Certificate', value: server.internalTransportCertificate === entry.thumbprint },
    { name: 'Current Auth Certificate', value: authConfig.currentCertificateThumbprint === entry.thumbprint },
    { name: 'Next Auth Certificate', value: authConfig.nextCertificateThumbprint === entry.thumbprint },
    { name: 'SAN Certificate', value: dnsNames.length > 1 },
    { name: 'Namespaces', value: dnsNames },
  ];
}
