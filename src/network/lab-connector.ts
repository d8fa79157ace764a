import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, type SecureVersion } from 'node:tls';
import type { buildConnector } from 'undici';
import { canonicalHost, type Endpoint, type NameTable } from './names.js';
import { NetworkError } from './network-error.js';
import type { Timeouts } from './timeouts.js';
import { ciphersFor } from './tls.js';
import { openTunnel } from './tunnel.js';

interface ConnectorSettings {
  readonly names: NameTable;
  readonly ca: string;
  readonly minVersion: SecureVersion;
  readonly maxVersion: SecureVersion;
  readonly timeouts: Timeouts;
  /** The web proxy on the way; none when left out. */
  readonly proxy?: URL | undefined;
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
    const { proxy } = settings;
    const endpoint = proxy
      ? resolve(settings, proxy.hostname, Number(proxy.port || 80))
      : resolve(settings, host, port);
    if (endpoint instanceof NetworkError) return callback(endpoint, null);
    const { address } = endpoint;
    // An address has no SNI. The `host` that undici would derive one from is then an address as well.
    const servername = isIP(host) === 0 ? host : '';
    const connect = connectTo(build, settings, host);
    const go = (httpSocket?: Socket) => {
      const through = httpSocket ? { httpSocket } : {};
      const target = { ...options, ...through, hostname: address, host, port: String(endpoint.port), servername };
      connect(target, (...result) => {
        if (result[0] === null) connected();
        callback(...result);
      });
    };
    if (!proxy || options.protocol !== 'https:') return go();
    openTunnel({ proxy: endpoint, host, port, timeoutMs: settings.timeouts.connectMs }).then(go, (error) =>
      callback(error as Error, null),
    );
  };
}

/** Where a port of a host is; NetworkError where nothing is. */
function resolve({ names }: ConnectorSettings, name: string, port: number): Endpoint | NetworkError {
  const host = canonicalHost(name);
  const endpoint = names.resolve(host, port);
  if (typeof endpoint !== 'string') return endpoint;
  return new NetworkError(endpoint === 'unknownName' ? 'nameNotResolved' : 'connectFailure', {
    phase: 'connect',
    host,
  });
}

function connectTo(build: typeof buildConnector, settings: ConnectorSettings, host: string): buildConnector.connector {
  return build({
    ca: settings.ca,
    minVersion: settings.minVersion,
    maxVersion: settings.maxVersion,
    ciphers: ciphersFor(settings.minVersion),
    timeout: settings.timeouts.connectMs,
    // A resumed session would hide a change of certificate or TLS version.
    maxCachedSessions: 0,
    checkServerIdentity: (_servername, certificate) => checkServerIdentity(host, certificate),
  });
}
