import type { LabClock } from '../clock.js';
import { fetchAuthMetadata } from '../directory/auth-metadata.js';
import { certificatesOfFrontEnd } from '../directory/exchange-server.js';
import type { EventLog } from '../evidence/event-log.js';
import { Journal } from '../evidence/journal.js';
import { LogFiles } from '../evidence/log-files/log-files.js';
import { MessageMemory } from '../evidence/message-memory.js';
import { OutgoingCalls } from '../evidence/outgoing-calls.js';
import { recordedClient } from '../evidence/recorded-client.js';
import { ServiceHost } from '../exchange/service-host.js';
import type { ServiceHostParts } from '../exchange/service-host-parts.js';
import { WorkerProcess } from '../exchange/worker-process.js';
import { createHttpClient, type HttpClient } from '../network/http-client.js';
import { NameTable } from '../network/names.js';
import { Timeouts } from '../network/timeouts.js';
import { startWebProxy } from '../network/web-proxy.js';
import { type ExchangeBuild, exchangeBuilds } from '../protocol/exchange-version.js';
import type { Random } from '../random.js';
import type { ScenarioRunner } from '../scenarios/runner.js';
import { callingParts } from './calling-side.js';
import type { Closer } from './closer.js';
import { CmdletHost } from './cmdlet-host.js';
import { openEventLog } from './event-logs.js';
import { ForeignCalendars } from './foreign-calendars.js';
import { openMailboxes } from './mailboxes.js';
import { publishNames, reachableAddress, type SitePorts } from './network.js';
import { openPartners } from './partners.js';
import { createScenarioRunner } from './scenario-runner.js';
import { createSites, openSitePorts, publishExchange, type ServerParts } from './servers.js';
import { watchConfiguration, watchServicesPool } from './services-pool.js';
import type { LabStorage } from './storage.js';
import { StrangersComputer } from './stranger.js';
import { TokenCaches } from './token-caches.js';

/** The working parts of a lab, wired up, its two halves already answering. */
export interface LabParts {
  readonly ports: SitePorts & { readonly proxy: number; readonly partners: number };
  readonly journal: Journal;
  readonly messages: MessageMemory;
  readonly outgoingCalls: OutgoingCalls;
  readonly eventLog: EventLog;
  readonly logs: LogFiles;
  /** The build that the on-premises servers are of. */
  readonly build: () => ExchangeBuild;
  /** The client of whoever is on-premises. */
  readonly http: HttpClient;
  readonly cmdlets: CmdletHost;
  readonly worker: WorkerProcess;
  readonly serviceHost: ServiceHost;
  readonly scenarios: ScenarioRunner;
  /** What was found at the start that its admin should know. */
  readonly notices: readonly string[];
}

export interface Surroundings {
  readonly storage: LabStorage;
  readonly clock: LabClock;
  readonly random: Random;
  readonly onDefect: (error: unknown) => void;
  readonly closer: Closer;
}

/** Puts the lab together: Exchange and the cloud, the network between them, cmdlets and scenarios on top. */
export async function assembleLab(surroundings: Surroundings): Promise<LabParts> {
  const { storage, clock, random, closer } = surroundings;
  const { config, state, certificates } = storage;
  keepClock(surroundings);
  const journal = new Journal(config.journalSize);
  const outgoingCalls = new OutgoingCalls({ journal, clock, random });
  const build = () => exchangeBuilds[state.state.organization.exchangeVersion];
  const logs = openLogs(surroundings, journal, build);
  const { eventLog, notices } = await openEventLog(surroundings);
  const names = new NameTable();
  const timeouts = new Timeouts(config);
  const client = createHttpClient({ names, ca: certificates.roots, timeouts });
  const http = recordedClient(client, 'OnPremises', outgoingCalls);
  const readMetadata = metadataReader(surroundings, http);
  const worker = createWorker(surroundings, readMetadata, eventLog);
  closer.add(watchConfiguration(clock, worker));
  closer.add(watchServicesPool(surroundings, worker, eventLog));
  const mailboxes = openMailboxes(storage.directory, clock, surroundings.onDefect);
  closer.add(async () => mailboxes.close());
  const calling = callingParts(surroundings, { http: client, outgoingCalls, eventLog, worker });
  const caches = new TokenCaches(clock);
  const foreignCalendars = new ForeignCalendars(calling, caches);
  const evidence = { journal, messages: new MessageMemory(), outgoingCalls, eventLog };
  const parts = { worker, ...evidence, mailboxes, foreignCalendars, names, http };
  const { ports, partners } = await openServers(surroundings, parts);
  closer.add(() => client.close());
  closer.add(async () => worker.close());
  const serviceHost = new ServiceHost({ state, certificates, eventLog, clock, readMetadata });
  closer.add(async () => serviceHost.stop());
  const cmdlets = new CmdletHost({ ...calling, journal, partners, serviceHost, caches, foreignCalendars });
  const scenarios = createScenarioRunner(surroundings, {
    ...parts,
    timeouts,
    cmdlets,
    serviceHost,
  });
  return { ports, ...evidence, logs, build, http, cmdlets, worker, serviceHost, scenarios, notices };
}

/** Opens the servers of the lab and the proxies before them, and publishes them as the state has it, now and later. */
async function openServers(
  { storage, clock, random, onDefect, closer }: Surroundings,
  parts: Pick<ServerParts, 'worker' | 'journal' | 'messages' | 'eventLog' | 'mailboxes' | 'foreignCalendars'> & {
    readonly names: NameTable;
    readonly http: HttpClient;
  },
) {
  const { config, state } = storage;
  const { names } = parts;
  const serverParts = { storage, clock, random, onDefect, ...parts };
  const ports = await openSitePorts(createSites(serverParts), storage, closer);
  const proxy = await publishExchange(serverParts, ports, closer);
  const webProxy = await startWebProxy({ names, rule: () => state.state.network.webProxy });
  closer.add(() => webProxy.close());
  const { port: partnersPort, partners } = await openPartners(serverParts, closer);
  const stranger = new StrangersComputer(serverParts, closer);
  const followNetwork = async () => {
    const isWanted = state.state.network.misdirectedNames.length > 0;
    const strangerPort = isWanted ? await stranger.port() : 0;
    await proxy.apply(state.state.network.publishing);
    publishNames(
      names,
      state.state,
      { proxy, webProxy, partnersPort, strangerPort },
      ports,
      reachableAddress(config.host),
    );
  };
  await followNetwork();
  state.follow((now, before) => (now.network === before.network ? undefined : followNetwork()));
  return { ports: { ...ports, proxy: proxy.endpoint.port, partners: partnersPort }, partners };
}

/** Closed after the servers, whose last requests belong into the logs. */
function openLogs({ storage, onDefect, closer }: Surroundings, journal: Journal, build: LabParts['build']): LogFiles {
  const { config, directory } = storage;
  const { logTokens, iisLogFields, logMaxBytes: maxBytes } = config;
  const logs = new LogFiles({ directory: directory.logs, journal, build, logTokens, iisLogFields, maxBytes, onDefect });
  closer.add(() => logs.close());
  return logs;
}

/** The clock goes on as it was set, and a later setting is on disk before the lab is closed. */
function keepClock({ storage, clock, onDefect, closer }: Surroundings): void {
  const { state } = storage;
  clock.restore(state.state.clock);
  clock.onSet = (setting) => void state.change((current) => ({ ...current, clock: setting })).catch(onDefect);
  clock.onDefect = onDefect;
  closer.add(() => state.change((current) => current));
}

/** The servers read metadata through the web proxy of the first of them. */
function metadataReader({ storage }: Surroundings, http: HttpClient): ServiceHostParts['readMetadata'] {
  const proxy = () => storage.state.state.organization.servers[0]?.internetWebProxy ?? '';
  return (url) => fetchAuthMetadata(url, http.upTo(storage.state.state.network.outboundTls).through(proxy()));
}

/** What the on-premises servers have in memory, loaded from the directory when they load it. */
function createWorker(
  { storage, clock, random }: Surroundings,
  readMetadata: ServiceHostParts['readMetadata'],
  eventLog: EventLog,
): WorkerProcess {
  const { config, state, certificates } = storage;
  return new WorkerProcess({
    organization: () => state.state.organization,
    certificates: () => certificatesOfFrontEnd(state.state.organization, certificates.exchangeCertificates),
    readMetadata,
    eventLog,
    clock,
    random,
    reload: config.configurationReload,
  });
}
