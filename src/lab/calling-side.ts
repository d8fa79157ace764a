import type { LabClock } from '../clock.js';
import { webProxyOf } from '../directory/organization.js';
import type { SettingOverride } from '../directory/sharing.js';
import type { LabState } from '../directory/state.js';
import type { EventLog } from '../evidence/event-log.js';
import type { OutgoingCalls } from '../evidence/outgoing-calls.js';
import { recordedClient } from '../evidence/recorded-client.js';
import type { ConfigurationCache } from '../exchange/configuration-cache.js';
import { createVariantConfiguration } from '../exchange/variant-configuration.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import type { HttpClient } from '../network/http-client.js';
import type { Random } from '../random.js';
import type { CallingSide } from '../shell/callers.js';
import type { LabContext } from '../shell/cmdlet.js';
import type { LabStorage } from './storage.js';

/** What either side needs to call the other one. */
export interface CallingParts {
  readonly storage: LabStorage;
  /** Of no side yet: its calls leave no record. */
  readonly http: HttpClient;
  readonly outgoingCalls: OutgoingCalls;
  readonly eventLog: EventLog;
  readonly worker: WorkerProcess;
  readonly variantConfiguration: ConfigurationCache<readonly SettingOverride[]>;
  readonly clock: LabClock;
  readonly random: Random;
}

/** With the setting overrides as the on-premises servers have read them. */
export function callingParts(
  { storage, clock, random }: Pick<CallingParts, 'storage' | 'clock' | 'random'>,
  parts: Pick<CallingParts, 'http' | 'outgoingCalls' | 'eventLog' | 'worker'>,
): CallingParts {
  const organization = () => storage.state.state.organization;
  const reload = storage.config.configurationReload;
  const variantConfiguration = createVariantConfiguration({ organization, clock, reload });
  return { storage, clock, random, ...parts, variantConfiguration };
}

/** Where a call begins: on one of the on-premises servers, or in the cloud. */
export type CallingPlace = Pick<LabContext, 'session' | 'server'>;

/** A side as a client of the other one: what it is, and the network as it reaches it. */
export function callingSide(
  { storage, http, outgoingCalls, eventLog, worker, variantConfiguration, clock, random }: CallingParts,
  place: CallingPlace,
): CallingSide & Pick<LabContext, 'http' | 'clock' | 'random' | 'eventLog'> {
  const { state, certificates, config } = storage;
  return {
    ...place,
    ...{ state, certificates, eventLog, clock, random, variantConfiguration },
    culture: config.culture,
    http: recordedClient(clientOf(place, http, state.state), place.session, outgoingCalls),
    workerProcesses: {
      outboundConfiguration: (reload) => {
        if (reload) worker.outbound.reload();
        return worker.outbound.current;
      },
    },
  };
}

/**
 * How each side speaks as a client. Exchange Online up to TLS 1.2, as .NET Framework does unless told otherwise: inferred,
 * what it really offers is not public.
 */
function clientOf(
  { session, server }: CallingPlace,
  http: HttpClient,
  { organization, network }: LabState,
): HttpClient {
  if (session === 'Cloud') return http.upTo('TLSv1.2');
  return http.upTo(network.outboundTls).through(webProxyOf(organization, server));
}
