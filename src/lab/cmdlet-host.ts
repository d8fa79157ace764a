import type { LabClock } from '../clock.js';
import { createTokenCache, type TokenCache } from '../connectivity/token-cache.js';
import type { Journal } from '../evidence/journal.js';
import type { WorkerProcess } from '../exchange/worker-process.js';
import type { HttpClient } from '../network/http-client.js';
import type { Random } from '../random.js';
import { type CmdletContext, CmdletError, type Session } from '../shell/cmdlet.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import { findCmdlet } from '../shell/registry.js';
import { type CmdletOutcome, runCmdlet } from '../shell/run-cmdlet.js';
import { resolveSession, type SessionRequest } from '../shell/session.js';
import type { LabStorage } from './storage.js';

export interface CmdletHostParts {
  readonly storage: LabStorage;
  readonly http: HttpClient;
  readonly journal: Journal;
  readonly worker: WorkerProcess;
  readonly clock: LabClock;
  readonly random: Random;
}

/** Runs cmdlets in the lab, in the session they belong to. */
export class CmdletHost {
  readonly #parts: CmdletHostParts;
  /** What each side, in the cloud each tenant, remembers between two calls. */
  readonly #caches = new Map<string, TokenCache>();

  constructor(parts: CmdletHostParts) {
    this.#parts = parts;
  }

  /** Runs a cmdlet by name; throws CmdletError. */
  async run(
    name: string,
    given: GivenParameters,
    request: SessionRequest = {},
  ): Promise<CmdletOutcome & { readonly session: Session }> {
    const { storage, worker, clock } = this.#parts;
    const cmdlet = findCmdlet(name);
    const { session, tenant } = resolveSession(cmdlet, given, request, storage.state.state);
    const context: CmdletContext = {
      ...this.#parts,
      session,
      tenant,
      state: storage.state,
      certificates: storage.certificates,
      culture: storage.config.culture,
      tokenCache: this.#cacheOf(session === 'Cloud' ? tenant.tenantId : session),
      workerProcesses: {
        recycle: () => this.#recycle(),
        nextLoad: () => worker.nextLoad,
        outboundConfiguration: (reload) => {
          if (reload) worker.outbound.reload();
          return worker.outbound.current;
        },
      },
      clock,
    };
    try {
      return { ...(await runCmdlet(cmdlet, given, context)), session };
    } catch (error) {
      if (!(error instanceof CmdletError)) throw error;
      throw new CmdletError(error.category, error.message, session);
    }
  }

  /** What a restart of every server would throw away. */
  forget(): void {
    for (const cache of this.#caches.values()) cache.clear();
    this.#parts.worker.recycle();
  }

  /** What a restart of the on-premises servers throws away: what they judge by, and what they remember as a client. */
  #recycle(): void {
    this.#parts.worker.recycle();
    this.#cacheOf('OnPremises').clear();
  }

  #cacheOf(key: string): TokenCache {
    const cache = this.#caches.get(key) ?? createTokenCache(this.#parts.clock);
    this.#caches.set(key, cache);
    return cache;
  }
}
