import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import t from 'tap';
import type { Lab, StartOptions } from '../src/index.js';
import { startNginxProxy } from '../src/network/nginx-proxy.js';
import { healthyPublishing } from '../src/network/publishing.js';
import { writeFileAtomically } from '../src/pki/atomic-file.js';
import { TestLabs } from './acceptance/labs.js';
import { finished, startProgram } from './acceptance/programs.js';
import { missing } from './acceptance/tools.js';

// Exchange published by a real nginx: what a fault of the publishing leaves behind is the same as with the embedded proxy.

const noNginx = await missing('nginx', ['-v']);
const labs = new TestLabs('nginx');
t.teardown(() => labs.close());

/** Less than a body takes that comes slowly. */
const responseTimeoutMs = 3000;

type Fault = Readonly<Record<string, string | boolean>>;

/** Faults of the publishing that a proxy has, as Set-LabPublishing is told of them. */
const harmless: readonly Fault[] = [{}, { MinTlsVersion: 'Tls12', MaxTlsVersion: 'Tls12' }];
const faults: readonly Fault[] = [
  ...harmless,
  { HostHeader: 'Rewrite', HostHeaderValue: 'ex01.msxfaq.local' },
  { HostHeader: 'Drop' },
  { Target: 'OtherWebServer' },
  { AuthorizationHeader: 'Drop' },
  { UpstreamScheme: 'Http' },
  { PreAuthentication: true },
  { Answer: 'HtmlPage' },
  { Answer: 'Redirect' },
  { Answer: 'ServiceUnavailable' },
  { Answer: 'GatewayTimeout' },
  { Body: 'Slow' },
  { Body: 'Cut' },
  { MinTlsVersion: 'Tls10', MaxTlsVersion: 'Tls11' },
  { MinTlsVersion: 'Tls13', MaxTlsVersion: 'Tls13' },
  { Certificate: 'Untrusted' },
  { Certificate: 'Expired' },
  { Certificate: 'WrongName' },
  { Connection: 'Refuse' },
  { Connection: 'Silent' },
  { Connection: 'ResetBeforeTls' },
  { Connection: 'ResetDuringTls' },
  { Connection: 'ResetAfterTls' },
];

t.test('every fault of the publishing leaves the same evidence', { skip: noNginx }, async (t) => {
  const pair = await bothProxies('faults', { connectTimeoutMs: 1000, responseTimeoutMs });
  const healthy = await evidence(pair[1], {});
  for (const fault of faults) {
    const [expected, found] = await Promise.all(pair.map((lab) => evidence(lab, fault)));
    t.same(found, expected, JSON.stringify(fault));
    t.equal(isDeepStrictEqual(found, healthy), harmless.includes(fault), 'and it shows, if it does harm');
  }
});

t.test(
  'Exchange gets the same header lines, X-Forwarded-For behind what a proxy before has written',
  { skip: noNginx },
  async (t) => {
    const pair = await bothProxies('headers');
    const [embedded, nginx] = await Promise.all(
      pair.map(async (lab) => {
        const headers = {
          Host: 'owa.msxfaq.de',
          'x-forwarded-for': '10.0.0.1',
          under_score: '1',
          Authorization: 'Bearer',
        };
        const call = request(lab.exchange.proxyUrl, {
          path: '/EWS/Exchange.asmx?a=%C3%A4&b',
          method: 'POST',
          headers,
          ca: lab.ca,
        });
        call.end('<a/>');
        const [answer] = (await once(call, 'response')) as [IncomingMessage];
        answer.resume();
        const seen = lab.transactions.list({ limit: 1 })[0]?.request;
        const lines = seen?.headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`).toSorted();
        return { status: answer.statusCode, url: seen?.url, lines };
      }),
    );
    t.same(nginx, embedded);
    t.match(nginx, { status: 401, url: '/EWS/Exchange.asmx?a=%C3%A4&b' });
    t.ok(nginx?.lines?.includes('x-forwarded-for: 10.0.0.1, 40.99.157.189'));
  },
);

t.test('every scenario shows the same', { skip: noNginx }, async (t) => {
  const pair = await bothProxies('scenarios');
  for (const { id, direction } of pair[0].scenarios.list()) {
    if (direction === 'on-premises -> cloud') continue; // that way is not through this proxy
    const [expected, found] = await Promise.all(pair.map((lab) => scenarioEvidence(lab, id)));
    t.same(found, expected, id);
  }
});

t.test('a lab that is killed leaves no nginx behind', { skip: noNginx }, async (t) => {
  const dataDir = join(labs.directory, 'killed');
  const ports = ['exchange', 'exchange-http', 'cloud', 'control'].flatMap((name) => [`--${name}-port`, '0']);
  const args = ['start', '--reverse-proxy', 'nginx', '--json', '--data-dir', dataDir, ...ports];
  const child = startProgram('exchange-oauth-lab', args, labs.directory);
  const whole = finished(child);
  const failed = await Promise.race([once(child.stdout, 'data').then(() => undefined), whole]);
  if (failed) throw new Error(`The lab did not start: ${failed.err}`);
  const pid = Number(await readFile(join(dataDir, 'nginx', 'nginx.pid'), 'utf8'));
  t.ok(isAlive(pid), 'nginx runs');
  child.kill('SIGKILL');
  for (let time = 0; time < 500 && isAlive(pid); time++) await pause(20);
  t.notOk(isAlive(pid), 'and has ended with the lab');
});

t.test('its key is closed to others', { skip: noNginx || process.platform === 'win32' }, async (t) => {
  const { mode } = await stat(join(labs.directory, 'faults-nginx', 'nginx', 'certificate.key'));
  t.equal(mode & 0o777, 0o600);
});

t.test('a program that is missing is one clear line', async (t) => {
  const nowhere = { address: '127.0.0.1', port: 9 };
  const proxy = startNginxProxy({
    program: 'no-such-nginx',
    identity: async () => ({ certificate: '', privateKey: '' }),
    exchange: nowhere,
    exchangeHttp: nowhere,
    otherWebServer: nowhere,
    exchangeName: 'localhost',
    exchangeRoots: '',
    directory: t.testdir({}),
    writeFile: writeFileAtomically,
    publishing: healthyPublishing,
  });
  await t.rejects(proxy, { name: 'LabError', message: /^The reverse proxy can’t be nginx: .*apt install nginx/ });
});

t.test('the page of the docs says what every variable of the configuration is', async (t) => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const page = await readFile(join(root, 'docs', 'nginx.md'), 'utf8');
  const folder = join(root, 'nginx', 'templates');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.template'));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const variables = new Set(texts.join('').match(/(?<=\$\{)[A-Z_]+(?=\})/g));
  t.ok(variables.size > 10);
  t.same(
    [...variables].filter((name) => !page.includes(`\`${name}\``)),
    [],
  );
});

t.test('the labs made no mistakes of their own', async (t) => {
  t.same(labs.defects, []);
});

/** Two labs that differ in their proxy alone. */
async function bothProxies(name: string, options: StartOptions = {}): Promise<readonly [Lab, Lab]> {
  return [
    await labs.start(`${name}-embedded`, options),
    await labs.start(`${name}-nginx`, { ...options, reverseProxy: 'nginx' }),
  ];
}

/** What a run of the scenario shows while the lab is broken, and whether it is mended after. */
async function scenarioEvidence(lab: Lab, id: string) {
  const { broken, passed, evidence, differences } = await lab.scenario(id).run();
  return {
    result: 'error' in broken ? broken.error.message : broken.output.map(comparableObject),
    iisLog: evidence.iisLog.map(comparableLine),
    diagnostics: evidence.diagnostics,
    passed,
    differences: withoutIds(differences.join()),
  };
}

function comparableObject(object: Readonly<Record<string, unknown>>) {
  const { Detail, ResultType } = object;
  return typeof Detail === 'string' ? { ResultType, Detail: comparableDetail(Detail) } : Object.keys(object);
}

/** What the fault leaves behind: the cmdlet's object, and the IIS log of Exchange. */
async function evidence(lab: Lab, fault: Fault) {
  if (Object.keys(fault).length > 0) await lab.cmdlet('Set-LabPublishing', fault);
  const last = lab.transactions.list({ limit: 1 })[0]?.id;
  const { ResultType, Detail } = await lab.testOAuthConnectivity({
    Service: 'EWS',
    TargetUri: 'https://hybrid.msxfaq.de',
    Mailbox: 'user1@msxfaq.de',
  });
  const transactions = lab.transactions.list(last === undefined ? {} : { after: last });
  const log = transactions
    .filter(({ side }) => side === 'OnPremises')
    .flatMap(({ id }) => (lab.transactions.log(id, 'iis-log') ?? '').trim().split('\n'));
  await lab.scenarios.reset();
  return { ResultType, Detail: comparableDetail(Detail), log: log.map(comparableLine) };
}

/**
 * A Detail without what no two calls share: ids and times. Where headers are shown: nginx writes them in another order, and
 * says in a line of its own that the connection ends, which concerns no more than that.
 */
function comparableDetail(detail: string): readonly string[] {
  const isHeader = (line: string) => line.startsWith('Values for header ');
  const lines = withoutIds(detail)
    .replaceAll(/\b\d{10}\b/g, '<time>')
    .replaceAll(/\w{3}, \d\d \w{3} \d{4} [\d:]{8} GMT/g, '<date>')
    .split('\n');
  const headers = lines.filter(
    (line) => isHeader(line) && !/^Values for header (?:Connection:|Server: nginx)/.test(line),
  );
  return [...lines.filter((line) => !isHeader(line)), ...headers.toSorted()];
}

/** A line of the IIS log without date, time, ids, time-taken and token. */
function comparableLine(line: string): string {
  return withoutIds(line)
    .replace(/^\S+ \S+ /, '')
    .replace(/ \d+( \S+ \S+ \S+)$/, ' <time>$1')
    .replace(/Bearer\+\S+/, 'Bearer+<token>');
}

function withoutIds(text: string): string {
  return text
    .replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g, '<guid>')
    .replaceAll(/\b[\dA-F]{40}\b|(?<="(?:x5t|kid)":")[\w-]{27}(?=")/g, '<thumbprint>')
    .replaceAll(/\d{4}-\d\d-\d\d[ T][\d:.]{8,12}Z/g, '<date>');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
