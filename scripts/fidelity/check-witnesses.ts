import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRows } from './all-rows.js';
import { personalities } from './refusals.js';
import { type FileResults, judgeWitnesses, passed, readTap } from './witnesses.js';

/**
 * `posttest`, in the project's folder: does a passing test hold every row of docs/fidelity.md? tap keeps what each test
 * file printed in .tap/test-results; `pretest` clears it, so what is there is of this run.
 */
const resultsFolder = join('.tap', 'test-results');

const testFiles = readdirSync('test')
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => `test/${name}`);
const results: ReadonlyMap<string, FileResults> = new Map(
  testFiles
    .map((file) => [file, join(resultsFolder, `${file}.tap`)] as const)
    .filter(([, path]) => existsSync(path))
    .map(([file, path]) => [file, readTap(readFileSync(path, 'utf8'))]),
);

const { problems, skipped, notLookedAt } = judgeWitnesses(allRows, results, testFiles);
for (const line of skipped) console.log(`fidelity: ${line}`);
const isWhole = testFiles.every((file) => results.has(file));
const rest = notLookedAt === 0 ? '' : `, ${notLookedAt} not looked at (not all tests were run)`;
const held = allRows.length - problems.length - skipped.length - notLookedAt;
console.log(`fidelity: of ${allRows.length} rows in docs/fidelity.md ${held} are held by a passing test${rest}`);
for (const line of whoSaysHowMany()) console.log(`fidelity: ${line}`);
if (problems.length > 0) {
  console.error(`fidelity: no passing test holds ${problems.length} of them:`);
  for (const problem of problems) console.error(`  ${problem}`);
  process.exitCode = 1;
} else if (isWhole && notLookedAt > 0) {
  console.log('fidelity: tests were filtered; a whole run looks at every row');
}

/** How many refusals each of the personalities was heard to say. */
function whoSaysHowMany(): readonly string[] {
  const counts = new Map<string, number>();
  for (const row of allRows.filter(({ name }) => name.startsWith('refusal '))) {
    const heard = passed(row, results);
    const who = personalities.filter((name) => heard.some((witness) => witness.includes(`, as ${name} says it > `)));
    if (who.length > 0) counts.set(who.join(', '), (counts.get(who.join(', ')) ?? 0) + 1);
  }
  return [...counts].map(([who, count]) => `${count} refusals were heard of: ${who}`);
}
