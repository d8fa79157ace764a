import { fetchAuthMetadata, withMetadata } from '../directory/auth-metadata.js';
import type { AuthServer } from '../directory/organization.js';
import type { StateHolder } from '../directory/state.js';
import type { HttpClient } from '../network/http-client.js';

/**
 * Reads the metadata of the auth servers that have no certificates yet, over HTTPS: what the hybrid wizard's New-AuthServer
 * would have done. One that can't be reached stays without, as in life, and drops out of trust.
 */
export async function readMissingMetadata(
  state: StateHolder,
  http: HttpClient,
  onDefect: (error: unknown) => void,
): Promise<void> {
  const { authServers } = state.state.organization;
  if (authServers.every(({ certificateStrings }) => certificateStrings.length > 0)) return;
  const read = await Promise.all(authServers.map((server) => completed(server, http, onDefect)));
  await state.change((current) => ({
    ...current,
    organization: {
      ...current.organization,
      // By GUID: a server that was made or removed meanwhile stays as it is.
      authServers: current.organization.authServers.map(
        (server) => read.find(({ guid }) => guid === server.guid) ?? server,
      ),
    },
  }));
}

async function completed(
  server: AuthServer,
  http: HttpClient,
  onDefect: (error: unknown) => void,
): Promise<AuthServer> {
  if (server.certificateStrings.length > 0) return server;
  try {
    return withMetadata(server, await fetchAuthMetadata(new URL(server.authMetadataUrl), http));
  } catch (error) {
    onDefect(error); // the lab's own cloud must be there
    return server;
  }
}
