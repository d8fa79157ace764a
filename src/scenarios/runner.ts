import type { TimeLimits } from '../network/timeouts.js';
import { requireScenario, scenarios } from './catalogue.js';
import type { ScenarioRun, ScenarioSummary, ScenarioVerification } from './results.js';
import { runScenario } from './run-scenario.js';
import type { Scenario } from './scenario.js';
import { ScenarioError } from './scenario-error.js';
import { ScenarioSwitch, type ScenarioSwitchOptions } from './scenario-switch.js';
import { explanationOf, hintOf, type ScenarioExplanation, type ScenarioSheet, sheetOf } from './sheet.js';
import { Turnstile } from './turnstile.js';

export interface ScenarioRunnerOptions extends ScenarioSwitchOptions {
  /** Puts the mailboxes back as they were born: a reset does, a scenario does not. */
  readonly forgetMail: () => void;
  /** Has the clients of the lab wait no longer than this meanwhile. */
  readonly timeouts: { during<T>(limits: TimeLimits, work: () => Promise<T>): Promise<T> };
}

/** A run waits this long for who does not answer: what fails by time-out shall not take 20 seconds. */
const runLimits: TimeLimits = { connectTimeoutMs: 1000, responseTimeoutMs: 1000 };

/** Switches scenarios on and off, one after the other: who asks while another is at work waits. */
export class ScenarioRunner {
  readonly #options: ScenarioRunnerOptions;
  readonly #lab: ScenarioSwitch;
  readonly #turnstile = new Turnstile();
  /** Ends the mystery that is on, before a reset takes away what it consists of. */
  onReset: () => Promise<void> = async () => undefined;

  constructor(options: ScenarioRunnerOptions) {
    this.#options = options;
    this.#lab = new ScenarioSwitch(options);
  }

  /** The ids of the active scenarios that may be told: none of a mystery's. */
  get known(): readonly string[] {
    return this.#lab.known;
  }

  /** Is a mystery being made? Then whatever is broken must not be told. */
  get concealing(): boolean {
    return this.#lab.concealed;
  }

  /** Calls back when a mystery was made, or could not be; the answer ends it. */
  afterConcealing(listener: () => void): () => void {
    return this.#lab.afterConcealing(listener);
  }

  list(): readonly ScenarioSummary[] {
    return scenarios.map((scenario) => this.#lab.summary(scenario));
  }

  /** Ticket and check. */
  show(id: string): ScenarioSheet {
    this.#refuseInMystery();
    const scenario = requireScenario(id);
    return sheetOf(scenario, this.#lab.summary(scenario), this.#lab.names);
  }

  /** The first, second or third hint. */
  hint(id: string, number: number): string {
    this.#refuseInMystery();
    return hintOf(requireScenario(id), number, this.#lab.names);
  }

  /** The solution. */
  explain(id: string): ScenarioExplanation {
    this.#refuseInMystery();
    return explanationOf(requireScenario(id), this.#lab.names);
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
    return this.#outsideMystery(async () => {
      const scenario = requireScenario(id);
      await this.#lab.on(scenario);
      return this.#lab.summary(scenario);
    });
  }

  /** Mends what the scenario broke, in the way an admin would, and checks it. */
  mend(id: string): Promise<ScenarioVerification> {
    return this.#outsideMystery(async () => {
      const scenario = this.#requireActive(id, 'mended');
      await this.#lab.mend(scenario);
      const verification = await this.#lab.verify(scenario);
      await this.#lab.off(scenario);
      return { ...this.#lab.summary(scenario), ...verification };
    });
  }

  /** Checks what somebody has mended by hand; the scenario is active no more when it passes. */
  verify(id: string): Promise<ScenarioVerification> {
    return this.#outsideMystery(async () => {
      const scenario = this.#requireActive(id, 'verified');
      const verification = await this.#lab.verify(scenario);
      if (verification.passed) await this.#lab.off(scenario);
      return { ...this.#lab.summary(scenario), ...verification };
    });
  }

  /** Break, check, mend, check, in a healthy lab; then the lab is as it was before. */
  run(id: string): Promise<ScenarioRun> {
    const { timeouts, tools } = this.#options;
    return this.#outsideMystery(() =>
      timeouts.during(runLimits, () => runScenario(requireScenario(id), this.#lab, tools)),
    );
  }

  /** Lends the switch to a mystery, which has more to do with it than one scenario; clients wait no longer than in a run. */
  alone<T>(work: (lab: ScenarioSwitch) => Promise<T>): Promise<T> {
    return this.#turnstile.alone(() => this.#options.timeouts.during(runLimits, () => work(this.#lab)));
  }

  /** Back to the healthy lab; keys stay. A mystery ends as given up. */
  reset(): Promise<readonly ScenarioSummary[]> {
    return this.#turnstile.alone(async () => {
      await this.onReset();
      await this.#lab.restore();
      this.#options.forgetMail();
      return this.list();
    });
  }

  #outsideMystery<T>(work: () => Promise<T>): Promise<T> {
    return this.#turnstile.alone(async () => {
      this.#refuseInMystery();
      return work();
    });
  }

  /** What scenarios say and do would give a mystery away. */
  #refuseInMystery(): void {
    if (this.#lab.state.mystery === undefined) return;
    throw new ScenarioError(
      'conflict',
      'A mystery is on: scenarios are neither shown nor switched until it has ended. `scenarios hint` helps, `scenarios verify` checks what you have mended, `scenarios reset` gives it up.',
    );
  }

  #requireActive(id: string, what: string): Scenario {
    const scenario = requireScenario(id);
    if (this.#lab.state.activeScenarios.includes(scenario.id)) return scenario;
    throw new ScenarioError('conflict', `'${scenario.id}' is not active; activate it before it is ${what}.`);
  }
}
