import type { HttpClient } from '../network/http-client.js';
import { readFederationMetadata } from '../protocol/federation-metadata.js';
import { type AuthServerMetadata, readMetadataDocument } from '../protocol/metadata-document.js';
import type { AuthServer } from './organization.js';

/**
 * Reads an auth server's metadata over the network; the URL tells the format (facts/oauth-inbound §4.1). Throws an Error
 * in the words of New-AuthServer (§4.4); what stands behind "Error:" is ours unless a real text is known.
 */
export async function fetchAuthMetadata(url: URL, http: HttpClient): Promise<AuthServerMetadata> {
  try {
    const response = await http.request(url, { method: 'GET', headers: [] });
    if (response.status !== 200)
      throw new Error(`The remote server returned an error: (${response.status}) ${response.statusText}.`);
    return url.pathname.toLowerCase().includes('federationmetadata')
      ? readFederationMetadata(response.text(), url)
      : readMetadataDocument(response.text());
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
