import { isIP } from 'node:net';
import { checkServerIdentity, type SecureVersion } from 'node:tls';
import type { buildConnector } from 'undici';
import { canonicalHost, type NameTable } from './names.js';
import { NetworkError } from './network-error.js';
import { ciphersFor } from './tls.js';

interface ConnectorSettings {
  readonly names: NameTable;
  readonly ca: string;
  readonly minVersion: SecureVersion;
  readonly connectTimeoutMs: number;
}

/**
 * Connects where the lab's name table points to. SNI and the check of the certificate stay with the URL's host: left
 * alone, undici takes both from the Host header (facts/ews-clients §5.2, undici #764).
 */
export function labConnector(
  build: typeof buildConnector,
  settings: ConnectorSettings,
  connected: () => void,
): buildConnector.connector {
  return (options, callback) => {
    const host = canonicalHost(options.hostname);
    const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
    const endpoint = settings.names.resolve(host, port);
    if (typeof endpoint === 'string') {
      const failure = endpoint === 'unknownName' ? 'nameNotResolved' : 'connectFailure';
      return callback(new NetworkError(failure, { phase: 'connect', host }), null);
    }
    const connect = build({
      ca: settings.ca,
      minVersion: settings.minVersion,
      ciphers: ciphersFor(settings.minVersion),
      timeout: settings.connectTimeoutMs,
      // A resumed session would hide a change of certificate or TLS version.
      maxCachedSessions: 0,
      checkServerIdentity: (_servername, certificate) => checkServerIdentity(host, certificate),
    });
    const { address } = endpoint;
    // An address has no SNI. The `host` that undici would derive one from is then an address as well.
    const servername = isIP(host) === 0 ? host : '';
    connect({ ...options, hostname: address, host, port: String(endpoint.port), servername }, (...result) => {
      if (result[0] === null) connected();
      callback(...result);
    });
  };
}
