import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { junitReport } from '../src/cli/scenarios/junit.js';
import { descendants, parseXml, type XmlElement } from '../src/protocol/xml-document.js';
import { TestLabs } from './acceptance/labs.js';
import { finished, startProgram } from './acceptance/programs.js';

/** docs/use-in-ci.md: what a client's author copies from there. Its curl lines are run by docs.test. */
const root = fileURLToPath(new URL('..', import.meta.url));
const labs = new TestLabs('use-in-ci');
t.teardown(() => labs.close());

t.test('the Node example runs as it stands', async (t) => {
  const page = readFileSync(new URL('../docs/use-in-ci.md', import.meta.url), 'utf8');
  const [, code = ''] = /^```js\n([\s\S]*?)^```$/m.exec(page) ?? [];
  const directory = fileURLToPath(new URL('../.tap/use-in-ci/', import.meta.url)); // in the package, which it imports by name
  mkdirSync(directory, { recursive: true });
  t.teardown(() => rmSync(directory, { recursive: true, force: true }));
  const file = `${directory}example.test.mjs`;
  writeFileSync(file, code);
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
  const child = spawn(process.execPath, ['--test', '--test-reporter=tap', file], { cwd: root, env });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  t.equal(exitCode, 0, output);
  t.match(output, /# pass 3\n/);
});

t.test('two labs in one process do not touch each other', async (t) => {
  const [one, other] = await Promise.all([labs.start('one'), labs.start('other')]);
  const parameters = { Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' };
  const results = async () => {
    const said = await Promise.all([one, other].map((lab) => lab.testOAuthConnectivity(parameters)));
    return said.map(({ ResultType }) => ResultType);
  };
  await one.scenario('host-rewritten').activate();
  t.strictSame(await results(), ['Error', 'Success']);
  await other.scenario('tls-version').activate();
  await one.scenario('host-rewritten').mend();
  t.strictSame(await results(), ['Success', 'Error']);
  const runs = await Promise.all([one.scenario('not-exchange').run(), other.scenario('not-exchange').run()]);
  t.strictSame(
    runs.map(({ passed }) => passed),
    [true, true],
    'runs at the same time',
  );
  t.strictSame(await results(), ['Success', 'Error'], 'and each is as it was');
  await other.scenarios.reset();
  t.strictSame(await results(), ['Success', 'Success']);
  t.strictSame(labs.defects, []);
});

t.test('scenarios run: a table, JSON, a JUnit report and an exit code', async (t) => {
  const lab = await labs.start('program');
  const folder = t.testdir({});
  const run = (...args: readonly string[]) =>
    finished(startProgram('exchange-oauth-lab', ['scenarios', 'run', ...args, '--lab', lab.control.url], folder));
  const several = await run('healthy', 'host-rewritten', '--junit', join(folder, 'report.xml'));
  t.match(several, { code: 0, out: /^id +passed seconds broken\n[\s\S]*2 of 2 scenarios passed\.\n$/ });
  const [suite] = descendants(parseXml(readFileSync(join(folder, 'report.xml'), 'utf8')), 'testsuite');
  t.match(suite?.attributes, { tests: '2', failures: '0' });
  t.strictSame(
    descendants(suite as XmlElement, 'testcase').map(({ attributes }) => attributes.name),
    ['healthy', 'host-rewritten'],
  );
  t.match(descendants(suite as XmlElement, 'system-out')[1]?.text, "Expected 'owa.msxfaq.de'");
  const json = await run('healthy', 'host-rewritten', '--json');
  t.match(JSON.parse(json.out), [
    { id: 'healthy', passed: true, differences: [] },
    { id: 'host-rewritten', passed: true },
  ]);
  const unknown = await run('healthy', 'nope', '--junit', join(folder, 'none.xml'));
  t.match(unknown, { code: 2, out: '', err: /There is no scenario 'nope'/ });
});

t.test('a run that shows something else is a failure in the report', async (t) => {
  const [run] = [await (await labs.start('failure')).scenarios.run('healthy')];
  const failed = { ...run, passed: false, differences: ['The check gave "<Success>" & no more.'] };
  const text = junitReport([{ run: failed, seconds: 0.5 }]);
  const [failure] = descendants(parseXml(text), 'failure');
  t.match(failure, { attributes: { message: failed.differences[0] }, text: failed.differences[0] });
  t.match(text, 'failures="1"');
});
