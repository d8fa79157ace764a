import { join } from 'node:path';
import { type LabClock, systemClock } from '../clock.js';
import { fetchPartnerMetadata } from '../directory/auth-metadata.js';
import { partnerHosts } from '../directory/world.js';
import type { Journal } from '../evidence/journal.js';
import { createSiteServer } from '../iis/server.js';
import type { HttpClient } from '../network/http-client.js';
import { listen } from '../network/listen.js';
import type { TlsIdentity } from '../network/tls.js';
import { ExchangeTrust } from '../partner/exchange-trust.js';
import { partnersOf } from '../partner/partner.js';
import { callExchange } from '../partner/partner-client.js';
import { createPartnerSite, type RunningPartner } from '../partner/partner-site.js';
import { KeptCertificate } from '../pki/kept-certificate.js';
import { issueTlsCertificate, issueTokenSigningCertificate } from '../pki/lab-certificates.js';
import { paths } from '../protocol/well-known.js';
import type { Random } from '../random.js';
import type { LabPartners } from '../shell/lab-partners.js';
import type { Closer } from './closer.js';
import type { LabStorage } from './storage.js';

export interface PartnerParts {
  readonly storage: LabStorage;
  readonly http: HttpClient;
  readonly journal: Journal;
  readonly clock: LabClock;
  readonly random: Random;
  readonly onDefect: (error: unknown) => void;
}

/** The partners' servers, answering; their certificates are made when somebody first asks for them. */
export async function openPartners(
  parts: PartnerParts,
  closer: Closer,
): Promise<{ readonly port: number; readonly partners: LabPartners }> {
  const { storage, journal, clock, random, onDefect } = parts;
  const running = runPartners(parts);
  const organization = () => storage.state.state.organization;
  const app = createSiteServer({
    site: createPartnerSite({ partners: running, organization, clock }),
    tls: tlsIdentity(parts),
    clock,
    random,
    record: (transaction) => journal.record(transaction),
    onDefect,
  });
  closer.add(() => app.close());
  const port = await listen(app, { host: '127.0.0.1', port: 0 });
  return { port, partners: asCmdletsSeeThem(running, parts) };
}

function runPartners({ storage, http, clock, random }: PartnerParts): readonly RunningPartner[] {
  const { directory, state } = storage;
  const { world } = state.state;
  const partners = partnersOf(world, (name, host) => {
    const file = join(directory.certificates, `partner-${name}.pem`);
    const certificate = new KeptCertificate(file, () => issueTokenSigningCertificate(host, { clock, random }));
    return () => certificate.get();
  });
  const exchangeHost = world.hosts.find((host) => host.startsWith('autodiscover.')) ?? world.hosts[0] ?? world.domain;
  const document = new URL(paths.exchangeMetadata, `https://${exchangeHost}`);
  return partners.map((partner) => ({
    partner,
    trust: new ExchangeTrust(partner, () => fetchPartnerMetadata(document, http), clock),
  }));
}

/** One TLS certificate for all of them, made anew for every lab that needs it. TLS is judged by real time. */
function tlsIdentity({ storage, random }: PartnerParts): () => Promise<TlsIdentity> {
  let identity: Promise<TlsIdentity> | undefined;
  return () => {
    const names = Object.values(partnerHosts(storage.state.state.world));
    identity ??= issueTlsCertificate(names, storage.certificates.organizationRoot, { clock: systemClock, random });
    return identity;
  };
}

function asCmdletsSeeThem(running: readonly RunningPartner[], parts: PartnerParts): LabPartners {
  const named = (name: string): RunningPartner => {
    const found = running.find(({ partner }) => partner.name === name);
    if (!found) throw new Error(`The lab has no partner '${name}'.`);
    return found;
  };
  return {
    all: running.map(({ partner }) => partner),
    callExchange: (name, call) =>
      callExchange(named(name).partner, call, {
        http: parts.http,
        organization: () => parts.storage.state.state.organization,
        clock: parts.clock,
      }),
    forget: () => {
      for (const { trust } of running) trust.forget();
    },
    async refresh(name) {
      const { trust } = named(name);
      await trust.refresh();
      return trust.failure;
    },
  };
}
