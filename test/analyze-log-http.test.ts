import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { request } from 'undici';
import { main } from '../src/cli/main.js';
import { TestLabs } from './acceptance/labs.js';

/** Logs that are sent along come to what the program makes of them. */

const labs = new TestLabs('analyze-log-http');
t.teardown(() => labs.close());
const lab = await labs.start('lab');

const sample = 'docs/samples/u_ex251103_x.log';
const markup = '<img src=x onerror=alert(1)>.log';

async function post(body: unknown) {
  const { statusCode, body: answer } = await request(`${lab.control.url}/api/analyze-log`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const json = (await answer.json()) as {
    readonly text: string;
    readonly files: readonly { readonly file: string }[];
    readonly failures: readonly { readonly cause: string | null }[];
    readonly causes: readonly { readonly id: string }[];
    readonly error: { readonly category: string; readonly message: string };
  };
  return { status: statusCode, json };
}

const sent = (name: string, content: Buffer) => ({ name, FileData: content.toString('base64') });
const sentFiles = (paths: readonly string[]) => paths.map((path) => sent(path, readFileSync(path)));

/** The sample's conversation again and again, each in seconds of its own. */
function longLog(conversations: number): Buffer {
  const [head = '', ...lines] = readFileSync(sample)
    .toString()
    .split(/(?<=\n)(?=2025)/);
  const rounds = Array.from({ length: conversations }, (_, round) => {
    const time = (second: number) => new Date(Date.UTC(2025, 10, 3, 0, 0, 2 * round + second)).toISOString();
    return lines.map((line, second) => line.replace(/08:00:\d\d/, time(second).slice(11, 19))).join('');
  });
  return Buffer.from(head + rounds.join(''));
}

/** What the program prints about these files. */
async function printed(...args: readonly string[]): Promise<string> {
  let out = '';
  await main(['analyze-log', ...args], {
    out: (text) => {
      out += text;
    },
    err: () => undefined,
    environment: {},
  });
  return out;
}

/** The answer is the program's JSON, and its text beside it. */
async function sameAsProgram(t: Test, paths: readonly string[], redact: boolean) {
  const how = redact ? ['--redact'] : [];
  const { status, json } = await post({ files: sentFiles(paths), redact });
  t.equal(status, 200);
  const { text, causes, ...report } = json;
  const named = new Set(report.failures.flatMap(({ cause }) => cause ?? []));
  const told = new Set(causes.map(({ id }) => id));
  t.strictSame(
    [...named].filter((id) => !told.has(id)),
    [],
    'and each cause that they name',
  );
  t.strictSame(report, JSON.parse(await printed('--format', 'json', ...how, ...paths)));
  t.equal(text, await printed(...how, ...paths));
}

t.test('a log with a failure: the same report and the same text, redacted or not', async (t) => {
  for (const redact of [false, true]) await sameAsProgram(t, [sample], redact);
  const { json } = await post({ files: sentFiles([sample]) });
  t.match(json, { failures: [{ cause: 'realm-not-accepted', client: '40.99.157.189' }], text: /Failures: 1/ });
});

t.test('all logs of a broken lab in one call', async (t) => {
  const broken = await labs.start('broken');
  await broken.scenario('host-rewritten').run();
  await broken.scenario('foreign-tenant').run();
  await broken.close();
  const folder = join(labs.directory, 'broken', 'logs');
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.log$/i.test(path))
    .map((path) => join(folder, path))
    .toSorted();
  t.ok(paths.length > 3, `${paths.length} logs`);
  for (const redact of [false, true]) await sameAsProgram(t, paths, redact);
});

t.test('packed, or longer than a piece: the same comes of it', async (t) => {
  const long = longLog(2000);
  t.ok(long.length > 3 * 64 * 1024);
  const whole = await post({ files: [sent('u_ex.log', long)] });
  t.match(whole.json, { failures: [{ count: 2000 }] });
  const packed = await post({ files: [sent('u_ex.log', gzipSync(long))] });
  t.strictSame(packed, whole);
  const wrapped = { name: 'u_ex.log', FileData: (long.toString('base64').match(/.{1,76}/g) ?? []).join('\r\n') };
  t.strictSame(await post({ files: [wrapped] }), whole, 'base64 as programs break it into lines');
});

t.test('a name is text: never a path, never a line of its own, and twice the same are two', async (t) => {
  const content = readFileSync(sample);
  const { json } = await post({ files: [sent(markup, content), sent(markup, content)] });
  t.strictSame(
    json.files.map(({ file }) => file),
    [markup, `${markup} (2)`],
  );
  t.match(json.text, `${markup}:6`);
  const path = join(labs.directory, 'written.log');
  t.equal((await post({ files: [sent(path, content)] })).json.files[0]?.file, path);
  t.notOk(existsSync(path), 'nothing is written there');
  const there = await post({ files: [sent(sample, Buffer.from('hello'))] });
  t.equal(there.status, 400, 'nor is read what lies there');
  const spoofed = await post({ files: [sent('a.log\nNo failure found.', content)] });
  t.match(spoofed, { status: 400, json: { error: { message: 'The name of a file has no control characters.' } } });
  const own = await post({ files: [sent('__proto__', content), sent('constructor', content)] });
  t.strictSame(
    own.json.files.map(({ file }) => file),
    ['__proto__', 'constructor'],
  );
});

t.test('what can’t be read is said', async (t) => {
  const refused = async (body: unknown, message: string | RegExp, status = 400) =>
    t.match(await post(body), { status, json: { error: { category: 'InvalidArgument', message } } });
  await refused({ files: [{ name: markup, FileData: 'not base64!' }] }, `The FileData of '${markup}' is no base64.`);
  for (const FileData of ['A', 'AA=A', 'AAA=AAAA', 'é'])
    await refused({ files: [{ name: 'a', FileData }] }, /is no base64/);
  await refused({ files: [{ name: 'a.log', FileData: '' }] }, 'None of it is a log that can be read.');
  await refused(
    { files: [sent('a.txt', Buffer.from('hello world\n'))] },
    /^None of it is a log that can be read\. a\.txt:1: no #Fields line/,
  );
  await refused({ files: [] }, /must NOT have fewer than 1 items/);
  await refused({}, /must have required property 'files'/);
  await refused({ files: [{ name: 'a', path: sample }] }, /POST \/api\/analyze-log: the body/);
  const half = gzipSync(readFileSync(sample)).subarray(0, 60);
  t.match(await post({ files: [sent('half.log.gz', half), ...sentFiles([sample])] }), {
    status: 200,
    json: { problems: [{ file: 'half.log.gz', what: /^can't be read on: / }], failures: [{}] },
  });
});

t.test('what is too large is refused with the way to go', async (t) => {
  const tooLarge = JSON.stringify({ files: [{ name: 'a.log', FileData: 'A'.repeat(64 * 1024 * 1024) }] });
  t.match(await post(tooLarge), {
    status: 413,
    json: { error: { category: 'InvalidArgument', message: /takes 64 MB.*exchange-oauth-lab analyze-log FILE$/ } },
  });
  t.equal((await post({ files: sentFiles([sample]) })).status, 200, 'and the next call is taken');
});

/** A call whose body is still to come, once the lab has taken its head. */
async function begun(length: number) {
  const { hostname, port } = new URL(lab.control.url);
  const headers = { 'content-type': 'application/json', 'content-length': length, expect: '100-continue' };
  const call = httpRequest({ hostname, port, method: 'POST', path: '/api/analyze-log', headers, agent: false });
  call.flushHeaders();
  await once(call, 'continue');
  return call;
}

t.test('one call at a time; the lab answers others meanwhile', async (t) => {
  const body = JSON.stringify({ files: sentFiles([sample]) });
  const long = sent('u_ex251103.log', longLog(5_000));
  const first = post({ files: [long] });
  let second = await post({ files: [] });
  while (second.status === 400) second = await post({ files: [] }); // until the first has come whole
  t.match(second, {
    status: 409,
    json: { error: { category: 'InvalidOperation', message: /^Other logs are being analysed/ } },
  });
  const health = await request(`${lab.control.url}/api/health`);
  t.strictSame([health.statusCode, await health.body.json()], [200, { status: 'ok' }]);
  t.equal((await first).status, 200);
  t.equal((await post(body)).status, 200, 'then the next');
});

t.test('who is slow to send keeps nobody waiting', async (t) => {
  const body = JSON.stringify({ files: sentFiles([sample]) });
  const slow = await begun(Buffer.byteLength(body));
  slow.write(body.slice(0, 100));
  t.equal((await post(body)).status, 200);
  const answered = once(slow, 'response');
  slow.end(body.slice(100));
  const [answer] = (await answered) as [IncomingMessage];
  t.equal(answer.statusCode, 200, 'and is answered when it has come');
  answer.resume();
});

t.test('who goes away leaves nothing behind: the next call is taken', async (t) => {
  const left = await begun(1000);
  left.on('error', () => undefined);
  left.destroy();
  const body = JSON.stringify({ files: sentFiles([sample]) });
  let answer = await post(body);
  for (let tries = 0; answer.status === 409 && tries < 1000; tries += 1) answer = await post(body);
  t.equal(answer.status, 200);
});

t.test('no defects', async (t) => {
  t.strictSame(labs.defects, []);
});
