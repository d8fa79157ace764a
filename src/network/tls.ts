import { DEFAULT_CIPHERS, type SecureVersion } from 'node:tls';

/** A server's certificate (with its chain) and private key, PEM. */
export interface TlsIdentity {
  readonly certificate: string;
  readonly privateKey: string;
}

/**
 * The ciphers a side must offer so that its versions really work: below TLS 1.2 OpenSSL 3 needs security level 0
 * (facts/ews-clients §5.2). The default list stays in front, or Node would take TLS 1.3's suites away.
 */
export function ciphersFor(minVersion: SecureVersion): string {
  const old = minVersion === 'TLSv1' || minVersion === 'TLSv1.1';
  return old ? `${DEFAULT_CIPHERS}:@SECLEVEL=0` : DEFAULT_CIPHERS;
}
