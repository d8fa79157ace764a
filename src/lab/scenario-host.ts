import type { EventLog, EventLogName } from '../evidence/event-log.js';
import { eventLogNames } from '../evidence/event-log.js';
import type { Journal } from '../evidence/journal.js';
import { iisLogLine } from '../evidence/renderers/iis-log.js';
import type { Transaction } from '../evidence/transaction.js';
import { formatDiagnostics } from '../protocol/diagnostics.js';
import type { TestResult, Traces } from '../scenarios/evidence.js';
import type { ScenarioCheck, ScenarioStep } from '../scenarios/scenario.js';
import type { ScenarioTools } from '../scenarios/scenario-tools.js';
import { CapturedShell } from '../shell/captured-shell.js';
import { CmdletError, type ErrorCategory } from '../shell/cmdlet.js';
import type { CmdletHost } from './cmdlet-host.js';
import type { LabStorage } from './storage.js';

export interface ScenarioHostParts {
  readonly storage: LabStorage;
  readonly cmdlets: CmdletHost;
  readonly journal: Journal;
  readonly eventLog: EventLog;
}

/** What scenarios are carried out with: the lab's shell, its journal and its event logs. */
export function scenarioTools(parts: ScenarioHostParts): ScenarioTools {
  return {
    type: (step) => typeStep(step, parts),
    check: (check) => runCheck(check, parts),
    watchEvents: () => watchEvents(parts.eventLog),
    unrecorded: (work) => parts.journal.keepAside(work),
  };
}

/** Each step is typed into a shell of its own. */
async function typeStep(step: ScenarioStep, { storage, cmdlets }: ScenarioHostParts): Promise<string> {
  const session =
    step.at === 'cloud'
      ? { connected: 'Cloud' as const, delegatedOrganization: step.tenant }
      : { connected: 'OnPremises' as const, server: step.server };
  const shell = new CapturedShell({ invoke: (...call) => cmdlets.run(...call) }, { ...storage.config, session });
  const { errors, text } = await shell.run(step.type.join('\n'), { answers: step.answers ?? [] });
  const [failure] = errors;
  if (failure) throw new CmdletError(failure.category as ErrorCategory, `${failure.command ?? ''}: ${failure.message}`);
  return text;
}

async function runCheck(
  { cmdlet, parameters, session, server }: ScenarioCheck,
  { cmdlets, journal: { current: journal } }: ScenarioHostParts,
): Promise<{ readonly result: TestResult; readonly traces: Omit<Traces, 'events'> }> {
  const last = journal.list({ limit: 1 })[0]?.id;
  const { result, ids } = await testResult(() => cmdlets.run(cmdlet, parameters, { session, server }));
  const since = journal.list(last === undefined || !journal.find(last) ? {} : { after: last });
  return { result, traces: tracesOf(ids ? since.filter(({ id }) => ids.includes(id)) : since) };
}

/** A terminating error is a result too, for a scenario. */
async function testResult(
  run: () => ReturnType<CmdletHost['run']>,
): Promise<{ readonly result: TestResult; readonly ids?: readonly string[] | undefined }> {
  try {
    const { output, text, transactionIds } = await run();
    return { result: { output, text }, ids: transactionIds };
  } catch (error) {
    if (!(error instanceof CmdletError)) throw error;
    return { result: { error: { category: error.category, message: error.message } } };
  }
}

function tracesOf(transactions: readonly Transaction[]): Omit<Traces, 'events'> {
  const onPremises = transactions.filter(({ side }) => side === 'OnPremises');
  return {
    iisLog: onPremises.map((transaction) => iisLogLine(transaction)),
    iisStatus: onPremises.map(({ response }) => response.status),
    diagnostics: transactions.flatMap(({ diagnostics }) => (diagnostics ? [formatDiagnostics(diagnostics)] : [])),
  };
}

function watchEvents(eventLog: EventLog): () => Traces['events'] {
  const endOf = (name: EventLogName) => eventLog.list(name)[0]?.index ?? 0;
  const ends = eventLogNames.map((name) => [name, endOf(name)] as const);
  return () =>
    ends.flatMap(([name, end]) =>
      eventLog
        .list(name)
        .filter(({ index }) => index > end)
        .toReversed()
        .map(({ source, eventId, message }) => ({ source, eventId, message })),
    );
}
