import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeFileAtomically } from '../../pki/atomic-file.js';
import { textOf } from '../../scenarios/evidence.js';
import type { ScenarioRun, ScenarioSummary } from '../../scenarios/results.js';
import { formatTable } from '../../shell/format.js';
import { type ExitCode, exitCodes, UsageError } from '../console.js';
import { ask, say } from './ask.js';
import { junitReport, type TimedRun } from './junit.js';
import { pathOf, requireId, type ScenarioVerb, type VerbCall } from './verb.js';

export const run: ScenarioVerb = {
  name: 'run',
  words: 'ID… | --all [--junit FILE]',
  help: 'break, check, mend, check, in a healthy lab; exit code 0 when everything was as expected',
  mostWords: Number.POSITIVE_INFINITY,
  options: ['all', 'junit'],
  check: ({ words, values }) => {
    if (values.all && words.length > 0) throw new UsageError('Name scenarios or say --all, not both.');
    if (!values.all) requireId('run', words);
    if (typeof values.junit === 'string') requireDirectory(dirname(values.junit)); // not after a minute of runs
  },
  async run(call) {
    const known = await everyId(call);
    const ids = call.values.all ? known : call.words;
    refuseUnknown(ids, known);
    const runs = await runAll(ids, call);
    const { junit } = call.values;
    if (typeof junit === 'string') await writeReport(junit, junitReport(runs));
    const results = runs.map(({ run: result }) => result);
    say(call, ids.length === 1 && !call.values.all ? results[0] : results, runsText(runs));
    return exitCodeOf(results);
  },
};

/** Before the first one runs: what it showed would be lost. */
function refuseUnknown(ids: readonly string[], known: readonly string[]): void {
  const unknown = ids.find((id) => !known.includes(id.toLowerCase()));
  if (unknown !== undefined) throw new UsageError(`There is no scenario '${unknown}'; scenarios list shows them.`);
}

function requireDirectory(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UsageError(`--junit: there is no directory ${path}.`);
}

async function writeReport(path: string, text: string): Promise<void> {
  try {
    await writeFileAtomically(path, text, 0o644);
  } catch (error) {
    throw new UsageError(`--junit: the report can't be written to ${path}: ${(error as Error).message}`);
  }
}

async function everyId(call: VerbCall): Promise<readonly string[]> {
  return (await ask<readonly ScenarioSummary[]>(call, 'GET', '/api/scenarios')).map(({ id }) => id);
}

/** One after the other; a terminal is told how far it is. */
async function runAll(ids: readonly string[], call: VerbCall): Promise<readonly TimedRun[]> {
  const { errorTerminal } = call.console;
  const runs: TimedRun[] = [];
  for (const [index, id] of ids.entries()) {
    if (ids.length > 1) errorTerminal?.write(`\r\u001b[K${index + 1} of ${ids.length}  ${id}`);
    const began = performance.now();
    const result = await ask<ScenarioRun>(call, 'POST', pathOf(id, 'run'));
    runs.push({ run: result, seconds: (performance.now() - began) / 1000 });
  }
  if (ids.length > 1) errorTerminal?.write('\r\u001b[K');
  return runs;
}

function exitCodeOf(results: readonly ScenarioRun[]): ExitCode {
  return results.every(({ passed }) => passed) ? exitCodes.done : exitCodes.failureFound;
}

function runsText(runs: readonly TimedRun[]): string {
  const [only] = runs;
  if (only && runs.length === 1) return runText(only.run);
  const rows = runs.map(({ run: { id, passed, broken }, seconds }) => ({
    id,
    passed,
    seconds: Number(seconds.toFixed(1)),
    broken: 'error' in broken ? 'terminating error' : String(broken.output[0]?.ResultType ?? 'text'),
  }));
  const failed = runs.filter(({ run: { passed } }) => !passed);
  const why = failed.flatMap(({ run: { id, differences } }) => ['', `${id}:`, ...differences.map((one) => `  ${one}`)]);
  const summary = `${runs.length - failed.length} of ${runs.length} scenarios passed.`;
  return [formatTable(rows), ...why, '', summary].join('\n');
}

function runText({ id, broken, mended, passed, differences }: ScenarioRun): string {
  const verdict = passed ? 'passed' : ['FAILED', ...differences].join('\n');
  return `${id}, broken:\n${textOf(broken)}\n\nmended:\n${textOf(mended)}\n\n${verdict}`;
}
