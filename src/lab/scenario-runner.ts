import type { LabClock } from '../clock.js';
import type { ServiceHost } from '../exchange/service-host.js';
import type { HttpClient } from '../network/http-client.js';
import type { Timeouts } from '../network/timeouts.js';
import { ScenarioRunner } from '../scenarios/runner.js';
import { readMissingMetadata } from './auth-servers.js';
import type { LabMailboxes } from './mailboxes.js';
import { type ScenarioHostParts, scenarioTools } from './scenario-host.js';
import type { LabStorage } from './storage.js';

/** Scenarios over the running parts; whatever state they put back, everything that remembers the other one forgets it. */
export function createScenarioRunner(
  {
    storage,
    clock,
    onDefect,
  }: { readonly storage: LabStorage; readonly clock: LabClock; readonly onDefect: (error: unknown) => void },
  parts: Omit<ScenarioHostParts, 'storage'> & {
    readonly http: HttpClient;
    readonly serviceHost: ServiceHost;
    readonly timeouts: Timeouts;
    readonly mailboxes: LabMailboxes;
  },
): ScenarioRunner {
  const { state } = storage;
  const { http, timeouts, journal, eventLog, mailboxes, cmdlets, serviceHost } = parts;
  return new ScenarioRunner({
    state,
    tools: scenarioTools({ storage, cmdlets, journal, eventLog }),
    timeouts,
    healthyState: storage.healthyState,
    forgetMail: () => mailboxes.reset(),
    afterRestore: async () => {
      clock.restore(state.state.clock);
      eventLog.clear();
      await readMissingMetadata(state, http, onDefect);
      cmdlets.forget();
      await serviceHost.start();
    },
  });
}
