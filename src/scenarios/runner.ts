import type { LabState, StateHolder } from '../directory/state.js';
import { CmdletError } from '../shell/cmdlet.js';
import { requireScenario, scenarios } from './catalogue.js';
import { differences, type LookResult } from './evidence.js';
import { namesOf, type ScenarioNames } from './names.js';
import type { ScenarioRun, ScenarioSummary, ScenarioVerification } from './results.js';
import type { Scenario, ScenarioStep } from './scenario.js';
import { ScenarioError } from './scenario-error.js';
import type { ScenarioTools, TimeLimits } from './scenario-tools.js';
import { Turnstile } from './turnstile.js';

export interface ScenarioRunnerOptions {
  readonly state: StateHolder;
  readonly tools: ScenarioTools;
  /** Has the clients of the lab wait no longer than this meanwhile. */
  readonly timeouts: { during<T>(limits: TimeLimits, work: () => Promise<T>): Promise<T> };
  /** The healthy lab, with the keys it has. */
  readonly healthyState: () => LabState;
  /** Called when the state was put back as a whole: caches are stale, the network must follow. */
  readonly afterRestore: () => Promise<void>;
}

/** A run waits this long for who does not answer: what fails by time-out shall not take 20 seconds. */
export const runLimits: TimeLimits = { connectTimeoutMs: 1000, responseTimeoutMs: 1000 };

/** Switches scenarios on and off, one after the other: who asks while another is at work waits. */
export class ScenarioRunner {
  readonly #options: ScenarioRunnerOptions;
  readonly #turnstile = new Turnstile();

  constructor(options: ScenarioRunnerOptions) {
    this.#options = options;
  }

  list(): readonly ScenarioSummary[] {
    return scenarios.map((scenario) => this.#summary(scenario));
  }

  get names(): ScenarioNames {
    return namesOf(this.#options.state.state.world);
  }

  /** Runs what others do with the lab, a cmdlet for one, while no scenario is changing it: a run puts back what it found. */
  beside<T>(work: () => Promise<T>): Promise<T> {
    return this.#turnstile.beside(work);
  }

  /** When the scenarios at work by now are done: a lab that closes before would keep half of what they do. */
  settled(): Promise<void> {
    return this.#turnstile.settled();
  }

  /** Breaks the lab in the scenario's way; a scenario that is on already stays on. */
  activate(id: string): Promise<ScenarioSummary> {
    return this.#turnstile.alone(() => this.#activate(requireScenario(id)));
  }

  /** Mends what the scenario broke, in the way an admin would, and checks it. */
  mend(id: string): Promise<ScenarioVerification> {
    return this.#turnstile.alone(async () => {
      const scenario = this.#requireActive(id, 'mended');
      await this.#mend(scenario);
      const verification = await this.#verify(scenario);
      await this.#switchOff(scenario);
      return { ...verification, ...this.#summary(scenario) };
    });
  }

  /** Checks what somebody has mended by hand; the scenario is active no more when it passes. */
  verify(id: string): Promise<ScenarioVerification> {
    return this.#turnstile.alone(async () => {
      const scenario = this.#requireActive(id, 'verified');
      const verification = await this.#verify(scenario);
      if (verification.passed) await this.#switchOff(scenario);
      return { ...verification, ...this.#summary(scenario) };
    });
  }

  /** Break, check, mend, check, in a healthy lab; then the lab is as it was before. */
  run(id: string): Promise<ScenarioRun> {
    const { timeouts } = this.#options;
    return this.#turnstile.alone(() => timeouts.during(runLimits, () => this.#run(requireScenario(id))));
  }

  /** Back to the healthy lab; keys stay. */
  reset(): Promise<readonly ScenarioSummary[]> {
    return this.#turnstile.alone(async () => {
      await this.#restore(this.#options.healthyState());
      return this.list();
    });
  }

  async #activate(scenario: Scenario): Promise<ScenarioSummary> {
    const { state } = this.#options;
    if (state.state.activeScenarios.includes(scenario.id)) return this.#summary(scenario);
    refuseTogether(scenario, state.state.activeScenarios);
    const { beforeScenarios: earlier, ...before } = state.state;
    await this.#undoable(scenario.break(this.names), `'${scenario.id}' can't be switched on`);
    await state.change((current) => ({
      ...current,
      activeScenarios: [...current.activeScenarios, scenario.id],
      beforeScenarios: earlier ?? before,
      ...(scenario.putBackAfterwards ? { putBack: true as const } : {}),
    }));
    return this.#summary(scenario);
  }

  #mend(scenario: Scenario): Promise<void> {
    return this.#undoable(scenario.mend(this.names), `'${scenario.id}' can't be mended`);
  }

  async #verify(scenario: Scenario): Promise<ScenarioVerification> {
    const { result, traces } = await this.#options.tools.check(scenario.check(this.names));
    const found = { ...traces, events: [], looks: [] };
    const expected = scenario.mended?.(this.names) ?? { result: 'Success' };
    return {
      ...this.#summary(scenario),
      verified: result,
      passed: differences({ ...expected, looks: [], events: [] }, result, found).length === 0,
    };
  }

  /** The last one to go takes along what it was active in. */
  async #switchOff({ id }: Scenario): Promise<void> {
    const { state } = this.#options;
    const { beforeScenarios, putBack, ...current } = state.state;
    const activeScenarios = current.activeScenarios.filter((active) => active !== id);
    if (activeScenarios.length > 0) return state.change((now) => ({ ...now, activeScenarios }));
    if (putBack && beforeScenarios) return this.#restore(beforeScenarios);
    return state.change(() => ({ ...current, activeScenarios }));
  }

  async #run(scenario: Scenario): Promise<ScenarioRun> {
    const { state, tools } = this.#options;
    const before = state.state;
    try {
      await this.#restore(this.#options.healthyState()); // what else is broken must not spoil the run
      const eventsSince = tools.watchEvents();
      await this.#activate(scenario);
      const { result: broken, traces } = await tools.check(scenario.check(this.names));
      const expected = scenario.expected(this.names);
      const looks = await this.#look(expected.looks ?? []);
      const evidence = { ...traces, events: eventsSince(), looks };
      await this.#mend(scenario);
      const { verified: mended, passed } = await this.#verify(scenario);
      const found = [
        ...differences(expected, broken, evidence),
        ...(passed ? [] : ['After the mend the check does not say what it should.']),
      ];
      return { id: scenario.id, broken, mended, passed: found.length === 0, differences: found, evidence };
    } finally {
      await this.#restore(before);
    }
  }

  async #look(looks: readonly LookResult['look'][]): Promise<readonly LookResult[]> {
    const results: LookResult[] = [];
    for (const look of looks) results.push({ look, text: await this.#options.tools.type(look) });
    return results;
  }

  /** What an admin could not do either is a conflict; the lab is then as it was before. */
  async #undoable(steps: readonly ScenarioStep[], failure: string): Promise<void> {
    const before = this.#options.state.state;
    try {
      for (const step of steps) await this.#options.tools.type(step);
    } catch (error) {
      await this.#restore(before);
      if (!(error instanceof CmdletError)) throw error;
      throw new ScenarioError('conflict', `${failure}: ${error.message} ${activeNow(before.activeScenarios)}`);
    }
  }

  async #restore(to: LabState): Promise<void> {
    await this.#options.state.change(() => to);
    await this.#options.afterRestore();
  }

  #requireActive(id: string, what: string): Scenario {
    const scenario = requireScenario(id);
    if (this.#options.state.state.activeScenarios.includes(scenario.id)) return scenario;
    throw new ScenarioError('conflict', `'${scenario.id}' is not active; activate it before it is ${what}.`);
  }

  #summary({ id, title, difficulty, direction }: Scenario): ScenarioSummary {
    return { id, title, difficulty, direction, active: this.#options.state.state.activeScenarios.includes(id) };
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
