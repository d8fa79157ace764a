import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock.js';
import { createCloudSite } from '../cloud/cloud-site.js';
import { certificatesOfFrontEnd, clockOfServer } from '../directory/exchange-server.js';
import { withSharedFolder } from '../directory/folder-permissions.js';
import { tokenSigningCertificates } from '../directory/token-signing.js';
import type { EventLog } from '../evidence/event-log.js';
import type { Journal } from '../evidence/journal.js';
import type { MessageMemory } from '../evidence/message-memory.js';
import type { EwsOrganization } from '../ews/operation.js';
import { createFrontEnd } from '../exchange/front-end.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import { otherSite } from '../iis/other-site.js';
import { createSiteServer } from '../iis/server.js';
import type { Site } from '../iis/site.js';
import { listen } from '../network/listen.js';
import { startNginxProxy } from '../network/nginx-proxy.js';
import { type ReverseProxy, startReverseProxy } from '../network/reverse-proxy.js';
import { writeFileAtomically } from '../pki/atomic-file.js';
import type { Random } from '../random.js';
import type { Closer } from './closer.js';
import { mannersOf } from './description.js';
import type { ForeignCalendars } from './foreign-calendars.js';
import type { LabMailboxes } from './mailboxes.js';
import { reachableAddress, type SitePorts } from './network.js';
import { publishedIdentities } from './published-identity.js';
import type { LabStorage } from './storage.js';

/** The web servers of both halves, not yet listening. */
export interface LabSites {
  readonly exchangeHttps: FastifyInstance;
  readonly exchangeHttp: FastifyInstance;
  readonly cloud: FastifyInstance;
}

export interface ServerParts {
  readonly storage: LabStorage;
  readonly worker: WorkerProcess;
  readonly journal: Journal;
  readonly messages: MessageMemory;
  readonly eventLog: EventLog;
  readonly mailboxes: LabMailboxes;
  readonly foreignCalendars: ForeignCalendars;
  readonly clock: Clock;
  readonly random: Random;
  readonly onDefect: (error: unknown) => void;
}

/** Makes the on-premises Exchange, on https and http, and the cloud. */
export function createSites(parts: ServerParts): LabSites {
  const { storage, clock, random, journal, messages, onDefect } = parts;
  const { certificates } = storage;
  const server = (site: Site, tls?: { certificate: string; privateKey: string }) =>
    createSiteServer({
      site,
      ...(tls ? { tls } : {}),
      clock,
      random,
      record: (transaction) => journal.record(transaction),
      keepMessages: (id, request, answer) => messages.keep(id, request, answer),
      onDefect,
    });
  const exchange = exchangeSite(parts);
  return {
    exchangeHttps: server(exchange, certificates.exchangeTls),
    exchangeHttp: server(exchange),
    cloud: server(cloudSite(parts), certificates.cloudTls),
  };
}

function exchangeSite({ storage, worker, eventLog, mailboxes, foreignCalendars, clock }: ServerParts): Site {
  const { state, certificates } = storage;
  const organization = () => state.state.organization;
  return createFrontEnd({
    organization,
    certificates: () => certificatesOfFrontEnd(state.state.organization, certificates.exchangeCertificates),
    worker,
    eventLog,
    mailboxes: mailboxes.onPremises,
    setFolderPermissions: folderSharing(storage),
    foreignFreeBusy: (request) => foreignCalendars.onPremises(organization().servers[0]?.name ?? '')(request),
    clock: { now: () => clockOfServer(state.state.organization.servers[0], clock).now() },
    ...mannersOf(storage.config),
    publicPorts: exchangePublicPorts(storage.config),
  });
}

/** How EWS of either side writes down who may do what in a folder. */
function folderSharing({ state }: LabStorage): EwsOrganization['setFolderPermissions'] {
  return (...sharing) => state.change((current) => withSharedFolder(current, ...sharing));
}

/** A client that names the proxy's port means 443. */
function exchangePublicPorts({ publicPort, proxyPort }: LabStorage['config']): readonly number[] {
  return proxyPort === 0 ? publicPort : [...publicPort, proxyPort];
}

function cloudSite({ storage, mailboxes, foreignCalendars, clock }: ServerParts): Site {
  const { state, certificates } = storage;
  return createCloudSite({
    tenants: () => state.state.tenants,
    tokenSigning: () => tokenSigningCertificates(state.state, certificates),
    now: () => clock.now(),
    mailboxes: mailboxes.cloud,
    setFolderPermissions: folderSharing(storage),
    foreignFreeBusy: (tenantId, request) => foreignCalendars.cloud(tenantId)(request),
    ...mannersOf(storage.config),
    publicPorts: storage.config.publicPort,
  });
}

/** Opens the ports of Exchange and the cloud, all at once; `closer` closes what was opened, also when one can't be had. */
export async function openSitePorts(sites: LabSites, { config }: LabStorage, closer: Closer): Promise<SitePorts> {
  const { host } = config;
  closer.add(() => Promise.all(Object.values(sites).map((site: FastifyInstance) => site.close())));
  const opening = [
    listen(sites.exchangeHttps, { host, port: config.exchangePort, flag: '--exchange-port' }),
    listen(sites.exchangeHttp, { host, port: config.exchangeHttpPort, flag: '--exchange-http-port' }),
    listen(sites.cloud, { host, port: config.cloudPort, flag: '--cloud-port' }),
  ];
  await Promise.allSettled(opening); // a port still opening while another fails must not be missed when all are closed
  const [exchange = 0, exchangeHttp = 0, cloud = 0] = await Promise.all(opening);
  return { exchange, exchangeHttp, cloud };
}

/** Opens the control API's port: on loopback unless told otherwise. */
export async function openControlPort(
  control: FastifyInstance,
  { config }: LabStorage,
  closer: Closer,
): Promise<number> {
  closer.add(() => control.close());
  return listen(control, {
    host: config.controlHost ?? '127.0.0.1',
    port: config.controlPort,
    flag: '--control-port',
    hostFlag: '--control-host',
  });
}

/** Publishes the on-premises Exchange as a company's reverse proxy would. */
export async function publishExchange(parts: ServerParts, ports: SitePorts, closer: Closer): Promise<ReverseProxy> {
  const other = createSiteServer({ ...parts, site: otherSite, record: () => undefined }); // its log is nobody's evidence
  closer.add(() => other.close());
  const { reverseProxy } = parts.storage.config;
  const proxy = await (reverseProxy === 'nginx' ? publishByNginx : publishByOwnProxy)(parts, ports, other);
  closer.add(() => proxy.close());
  return proxy;
}

async function publishByOwnProxy(parts: ServerParts, ports: SitePorts, other: FastifyInstance): Promise<ReverseProxy> {
  const { certificates, config, state } = parts.storage;
  await other.ready();
  return startReverseProxy({
    identity: publishedIdentities(parts.storage, parts.random),
    port: config.proxyPort,
    portFlag: '--proxy-port',
    upstream: { address: reachableAddress(config.host), port: ports.exchange },
    upstreamHttp: { address: reachableAddress(config.host), port: ports.exchangeHttp },
    upstreamCa: certificates.roots,
    otherWebServer: (request, response) => other.routing(request, response),
    publishing: state.state.network.publishing,
  });
}

async function publishByNginx(parts: ServerParts, ports: SitePorts, other: FastifyInstance): Promise<ReverseProxy> {
  const { certificates, config, directory, state } = parts.storage;
  const address = reachableAddress(config.host);
  const loopback = '127.0.0.1';
  return startNginxProxy({
    identity: publishedIdentities(parts.storage, parts.random),
    port: config.proxyPort,
    portFlag: '--proxy-port',
    exchange: { address, port: ports.exchange },
    exchangeHttp: { address, port: ports.exchangeHttp },
    exchangeName: 'localhost',
    exchangeRoots: certificates.roots,
    otherWebServer: { address: loopback, port: await listen(other, { host: loopback, port: 0 }) },
    directory: directory.nginx,
    writeFile: writeFileAtomically,
    publishing: state.state.network.publishing,
  });
}
