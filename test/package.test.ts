import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import t from 'tap';

const root = fileURLToPath(new URL('..', import.meta.url));
const execute = promisify(execFile);
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const shell = process.platform === 'win32';

const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-package-'));
t.teardown(() => rm(folder, { recursive: true, force: true }));

t.test('a build makes programs, although npx has a link to those of an earlier one', async (t) => {
  const { bin } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  for (const program of Object.values(bin)) {
    const { mode } = await stat(join(root, program));
    t.ok(process.platform === 'win32' || mode & 0o100, `${program} is executable, where files have such a mode`);
  }
});

t.test('the packed package installs into an empty folder and runs', async (t) => {
  // The build is there already; the tests beside this one run from it, so packing must not make it anew.
  const { stdout } = await execute(npm, ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
    shell,
  });
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  const files = packed?.files.map(({ path }) => path) ?? [];
  for (const wanted of [
    'README.md',
    'LICENSE',
    'dist/index.js',
    'dist/index.d.ts',
    'dist/lab.schema.json',
    'dist/dashboard.html',
    'dist/dashboard/main.js',
    'dist/dashboard/style/base.css',
    'dist/dashboard/vendor/preact.js',
    'dist/dashboard/vendor/signals-core.js',
    'dist/dashboard/vendor/LICENSES.txt',
    'docs/keys.md',
    'nginx/nginx.conf',
    'nginx/end-with-the-lab.js',
    'nginx/templates/exchange.conf.template',
    'nginx/templates/faults/host-rewritten.conf.template',
  ]) {
    t.ok(files.includes(wanted), `${wanted} is in the package`);
  }
  t.same(
    files.filter((path) => /^(src|test|certs|data|\.ci)\//.test(path) || /\.(key|pem|tsbuildinfo)$/.test(path)),
    [],
    'nothing else is',
  );
  t.same(
    files.filter((path) => path.startsWith('dist/dashboard/') && !/\.(js|css|svg|txt)$/.test(path)),
    [],
    'of the dashboard only what a browser loads',
  );
  const licences = await readFile(join(root, 'dist', 'dashboard', 'vendor', 'LICENSES.txt'), 'utf8');
  for (const name of ['preact', '@preact/signals', '@preact/signals-core', 'eventsource-parser']) {
    t.ok(licences.split('\n').includes(name), `the licence of ${name}`);
  }

  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', private: true }));
  await execute(npm, ['install', '--no-audit', '--no-fund', join(folder, packed?.filename ?? '')], {
    cwd: folder,
    shell,
  });

  const bin = (name: string) => join(folder, 'node_modules', 'exchange-oauth-lab', 'dist', 'bin', `${name}.js`);
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  const { stdout: printed } = await execute(process.execPath, [bin('exchange-oauth-lab'), '--version']);
  t.equal(printed.trim(), version);

  const script = `
    import { testOAuthConnectivity } from 'exchange-oauth-lab';
    import schema from 'exchange-oauth-lab/lab.schema.json' with { type: 'json' };
    const result = await testOAuthConnectivity({ Service: 'EWS', TargetUri: 'https://hybrid.msxfaq.de', Mailbox: 'user1@msxfaq.de' });
    console.log(JSON.stringify({ result: result.ResultType, schema: schema.title }));
  `;
  await writeFile(join(folder, 'use.mjs'), script);
  const { stdout: answer } = await execute(process.execPath, ['use.mjs'], { cwd: folder });
  t.same(JSON.parse(answer), { result: 'Success', schema: 'lab.json of exchange-oauth-lab' });
});

t.test('the README’s example of the library runs as it stands', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const examples = [...readme.matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);
  t.equal(examples.length, 1);
  await writeFile(join(folder, 'example.mjs'), examples[0] ?? '');
  const { stdout } = await execute(process.execPath, ['example.mjs'], { cwd: folder });
  t.match(stdout, /^\d+ https:\/\/127\.0\.0\.1:\d+\/ews\/Exchange\.asmx\n$/);
});

t.test('the shipped types compile in a strict program that has @types/node and no more', async (t) => {
  const types = join(folder, 'node_modules', '@types');
  await mkdir(types, { recursive: true });
  await symlink(join(root, 'node_modules', '@types', 'node'), join(types, 'node'), 'junction');
  const program = `
    import { startLab, ScenarioError, type Lab, type TransactionView } from 'exchange-oauth-lab';
    await using lab: Lab = await startLab({ exchangePort: 0, culture: 'de-DE' });
    const { token }: { readonly token: string } = lab.tokens.issue({ kind: 'actAsUser', claims: { exp: null } });
    const latest: TransactionView | undefined = lab.transactions.list({ limit: 1 })[0];
    // @ts-expect-error a culture the lab does not have
    await startLab({ culture: 'fr-FR' });
    console.log(token, latest?.diagnostics?.code, ScenarioError.name);
  `;
  await writeFile(join(folder, 'use.ts'), program);
  const compilerOptions = {
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable'],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: ['node'],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const checked = await execute(process.execPath, [tsc, '-p', folder]).catch((error: { stdout: string }) => error);
  t.equal(checked.stdout, '');
});
