import { Parser } from 'tap-parser';
import type { Witness } from './rows.js';

/** A row and the tests that hold it: all of them must have passed. */
export interface HeldRow {
  readonly name: string;
  readonly witnesses: readonly Witness[];
  /** Subtests named `title: trigger` count as well. */
  readonly takesTriggers?: boolean;
  readonly mayBeSkipped?: string | undefined;
}

export type Outcome = { readonly kind: 'passed' | 'failed' } | { readonly kind: 'skipped'; readonly reason: string };

/** What became of the tests of one file, by their titles joined with ` > `. */
export type FileResults = ReadonlyMap<string, Outcome>;

/** Reads what a test file printed. A title that is there twice has passed if both have. */
export function readTap(text: string): FileResults {
  const results = new Map<string, Outcome>();
  const listen = (parser: Parser): void => {
    parser.on('assert', ({ fullname, ok, skip, todo }) => {
      const before = results.get(fullname);
      if (before && before.kind !== 'passed') return;
      if (skip || todo) results.set(fullname, { kind: 'skipped', reason: String(skip || todo) });
      else results.set(fullname, { kind: ok ? 'passed' : 'failed' });
    });
    parser.on('child', listen);
  };
  const parser = new Parser();
  listen(parser);
  parser.end(text);
  return results;
}

export interface Verdict {
  /** A line for each row that no test holds. */
  readonly problems: readonly string[];
  /** A line for each row whose test was skipped, as it may be. */
  readonly skipped: readonly string[];
  /** Rows whose tests were not run, in a run of some files. */
  readonly notLookedAt: number;
}

/**
 * Looks whether a passing test holds each row. `results` by file, `test/x.test.ts`, of the files that were run;
 * `testFiles` are all there are. Only when all were run must every test have been.
 */
export function judgeWitnesses(
  rows: readonly HeldRow[],
  results: ReadonlyMap<string, FileResults>,
  testFiles: readonly string[],
): Verdict {
  const problems: string[] = [];
  const skipped: string[] = [];
  let notLookedAt = 0;
  for (const row of rows) {
    const { outcome, text } = judgeRow(row, results, testFiles);
    if (outcome === 'problem') problems.push(`${row.name}: ${text}`);
    if (outcome === 'skipped') skipped.push(`${row.name}: ${text}`);
    if (outcome === 'notRun') notLookedAt += 1;
  }
  return { problems, skipped, notLookedAt };
}

interface RowVerdict {
  readonly outcome: 'held' | 'problem' | 'skipped' | 'notRun';
  readonly text: string;
}

function judgeRow(row: HeldRow, results: ReadonlyMap<string, FileResults>, testFiles: readonly string[]): RowVerdict {
  const files = [...new Set(row.witnesses.map(fileOf))];
  const missing = files.find((file) => !testFiles.includes(file));
  if (missing !== undefined) return { outcome: 'problem', text: `there is no file ${missing}` };
  if (files.some((file) => !results.has(file))) return { outcome: 'notRun', text: '' };
  const verdicts = row.witnesses.map((witness) => judgeWitness(witness, row, results));
  const worst = (['problem', 'notRun', 'skipped'] as const).map((kind) => verdicts.find((one) => one.outcome === kind));
  return worst.find((one) => one !== undefined) ?? { outcome: 'held', text: '' };
}

function judgeWitness(witness: Witness, row: HeldRow, results: ReadonlyMap<string, FileResults>): RowVerdict {
  const outcomes = outcomesOf(witness, row, results);
  if (outcomes.some(({ kind }) => kind === 'failed')) return { outcome: 'problem', text: `failed: ${witness}` };
  const skip = outcomes.find((outcome) => outcome.kind === 'skipped');
  if (skip?.reason.startsWith('filter')) return { outcome: 'notRun', text: '' }; // tap --grep, tap --only
  if (outcomes.some(({ kind }) => kind === 'passed')) return { outcome: 'held', text: '' };
  if (!skip) return { outcome: 'problem', text: `did not run: ${witness}` };
  const text = `skipped (${skip.reason}): ${witness}`;
  return { outcome: row.mayBeSkipped === undefined ? 'problem' : 'skipped', text };
}

function fileOf(witness: Witness): string {
  return witness.slice(0, witness.indexOf(' > '));
}

function outcomesOf(
  witness: Witness,
  { takesTriggers = false }: HeldRow,
  results: ReadonlyMap<string, FileResults>,
): readonly Outcome[] {
  const file = fileOf(witness);
  const title = witness.slice(file.length + ' > '.length);
  const isMeant = (candidate: string) =>
    candidate === title ||
    (takesTriggers && candidate.startsWith(`${title}: `) && !candidate.includes(' > ', title.length));
  return [...(results.get(file) ?? [])].filter(([candidate]) => isMeant(candidate)).map(([, outcome]) => outcome);
}

/** Those of a row's tests that have passed. */
export function passed(row: HeldRow, results: ReadonlyMap<string, FileResults>): readonly Witness[] {
  return row.witnesses.filter((witness) => outcomesOf(witness, row, results).some(({ kind }) => kind === 'passed'));
}
