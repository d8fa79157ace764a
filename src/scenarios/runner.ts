import type { LabState, StateHolder } from '../directory/state.js';
import { CmdletError } from '../shell/cmdlet.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import { findScenario, scenarios } from './catalogue.js';
import type { Scenario, ScenarioTest, ScenarioTools } from './scenario.js';
import { Turnstile } from './turnstile.js';

/** A scenario as a list shows it (design §2.4). */
export interface ScenarioSummary {
  readonly id: string;
  readonly title: string;
  readonly difficulty: Scenario['difficulty'];
  readonly direction: Scenario['direction'];
  readonly active: boolean;
}

/** What the scenario's test said, or the terminating error it ended with. */
export type TestResult =
  | { readonly output: CmdletOutcome['output']; readonly text: string }
  | { readonly error: { readonly category: string; readonly message: string } };

export interface ScenarioRun {
  readonly id: string;
  readonly broken: TestResult;
  readonly mended: TestResult;
  readonly passed: boolean;
}

/** A scenario can't be switched on; the message says why and what to do. */
export class ScenarioError extends Error {
  readonly code: 'unknown' | 'conflict';
  constructor(code: 'unknown' | 'conflict', message: string) {
    super(message);
    this.name = 'ScenarioError';
    this.code = code;
  }
}

export interface ScenarioRunnerOptions {
  readonly state: StateHolder;
  readonly tools: ScenarioTools;
  readonly test: (parameters: ScenarioTest) => Promise<TestResult>;
  /** The healthy lab, with the keys it has. */
  readonly healthyState: () => LabState;
  /** Called when the state was put back as a whole: caches are stale, the network must follow. */
  readonly afterRestore: () => Promise<void>;
}

/** Switches scenarios on and off, one after the other: who asks while another is at work waits. */
export class ScenarioRunner {
  readonly #options: ScenarioRunnerOptions;
  readonly #turnstile = new Turnstile();

  constructor(options: ScenarioRunnerOptions) {
    this.#options = options;
  }

  list(): readonly ScenarioSummary[] {
    const { activeScenarios } = this.#options.state.state;
    return scenarios.map(({ id, title, difficulty, direction }) => ({
      id,
      title,
      difficulty,
      direction,
      active: activeScenarios.includes(id),
    }));
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
    return this.#turnstile.alone(() => this.#activate(id));
  }

  /** Mends what the scenario broke, in the way an admin would. */
  mend(id: string): Promise<ScenarioSummary> {
    return this.#turnstile.alone(() => this.#mend(id));
  }

  /** Break, test, mend, test, in a healthy lab; then the lab is as it was before. */
  run(id: string): Promise<ScenarioRun> {
    return this.#turnstile.alone(() => this.#run(id));
  }

  /** Back to the healthy lab; keys stay. */
  reset(): Promise<readonly ScenarioSummary[]> {
    return this.#turnstile.alone(async () => {
      await this.#restore(this.#options.healthyState());
      return this.list();
    });
  }

  async #activate(id: string): Promise<ScenarioSummary> {
    const scenario = requireScenario(id);
    const { state, tools } = this.#options;
    if (!state.state.activeScenarios.includes(scenario.id)) {
      await this.#undoable(() => scenario.break(tools), `'${scenario.id}' can't be switched on`);
      await state.change((current) => ({ ...current, activeScenarios: [...current.activeScenarios, scenario.id] }));
    }
    return this.#summary(scenario.id);
  }

  async #mend(id: string): Promise<ScenarioSummary> {
    const scenario = requireScenario(id);
    const { state, tools } = this.#options;
    if (!state.state.activeScenarios.includes(scenario.id)) {
      throw new ScenarioError('conflict', `'${scenario.id}' is not active; activate it before it is mended.`);
    }
    await this.#undoable(() => scenario.mend(tools), `'${scenario.id}' can't be mended`);
    await state.change((current) => ({
      ...current,
      activeScenarios: current.activeScenarios.filter((active) => active !== scenario.id),
    }));
    return this.#summary(scenario.id);
  }

  async #run(id: string): Promise<ScenarioRun> {
    const scenario = requireScenario(id);
    const { state, test } = this.#options;
    const before = state.state;
    const parameters = scenario.test(before.world);
    try {
      await this.#restore(this.#options.healthyState()); // what else is broken must not spoil the run
      await this.#activate(scenario.id);
      const broken = await test(parameters);
      await this.#mend(scenario.id);
      const mended = await test(parameters);
      return { id: scenario.id, broken, mended, passed: !succeeded(broken) && succeeded(mended) };
    } finally {
      await this.#restore(before);
    }
  }

  /** What an admin could not do either is a conflict; the lab is then as it was before. */
  async #undoable(work: () => Promise<void>, failure: string): Promise<void> {
    const before = this.#options.state.state;
    try {
      await work();
    } catch (error) {
      await this.#restore(before);
      if (!(error instanceof CmdletError)) throw error;
      const active = before.activeScenarios.length === 0 ? 'none' : before.activeScenarios.join(', ');
      throw new ScenarioError(
        'conflict',
        `${failure}: ${error.message} Active already: ${active}. A reset puts the lab back to healthy.`,
      );
    }
  }

  async #restore(to: LabState): Promise<void> {
    await this.#options.state.change(() => to);
    await this.#options.afterRestore();
  }

  #summary(id: string): ScenarioSummary {
    const found = this.list().find((scenario) => scenario.id === id);
    if (!found) throw new Error(`The scenario ${id} has gone.`);
    return found;
  }
}

function requireScenario(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario) return scenario;
  throw new ScenarioError(
    'unknown',
    `There is no scenario '${id}'; there are ${scenarios.map((known) => known.id).join(', ')}.`,
  );
}

function succeeded(result: TestResult): boolean {
  return 'output' in result && result.output[0]?.ResultType === 'Success';
}
