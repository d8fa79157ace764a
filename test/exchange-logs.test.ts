import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import { Journal } from '../src/evidence/journal.js';
import { LogFiles, type LogFilesOptions } from '../src/evidence/log-files/log-files.js';
import { loggedRequest } from '../src/evidence/logged-request.js';
import { httpProxyLogHeader, httpProxyLogRow } from '../src/evidence/renderers/http-proxy-log.js';
import type { Lab } from '../src/index.js';
import { exchangeBuilds } from '../src/protocol/exchange-version.js';
import { TestLabs } from './acceptance/labs.js';
import { finished, startProgram } from './acceptance/programs.js';
import { missing } from './acceptance/tools.js';
import { madeTransaction } from './acceptance/transactions.js';
import { call, closeAgents, getFolder } from './acceptance/wire.js';

// Exchange's own logs, and how all log files are kept: by day and hour, buffered, bounded, whatever the disk does.

const labs = new TestLabs('exchange-logs');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const build = exchangeBuilds['2016'];
const backEnd = [
  ['X-CalculatedBETarget', 'ex01.msxfaq.de'],
  ['X-BEServer', 'EX01'],
] as const;
const succeeded = madeTransaction({
  token: 'x.y.z',
  userName: 'user2@msxfaq.de',
  response: { status: 200, headers: backEnd },
});

/** The columns as facts/oauth-outbound-admin §5.2 has them, from a real file of Exchange 2016. */
const realColumns =
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,Protocol,UrlHost,UrlStem,ProtocolAction,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,AnchorMailbox,UserAgent,ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,ProxyAction,TargetServer,TargetServerVersion,RoutingType,RoutingHint,BackEndCookie,ServerLocatorHost,ServerLocatorLatency,RequestBytes,ResponseBytes,TargetOutstandingRequests,AuthModulePerfContext,HttpPipelineLatency,CalculateTargetBackEndLatency,GlsLatencyBreakup,TotalGlsLatency,AccountForestLatencyBreakup,TotalAccountForestLatency,ResourceForestLatencyBreakup,TotalResourceForestLatency,ADLatency,SharedCacheLatencyBreakup,TotalSharedCacheLatency,ActivityContextLifeTime,ModuleToHandlerSwitchingLatency,ClientReqStreamLatency,BackendReqInitLatency,BackendReqStreamLatency,BackendProcessingLatency,BackendRespInitLatency,BackendRespStreamLatency,ClientRespStreamLatency,KerberosAuthHeaderLatency,HandlerCompletionLatency,RequestHandlerLatency,HandlerToModuleSwitchingLatency,ProxyTime,CoreLatency,RoutingLatency,HttpProxyOverhead,TotalRequestTime,RouteRefresherLatency,UrlQuery,BackEndGenericInfo,GenericInfo,GenericErrors,EdgeTraceId,DatabaseGuid,UserADObjectGuid,PartitionEndpointLookupLatency,RoutingStatus';

const noPython = await missing('python3', ['--version']);

/** Rows as Python's csv module reads them. */
function readCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const script = 'import csv,json,sys; print(json.dumps(list(csv.reader(sys.stdin))))';
  const rows = JSON.parse(execFileSync('python3', ['-c', script], { input: text, encoding: 'utf8' })) as string[][];
  const fields = rows.find(([first]) => first?.startsWith('#Fields: '));
  if (!fields) throw new Error('There is no directive of the fields.');
  const names = fields.map((name) => name.replace('#Fields: ', ''));
  return rows
    .filter(([first]) => !first?.startsWith('#'))
    .map((row) => {
      if (row.length !== names.length) throw new Error(`${row.length} values for ${names.length} columns`);
      return Object.fromEntries(names.map((name, index) => [name, row[index] ?? '']));
    });
}

t.test('the directives of the HttpProxy log are those of a real file', async (t) => {
  t.equal(
    httpProxyLogHeader({ ...build, build: 2375, revision: 7 }, Date.UTC(2023, 0, 9, 19)),
    [
      '#Software: Microsoft Exchange Server',
      '#Version: 15.01.2375.007',
      '#Log-type: HttpProxy Logs',
      '#Date: 2023-01-09T19:00:00.000Z',
      `#Fields: ${realColumns}`,
    ].join('\n'),
  );
});

t.test('rows of the HttpProxy log', { skip: noPython }, async (t) => {
  const row = (transaction: Parameters<typeof loggedRequest>[0]) => {
    const text = httpProxyLogRow(loggedRequest(transaction), build) ?? '';
    return readCsv(`${httpProxyLogHeader(build, 0)}\n${text}\n`)[0] ?? {};
  };
  await t.test('of a token that was let in', async (t) => {
    t.match(row(succeeded), {
      DateTime: '2020-10-01T11:45:23.000Z',
      RequestId: succeeded.id,
      MajorVersion: '15',
      Protocol: 'Ews',
      UrlHost: 'owa.msxfaq.de',
      UrlStem: '/ews/Exchange.asmx',
      AuthenticationType: 'Bearer',
      IsAuthenticated: 'true',
      AuthenticatedUser: 'user2@msxfaq.de',
      HttpStatus: '200',
      BackEndStatus: '200',
      TargetServer: 'ex01.msxfaq.de',
      GenericErrors: '',
      RoutingStatus: 'CafeV1',
    });
  });
  await t.test('of a token that was refused, with the diagnostics in GenericInfo', async (t) => {
    const reason = 'The hostname component of the audience claim value is invalid. Expected "a, b".';
    const refused = row(
      madeTransaction({ token: 'x.y.z', diagnostics: { code: 2000003, reason, errorCategory: 'invalid_resource' } }),
    );
    t.match(refused, { IsAuthenticated: 'false', AuthenticatedUser: '', BackEndStatus: '', GenericErrors: '' });
    t.equal(refused.GenericInfo, `OAuthError=${reason};OAuthErrorCategory=invalid_resource;`);
  });
  await t.test('of an error of the back end, in the words of a real row', async (t) => {
    const refused = row({ ...succeeded, response: { ...succeeded.response, status: 403 } });
    t.equal(
      refused.GenericErrors,
      'WebExceptionStatus=ProtocolError;ResponseStatusCode=403;WebException=System.Net.WebException: The remote server returned an error: (403) Forbidden.;',
    );
  });
  t.equal(httpProxyLogRow(loggedRequest(madeTransaction({ request: { target: '/owa' } })), build), undefined);
  t.equal(httpProxyLogRow(loggedRequest(madeTransaction({ side: 'Cloud' })), build), undefined);
});

t.test('a call stands in the HttpProxy log twice and in the EWS log once', { skip: noPython }, async (t) => {
  const lab = await labs.start('rows');
  await call(lab, { headers: [['Authorization', 'Bearer']] });
  await call(lab, {
    token: lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' }).token,
    headers: [
      ['Content-Type', 'text/xml; charset=utf-8'],
      ['SOAPAction', '"http://schemas.microsoft.com/exchange/services/2006/messages/GetFolder"'],
    ],
    body: getFolder(),
  });
  const paths = (await lab.logs.list()).map(({ path }) => path);
  const content = async (start: string) =>
    (await lab.logs.read(paths.find((path) => path.startsWith(start)) ?? '')) ?? '';
  const proxy = readCsv(await content('Logging/HttpProxy/Ews/HttpProxy_'));
  t.match(proxy, [{ HttpStatus: '401' }, { HttpStatus: '200', AuthenticationType: 'Bearer' }]);
  const ews = readCsv(await content('Logging/Ews/Ews_'));
  t.match(ews, [
    { HttpStatus: '200', SoapAction: 'GetFolder', AuthenticatedUser: 'user2@msxfaq.de', FrontEndServer: 'EX01' },
  ]);
  t.equal(ews[0]?.RequestId, proxy[1]?.RequestId);
  t.equal(await lab.logs.read('../state.json'), undefined, 'nothing beside the logs');
  await lab.close();
  if (process.platform !== 'win32') {
    const root = join(labs.directory, 'rows', 'logs');
    t.equal(statSync(root).mode & 0o777, 0o700);
    t.equal(statSync(join(root, paths[0] ?? '')).mode & 0o777, 0o600);
  }
  t.same(labs.defects, []);
});

/** Log files in a directory of their own, without a lab. */
function logFiles(t: Test, options: Partial<LogFilesOptions> = {}) {
  const directory = options.directory ?? join(t.testdir({}), 'logs');
  const journal = new Journal(10);
  const defects: unknown[] = [];
  const logs = new LogFiles({
    directory,
    journal,
    build: () => build,
    iisLogFields: 'all',
    logTokens: false,
    maxBytes: 100_000_000,
    onDefect: (error) => defects.push(error),
    ...options,
  });
  const front = join(directory, 'inetpub/logs/LogFiles/W3SVC1');
  const lines = (name: string) => readFileSync(join(front, name), 'utf8').trimEnd().split('\r\n');
  return { directory, journal, logs, defects, front, lines };
}

const at = (time: number, id = succeeded.id) => ({ ...succeeded, arrived: time, id });
const midnight = Date.UTC(2026, 10, 24);

t.test('days are UTC’s, hours are Exchange’s; a request that ends late goes to its own day', async (t) => {
  const { directory, journal, logs, front, lines } = logFiles(t);
  for (const time of [midnight - 2, midnight + 1, midnight - 1, midnight + 3_600_000]) journal.record(at(time));
  await logs.close();
  t.same(readdirSync(front).toSorted(), ['u_ex261123_x.log', 'u_ex261124_x.log']);
  t.equal(lines('u_ex261123_x.log').length, 4 + 2, 'one head, two lines');
  t.equal(lines('u_ex261124_x.log')[2], '#Date: 2026-11-24 00:00:00');
  t.same(readdirSync(join(directory, 'Logging/HttpProxy/Ews')).toSorted(), [
    'HttpProxy_2026112323-1.LOG',
    'HttpProxy_2026112400-1.LOG',
    'HttpProxy_2026112401-1.LOG',
  ]);
});

t.test('the lab’s clock decides, also when it is moved', async (t) => {
  const lab = await labs.start('clock');
  lab.clock.set(Date.UTC(2026, 11, 31, 23, 59, 30));
  await call(lab);
  lab.clock.advance(60_000);
  await call(lab);
  const names = (await lab.logs.list()).map(({ path }) => path).filter((path) => path.includes('W3SVC1/u_ex'));
  t.same(
    names.map((path) => path.split('/').at(-1)),
    ['u_ex261231_x.log', 'u_ex270101_x.log'],
  );
  await lab.close();
});

t.test('a start goes on in IIS’s file, with the directives again, and begins one of Exchange’s', async (t) => {
  const first = logFiles(t);
  first.journal.record(at(midnight));
  await first.logs.close();
  writeFileSync(join(first.front, 'u_ex261124_x.log'), '2026-11-24 00:00:01 torn by a ki', { flag: 'a' });
  const second = logFiles(t, { directory: first.directory });
  second.journal.record(at(midnight));
  await second.logs.close();
  const lines = second.lines('u_ex261124_x.log');
  t.equal(lines.length, 5 + 5);
  t.match(lines[5], /^#Software: /, 'the torn line is gone');
  t.same(readdirSync(join(first.directory, 'Logging/Ews')), ['Ews_2026112400-1.LOG', 'Ews_2026112400-2.LOG']);
});

t.test('the files together stay below their bound, the oldest go', async (t) => {
  const { directory, journal, logs, front } = logFiles(t, { maxBytes: 200_000 });
  const eventLog = join(directory, 'System32/winevt/Logs/Application.xml');
  mkdirSync(dirname(eventLog), { recursive: true });
  writeFileSync(eventLog, '<Event/>\n');
  for (let index = 0; index < 2000; index += 1) {
    journal.record(at(midnight, String(index)));
    if (index % 50 === 0) await logs.flush();
  }
  await logs.flush();
  const files = await logs.list();
  await logs.close();
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  t.ok(total <= 200_000 + 60_000, `${total} bytes`);
  const names = readdirSync(front).toSorted(
    (a, b) => statSync(join(front, a)).mtimeMs - statSync(join(front, b)).mtimeMs,
  );
  t.ok(names.length >= 1 && names.every((name) => /^u_ex261124_x(-\d+)?\.log$/.test(name)), names.join());
  t.notOk(names.includes('u_ex261124_x.log'), 'the first file of the day has gone');
  t.match(readFileSync(join(front, names.at(-1) ?? ''), 'utf8'), 'cafeReqId=1999;', 'the newest line is there');
  t.notOk(existsSync(join(directory, 'state.json')));
  t.ok(existsSync(eventLog), 'the event logs, oldest of all, are not theirs to remove');
});

t.test('logMaxBytes 0 writes nothing', async (t) => {
  const { directory, journal, logs } = logFiles(t, { maxBytes: 0 });
  journal.record(at(midnight));
  t.same(await logs.list(), []);
  await logs.close();
  t.notOk(existsSync(directory));
});

t.test('a disk that can’t be written is said once, and written again as soon as it can', async (t) => {
  const { directory, journal, logs, defects, lines } = logFiles(t);
  writeFileSync(directory, 'a file where the directory should be');
  for (let index = 0; index < 3; index += 1) {
    journal.record(at(midnight));
    await logs.flush();
  }
  t.equal(defects.length, 1);
  t.match((defects[0] as Error).message, /^The lab can't write its logs: .* are not logged until it can\.$/);
  rmSync(directory);
  journal.record(at(midnight, 'after the trouble'));
  await logs.close();
  t.match(lines('u_ex261124_x.log').at(-1), 'after the trouble');
  t.equal(lines('u_ex261124_x.log').length, 5);
  t.equal(defects.length, 1);
});

t.test('files that somebody removes are made anew, head and all', async (t) => {
  const { directory, journal, logs, defects, lines } = logFiles(t);
  journal.record(at(midnight));
  await logs.flush();
  rmSync(directory, { recursive: true });
  journal.record(at(midnight));
  await logs.close();
  t.equal(lines('u_ex261124_x.log').length, 5);
  t.same(defects, []);
});

t.test(
  'the lab serves on while its logs can’t be written',
  { skip: process.getuid?.() === 0 && 'root writes everywhere' },
  async (t) => {
    const directory = join(labs.directory, 'closed');
    const lab = await labs.start('closed');
    mkdirSync(join(directory, 'logs'), { recursive: true });
    chmodSync(join(directory, 'logs'), 0o500);
    t.equal((await call(lab)).status, 401);
    await lab.logs.list();
    t.match(labs.defects, [{ message: /can't write its logs/ }]);
    labs.defects.length = 0;
    chmodSync(join(directory, 'logs'), 0o700);
  },
);

t.test('two labs in one process have logs of their own', async (t) => {
  const [one, other] = await Promise.all([labs.start('one'), labs.start('other')]);
  await call(one);
  t.equal((await one.logs.list()).length > 0, true);
  t.same(await other.logs.list(), []);
  await Promise.all([one.close(), other.close()]);
});

t.test('a lab that is killed leaves whole lines', async (t) => {
  const dataDir = join(labs.directory, 'killed');
  const ports = ['exchange', 'exchange-http', 'cloud', 'control'].flatMap((name) => [`--${name}-port`, '0']);
  const child = startProgram('exchange-oauth-lab', ['start', '--json', '--data-dir', dataDir, ...ports], t.testdir({}));
  const end = finished(child);
  const { exchange, ca } = await new Promise<{ exchange: { https: string }; ca: string }>((done) => {
    child.stdout.once('data', (line: Buffer) => done(JSON.parse(line.toString())));
  });
  const killed = { exchange: { url: exchange.https }, ca: readFileSync(ca, 'utf8') } as Lab;
  const front = join(dataDir, 'logs/inetpub/logs/LogFiles/W3SVC1');
  const headers = [['Authorization', `Bearer ${'x'.repeat(4000)}`]] as const;
  const isThere = () => existsSync(front) && readdirSync(front).some((name) => statSync(join(front, name)).size > 0);
  // The first lines are on disk after a second; then it dies in the middle of its work.
  for (let index = 0; index < 20_000 && !isThere(); index += 1) await call(killed, { headers });
  child.kill('SIGKILL');
  await end;
  const [name = ''] = readdirSync(front);
  const text = readFileSync(join(front, name), 'utf8');
  const lines = text.split('\r\n');
  t.equal(lines.pop(), '', 'the last line has its end');
  t.ok(lines.length > 4 && lines.every((line) => line.startsWith('#') || line.split(' ').length === 20));
});
