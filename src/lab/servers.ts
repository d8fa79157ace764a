import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.js';
import { createCloudSite } from '../cloud/cloud-site.js';
import type { Journal } from '../evidence/journal.js';
import type { ConfigurationCache } from '../exchange/configuration-cache.js';
import { createFrontEnd } from '../exchange/front-end.js';
import { createSiteServer } from '../iis/server.js';
import type { Site } from '../iis/site.js';
import { listen } from '../network/listen.js';
import { type ReverseProxy, startReverseProxy } from '../network/reverse-proxy.js';
import type { Random } from '../random.js';
import { type LabPorts, reachableAddress } from './network.js';
import type { LabStorage } from './storage.js';

/** The web servers of a lab, not yet listening. */
export interface LabServers {
  readonly exchangeHttps: FastifyInstance;
  readonly exchangeHttp: FastifyInstance;
  readonly cloud: FastifyInstance;
}

export interface ServerParts {
  readonly storage: LabStorage;
  readonly configuration: ConfigurationCache;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly random: Random;
  readonly onDefect: (error: unknown) => void;
}

/** Makes the on-premises Exchange, on https and http, and the cloud. */
export function createServers(parts: ServerParts): LabServers {
  const { storage, clock, random, journal, onDefect } = parts;
  const { certificates } = storage;
  const server = (site: Site, tls?: { certificate: string; privateKey: string }) =>
    createSiteServer({
      site,
      ...(tls ? { tls } : {}),
      clock,
      random,
      record: (transaction) => journal.record(transaction),
      onDefect,
    });
  const exchange = exchangeSite(parts);
  return {
    exchangeHttps: server(exchange, certificates.exchangeTls),
    exchangeHttp: server(exchange),
    cloud: server(cloudSite(parts), certificates.cloudTls),
  };
}

function exchangeSite({ storage, configuration, clock }: ServerParts): Site {
  const { state, certificates } = storage;
  return createFrontEnd({
    organization: () => state.state.organization,
    certificates: () => certificates.exchangeCertificates,
    configuration,
    clock,
    ...manners(storage),
  });
}

function cloudSite({ storage, clock }: ServerParts): Site {
  const { state, certificates } = storage;
  return createCloudSite({
    tenants: () => state.state.tenants,
    tokenSigning: certificates.tokenSigning,
    now: () => clock.now(),
    ...manners(storage),
  });
}

/** Leniency, or the real manners (design §2.2). */
function manners({ config }: LabStorage) {
  return {
    anonymousChallenge: config.anonymousChallenge ?? (config.strict ? 'whenOffered' : 'always'),
    missingHost: config.missingHost ?? (config.strict ? 'httpSys' : 'judge'),
    publicPorts: config.publicPort,
  } as const;
}

/** Opens the ports, all at once; when one can't be had, the others are closed again. */
export async function openPorts(
  servers: LabServers & { readonly control: FastifyInstance },
  { config }: LabStorage,
): Promise<LabPorts> {
  const { host } = config;
  const control = config.controlHost ?? '127.0.0.1';
  const opening = [
    listen(servers.exchangeHttps, { host, port: config.exchangePort, flag: '--exchange-port' }),
    listen(servers.exchangeHttp, { host, port: config.exchangeHttpPort, flag: '--exchange-http-port' }),
    listen(servers.cloud, { host, port: config.cloudPort, flag: '--cloud-port' }),
    listen(servers.control, { host: control, port: config.controlPort, flag: '--control-port' }),
  ];
  const results = await Promise.allSettled(opening);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(
      [servers.exchangeHttps, servers.exchangeHttp, servers.cloud, servers.control].map((app) => app.close()),
    );
    throw failed.reason;
  }
  const [exchange = 0, exchangeHttp = 0, cloud = 0, controlPort = 0] = await Promise.all(opening);
  return { exchange, exchangeHttp, cloud, control: controlPort };
}

/** Publishes the on-premises Exchange as a company's reverse proxy would. */
export function publishExchange({ certificates, config, state }: LabStorage, ports: LabPorts): Promise<ReverseProxy> {
  return startReverseProxy({
    identity: certificates.exchangeTls,
    upstream: { address: reachableAddress(config.host), port: ports.exchange },
    upstreamCa: certificates.roots,
    publishing: state.state.network.publishing,
  });
}
