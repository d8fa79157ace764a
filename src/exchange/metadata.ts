import { X509Certificate } from 'node:crypto';
import { type Organization, ownRealm } from '../directory/organization.js';
import { base64DerOf, x5tOf } from '../pki/thumbprint.js';
import { type MetadataDocument, metadataKey } from '../protocol/metadata-document.js';
import { paths, qualify } from '../protocol/well-known.js';
import type { CertificatesByThumbprint } from './trust-configuration.js';

/**
 * Exchange's own metadata document: the public keys of the auth certificate, current and previous, unexpired, never the
 * next one (facts/oauth-inbound §4.3).
 */
export function exchangeMetadata(
  organization: Organization,
  certificates: CertificatesByThumbprint,
  host: string,
  now: number,
): MetadataDocument {
  const { authConfig } = organization;
  const issuer = qualify(authConfig.serviceName, ownRealm(organization));
  const published = [authConfig.currentCertificateThumbprint, authConfig.previousCertificateThumbprint]
    .map((thumbprint) => certificates.get(thumbprint)?.certificate)
    .filter((certificate) => certificate !== undefined)
    .filter((certificate) => Date.parse(new X509Certificate(certificate).validTo) > now);
  return {
    id: `_${authConfig.guid}`,
    version: '1.0',
    name: 'Exchange',
    realm: ownRealm(organization),
    serviceName: authConfig.serviceName,
    issuer,
    allowedAudiences: [issuer],
    keys: published.map((certificate) => metadataKey({ x5t: x5tOf(certificate), der: base64DerOf(certificate) })),
    endpoints: [{ location: `https://${host}${paths.exchangeMetadata}`, protocol: 'OAuth2', usage: 'metadata' }],
  };
}
