import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { request } from 'undici';
import { main, testOAuthConnectivityMain } from '../src/cli/main.js';
import { finished, type Program, startProgram } from './acceptance/programs.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';
const folder = await mkdtemp(join(tmpdir(), 'exchange-oauth-lab-cli-'));
t.teardown(() => rm(folder, { recursive: true, force: true }));

const freePorts = ['--exchange-port', '0', '--exchange-http-port', '0', '--cloud-port', '0', '--control-port', '0'];

const start = (program: Program, args: readonly string[], environment?: NodeJS.ProcessEnv) =>
  startProgram(program, args, folder, environment);
const run = (program: Program, args: readonly string[], environment?: NodeJS.ProcessEnv) =>
  finished(start(program, args, environment));

/** The same in this process, for what ends by itself and needs no process of its own. */
async function here(program: Program, args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const console = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    environment,
  };
  const code = await (program === 'exchange-oauth-lab' ? main : testOAuthConnectivityMain)(args, console);
  return { code, out: out.join(''), err: err.join('') };
}

interface Description {
  readonly exchange: { readonly https: string; readonly http: string; readonly hosts: readonly string[] };
  readonly cloud: { readonly https: string; readonly hosts: readonly string[] };
  readonly control: string;
  readonly ca: string;
  readonly tenantId: string;
}

/** A running lab with the line of JSON it printed. */
async function serve(args: readonly string[], environment?: NodeJS.ProcessEnv) {
  const child = start('exchange-oauth-lab', ['start', '--json', ...freePorts, ...args], environment);
  const end = finished(child);
  const line = await new Promise<string>((done, fail) => {
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString()));
    void end.then(({ err }) => fail(new Error(err)));
  });
  return { child, end, line, lab: JSON.parse(line) as Description };
}

const certificates = async (dataDir: string) =>
  JSON.stringify(
    await Promise.all(
      (await readdir(join(dataDir, 'certs')))
        .sort()
        .map(async (name) => [name, await readFile(join(dataDir, 'certs', name), 'utf8')]),
    ),
  );

t.test('start --json prints one line when everything answers, and a signal ends it with 0', async (t) => {
  const dataDir = join(folder, 'json');
  const { child, end, line, lab } = await serve(['--data-dir', dataDir]);
  t.equal(line.trim().split('\n').length, 1);
  t.match(lab, {
    exchange: {
      https: /^https:\/\/127\.0\.0\.1:\d+$/,
      http: /^http:\/\/127\.0\.0\.1:\d+$/,
      hosts: ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'autodiscover.msxfaq.de', 'localhost'],
    },
    cloud: {
      https: /^https:\/\/127\.0\.0\.1:\d+$/,
      hosts: [
        'accounts.accesscontrol.windows.net',
        'login.windows.net',
        'login.microsoftonline.com',
        'outlook.office365.com',
        'autodiscover-s.outlook.com',
        'localhost',
      ],
    },
    control: /^http:\/\/127\.0\.0\.1:\d+$/,
    ca: join(dataDir, 'certs', 'roots.pem'),
    tenantId: /^[0-9a-f-]{36}$/,
  });
  const health = await request(`${lab.control}/api/health`);
  t.same(await health.body.json(), { status: 'ok' });
  const before = await certificates(dataDir);

  const arguments_ = [
    '-Service',
    'EWS',
    '-TargetUri',
    'https://hybrid.msxfaq.de',
    '-Mailbox',
    'user1@msxfaq.de',
    '-Lab',
    lab.control,
  ];
  const success = await run('Test-OAuthConnectivity', arguments_);
  t.equal(success.code, 0, success.err);
  t.match(success.out, /^Task {8}: Checking EWS API Call Under Oauth\nDetail {6}: The configuration was/);
  t.match(
    success.out,
    /\nResultType {2}: Success\nIdentity {4}: Microsoft\.Exchange\.Security\.OAuth\.ValidationResultNodeId\nIsValid {5}: True\nObjectState : New\n$/,
  );
  t.match(success.err, /cloud session/, 'standard error says which side ran');

  const json = await run('Test-OAuthConnectivity', [...arguments_, '-OutputFormat', 'json']);
  const object = JSON.parse(json.out) as Record<string, unknown>;
  t.same(Object.keys(object), ['Task', 'Detail', 'ResultType', 'Identity', 'IsValid', 'ObjectState', 'transactionIds']);

  t.equal((await run('exchange-oauth-lab', ['scenarios', 'activate', 'host-rewritten', '--lab', lab.control])).code, 0);
  const broken = await run(
    'Test-OAuthConnectivity',
    ['-serv', 'ews', '-TARGET:https://hybrid.msxfaq.de', '-mail', 'user1@msxfaq.de'],
    {
      EXCHANGE_OAUTH_LAB: lab.control,
    },
  );
  t.equal(broken.code, 1, 'ResultType Error is exit code 1');
  t.match(broken.out, "Expected 'owa.msxfaq.de'. Actual 'hybrid.msxfaq.de'.");
  t.equal((await run('exchange-oauth-lab', ['scenarios', 'activate', 'no-such', '--lab', lab.control])).code, 2);
  t.match(await run('exchange-oauth-lab', ['scenarios', 'run', 'not-exchange', '--lab', lab.control]), {
    code: 0,
    out: /passed\n$/,
  });
  t.match(
    (await run('exchange-oauth-lab', ['scenarios', 'activate', 'Host-Rewritten', '--lab', lab.control])).out,
    /^host-rewritten is active/,
    'an id as the catalogue writes it',
  );

  const terminating = await run('Test-OAuthConnectivity', [
    '-Service',
    'EWS',
    '-TargetUri',
    'https://hybrid.msxfaq.de',
    '-Mailbox',
    'noexouser@msxfaq.de',
    '-Lab',
    lab.control,
  ]);
  t.equal(terminating.code, 2, 'a terminating error is exit code 2');
  t.equal(terminating.out, '');
  t.match(terminating.err, /^Ran in the cloud session \(Exchange Online\)\.\nTest-OAuthConnectivity: Ex6F9304\|/);

  child.kill(windows ? 'SIGTERM' : 'SIGINT');
  const { code, out } = await end;
  if (!windows) t.equal(code, 0);
  t.equal(out, line, 'nothing else on standard output');

  const second = await serve(['--data-dir', dataDir]);
  t.equal(await certificates(dataDir), before, 'a second start keeps every key and certificate');
  const scenarios = (await (await request(`${second.lab.control}/api/scenarios`)).body.json()) as {
    id: string;
    active: boolean;
  }[];
  t.same(
    scenarios.filter(({ active }) => active).map(({ id }) => id),
    ['host-rewritten'],
    'and what was broken stays broken',
  );
  second.child.kill('SIGTERM');
  await second.end;
});

t.test(
  'a request in flight is finished before the lab stops',
  { skip: windows && 'Windows has no SIGTERM to catch' },
  async (t) => {
    const { child, end, lab } = await serve(['--data-dir', join(folder, 'flight')]);
    const issued = await request(`${lab.control}/api/tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'actAsUser', host: 'localhost', mailbox: 'user2@msxfaq.de' }),
    });
    const { token } = (await issued.body.json()) as { token: string };
    const body =
      '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetFolder xmlns="http://schemas.microsoft.com/exchange/services/2006/messages" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types"><FolderShape><t:BaseShape>IdOnly</t:BaseShape></FolderShape><FolderIds><t:DistinguishedFolderId Id="inbox"/></FolderIds></GetFolder></s:Body></s:Envelope>';
    const { port } = new URL(lab.exchange.http);
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    const closed = new Promise((done) => socket.once('close', done));
    const head = `POST /ews/Exchange.asmx HTTP/1.1\r\nHost: localhost:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}\r\n\r\n`;
    await new Promise((done) => socket.write(head + body.slice(0, 40), done));
    await new Promise((done) => setTimeout(done, 200));
    child.kill('SIGTERM');
    await new Promise((done) => setTimeout(done, 200));
    socket.write(body.slice(40));
    await closed;
    t.match(answer, /^HTTP\/1\.1 200 OK[\s\S]*NoError/);
    t.equal((await end).code, 0);
  },
);

t.test(
  'connections without a request do not keep a lab from stopping',
  { skip: windows && 'Windows has no SIGTERM to catch' },
  async (t) => {
    const { child, end, lab } = await serve(['--data-dir', join(folder, 'idle')]);
    const open = (url: string, bytes: string | Buffer) =>
      new Promise<Socket>((done) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes, () => done(socket)));
        socket.on('error', () => {});
      });
    const sockets = [
      await open(lab.exchange.http, ''),
      await open(lab.exchange.http, 'POST /ews/Exchange.asmx HTTP/1.1\r\nHost: local'),
      await open(lab.exchange.https, ''),
      await open(lab.exchange.https, Buffer.from('1603010200', 'hex')),
      await open(lab.cloud.https, ''),
      await open(lab.control, ''),
      await open(
        lab.control,
        'POST /api/decode HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
      ),
    ];
    const closed = Promise.all(sockets.map((socket) => new Promise((done) => socket.once('close', done).resume())));
    child.kill('SIGTERM');
    t.equal((await end).code, 0);
    await closed;
  },
);

t.test('help and version of every command', async (t) => {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
  for (const args of [
    ['--version'],
    ['start', '--version'],
    ['Get-AuthConfig', '--version'],
    ['scenarios', '--version'],
  ]) {
    t.match(await here('exchange-oauth-lab', args), { code: 0, out: `${version}\n`, err: '' }, args.join(' '));
  }
  for (const args of [[], ['--help'], ['start', '--help'], ['scenarios', '--help'], ['Get-AuthServer', '--help']]) {
    const { code, out, err } = await here('exchange-oauth-lab', args);
    t.match({ code, err }, { code: 0, err: '' }, args.join(' '));
    t.match(out, /Exit codes:/);
  }
  t.match((await here('Test-OAuthConnectivity', ['--help'])).out, /Examples:\n {2}Test-OAuthConnectivity -Service EWS/);
});

t.test('wrong usage is one clear line and exit code 2', async (t) => {
  await writeFile(join(folder, 'typo.json'), '{"exchangePrt": 8443}');
  await writeFile(join(folder, 'broken.json'), '{"exchangePort": ');
  await writeFile(join(folder, 'kind.json'), '{"culture": "fr-FR"}');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['start', '--no-such-flag'], /'--no-such-flag'/],
    [['start', '--exchange-port', 'many'], /--exchange-port takes a whole number, not 'many'/],
    [['start', '--exchange-port', '70000'], /'exchangePort' must be <= 65535/],
    [['start', '--tenant-id', 'xyz'], /'tenantId'/],
    [
      ['start', '--config', join(folder, 'typo.json')],
      /there is no setting 'exchangePrt'; there are host, exchangePort/,
    ],
    [['start', '--config', join(folder, 'broken.json')], /broken\.json can't be read as JSON/],
    [
      ['start', '--config', join(folder, 'kind.json')],
      /'culture' must be equal to one of the allowed values: en-US, de-DE/,
    ],
    [['start', '--config', join(folder, 'missing.json')], /missing\.json/],
    [['start', '--host', ''], /'host' must NOT have fewer than 1 characters/],
    [['start', '--data-dir', ''], /'dataDir' must NOT have fewer than 1 characters/],
    [['start', '--domain', `${'a'.repeat(64)}.de`], /does not fit 'domain'/],
    [['start', '--hosts', 'outlook.office365.com'], /must not cover outlook\.office365\.com/],
    [['start', '--domain', 'office365.com'], /must not cover outlook\.office365\.com/],
    [['start', '--tenant-id', 'C0A7B5D2-1f3e-4c68-9b0a-7e42d19f6c35'], /that is the foreign tenant/],
    [
      ['start', '--scenario', 'no-such', '--data-dir', join(folder, 'no-such'), ...freePorts],
      /There is no scenario 'no-such'; there are mailbox-unknown/,
    ],
    [['frobnicate'], /There is no command 'frobnicate'/],
    [['Get-Nothing'], /'Get-Nothing' is not recognized/],
    [['scenarios', 'list', 'extra'], /'extra' is one word too many/],
    [['scenarios', 'activate', 'a', 'b'], /'b' is one word too many/],
    [['scenarios', 'run', '--all', 'a'], /Name scenarios or say --all/],
    [['scenarios', 'run'], /Name the scenario/],
    [
      ['scenarios', 'run', '--all', '--junit', join(folder, 'missing', 'x.xml')],
      /--junit: there is no directory .*missing/,
    ],
    [['scenarios', 'hint', 'a', '4'], /'4' is no hint/],
    [['scenarios', 'list', '--all'], /takes no --all/],
    [['scenarios', 'explode'], /There is no 'scenarios explode'; there are list, show, .* and reset/],
  ];
  for (const [args, expected] of cases) {
    const { code, out, err } = await here('exchange-oauth-lab', args);
    t.match({ code, out }, { code: 2, out: '' }, args.join(' '));
    t.match(err, expected);
    t.equal(err.trim().split('\n').length, 1, `one line: ${err}`);
  }
  for (const [args, expected] of [
    [['-Service', 'EWS'], /missing mandatory parameters: TargetUri/],
    [['-Nonsense', '1'], /parameter name 'Nonsense'/],
    [['-AppOnly:'], /AppOnly.*empty/],
    [['-Service', 'FTP', '-TargetUri', 'https://x.de'], /EWS, AutoD, Generic/],
    [['-Service', 'EWS', '-TargetUri', 'hybrid.msxfaq.de', '-Mailbox', 'user1@msxfaq.de'], /absolute URI/],
    [
      ['-Service', 'EWS', '-TargetUri', 'https://hybrid.msxfaq.de'],
      /The mailbox parameter can't be null when in App\+User mode/,
    ],
    [['-OutputFormat', 'xml', '-Service', 'EWS', '-TargetUri', 'https://x.de'], /List, Table, Json/],
  ] as const) {
    const { code, out, err } = await here('Test-OAuthConnectivity', args);
    t.match({ code, out }, { code: 2, out: '' }, args.join(' '));
    t.match(err, expected);
  }
});

t.test('settings come from flags, environment and file, in this order', async (t) => {
  const settings = {
    $schema: './lab.schema.json',
    culture: 'de-DE',
    exchangeVersion: '2013',
    dataDir: 'from-file',
    domain: 'MSXFAQ.de',
    hosts: ['owa.msxfaq.de', 'OWA.msxfaq.de', 'hybrid.msxfaq.de'],
  };
  await writeFile(join(folder, 'lab.json'), `\uFEFF${JSON.stringify(settings)}`);
  const { child, end, lab } = await serve(['--config', 'lab.json'], {
    EXCHANGE_OAUTH_LAB_EXCHANGE_VERSION: '2019',
    EXCHANGE_OAUTH_LAB_HOST: '',
    EXCHANGE_OAUTH_LAB_TOUR: 'false',
  });
  t.same(lab.exchange.hosts, ['owa.msxfaq.de', 'hybrid.msxfaq.de', 'localhost'], 'names in any case, each once');
  t.match(lab.exchange.https, /^https:\/\/127\.0\.0\.1:/, 'an empty variable says nothing');
  t.equal(lab.ca, join(folder, 'from-file', 'certs', 'roots.pem'), 'paths in the file are relative to it');
  const details = (await (await request(`${lab.control}/api/lab`)).body.json()) as {
    organization: { exchangeVersion: string };
  };
  t.equal(details.organization.exchangeVersion, '2019', 'the environment wins over the file');
  const { err } = await run('Test-OAuthConnectivity', [
    '-Service',
    'EWS',
    '-TargetUri',
    'https://hybrid.msxfaq.de',
    '-Mailbox',
    'noexouser@msxfaq.de',
    '-Lab',
    lab.control,
  ]);
  t.equal(
    err.trim().split('\n').at(-1),
    "Test-OAuthConnectivity: Ex6F9304|Microsoft.Exchange.Configuration.Tasks.ManagementObjectNotFoundException|Der Vorgang konnte nicht ausgeführt werden, weil das Objekt 'noexouser@msxfaq.de' nicht auf 'FR2P281A07DC001.DEUP281A007.PROD.OUTLOOK.COM' gefunden wurde.",
  );
  child.kill('SIGTERM');
  await end;
});

t.test('what keeps a lab from starting is one clear line and exit code 1', async (t) => {
  const busy: Server = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => busy.once('listening', done));
  const { port } = busy.address() as { port: number };
  t.teardown(() => busy.close());
  for (const flag of ['--exchange-port', '--exchange-http-port', '--cloud-port', '--control-port']) {
    const { code, out, err } = await here('exchange-oauth-lab', [
      'start',
      '--data-dir',
      join(folder, 'busy'),
      ...freePorts,
      flag,
      String(port),
    ]);
    t.match({ code, out }, { code: 1, out: '' }, flag);
    t.equal(
      err,
      `exchange-oauth-lab: Port ${port} on 127.0.0.1 is in use by another program; choose another with ${flag} (0 means any free port).\n`,
    );
  }
  const other = await here('exchange-oauth-lab', [
    'start',
    '--data-dir',
    join(folder, 'busy'),
    ...freePorts,
    '--domain',
    'contoso.com',
  ]);
  t.match(other, { code: 1, err: /holds a lab for msxfaq\.de .* not for contoso\.com/ });
  await writeFile(join(folder, 'busy', 'certs', 'token-signing.crt'), 'damaged');
  const damaged = await here('exchange-oauth-lab', ['start', '--data-dir', join(folder, 'busy'), ...freePorts]);
  t.match(damaged, { code: 1, err: /token-signing\.crt/ });
  t.equal(damaged.err.trim().split('\n').length, 1);
  await rm(join(folder, 'busy', 'certs'), { recursive: true });
  const orphaned = await here('exchange-oauth-lab', ['start', '--data-dir', join(folder, 'busy'), ...freePorts]);
  t.match(orphaned, { code: 1, err: /state\.json belongs to keys that are no longer in/ });
  t.notOk(existsSync(join(folder, 'busy', 'certs')), 'and no others are made');

  await writeFile(join(folder, 'a-file'), '');
  const noPlace = await here('exchange-oauth-lab', ['start', '--data-dir', join(folder, 'a-file', 'x'), ...freePorts]);
  t.match(noPlace, {
    code: 1,
    err: /^exchange-oauth-lab: .*a-file.*--data-dir\.\n$/,
  });
});

t.test('scenarios that can’t be switched on together leave nothing behind', async (t) => {
  const dataDir = join(folder, 'together');
  const args = ['start', '--data-dir', dataDir, ...freePorts];
  const failed = await here('exchange-oauth-lab', [...args, '--scenario', 'foreign-tenant,mailbox-unknown']);
  t.match(failed, { code: 1, err: /'mailbox-unknown' can't be switched on/ });
  const state = JSON.parse(await readFile(join(dataDir, 'state.json'), 'utf8')) as { activeScenarios: string[] };
  t.same(state.activeScenarios, []);
});

t.test(
  'Ctrl-C in the middle of the tour leaves a healthy lab',
  { skip: windows && 'Windows has no SIGINT to send' },
  async (t) => {
    const dataDir = join(folder, 'tour');
    const child = start('exchange-oauth-lab', ['start', '--tour', '--data-dir', dataDir, ...freePorts]);
    const end = finished(child);
    await new Promise<void>((done) =>
      child.stdout.on('data', (text: Buffer) => text.includes('2. On-premises') && done()),
    );
    await new Promise((done) => setTimeout(done, 20));
    child.kill('SIGINT');
    t.match(await end, { code: 0, err: '' });
    const state = JSON.parse(await readFile(join(dataDir, 'state.json'), 'utf8'));
    t.strictSame([state.activeScenarios, state.network.publishing.hostHeader], [[], { mode: 'preserve' }]);
  },
);

t.test('a lab that was left broken starts without the tour, and says how to mend it', async (t) => {
  const args = ['start', '--tour', '--scenario', 'connection-reset', '--data-dir', join(folder, 'left'), ...freePorts];
  const child = start('exchange-oauth-lab', args);
  const end = finished(child);
  await new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => chunk.toString().includes('Ctrl-C stops') && done());
    child.once('exit', () => done());
  });
  child.kill('SIGTERM');
  const { out, err } = await end;
  t.equal(err, '');
  t.match(out, /broken by connection-reset: no tour\. `scenarios reset` below makes it healthy\.\n/);
  t.notMatch(out, /the lab is healthy/);
  t.match(out, /npx exchange-oauth-lab scenarios reset/);
});

t.test('a lab whose directory was changed is not shown as healthy', async (t) => {
  const dataDir = join(folder, 'changed');
  const { child, end, lab } = await serve(['--data-dir', dataDir]);
  const off = ['-Identity', 'EX01\\EWS (Default Web Site)', '-OAuthAuthentication:false', '-Lab', lab.control];
  t.match(await here('exchange-oauth-lab', ['Set-WebServicesVirtualDirectory', ...off]), { code: 0 });
  child.kill('SIGTERM');
  await end;
  const again = start('exchange-oauth-lab', ['start', '--tour', '--data-dir', dataDir, ...freePorts]);
  const shown = finished(again);
  await new Promise<void>((done) => again.stdout.on('data', (text: Buffer) => text.includes('Ctrl-C stops') && done()));
  again.kill('SIGTERM');
  const { out } = await shown;
  t.match(out, /changed in an earlier session, so the tour ends here\. `scenarios reset` makes it healthy\./);
  t.notMatch(out, '3. A failure');
  t.notMatch(out, 'ErrorNonExistentMailbox', 'no answer is explained that did not come');
});

t.test('what is no lab is one clear line', async (t) => {
  const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
  const silent = createTcpServer(() => {}).listen(0, '127.0.0.1');
  const noHttp = createTcpServer((socket) => socket.end('220 ready\r\n')).listen(0, '127.0.0.1');
  const hangingUp = createTcpServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await Promise.all([server, silent, noHttp, hangingUp].map((it) => it.listening || once(it, 'listening')));
  t.teardown(() => [server, silent, noHttp, hangingUp].map((it) => it.close()));
  const at = (it: Server | TcpServer) => `http://127.0.0.1:${(it.address() as { port: number }).port}`;
  for (const url of [
    at(server),
    at(silent),
    at(noHttp),
    at(hangingUp),
    at(server).replace('http', 'https'),
    'ftp://x',
  ]) {
    const { code, out, err } = await here('Test-OAuthConnectivity', [
      ...['-Service', 'EWS', '-TargetUri', 'https://hybrid.msxfaq.de', '-Mailbox', 'a', '-Lab', url],
    ]);
    t.match({ code, out }, { code: 2, out: '' }, url);
    t.match(err, /^Test-OAuthConnectivity: .*\n$/);
    t.notMatch(err, /\n./, 'one line');
  }
});
