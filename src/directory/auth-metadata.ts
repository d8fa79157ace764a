import type { HttpClient } from '../network/http-client.js';
import { readFederationMetadata } from '../protocol/federation-metadata.js';
import {
  type AuthServerMetadata,
  type IssuerMetadata,
  NoSigningCertificate,
  readMetadataDocument,
  readPartnerDocument,
} from '../protocol/metadata-document.js';
import type { AuthServer } from './organization.js';

/** Metadata that can't be had, in the words of New-AuthServer; the problem by the name of AuthAdmin's event (facts/oauth-inbound §5). */
export class MetadataError extends Error {
  readonly problem: 'UnableToAccessMetadata' | 'CorruptMetadata' | 'InvalidCertificateList';

  constructor(url: URL, problem: MetadataError['problem'], cause: Error) {
    super(`Cannot acquire auth metadata document from '${url.href}'. Error: ${cause.message}`, { cause });
    this.problem = problem;
  }
}

/**
 * Reads an auth server's metadata over the network; the URL tells the format (facts/oauth-inbound §4.1). Throws a
 * MetadataError in the words of New-AuthServer (§4.4); what stands behind "Error:" is ours unless a real text is known.
 */
export function fetchAuthMetadata(url: URL, http: HttpClient): Promise<AuthServerMetadata> {
  return readFrom(url, http, (text) =>
    url.pathname.toLowerCase().includes('federationmetadata')
      ? readFederationMetadata(text, url)
      : readMetadataDocument(text),
  );
}

/** Reads a partner application's metadata; that the cmdlet's error is that of New-AuthServer is inferred. */
export function fetchPartnerMetadata(url: URL, http: HttpClient): Promise<IssuerMetadata> {
  return readFrom(url, http, readPartnerDocument);
}

async function readFrom<Metadata>(url: URL, http: HttpClient, read: (text: string) => Metadata): Promise<Metadata> {
  const text = await download(url, http);
  try {
    return read(text);
  } catch (error) {
    const problem = error instanceof NoSigningCertificate ? 'InvalidCertificateList' : 'CorruptMetadata';
    throw new MetadataError(url, problem, error as Error);
  }
}

async function download(url: URL, http: HttpClient): Promise<string> {
  try {
    const response = await http.request(url, { method: 'GET', headers: [] });
    if (response.status === 200) return response.text();
    throw new Error(`The remote server returned an error: (${response.status}) ${response.statusText}.`);
  } catch (error) {
    throw new MetadataError(url, 'UnableToAccessMetadata', error as Error);
  }
}

/** An auth server as its metadata describes it; federation metadata names no realm. */
export function withMetadata(server: AuthServer, metadata: AuthServerMetadata): AuthServer {
  return {
    ...server,
    issuerIdentifier: metadata.issuerIdentifier,
    realm: metadata.realm || server.realm,
    tokenIssuingEndpoint: metadata.tokenIssuingEndpoint,
    authorizationEndpoint: metadata.authorizationEndpoint,
    certificateStrings: metadata.certificates,
  };
}
