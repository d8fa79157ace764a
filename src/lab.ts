import { LabClock } from './clock.js';
import type { ControlAccess } from './control/context.js';
import { createControlServer } from './control/server.js';
import { decodeToken } from './evidence/decoded-token.js';
import { noTransaction } from './evidence/journal.js';
import { logText } from './evidence/log-text.js';
import { failedRequestTrace } from './evidence/renderers/failed-request-trace.js';
import { failedRequestTraceHtml } from './evidence/renderers/failed-request-trace-html.js';
import { viewTransaction } from './evidence/transaction-view.js';
import { viewAuthCertificates } from './lab/auth-certificates.js';
import { readMissingMetadata } from './lab/auth-servers.js';
import { Closer } from './lab/closer.js';
import type { CmdletHost, NoteChange } from './lab/cmdlet-host.js';
import { connectivityResult } from './lab/connectivity-result.js';
import { controlAccess } from './lab/control-access.js';
import { describeLab, detailLab, type LabDescription } from './lab/description.js';
import { labStatus, watchLab } from './lab/lab-changes.js';
import type { Lab, StartOptions } from './lab/lab-interface.js';
import { createMysteries } from './lab/mysteries.js';
import { assembleLab, type LabParts, type Surroundings } from './lab/parts.js';
import { publicKeys } from './lab/public-keys.js';
import { openControlPort } from './lab/servers.js';
import { type LabStorage, openStorage } from './lab/storage.js';
import { createTokenMaker } from './lab/token-workshop.js';
import { LabError } from './lab-error.js';
import { systemRandom } from './random.js';
import type { Mysteries } from './scenarios/mystery/mysteries.js';
import type { ScenarioRunner } from './scenarios/runner.js';
import { CapturedShell } from './shell/captured-shell.js';
import type { CommandInvoker } from './shell/command-invoker.js';
import { answersFrom } from './shell/interaction.js';
import type { TokenOrder } from './tokens/token-order.js';

/** Starts a lab and resolves when everything answers; when that fails, nothing stays open. */
export async function startLab(options: StartOptions = {}): Promise<Lab> {
  const { onDefect = reportDefect, controlToken, ...settings } = options;
  const clock = new LabClock();
  const closer = new Closer();
  const storage = await openStorage(settings, systemRandom);
  const surroundings = { storage, clock, random: systemRandom, onDefect, closer };
  try {
    const parts = await assembleLab(surroundings);
    const access = await controlAccess(storage, controlToken ?? process.env.EXCHANGE_OAUTH_LAB_TOKEN, systemRandom);
    return await openLab(surroundings, parts, access);
  } catch (error) {
    await closer.close();
    throw error;
  }
}

/** Opens the control API over the running parts, and hands the lab over when it is complete. */
async function openLab(surroundings: Surroundings, parts: LabParts, access: ControlAccess): Promise<Lab> {
  const { storage, clock, onDefect, closer } = surroundings;
  const { config, state, certificates } = storage;
  const { journal, messages, outgoingCalls, eventLog, logs, build, cmdlets, scenarios, serviceHost, http } = parts;
  const makeToken = createTokenMaker(storage, clock);
  const mystery = createMysteries(storage, scenarios, surroundings.random);
  // What a cmdlet has done it has done, whether or not the disk takes the note.
  const note: NoteChange = (change) => mystery.note(change).catch(onDefect);
  const runCmdlet: CmdletHost['run'] = (name, given, request, answers) =>
    scenarios.beside(() => cmdlets.run(name, given, request, answers, mystery.watching ? note : undefined));
  const invoker: CommandInvoker = { invoke: runCmdlet };
  let healthy = false;
  let controlPort = config.controlPort;
  const describe = (): LabDescription =>
    describeLab(state.state, config, { ...parts.ports, control: controlPort }, certificates.rootsFile);
  const control = await createControlServer(
    {
      isHealthy: () => healthy,
      describe: () => detailLab(describe(), storage, detailsOf(parts)),
      status: () => labStatus({ ...surroundings, ...parts }),
      watch: (changed) => watchLab({ ...surroundings, ...parts }, changed),
      issueToken: makeToken,
      publicKeys: () => publicKeys(storage),
      authCertificates: () => viewAuthCertificates({ storage, clock, cmdlets, worker: parts.worker }),
      clock,
      runCmdlet,
      runScript: (script, answers, session) =>
        new CapturedShell(invoker, {
          culture: config.culture,
          session,
          mostStatements: 1000,
          longestSleep: 10_000,
        }).run(script, { answers }),
      journal,
      messages,
      outgoingCalls,
      eventLog,
      logs,
      build,
      scenarios,
      mystery,
      access,
    },
    onDefect,
  );
  controlPort = await openControlPort(control, storage, closer);
  await readMissingMetadata(state, http, onDefect);
  await serviceHost.start();
  const notices = [...(await mystery.resume()), ...(await breakAsAsked(storage, scenarios))];
  closer.add(() => scenarios.settled());
  healthy = true;
  closer.add(async () => {
    healthy = false;
  });
  const { token } = access;
  return presentLab(surroundings, parts, { description: describe(), token, makeToken, runCmdlet, mystery, notices });
}

/** The running lab as its users see it. */
function presentLab(
  { storage, clock, closer }: Surroundings,
  parts: LabParts,
  opened: {
    readonly description: LabDescription;
    readonly token: string | undefined;
    readonly makeToken: (order: TokenOrder) => string;
    readonly runCmdlet: CmdletHost['run'];
    readonly mystery: Mysteries;
    readonly notices: readonly string[];
  },
): Lab {
  const { journal, eventLog, logs, build, scenarios, notices } = parts;
  const { description, makeToken, runCmdlet, mystery } = opened;
  const { exchange, cloud } = description;
  const close = () => closer.close();
  return {
    exchange: { url: exchange.https, httpUrl: exchange.http, proxyUrl: exchange.proxy, hosts: exchange.hosts },
    cloud: { url: cloud.https, hosts: cloud.hosts },
    control: { url: description.control, token: opened.token },
    ca: storage.certificates.roots,
    caFile: storage.certificates.rootsFile,
    tenantId: description.tenantId,
    clock,
    tokens: { issue: (order) => withDecoded(makeToken(order)) },
    cmdlet: (name, parameters = {}, { answers = [], ...where } = {}) =>
      runCmdlet(name, parameters, where, answersFrom(answers)),
    shell: ({ session: connected = 'OnPremises', files } = {}) =>
      new CapturedShell({ invoke: runCmdlet }, { culture: storage.config.culture, session: { connected }, files }),
    testOAuthConnectivity: async (parameters, where) =>
      connectivityResult(await runCmdlet('Test-OAuthConnectivity', parameters, where)),
    scenario: (id) => ({
      activate: () => scenarios.activate(id),
      mend: () => scenarios.mend(id),
      verify: () => scenarios.verify(id),
      run: () => scenarios.run(id),
    }),
    scenarios,
    mystery,
    transactions: {
      list: (query = {}) => {
        if (query.after !== undefined && !journal.find(query.after)) throw new LabError(noTransaction(query.after));
        return journal.list(query).map((transaction) => viewTransaction(transaction));
      },
      get: (id) => {
        const transaction = journal.find(id);
        return transaction && viewTransaction(transaction);
      },
      log: (id, log, options) => {
        const transaction = journal.find(id);
        return transaction && logText(log, transaction, build(), options);
      },
      failedRequestTrace: (id, { format = 'xml', ...options } = {}) => {
        const transaction = journal.find(id);
        return transaction && (format === 'html' ? failedRequestTraceHtml : failedRequestTrace)(transaction, options);
      },
    },
    logs: { list: () => logs.list(), read: (path) => logs.read(path) },
    journal,
    eventLog,
    notices: [...noticesOf(storage), ...notices, ...opened.notices],
    describe: () => description,
    details: () => detailLab(description, storage, detailsOf(parts)),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function detailsOf({ ports, scenarios }: LabParts): Parameters<typeof detailLab>[2] {
  return { partnersPort: ports.partners, activeScenarios: scenarios.known };
}

/** Switches on the scenarios of the settings; where one can't be, the lab on disk stays as it was. Gives what is to be said. */
async function breakAsAsked({ config, state }: LabStorage, scenarios: ScenarioRunner): Promise<readonly string[]> {
  const before = state.state;
  if (before.mystery !== undefined && config.scenario.length > 0)
    return ['A mystery is on, so no other scenario was switched on at the start.'];
  try {
    for (const id of config.scenario) await scenarios.activate(id);
  } catch (error) {
    await state.change(() => before);
    throw error;
  }
  return [];
}

function noticesOf({ certificates, replacedState }: LabStorage): readonly string[] {
  const { directory, exposedFiles } = certificates;
  const { closed, open } = exposedFiles;
  const others = (names: readonly string[]) => `read ${names.join(', ')} in ${directory}`;
  return [
    ...(closed.length === 0 ? [] : [`Other users could ${others(closed)}; that is closed now.`]),
    ...(replacedState === undefined
      ? []
      : [`The lab that was there has begun anew with the import; how it was before is in ${replacedState}.`]),
    ...(open.length === 0 ? [] : [`Other users can ${others(open)}, and this account can't change that.`]),
  ];
}

function withDecoded(token: string): ReturnType<Lab['tokens']['issue']> {
  return { token, decoded: decodeToken(token) };
}

function reportDefect(error: unknown): void {
  if (error instanceof LabError) console.error(error.message);
  else console.error('A mistake of the lab itself:', error);
}
