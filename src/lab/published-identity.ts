import { systemClock } from '../clock.js';
import type { PublishedCertificate } from '../network/publishing.js';
import type { TlsIdentity } from '../network/tls.js';
import {
  issueExpiredCertificate,
  issueUntrustedCertificate,
  issueWrongNameCertificate,
} from '../pki/faulty-certificates.js';
import { issueTlsCertificate } from '../pki/lab-certificates.js';
import { tlsNames } from '../pki/world.js';
import type { Random } from '../random.js';
import type { LabStorage } from './storage.js';

/**
 * The certificates that Exchange can be published with, each made when it is first wanted: nothing needs them longer than
 * the lab runs. TLS is judged by real time.
 */
export function publishedIdentities(
  { certificates, config, state }: LabStorage,
  random: Random,
): (certificate: PublishedCertificate) => Promise<TlsIdentity> {
  const sources = { clock: systemClock, random };
  const root = certificates.organizationRoot;
  const { hosts: names, domain } = state.state.world;
  const make: Readonly<Record<PublishedCertificate, () => Promise<TlsIdentity>>> = {
    valid: async () =>
      config.proxyCertificate === 'exchange'
        ? certificates.exchangeTls
        : issueTlsCertificate(tlsNames(names), root, sources),
    untrusted: () => issueUntrustedCertificate({ names }, sources),
    expired: () => issueExpiredCertificate({ names, root }, sources),
    wrongName: () => issueWrongNameCertificate({ domain, root }, sources),
  };
  const made = new Map<PublishedCertificate, Promise<TlsIdentity>>();
  return (certificate) => {
    const identity = made.get(certificate) ?? make[certificate]();
    made.set(certificate, identity);
    return identity;
  };
}
