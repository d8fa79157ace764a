import { type AuthServerMetadata, NoSigningCertificate } from './metadata-document.js';
import { namespaces } from './namespaces.js';
import { xml } from './xml.js';
import { descendants, parseXml } from './xml-document.js';

/**
 * Entra's WS-Federation metadata, as far as Exchange reads it for an AuthServer of type AzureAD: the issuer and its
 * signing certificates (facts/oauth-inbound §4.1). The real document is signed and longer; that part is left out.
 */
export function formatFederationMetadata(
  issuer: string,
  passiveEndpoint: string,
  certificates: readonly string[],
): string {
  const keys = certificates.map(
    (der) =>
      xml`<KeyDescriptor use="signing"><KeyInfo xmlns="${namespaces.xmlSignature}"><X509Data><X509Certificate>${der}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>`,
  );
  return xml`<?xml version="1.0" encoding="utf-8"?><EntityDescriptor entityID="${issuer}" xmlns="${namespaces.federationMetadata}"><RoleDescriptor xsi:type="fed:SecurityTokenServiceType" protocolSupportEnumeration="${namespaces.federation}" xmlns:xsi="${namespaces.schemaInstance}" xmlns:fed="${namespaces.federation}">${keys}<fed:PassiveRequestorEndpoint><EndpointReference xmlns="${namespaces.addressing}"><Address>${passiveEndpoint}</Address></EndpointReference></fed:PassiveRequestorEndpoint></RoleDescriptor></EntityDescriptor>`
    .text;
}

/**
 * Reads issuer and signing certificates; throws an Error that says what is missing. The realm stays empty, and the
 * endpoints are those that Entra has beside the document (facts/oauth-inbound §2.3 B; seed page, EvoSts).
 */
export function readFederationMetadata(text: string, metadataUrl: URL): AuthServerMetadata {
  const entity = parseXml(text);
  const issuerIdentifier = entity.attributes.entityID;
  if (!issuerIdentifier) throw new Error('the federation metadata names no entityID');
  const certificates = [
    ...new Set(
      descendants(entity, 'KeyDescriptor')
        .filter((key) => key.attributes.use === 'signing')
        .flatMap((key) => descendants(key, 'X509Certificate'))
        .map((certificate) => certificate.text.replace(/\s+/g, '')),
    ),
  ];
  if (certificates.length === 0) throw new NoSigningCertificate('the federation metadata has no signing certificate');
  return {
    issuerIdentifier,
    realm: '',
    tokenIssuingEndpoint: new URL('/common/oauth2/token', metadataUrl).href,
    authorizationEndpoint: new URL('/common/oauth2/authorize', metadataUrl).href,
    certificates,
  };
}
