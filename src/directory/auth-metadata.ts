import type { HttpClient } from '../network/http-client.js';
import { readFederationMetadata } from '../protocol/federation-metadata.js';
import {
  type AuthServerMetadata,
  type IssuerMetadata,
  readMetadataDocument,
  readPartnerDocument,
} from '../protocol/metadata-document.js';
import type { AuthServer } from './organization.js';

/**
 * Reads an auth server's metadata over the network; the URL tells the format (facts/oauth-inbound §4.1). Throws an Error
 * in the words of New-AuthServer (§4.4); what stands behind "Error:" is ours unless a real text is known.
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
  try {
    const response = await http.request(url, { method: 'GET', headers: [] });
    if (response.status !== 200)
      throw new Error(`The remote server returned an error: (${response.status}) ${response.statusText}.`);
    return read(response.text());
  } catch (error) {
    throw new Error(`Cannot acquire auth metadata document from '${url.href}'. Error: ${(error as Error).message}`, {
      cause: error,
    });
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
