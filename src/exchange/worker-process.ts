import type { TrustConfiguration, TrustedIssuer } from '../authentication/trust.js';
import type { Clock } from '../clock.js';
import { authCertificateProblem } from '../directory/auth-certificate-problem.js';
import { isDirectoryReachable, type Organization } from '../directory/organization.js';
import { globalThrottlingPolicy } from '../directory/throttling-policy.js';
import type { EventLog } from '../evidence/event-log.js';
import { Budgets } from '../ews/budgets.js';
import { IisAuthentication } from '../iis/authentication/authenticate.js';
import type { Random } from '../random.js';
import type { ApplicationPool } from './application-pools.js';
import { ConfigurationCache } from './configuration-cache.js';
import { ConfigurationWatch } from './configuration-watch.js';
import { ExchangeDirectory } from './exchange-directory.js';
import { MetadataRefresh, type MetadataRefreshOptions } from './metadata-refresh.js';
import { ServicesPool } from './services-pool.js';
import { type CertificatesByThumbprint, loadTrustConfiguration } from './trust-configuration.js';
import { WebLogon } from './web-logon.js';
import { WorkerEvents } from './worker-events.js';

export interface WorkerProcessOptions {
  /** The organisation as the directory has it now. */
  readonly organization: () => Organization;
  readonly certificates: () => CertificatesByThumbprint;
  readonly readMetadata: MetadataRefreshOptions['read'];
  readonly eventLog: EventLog;
  readonly clock: Clock;
  readonly random: Random;
  readonly reload: 'interval' | 'immediate';
}

/** What a server knows when it asks for tokens itself: the organisation's settings, as they were when it loaded them. */
export interface OutboundConfiguration {
  readonly organization: Organization;
  /** Milliseconds since 1970 by the lab's clock. */
  readonly loadedAt: number;
}

/**
 * What the worker processes of the on-premises servers have in memory: the configuration they judge by, the one they ask
 * for tokens with, and the certificates they read themselves. `recycle` is the one place that empties it.
 */
export class WorkerProcess {
  /** Exchange asks for tokens with a configuration of its own, which -ReloadConfig loads anew (facts/oauth-outbound-admin §1.1). */
  readonly outbound: ConfigurationCache<OutboundConfiguration>;
  /** Active Directory, as the servers ask it. */
  readonly directory: ExchangeDirectory;
  /** Who is logged on, on which connection. */
  readonly iisAuthentication: IisAuthentication;
  /** How much of EWS each user has taken. */
  readonly budgets: Budgets;
  /** The pool of Exchange Web Services, which may crash. */
  readonly services: ServicesPool;
  /** Log-on to the web sites, as the pools of OWA and ECP do it. */
  readonly webLogon: { readonly owa: WebLogon; readonly ecp: WebLogon };
  readonly #inbound: ConfigurationCache<TrustConfiguration>;
  readonly #metadata: MetadataRefresh;
  readonly #events: WorkerEvents;
  readonly #watch: ConfigurationWatch;
  readonly #options: WorkerProcessOptions;

  constructor(options: WorkerProcessOptions) {
    const { organization, certificates, readMetadata, clock, random, reload } = options;
    const events = new WorkerEvents(options.eventLog, organization);
    const metadata = new MetadataRefresh({
      ...{ organization, read: readMetadata, clock },
      onRead: (server, added) => events.metadataRead(server, added),
      onFailure: (server, reason) => events.metadataNotRead(server, reason),
    });
    const whenReachable = <Loaded>(load: (from: Organization) => Loaded) =>
      isDirectoryReachable(organization()) ? load(organization()) : undefined;
    this.#metadata = metadata;
    this.#events = events;
    this.#watch = new ConfigurationWatch(clock.now());
    this.#options = options;
    this.directory = new ExchangeDirectory({ organization, clock, reload });
    const server = organization().servers[0]?.name ?? 'EX01';
    this.iisAuthentication = new IisAuthentication({ organization, server, clock, random });
    this.budgets = new Budgets(clock, () => organization().throttlingPolicy ?? globalThrottlingPolicy);
    const authCertificate = () => {
      const { authConfig, servers } = organization();
      return authCertificateProblem(authConfig, servers[0], certificates(), clock.now());
    };
    this.services = new ServicesPool(authCertificate);
    const cookieKey = random.bytes(32);
    this.webLogon = { owa: new WebLogon(authCertificate, cookieKey), ecp: new WebLogon(authCertificate, cookieKey) };
    this.#inbound = new ConfigurationCache({
      load: () => whenReachable((from) => this.#loadInbound(metadata.complete(from))),
      currentSource: () => metadata.complete(organization()),
      clock,
      reload,
    });
    this.outbound = new ConfigurationCache({
      load: () => whenReachable((from) => ({ organization: from, loadedAt: clock.now() })),
      currentSource: organization,
      clock,
      reload,
    });
  }

  /** What tokens are judged by; undefined while Active Directory could never be asked. */
  get trust(): TrustConfiguration | undefined {
    this.#metadata.refreshWhenDue();
    return this.#inbound.current;
  }

  /** When a change of the directory will count in both directions; milliseconds since 1970. */
  get nextLoad(): number {
    return Math.max(this.#inbound.nextLoad, this.outbound.nextLoad);
  }

  /** Due every half hour: says so when the configuration could not be loaded for long. */
  watchConfiguration(): void {
    const { clock, organization } = this.#options;
    const minutes = this.#watch.look(clock.now(), isDirectoryReachable(organization()));
    if (minutes !== undefined) this.#events.configurationNotLoaded(minutes);
  }

  #loadInbound(organization: Organization): TrustConfiguration {
    const { certificates, clock } = this.#options;
    const trust = loadTrustConfiguration(organization, certificates(), clock.now());
    this.#watch.succeeded(clock.now());
    this.#events.configurationLoaded(organization, trust);
    return trust;
  }

  /** Only auth servers have metadata that may have changed. */
  signatureFailed(issuer: TrustedIssuer | undefined): void {
    if (issuer) this.#events.signatureFailed(issuer);
    if (issuer?.kind === 'authServer' || issuer?.kind === 'entra') this.#metadata.signatureFailed(issuer.name);
  }

  /** What iisreset does: every pool starts anew. */
  recycle(): void {
    this.#recycleServices();
    this.webLogon.owa.recycle();
    this.webLogon.ecp.recycle();
  }

  /**
   * What Restart-WebAppPool does. EWS and Autodiscover share one memory in the lab: a
   * new process of either empties it.
   */
  recyclePool(pool: ApplicationPool): void {
    if (pool === 'MSExchangeOWAAppPool') this.webLogon.owa.recycle();
    else if (pool === 'MSExchangeECPAppPool') this.webLogon.ecp.recycle();
    else this.#recycleServices();
  }

  /** Before the lab closes its network. */
  close(): void {
    this.#events.close();
  }

  /** What a crash of that pool throws away. */
  servicesCrashed(): void {
    this.#emptyServices();
  }

  #recycleServices(): void {
    this.services.recycle();
    this.#emptyServices();
  }

  #emptyServices(): void {
    this.#watch.succeeded(this.#options.clock.now()); // a new process has its time to load it
    this.#inbound.recycle();
    this.outbound.recycle();
    this.#metadata.recycle();
    this.directory.recycle();
    this.budgets.clear();
    this.iisAuthentication.recycle();
  }
}
