import { LRUCache } from 'lru-cache';
import type { StateHolder } from '../directory/state.js';
import { findTenant } from '../directory/tenant.js';
import type { Journal } from '../evidence/journal.js';
import { findApplicationPool } from '../exchange/application-pools.js';
import type { ServiceHost } from '../exchange/service-host.js';
import { CmdletError, type LabContext, type Session } from '../shell/cmdlet.js';
import { answersFrom, yesToEverything } from '../shell/interaction.js';
import type { LabPartners } from '../shell/lab-partners.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import type { Answers } from '../shell/prompt.js';
import { findCmdlet } from '../shell/registry.js';
import { type CmdletOutcome, runCmdlet } from '../shell/run-cmdlet.js';
import { resolveSession, type SessionRequest } from '../shell/session.js';
import { type CallingParts, callingSide } from './calling-side.js';
import type { ForeignCalendars } from './foreign-calendars.js';
import { shownParameters } from './shown-parameters.js';
import type { TokenCaches } from './token-caches.js';
import { WatchedState } from './watched-state.js';

export interface CmdletHostParts extends CallingParts {
  readonly journal: Journal;
  readonly partners: LabPartners;
  readonly serviceHost: ServiceHost;
  readonly caches: TokenCaches;
  readonly foreignCalendars: ForeignCalendars;
}

/** Hears of a cmdlet that has changed the lab. */
export type NoteChange = (change: {
  readonly cmdlet: string;
  readonly session: Session;
  readonly parameters: Readonly<Record<string, string>>;
}) => Promise<void>;

/** Runs cmdlets in the lab, in the session they belong to. */
export class CmdletHost {
  readonly #parts: CmdletHostParts;
  /** What calls have made that still wait for an answer; a few are kept. */
  readonly #prepared = new LRUCache<string, Promise<unknown>>({ max: 20 });

  constructor(parts: CmdletHostParts) {
    this.#parts = parts;
  }

  /** Runs a cmdlet by name; throws CmdletError. `note` hears of it if it has changed the lab, before the call ends. */
  async run(
    name: string,
    given: GivenParameters,
    request: SessionRequest = {},
    answers: Answers = answersFrom([]),
    note?: NoteChange,
  ): Promise<CmdletOutcome & { readonly session: Session }> {
    const cmdlet = findCmdlet(name);
    const where = resolveSession(cmdlet, given, request, this.#parts.storage.state.state);
    const { session } = where;
    const call = JSON.stringify([cmdlet.name, given, request]);
    const state = note ? new WatchedState(this.#parts.storage.state) : this.#parts.storage.state;
    const { setting } = this.#parts.clock;
    const context = this.#context(where, call, state);
    try {
      const outcome = await runCmdlet(cmdlet, given, context, answers);
      this.#prepared.delete(call);
      return { ...outcome, session };
    } catch (error) {
      if (!(error instanceof CmdletError)) throw error;
      throw new CmdletError(error.category, error.message, session, error.prompt);
    } finally {
      const changed = state instanceof WatchedState && (state.changed || this.#parts.clock.setting !== setting);
      if (changed) await note?.({ cmdlet: cmdlet.name, session, parameters: shownParameters(cmdlet, given) });
    }
  }

  #context(
    where: Pick<LabContext, 'session' | 'tenant' | 'server'>,
    call: string,
    changeable: StateHolder,
  ): LabContext {
    const { worker, journal, caches, foreignCalendars } = this.#parts;
    const { session, server, tenant } = where;
    const side = callingSide(this.#parts, { session, server });
    const context: LabContext = {
      ...this.#parts,
      ...side,
      tenant,
      journal: journal.current,
      state: changeable,
      tokenCache: caches.ofCmdlets(session === 'Cloud' ? tenant.tenantId : session),
      foreignFreeBusy:
        session === 'Cloud' ? foreignCalendars.cloud(tenant.tenantId) : foreignCalendars.onPremises(server),
      workerProcesses: {
        ...side.workerProcesses,
        recycle: () => this.#recycle(),
        recyclePool: (name) => this.#recyclePool(name),
        nextLoad: () => worker.nextLoad,
      },
      // Its questions are answered at once: what it makes is no other call's, nor its own of a moment ago.
      invoke: (other, parameters = {}, elsewhere = {}) => {
        const there = this.#context({ ...where, ...this.#place(where, elsewhere) }, call, changeable);
        return runCmdlet(findCmdlet(other), parameters, { ...there, prepare: (make) => make() }, yesToEverything);
      },
      prepare: (make) => this.#prepare(call, make),
    };
    return context;
  }

  /** Where a script's cmdlet runs, and the tenant as the cmdlets before it have left it. */
  #place(
    { session, tenant }: Pick<LabContext, 'session' | 'tenant'>,
    elsewhere: { readonly session?: Session; readonly tenant?: string },
  ): Pick<LabContext, 'session' | 'tenant'> {
    const { tenants } = this.#parts.storage.state.state;
    return {
      session: elsewhere.session ?? session,
      tenant: findTenant(tenants, elsewhere.tenant ?? tenant.tenantId) ?? tenant,
    };
  }

  /** Two calls that are alike and wait for an answer share what was made: nobody is told of it before. */
  #prepare<Thing>(call: string, make: () => Promise<Thing>): Promise<Thing> {
    const made = (this.#prepared.get(call) ?? make()) as Promise<Thing>;
    this.#prepared.set(call, made);
    made.catch(() => this.#prepared.delete(call));
    return made;
  }

  /** What a restart of every server would throw away. */
  forget(): void {
    this.#parts.caches.clear();
    this.#parts.partners.forget();
    this.#parts.variantConfiguration.reload();
    this.#parts.worker.recycle();
  }

  /** What a restart of the on-premises servers throws away: what they judge by, and what they remember as a client. */
  #recycle(): void {
    this.#parts.worker.recycle();
    this.#parts.caches.clearOnPremises();
  }

  #recyclePool(name: string): boolean {
    const pool = findApplicationPool(name);
    if (!pool) return false;
    this.#parts.worker.recyclePool(pool);
    if (pool === 'MSExchangeServicesAppPool' || pool === 'MSExchangeAutodiscoverAppPool')
      this.#parts.caches.clearOnPremises();
    return true;
  }
}
