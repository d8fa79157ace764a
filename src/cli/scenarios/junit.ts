import { xml } from '../../protocol/xml.js';
import { textOf } from '../../scenarios/evidence.js';
import type { ScenarioRun } from '../../scenarios/results.js';

/** A run as the client saw it. */
export interface TimedRun {
  readonly run: ScenarioRun;
  readonly seconds: number;
}

/** The report that CI systems read: a test case for each scenario (the JUnit schema of Jenkins and GitLab). */
export function junitReport(runs: readonly TimedRun[]): string {
  const failures = runs.filter(({ run }) => !run.passed).length;
  const time = runs.reduce((sum, { seconds }) => sum + seconds, 0).toFixed(3);
  const cases = runs.map(
    ({ run, seconds }) =>
      xml`    <testcase classname="exchange-oauth-lab" name="${run.id}" time="${seconds.toFixed(3)}">${failureOf(run)}<system-out>${textOf(run.broken)}</system-out></testcase>\n`,
  );
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="exchange-oauth-lab scenarios" tests="${runs.length}" failures="${failures}" errors="0" skipped="0" time="${time}">
${cases}  </testsuite>
</testsuites>
`.text;
}

function failureOf({ passed, differences }: ScenarioRun) {
  return passed ? undefined : xml`<failure message="${differences[0] ?? ''}">${differences.join('\n')}</failure>`;
}
