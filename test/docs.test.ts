import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';
import { finished, type Program, startProgram } from './acceptance/programs.js';

/**
 * Every command in README and docs is run, in order, against a lab on the default ports; what a page shows below its
 * commands must be in what they print. `…` stands for anything. A block whose last command is meant to end with 1, since it
 * finds a failure, has `<!-- exit code 1 -->` in the line above it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const pages = [
  'README.md',
  ...(await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

/** Commands that this run has done already, or that would not end. */
const runElsewhere: Readonly<Record<string, string>> = {
  'npm ci': 'how this checkout came to be',
  'npm start': 'run below, with a data directory of its own',
};

interface Block {
  readonly page: string;
  /** What runs them: the system's shell, or one of the lab's for the whole page. */
  readonly kind: 'sh' | 'ps1';
  readonly commands: readonly string[];
  readonly shown: readonly string[];
  /** Of the last command; the others end with 0. */
  readonly exitCode: number;
}

function blocksOf(page: string, text: string): readonly Block[] {
  const fences = [...text.matchAll(/^(?:<!-- exit code (\d) -->\n)?```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    exitCode: Number(match[1] ?? 0),
    kind: match[2] ?? '',
    body: match[3] ?? '',
  }));
  return fences.flatMap(({ kind, body, exitCode }, index) => {
    if (kind !== 'sh' && kind !== 'ps1') return [];
    const next = fences[index + 1];
    const lines = (content: string) => content.split('\n').filter((line) => line.trim() !== '');
    return [{ page, kind, commands: lines(body), shown: next?.kind === 'text' ? lines(next.body) : [], exitCode }];
  });
}

const blocks = (
  await Promise.all(pages.map(async (page) => blocksOf(page, await readFile(join(root, page), 'utf8'))))
).flat();

/** This file alone uses the default ports, so here, before its lab starts, none answers there. */
await t.test('where no lab runs, Test-OAuthConnectivity starts one for the call and says so', async (t) => {
  const folder = t.testdir({ tmp: {} });
  const start = (program: Program, args: readonly string[], environment?: NodeJS.ProcessEnv) =>
    startProgram(program, args, folder, { TMPDIR: join(folder, 'tmp'), ...environment });
  t.notOk(await isTaken(8025), 'these tests need the default ports; stop the lab that runs on this machine');
  const none = /^No lab answers at http:\/\/127\.0\.0\.1:8025: starting one for this call\.\n/;
  const toCloud = ['-Service', 'EWS', '-TargetUri', 'https://outlook.office365.com', '-Mailbox', 'user2@msxfaq.de'];
  const toPremises = ['-Service', 'EWS', '-TargetUri', 'https://hybrid.msxfaq.de', '-Mailbox'];
  const success = await finished(start('Test-OAuthConnectivity', [...toCloud, '-OutputFormat', 'Table']));
  const table =
    'Task                              ResultType\n----                              ----------\nChecking EWS API Call Under Oauth Success\n';
  t.match(success, { code: 0, out: table, err: none });
  t.match(success.err, /on-premises/);

  const german = { EXCHANGE_OAUTH_LAB_CULTURE: 'de-DE', EXCHANGE_OAUTH_LAB_EXCHANGE_PORT: '1' };
  const unknown = await finished(start('Test-OAuthConnectivity', [...toPremises, 'noexouser@msxfaq.de'], german));
  t.match(unknown, { code: 2, err: none }, 'the environment describes that lab too, but not its ports');
  t.match(unknown.err, /Der Vorgang konnte nicht/);

  const nowhere = [...toPremises, 'user1@msxfaq.de', '-Lab', 'http://127.0.0.1:9'];
  t.match(await finished(start('Test-OAuthConnectivity', nowhere)), {
    code: 2,
    out: '',
    err: /No lab answers at http:\/\/127\.0\.0\.1:9\. Start one/,
  });

  const stranger = createServer((_request, response) => response.end('hello')).listen(8025, '127.0.0.1');
  await once(stranger, 'listening');
  const beside = await finished(start('Test-OAuthConnectivity', [...toCloud, '-OutputFormat', 'Table']));
  t.match(beside, { code: 0, err: none }, 'what is no lab there is no matter');
  stranger.close();
  t.same(await readdir(join(folder, 'tmp')), [], 'nothing stays behind');

  if (process.platform === 'win32') return t.comment('Windows has no SIGINT to send');
  const interrupted = start('Test-OAuthConnectivity', [...toPremises, 'user1@msxfaq.de']);
  const end = finished(interrupted);
  while ((await readdir(join(folder, 'tmp'))).length === 0) await new Promise((done) => setTimeout(done, 20));
  interrupted.kill('SIGINT');
  t.equal((await end).code, 130, 'Ctrl-C ends it');
  t.same(await readdir(join(folder, 'tmp')), [], 'and leaves no keys behind');
});

function isTaken(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}

let lab: ChildProcess;
let started = '';
const dataDir = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-docs-'));

t.before(async () => {
  lab = spawn(process.execPath, ['dist/bin/exchange-oauth-lab.js', 'start', '--tour', '--data-dir', dataDir], {
    cwd: root,
  });
  await new Promise<void>((done, fail) => {
    const read = (chunk: Buffer) => {
      started += chunk.toString();
      if (started.includes('Ctrl-C stops the lab.')) done();
    };
    lab.stdout?.on('data', read);
    lab.stderr?.on('data', read);
    lab.once('exit', () => fail(new Error(`The lab did not start: ${started}`)));
  });
});

t.teardown(async () => {
  const ended = once(lab, 'exit');
  lab.kill('SIGTERM');
  await ended; // it writes its logs to the end, and would bring back a directory that is being removed
  await rm(dataDir, { recursive: true, force: true });
});

/** npx takes a second to find the program, so only the first command of each goes through it. */
const tried = new Set<string>();
function withoutNpx(command: string): string {
  const [, program = ''] = /^npx (\S+)/.exec(command) ?? [];
  if (program === '' || !tried.has(program)) {
    tried.add(program);
    return command;
  }
  return command.replace(/^npx \S+/, `"${process.execPath}" dist/bin/${program}.js`);
}

function run(command: string): Promise<{ readonly code: number | null; readonly output: string }> {
  const line = withoutNpx(command).replace(
    '--cacert certs/roots.pem',
    `--cacert "${join(dataDir, 'certs', 'roots.pem')}"`,
  );
  return new Promise((done) => {
    const child = spawn(line, { cwd: root, shell: true });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('close', (code) => done({ code, output }));
  });
}

/** A shown line as a pattern: `…` is anything, blanks count as one, and what differs from run to run is anything too. */
function pattern(line: string): RegExp {
  const escaped = line.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const loose = escaped
    .replace(/…/g, '[\\s\\S]*?')
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/g, '\\S+ \\S+')
    .replace(/(?<= (?:200|401) 0 0) \d+ \d+ \d+/g, ' \\d+ \\d+ \\d+')
    .replace(/up in \d+ ms \\\(\d+ MB\\\)/g, 'up in \\d+ ms \\(\\d+ MB\\)')
    .replace(/\s+/g, '\\s+');
  return new RegExp(loose);
}

t.test('npm start prints what the README shows', async (t) => {
  const block = blocks.find(({ commands }) => commands.includes('npm start'));
  t.ok(block && block.shown.length > 10, 'the README has a transcript');
  for (const line of block?.shown ?? []) if (line.trim() !== '…') t.match(started, pattern(line), line);
});

/** The blocks of a page that the lab's shell runs, all in one session; what each of them printed. */
async function runInShell(page: string): Promise<ReadonlyMap<Block, string>> {
  const own = blocks.filter((block) => block.page === page && block.kind === 'ps1');
  const endOf = (index: number) => `--- end of block ${index} of ${page} ---`;
  const script = own.flatMap(({ commands }, index) => [...commands, '', `Write-Host '${endOf(index)}'`]).join('\n');
  const child = spawn(process.execPath, ['dist/bin/exchange-oauth-lab.js', 'shell'], { cwd: root });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close') as Promise<[number | null]>;
  child.stdin.end(`${script}\n`);
  const [code] = await ended;
  if (code !== 0) throw new Error(`A statement of ${page} failed (exit ${code}):\n${output}`);
  const parts = new Map<Block, string>();
  let rest = output;
  for (const [index, block] of own.entries()) {
    const [part = '', ...behind] = rest.split(endOf(index));
    if (behind.length === 0)
      throw new Error(`The shell did not come to the end of block ${index} of ${page}:\n${rest}`);
    parts.set(block, part);
    rest = behind.join(endOf(index));
  }
  return parts;
}

const shellRuns = new Map<string, Promise<ReadonlyMap<Block, string>>>();

async function printedInShell(block: Block): Promise<string> {
  const run = shellRuns.get(block.page) ?? runInShell(block.page);
  shellRuns.set(block.page, run);
  return (await run).get(block) ?? '';
}

async function runInSystemShell(t: Test, { commands, exitCode }: Block): Promise<string> {
  let output = '';
  for (const command of commands) {
    if (command in runElsewhere) continue;
    const result = await run(command);
    t.equal(result.code, command === commands.at(-1) ? exitCode : 0, `${command}\n${result.output}`);
    output += result.output;
  }
  return output;
}

/** In the order of the pages: a page's blocks of the lab's shell are run when the first of them comes. */
for (const block of blocks.filter(({ commands }) => !commands.includes('npm start'))) {
  t.test(`${block.page}: ${block.commands[0]}`, async (t) => {
    const output = block.kind === 'sh' ? await runInSystemShell(t, block) : await printedInShell(block);
    for (const line of block.shown) if (line.trim() !== '…') t.match(output, pattern(line), line);
    if (block.kind === 'ps1' && block.shown.length === 0) t.equal(output.trim(), '', 'it prints nothing');
  });
}

t.test('the commands of the README’s table of failures show what it says', async (t) => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const rows = [...readme.matchAll(/^\| `([\w-]+)` \| .*? \| `(-TargetUri .*?)` \| (.*?) \|$/gm)];
  t.equal(rows.length, 8, 'one row for each failure of the seed page');
  for (const [, id = '', parameters = '', seen = ''] of rows) {
    t.equal((await run(`npx exchange-oauth-lab scenarios activate ${id}`)).code, 0, `${id} is switched on`);
    const { code, output } = await run(`npx Test-OAuthConnectivity -Service EWS ${parameters}`);
    t.equal(code, id === 'mailbox-unknown' ? 2 : 1, `${id}: exit code`);
    for (const [, shown = ''] of seen.matchAll(/`([^`]+)`/g)) t.match(output, pattern(shown), `${id}: ${shown}`);
    const usual =
      'npx Test-OAuthConnectivity -Service EWS -TargetUri https://hybrid.msxfaq.de -Mailbox user1@msxfaq.de';
    t.not((await run(usual)).code, 0, `${id} breaks the usual command`);
    t.equal((await run('npx exchange-oauth-lab scenarios reset')).code, 0);
    t.equal((await run(usual)).code, 0, `which works again after ${id}`);
  }
});

t.test('every link between the pages leads somewhere', async (t) => {
  for (const page of [...pages, 'CHANGELOG.md', join('certs', 'README.md')]) {
    const text = await readFile(join(root, page), 'utf8');
    for (const [, target = ''] of text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)) {
      t.ok(existsSync(resolve(root, dirname(page), target)), `${page} -> ${target}`);
    }
  }
});
