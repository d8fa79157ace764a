import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { TestLabs } from './acceptance/labs.js';

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
