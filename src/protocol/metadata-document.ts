import { parseQualifiedId } from './audience.js';

/**
 * The S2S metadata document, `/metadata/json/1`: who issues tokens, with which keys, and where to ask for them
 * (facts/oauth-inbound §4.2, §4.3).
 */
export interface MetadataDocument {
  readonly id: string;
  readonly version: '1.0';
  readonly name: string;
  readonly realm: string;
  readonly serviceName: string;
  /** `id@realm` */
  readonly issuer: string;
  readonly allowedAudiences: readonly string[];
  readonly keys: readonly MetadataKey[];
  readonly endpoints: readonly MetadataEndpoint[];
}

export interface MetadataKey {
  readonly usage: 'signing';
  /** SHA-1 thumbprint of the certificate, base64url. */
  readonly keyinfo: { readonly x5t: string };
  /** base64 DER of the certificate. */
  readonly keyvalue: { readonly type: 'x509Certificate'; readonly value: string };
}

export interface MetadataEndpoint {
  readonly location: string;
  readonly protocol: string;
  readonly usage: string;
}

/** A signing certificate as a metadata key. */
export function metadataKey(certificate: { readonly x5t: string; readonly der: string }): MetadataKey {
  return {
    usage: 'signing',
    keyinfo: { x5t: certificate.x5t },
    keyvalue: { type: 'x509Certificate', value: certificate.der },
  };
}

/** A metadata document that can be read and has no signing certificate. */
export class NoSigningCertificate extends Error {}

/** Who signs, and with which keys: what a partner application's metadata says. */
export interface IssuerMetadata {
  readonly issuerIdentifier: string;
  readonly realm: string;
  /** base64 DER */
  readonly certificates: readonly string[];
}

/** What an auth server's metadata says, as Exchange keeps it on the AuthServer object. */
export interface AuthServerMetadata extends IssuerMetadata {
  readonly tokenIssuingEndpoint: string;
  readonly authorizationEndpoint: string;
}

/**
 * Reads an auth server's S2S metadata. Exchange requires a signing key of type x509Certificate and an OAuth2 issuance
 * endpoint (facts/oauth-inbound §4.2); throws an Error that says what is missing.
 */
export function readMetadataDocument(text: string): AuthServerMetadata {
  const document = parseObject(text);
  const issuer = issuerOf(document);
  const endpoint = objects(document.endpoints).find(
    (candidate) => candidate.protocol === 'OAuth2' && candidate.usage === 'issuance',
  );
  if (typeof endpoint?.location !== 'string') throw new Error('the metadata document has no OAuth2 issuance endpoint');
  return { ...issuer, tokenIssuingEndpoint: endpoint.location, authorizationEndpoint: '' };
}

/** Reads a partner application's: it issues no tokens to others, so its endpoints may be of any usage, as Exchange's own are (§4.3). */
export function readPartnerDocument(text: string): IssuerMetadata {
  return issuerOf(parseObject(text));
}

function issuerOf(document: Record<string, unknown>): IssuerMetadata {
  const issuer = parseQualifiedId(typeof document.issuer === 'string' ? document.issuer : '');
  if (!issuer) throw new Error('the metadata document names no issuer of the form id@realm');
  const certificates = objects(document.keys)
    .filter((key) => key.usage === 'signing')
    .map((key) => key.keyvalue as Record<string, unknown> | undefined)
    .filter((value) => value?.type === 'x509Certificate' && typeof value.value === 'string')
    .map((value) => String(value?.value));
  if (certificates.length === 0)
    throw new NoSigningCertificate('the metadata document has no signing key of type x509Certificate');
  return { issuerIdentifier: issuer.id, realm: issuer.realm, certificates };
}

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error('the metadata document is no JSON');
  }
  if (typeof value !== 'object' || value === null) throw new Error('the metadata document is no JSON object');
  return value as Record<string, unknown>;
}

function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
}
