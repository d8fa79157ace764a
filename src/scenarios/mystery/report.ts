import type { MysteryRecord } from './record.js';
import type { DamagedRecord } from './records.js';
import { hintsOf, minutesOf, wrongAnswersOf, wrongChangesOf } from './view.js';

/** One mystery of one student. */
export interface ReportedMystery {
  readonly student: string;
  /** When it began, ISO 8601. */
  readonly date: string;
  readonly seed: number;
  readonly difficulty: string;
  /** Titles of the scenarios; none before it has ended. */
  readonly faults: readonly string[];
  /** `not finished`: it is not on in this lab, and was not ended either. */
  readonly outcome: 'solved' | 'given up' | 'running' | 'not finished';
  /** To a tenth; null before it has ended. */
  readonly minutes: number | null;
  readonly hints: number;
  readonly wrongAnswers: number;
  readonly wrongChanges: number;
}

/** How all students fared with one scenario, in mysteries that have ended. */
export interface ReportedScenario {
  readonly scenario: string;
  readonly title: string;
  readonly mysteries: number;
  readonly solved: number;
  /** Of the mysteries that were solved, to a tenth; null where none was. */
  readonly medianMinutes: number | null;
  /** All that were told for it. */
  readonly hints: number;
}

export interface MysteryReport {
  readonly mysteries: readonly ReportedMystery[];
  readonly scenarios: readonly ReportedScenario[];
  /** Files that are no records, left out. */
  readonly damaged: readonly DamagedRecord[];
}

/** The teacher's report. `running` is the id of the mystery that is on in this lab. */
export function reportMysteries(
  { records, damaged }: { readonly records: readonly MysteryRecord[]; readonly damaged: readonly DamagedRecord[] },
  running: string | undefined,
): MysteryReport {
  return {
    mysteries: records.map((record) => reportMystery(record, running)),
    scenarios: reportScenarios(records.filter(({ endedAt }) => endedAt !== null)),
    damaged,
  };
}

function reportMystery(record: MysteryRecord, running: string | undefined): ReportedMystery {
  const { id, student, seed, difficulty, startedAt, endedAt, outcome, faults } = record;
  return {
    ...{ student, date: startedAt, seed, difficulty },
    faults: endedAt === null ? [] : faults.map(({ title }) => title),
    outcome: outcome ?? (id === running ? 'running' : 'not finished'),
    minutes: endedAt === null ? null : minutesOf(startedAt, endedAt),
    hints: hintsOf(record),
    wrongAnswers: wrongAnswersOf(record),
    wrongChanges: wrongChangesOf(record),
  };
}

function reportScenarios(ended: readonly MysteryRecord[]): readonly ReportedScenario[] {
  const titles = new Map(
    ended.flatMap(({ faults }) => faults.map(({ scenario, title }) => [scenario, title] as const)),
  );
  return [...titles]
    .map(([scenario, title]) => ({ scenario, title, ...resultsOf(scenario, ended) }))
    .toSorted((a, b) => a.scenario.localeCompare(b.scenario));
}

function resultsOf(scenario: string, ended: readonly MysteryRecord[]): Omit<ReportedScenario, 'scenario' | 'title'> {
  const found = ended.flatMap((record) => {
    const fault = record.faults.find((one) => one.scenario === scenario);
    return fault ? [{ ...record, fault }] : [];
  });
  const solved = found.filter(({ outcome }) => outcome === 'solved');
  return {
    mysteries: found.length,
    solved: solved.length,
    medianMinutes: median(solved.map(({ startedAt, endedAt }) => minutesOf(startedAt, endedAt ?? startedAt))),
    hints: found.reduce((sum, { fault }) => sum + fault.hints, 0),
  };
}

/** The middle one, or half-way between the two in the middle; null of none. */
function median(numbers: readonly number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? null : Math.round((low + high) * 5) / 10;
}
