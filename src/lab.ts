import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { LabClock } from './clock.js';
import type { LabOptions } from './config.js';
import type { ControlAccess } from './control/context.js';
import { createControlServer } from './control/server.js';
import { type DecodedToken, decodeToken } from './evidence/decoded-token.js';
import { Journal } from './evidence/journal.js';
import { type TransactionView, viewTransaction } from './evidence/transaction-view.js';
import { ConfigurationCache } from './exchange/configuration-cache.js';
import { loadTrustConfiguration } from './exchange/trust-configuration.js';
import { readMissingMetadata } from './lab/auth-servers.js';
import { CmdletHost } from './lab/cmdlet-host.js';
import { describeLab, detailLab, type LabDescription, type LabDetails } from './lab/description.js';
import { type LabPorts, publishNames, reachableAddress } from './lab/network.js';
import { createServers, openPorts, publishExchange } from './lab/servers.js';
import { type LabStorage, openStorage } from './lab/storage.js';
import { createHttpClient } from './network/http-client.js';
import { NameTable } from './network/names.js';
import { writeFileAtomically } from './pki/atomic-file.js';
import { systemRandom } from './random.js';
import { type ScenarioRun, ScenarioRunner, type ScenarioSummary, type TestResult } from './scenarios/runner.js';
import type { ScenarioTools } from './scenarios/scenario.js';
import { CmdletError, type PowerShellObject, type Session } from './shell/cmdlet.js';
import type { GivenParameters } from './shell/parameter-binder.js';
import type { CmdletOutcome } from './shell/run-cmdlet.js';
import type { SessionRequest } from './shell/session.js';
import { makeToken, type TokenOrder, type TokenWorkshop } from './tokens/made-to-measure.js';

/** A running lab, in the words of the control API (design §2.6). */
export interface Lab extends AsyncDisposable {
  readonly exchange: { readonly url: string; readonly httpUrl: string; readonly hosts: readonly string[] };
  readonly cloud: { readonly url: string; readonly hosts: readonly string[] };
  readonly control: { readonly url: string; readonly token: string | undefined };
  /** The lab's roots, PEM: what a client must trust. */
  readonly ca: string;
  readonly caFile: string;
  readonly tenantId: string;
  readonly clock: LabClock;
  readonly tokens: { issue(order: TokenOrder): { readonly token: string; readonly decoded: DecodedToken | undefined } };
  /** Runs a cmdlet; throws CmdletError. */
  cmdlet(
    name: string,
    parameters?: GivenParameters,
    where?: SessionRequest,
  ): Promise<CmdletOutcome & { readonly session: Session }>;
  /** Test-OAuthConnectivity: its object, with the transactions it caused. Throws CmdletError for a terminating error. */
  testOAuthConnectivity(parameters: GivenParameters, where?: SessionRequest): Promise<TestOAuthConnectivityResult>;
  scenario(id: string): LabScenario;
  readonly scenarios: ScenarioRunner;
  readonly transactions: {
    list(options?: { readonly after?: string; readonly limit?: number }): readonly TransactionView[];
    get(id: string): TransactionView | undefined;
  };
  readonly journal: Journal;
  describe(): LabDescription;
  details(): LabDetails;
  /** Finishes the requests in flight and closes every port. */
  close(): Promise<void>;
}

export interface LabScenario {
  activate(): Promise<ScenarioSummary>;
  mend(): Promise<ScenarioSummary>;
  run(): Promise<ScenarioRun>;
}

/** The object the cmdlet returns, under its PowerShell names. */
export interface TestOAuthConnectivityResult {
  readonly Task: string;
  readonly Detail: string;
  readonly ResultType: 'Success' | 'Error';
  readonly Identity: string;
  readonly IsValid: boolean;
  readonly ObjectState: string;
  readonly transactionIds: readonly string[];
}

export interface StartOptions extends LabOptions {
  /** Hears of mistakes of the lab itself; the console when left out. */
  readonly onDefect?: ((error: unknown) => void) | undefined;
  /** Token of the control API where it is reachable from elsewhere; made and kept in the data directory when left out. */
  readonly controlToken?: string | undefined;
}

/** Starts a lab and resolves when everything answers. */
export async function startLab(options: StartOptions = {}): Promise<Lab> {
  const { onDefect = reportDefect, controlToken, ...settings } = options;
  const clock = new LabClock();
  const random = systemRandom;
  const storage = await openStorage(settings, clock, random);
  const { config, state, certificates } = storage;
  const journal = new Journal(config.journalSize);
  const names = new NameTable();
  const http = createHttpClient({ names, ca: certificates.roots });
  const configuration = createConfiguration(storage, clock);
  const cmdlets = new CmdletHost({ storage, http, journal, configuration, clock, random });
  const issue = (order: TokenOrder) => makeToken(order, workshopOf(storage, clock));
  const access = await controlAccess(storage, controlToken ?? process.env.EXCHANGE_OAUTH_LAB_TOKEN, () =>
    random.bytes(24).toString('base64url'),
  );
  let health = false;
  let details: () => LabDetails = () => {
    throw new Error('The lab is not up yet.');
  };
  let followNetwork: () => void = () => undefined;
  const runCmdlet = cmdlets.run.bind(cmdlets);
  const runner = new ScenarioRunner({
    state,
    tools: scenarioTools(storage, cmdlets, () => followNetwork()),
    test: async (parameters) => testResult(() => runCmdlet('Test-OAuthConnectivity', { ...parameters })),
    healthyState: storage.healthyState,
    afterRestore: async () => {
      followNetwork();
      await readMissingMetadata(state, http, onDefect);
      cmdlets.forget();
    },
  });
  const control = await createControlServer(
    {
      isHealthy: () => health,
      describe: () => details(),
      issueToken: issue,
      runCmdlet,
      journal,
      scenarios: runner,
      access,
    },
    onDefect,
  );
  const servers = { ...createServers({ storage, configuration, journal, clock, random, onDefect }), control };
  const ports = await openPorts(servers, storage);
  const proxy = await publishExchange(storage, ports);
  followNetwork = () => {
    proxy.apply(state.state.network.publishing);
    publishNames(names, state.state, { proxy }, ports, reachableAddress(config.host));
  };
  followNetwork();
  const description = describeLab(state.state, config, ports, certificates.rootsFile);
  details = () => detailLab(description, state.state);
  const close = closeOnce(async () => {
    health = false;
    await Promise.all(Object.values(servers).map((app) => app.close()));
    await proxy.close();
    await http.close();
  });
  try {
    await readMissingMetadata(state, http, onDefect);
    for (const id of config.scenario) await runner.activate(id);
  } catch (error) {
    await close();
    throw error;
  }
  health = true;
  return {
    exchange: {
      url: description.exchange.https,
      httpUrl: description.exchange.http,
      hosts: description.exchange.hosts,
    },
    cloud: { url: description.cloud.https, hosts: description.cloud.hosts },
    control: { url: description.control, token: access.token },
    ca: certificates.roots,
    caFile: certificates.rootsFile,
    tenantId: description.tenantId,
    clock,
    tokens: {
      issue: (order) => {
        const token = issue(order);
        return { token, decoded: decodeToken(token) };
      },
    },
    cmdlet: runCmdlet,
    testOAuthConnectivity: async (parameters, where) =>
      connectivityResult(await runCmdlet('Test-OAuthConnectivity', parameters, where)),
    scenario: (id) => ({ activate: () => runner.activate(id), mend: () => runner.mend(id), run: () => runner.run(id) }),
    scenarios: runner,
    transactions: {
      list: (query) => journal.list(query).map((transaction) => viewTransaction(transaction)),
      get: (id) => {
        const transaction = journal.find(id);
        return transaction && viewTransaction(transaction);
      },
    },
    journal,
    describe: () => description,
    details: () => details(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function createConfiguration({ config, state, certificates }: LabStorage, clock: LabClock): ConfigurationCache {
  return new ConfigurationCache({
    load: () => loadTrustConfiguration(state.state.organization, certificates.exchangeCertificates, clock.now()),
    currentSource: () => state.state.organization,
    clock,
    reload: config.configurationReload,
  });
}

/** Materials for tokens made to measure; a lab's stranger has one key, made when first asked for. */
const strangers = new WeakMap<LabStorage, KeyObject>();
function workshopOf(storage: LabStorage, clock: LabClock): TokenWorkshop {
  const { state, certificates } = storage;
  const { organization, tenants, world } = state.state;
  return {
    organization,
    tenants,
    defaultHost: world.hosts[0] ?? world.domain,
    defaultMailbox: `user1@${world.domain}`,
    authServer: certificates.tokenSigning,
    authCertificate: certificates.exchangeCertificates.get(organization.authConfig.currentCertificateThumbprint),
    unknownKey: () => {
      const key = strangers.get(storage) ?? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
      strangers.set(storage, key);
      return key;
    },
    now: clock.now(),
  };
}

/** What scenarios may do: cmdlets, and the network between the cloud and on-premises. */
function scenarioTools({ state }: LabStorage, cmdlets: CmdletHost, followNetwork: () => void): ScenarioTools {
  return {
    world: state.state.world,
    cmdlet: async (name, parameters = {}, where = {}) => {
      const outcome = await cmdlets.run(name, parameters, {
        session: where.session,
        delegatedOrganization: where.tenant,
      });
      return outcome.output;
    },
    network: async (change) => {
      await state.change((current) => ({ ...current, network: change(current.network) }));
      followNetwork();
    },
  };
}

/** A terminating error is a result too, for a scenario. */
async function testResult(test: () => Promise<CmdletOutcome>): Promise<TestResult> {
  try {
    const { output, text } = await test();
    return { output, text };
  } catch (error) {
    if (error instanceof CmdletError) return { error: { category: error.category, message: error.message } };
    throw error;
  }
}

function connectivityResult({ output, transactionIds = [] }: CmdletOutcome): TestOAuthConnectivityResult {
  const [object] = output as readonly (PowerShellObject & Omit<TestOAuthConnectivityResult, 'transactionIds'>)[];
  if (!object) throw new Error('Test-OAuthConnectivity gave no object.');
  return { ...object, transactionIds };
}

/** On loopback no token; else the one that was given, or one kept in the data directory for the next start. */
async function controlAccess(
  { config, directory }: LabStorage,
  given: string | undefined,
  make: () => string,
): Promise<ControlAccess> {
  const { controlHost, controlAllowedHost } = config;
  if (controlHost === undefined) return { allowedHosts: controlAllowedHost, token: undefined };
  const token =
    given ||
    (await readFile(directory.controlTokenFile, 'utf8').then(
      (text) => text.trim(),
      () => '',
    )) ||
    make();
  await writeFileAtomically(directory.controlTokenFile, `${token}\n`, 0o600);
  return { allowedHosts: [...controlAllowedHost, controlHost], token };
}

function closeOnce(close: () => Promise<void>): () => Promise<void> {
  let closing: Promise<void> | undefined;
  return () => {
    closing ??= close();
    return closing;
  };
}

function reportDefect(error: unknown): void {
  console.error('A mistake of the lab itself:', error);
}

export type { LabPorts };
