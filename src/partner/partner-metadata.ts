import { base64DerOf, x5tOf } from '../pki/thumbprint.js';
import { type MetadataDocument, metadataKey } from '../protocol/metadata-document.js';
import { partnerMetadataPath, qualify } from '../protocol/well-known.js';
import type { LabPartner } from './partner.js';

/** A partner's own metadata document: that it has the form of Exchange's is inferred (facts/oauth-inbound §4.2, §4.3). */
export function partnerMetadata(partner: LabPartner, certificate: string): MetadataDocument {
  const { applicationId, product, realm, host } = partner;
  const issuer = qualify(applicationId, realm);
  return {
    id: `_${applicationId}`,
    version: '1.0',
    name: product,
    realm,
    serviceName: applicationId,
    issuer,
    allowedAudiences: [issuer],
    keys: [metadataKey({ x5t: x5tOf(certificate), der: base64DerOf(certificate) })],
    endpoints: [{ location: `https://${host}${partnerMetadataPath()}`, protocol: 'OAuth2', usage: 'metadata' }],
  };
}
