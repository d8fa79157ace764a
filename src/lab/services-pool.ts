import type { LabClock } from '../clock.js';
import type { EventLog } from '../evidence/event-log.js';
import { servicesPoolCrashed } from '../exchange/certificate-events.js';
import { loadInterval } from '../exchange/configuration-watch.js';
import { crashInterval } from '../exchange/services-pool.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import { exchangeBuilds } from '../protocol/exchange-version.js';
import type { Random } from '../random.js';
import type { LabStorage } from './storage.js';

/** Lets the pool of Exchange Web Services crash when it must, by the lab's clock; gives what ends that. */
export function watchServicesPool(
  { storage, clock, random }: { readonly storage: LabStorage; readonly clock: LabClock; readonly random: Random },
  worker: WorkerProcess,
  eventLog: EventLog,
): () => Promise<void> {
  const stop = clock.every(
    crashInterval,
    () => {
      if (!worker.services.crashes(clock.now())) return;
      worker.servicesCrashed();
      const { exchangeVersion, servers } = storage.state.state.organization;
      const processId = random.bytes(2).readUInt16LE() & ~3; // Windows counts them in fours
      const events = servicesPoolCrashed(processId, exchangeBuilds[exchangeVersion], servers[0]?.fqdn ?? '');
      for (const event of events) eventLog.write(event);
    },
    { skipsMissed: true },
  );
  return async () => stop();
}

/** Lets the worker process look every half hour of the lab's clock whether it can load its configuration; gives what ends that. */
export function watchConfiguration(clock: LabClock, worker: WorkerProcess): () => Promise<void> {
  const stop = clock.every(loadInterval, () => worker.watchConfiguration(), { skipsMissed: true });
  return async () => stop();
}
