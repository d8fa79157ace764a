import type { LabState, StateHolder } from '../directory/state.js';
import { CmdletError } from '../shell/cmdlet.js';
import { scenarios } from './catalogue.js';
import { differences } from './evidence.js';
import { namesOf, type ScenarioNames } from './names.js';
import type { ScenarioSummary, ScenarioVerification } from './results.js';
import type { Scenario, ScenarioStep } from './scenario.js';
import { ScenarioError } from './scenario-error.js';
import type { ScenarioTools } from './scenario-tools.js';

export interface ScenarioSwitchOptions {
  readonly state: StateHolder;
  readonly tools: ScenarioTools;
  /** The healthy lab, with the keys it has. */
  readonly healthyState: () => LabState;
  /** Called when the state was put back as a whole: caches are stale, the network must follow. */
  readonly afterRestore: () => Promise<void>;
}

/** Breaks and mends the lab, and knows which scenarios are on. Who uses it sees to it that nobody else does meanwhile. */
export class ScenarioSwitch {
  readonly #options: ScenarioSwitchOptions;
  #concealed = false;
  readonly #listeners = new Set<() => void>();

  constructor(options: ScenarioSwitchOptions) {
    this.#options = options;
  }

  get state(): LabState {
    return this.#options.state.state;
  }

  get names(): ScenarioNames {
    return namesOf(this.state.world);
  }

  summary({ id, title, difficulty, direction }: Scenario): ScenarioSummary {
    return { id, title, difficulty, direction, active: this.known.includes(id) };
  }

  /** The active scenarios that may be told: none of a mystery's, nor of one that is being made. */
  get known(): readonly string[] {
    const { activeScenarios, mystery } = this.state;
    return this.#concealed || mystery !== undefined ? [] : activeScenarios;
  }

  /** Is a mystery being made? */
  get concealed(): boolean {
    return this.#concealed;
  }

  /** Nobody is told meanwhile what is active and what is done for it, nor can read it afterwards in the lists of requests. */
  async conceal<T>(work: () => Promise<T>): Promise<T> {
    this.#concealed = true;
    try {
      return await this.#options.tools.unrecorded(work);
    } finally {
      this.#concealed = false;
      for (const listener of this.#listeners) listener();
    }
  }

  /** Calls back when something was concealed; the answer ends it. */
  afterConcealing(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** From now on nobody is told what is active. */
  hide(mystery: string): Promise<void> {
    return this.#options.state.change((current) => ({ ...current, mystery }));
  }

  /** The lab as it was before the first scenario; healthy where none is active. */
  putBack(): Promise<void> {
    return this.restore(this.state.beforeScenarios);
  }

  async on(scenario: Scenario): Promise<void> {
    if (this.state.activeScenarios.includes(scenario.id)) return;
    refuseTogether(scenario, this.state.activeScenarios);
    const { beforeScenarios: earlier, ...before } = this.state;
    await this.#undoable(scenario.break(this.names), `'${scenario.id}' can't be switched on`);
    await this.#options.state.change((current) => ({
      ...current,
      activeScenarios: [...current.activeScenarios, scenario.id],
      beforeScenarios: earlier ?? before,
      ...(scenario.putBackAfterwards ? { putBack: true as const } : {}),
    }));
  }

  /** Types the mend; the scenario stays active until it is switched off. */
  mend(scenario: Scenario): Promise<void> {
    return this.#undoable(scenario.mend(this.names), `'${scenario.id}' can't be mended`);
  }

  async verify(scenario: Scenario): Promise<Omit<ScenarioVerification, keyof ScenarioSummary>> {
    const { result, traces } = await this.#options.tools.check(scenario.check(this.names));
    const expected = scenario.mended?.(this.names) ?? { result: 'Success' };
    const found = differences({ ...expected, looks: [], events: [] }, result, { ...traces, events: [], looks: [] });
    return { verified: result, passed: found.length === 0 };
  }

  /** The last one to go takes along what they were active in. */
  async off({ id }: Scenario): Promise<void> {
    const { beforeScenarios, putBack, activeScenarios: active } = this.state;
    const activeScenarios = active.filter((one) => one !== id);
    const { state } = this.#options;
    if (activeScenarios.length > 0) return state.change((now) => ({ ...now, activeScenarios }));
    if (putBack && beforeScenarios) return this.restore(beforeScenarios);
    return state.change(({ beforeScenarios: _before, putBack: _putBack, ...now }) => ({ ...now, activeScenarios }));
  }

  async restore(to: LabState = this.#options.healthyState()): Promise<void> {
    await this.#options.state.change(() => to);
    await this.#options.afterRestore();
  }

  /** What an admin could not do either is a conflict; the lab is then as it was before. */
  async #undoable(steps: readonly ScenarioStep[], failure: string): Promise<void> {
    const before = this.state;
    try {
      for (const step of steps) await this.#options.tools.type(step);
    } catch (error) {
      await this.restore(before);
      if (!(error instanceof CmdletError)) throw error;
      throw new ScenarioError('conflict', `${failure}: ${error.message} ${activeNow(before.activeScenarios)}`);
    }
  }
}

/** One's mend would be the other's. */
function refuseTogether({ id, subjects }: Scenario, active: readonly string[]): void {
  const other = scenarios.find(
    (one) => active.includes(one.id) && one.subjects.some((name) => subjects.includes(name)),
  );
  if (!other || subjects.includes('nothing')) return;
  throw new ScenarioError(
    'conflict',
    `'${id}' can't be switched on: it breaks what '${other.id}' has broken already. ${activeNow(active)}`,
  );
}

function activeNow(active: readonly string[]): string {
  return `Active already: ${active.length === 0 ? 'none' : active.join(', ')}. A reset puts the lab back to healthy.`;
}
