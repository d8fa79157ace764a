import type { ScenarioEvidence, TestResult } from './evidence.js';
import type { Scenario } from './scenario.js';

/** A scenario as a list shows it (design §2.4). */
export interface ScenarioSummary {
  readonly id: string;
  readonly title: string;
  readonly difficulty: Scenario['difficulty'];
  readonly direction: Scenario['direction'];
  readonly active: boolean;
}

export interface ScenarioRun {
  readonly id: string;
  readonly broken: TestResult;
  readonly mended: TestResult;
  readonly passed: boolean;
  /** Where the lab did not show what the scenario says it does, a sentence each; none when it passed. */
  readonly differences: readonly string[];
  /** What the tools showed while it was broken. */
  readonly evidence: ScenarioEvidence;
}

/** What the check says after a mend. */
export interface ScenarioVerification extends ScenarioSummary {
  readonly verified: TestResult;
  readonly passed: boolean;
}
