import type { TestResult, Traces } from './evidence.js';
import type { ScenarioCheck, ScenarioStep } from './scenario.js';

/** What a scenario is carried out with. */
export interface ScenarioTools {
  /** Types a step's lines; the text they printed. Throws CmdletError for the first that fails. */
  type(step: ScenarioStep): Promise<string>;
  check(check: ScenarioCheck): Promise<{ readonly result: TestResult; readonly traces: Omit<Traces, 'events'> }>;
  /** Remembers where the event logs end; the function gives what they got since, oldest first. */
  watchEvents(): () => Traces['events'];
  /** Carries the work out so that none of its requests is recorded for others to see. */
  unrecorded<T>(work: () => Promise<T>): Promise<T>;
}
