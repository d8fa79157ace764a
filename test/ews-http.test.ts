import { request as httpsRequest } from 'node:https';
import { connect as tlsConnect } from 'node:tls';
import { deflateRawSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import t from 'tap';
import type { Lab } from '../src/index.js';
import { TestLabs } from './acceptance/labs.js';
import {
  type Answer,
  ask,
  call,
  closeAgents,
  ewsTarget,
  getFolder,
  owa,
  parseAnswer,
  writeRaw,
} from './acceptance/wire.js';

// How Exchange Web Services travel over HTTP: codings, chunks, sizes, and requests that are none of theirs.

const labs = new TestLabs('ews-http');
const lab: Lab = await labs.start('lab');
t.teardown(async () => {
  closeAgents();
  await labs.close();
});

const { token } = lab.tokens.issue({ kind: 'actAsUser', mailbox: 'user2@msxfaq.de' });
const soap = ['Content-Type', 'text/xml; charset=utf-8'] as const;
const noError = '<m:ResponseCode>NoError</m:ResponseCode>';

function send(headers: readonly (readonly [string, string])[], body: string | Buffer = getFolder()): Promise<Answer> {
  return call(lab, { token, headers: [soap, ...headers], body });
}

/** A head of lines, and what follows it. */
function raw(lines: readonly string[], rest: string, method = 'POST'): string {
  const head = [`${method} ${ewsTarget} HTTP/1.1`, `Host: ${owa}`, ...lines];
  return `${head.join('\r\n')}\r\n\r\n${rest}`;
}

const withToken = [`Authorization: Bearer ${token}`, 'Content-Type: text/xml; charset=utf-8'];
const isWhole = (text: string) => /<\/s:Envelope>|<\/html>/i.test(text);

t.test('a body in a content coding is read', async (t) => {
  const rows = [
    ['gzip', gzipSync(getFolder())],
    ['GZip', gzipSync(getFolder())],
    ['x-gzip', gzipSync(getFolder())],
    ['deflate', deflateSync(getFolder())],
    ['deflate', deflateRawSync(getFolder())],
  ] as const;
  for (const [coding, body] of rows) {
    const answer = await send([['Content-Encoding', coding]], body);
    t.equal(answer.status, 200, coding);
    t.match(answer.body, noError);
    const steps = lab.transactions.get(answer.header('request-id') ?? '')?.steps ?? [];
    t.match(steps.at(-1), { verdict: 'lenient', detail: /^\[lab\] The body came with Content-Encoding/ });
  }
});

t.test('a body that can’t be decoded is refused', async (t) => {
  const gzip = ['Content-Encoding', 'gzip'] as const;
  t.equal((await send([gzip])).status, 400, 'no gzip at all');
  t.equal((await send([gzip], gzipSync(getFolder()).subarray(0, 200))).status, 400, 'cut off');
  t.equal((await send([gzip], '')).status, 400, 'empty');
  t.equal((await send([['Content-Encoding', 'br']])).status, 415, 'a coding of which nobody has heard');
  t.equal((await send([['Content-Encoding', 'gzip, gzip']], gzipSync(gzipSync(getFolder())))).status, 415, 'two');
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x20));
  t.ok(bomb.length < 300_000);
  const before = process.memoryUsage.rss();
  t.equal((await send([gzip], bomb)).status, 413, 'what would be 200 MB');
  t.ok(process.memoryUsage.rss() - before < 100 * 1024 * 1024, 'and never becomes it');
  const anonymous = await call(lab, { headers: [soap, gzip], body: bomb });
  t.equal(anonymous.status, 401, 'whoever has no token is told so first');
});

/** The bytes of an answer, as they came. */
function bytesOf(headers: Readonly<Record<string, string>>, body = getFolder()) {
  const url = new URL(ewsTarget, lab.exchange.url);
  return new Promise<{ readonly headers: Readonly<Record<string, unknown>>; readonly names: string[]; bytes: Buffer }>(
    (done, fail) => {
      const authorized = { Host: owa, Authorization: `Bearer ${token}`, 'Content-Type': 'text/xml', ...headers };
      const outgoing = httpsRequest(
        url,
        { method: 'POST', headers: authorized, ca: lab.ca, servername: owa },
        (got) => {
          const chunks: Buffer[] = [];
          got
            .on('data', (chunk: Buffer) => chunks.push(chunk))
            .on('end', () =>
              done({
                headers: got.headers,
                names: got.rawHeaders.filter((_, index) => index % 2 === 0),
                bytes: Buffer.concat(chunks),
              }),
            );
        },
      );
      outgoing.on('error', fail).end(body);
    },
  );
}

t.test('whoever accepts gzip gets it', async (t) => {
  for (const accepted of ['gzip', 'gzip, deflate, br', 'deflate, gzip;q=0.5', 'GZIP;q=1.0']) {
    const { headers, names, bytes } = await bytesOf({ 'Accept-Encoding': accepted });
    t.match(headers, { 'content-encoding': 'gzip', vary: 'Accept-Encoding', 'content-length': String(bytes.length) });
    t.same(names.slice(0, 5), ['Cache-Control', 'Content-Type', 'Content-Encoding', 'Vary', 'Server']);
    t.match(gunzipSync(bytes).toString(), noError);
  }
  const rows = [
    {},
    { 'Accept-Encoding': 'identity' },
    { 'Accept-Encoding': 'gzip;q=0' },
    { 'Accept-Encoding': 'gzip;q=0.000, deflate' },
    { 'Accept-Encoding': 'gzip', Via: '1.1 proxy' },
  ];
  for (const headers of rows) {
    const answer = await bytesOf(headers);
    t.equal(answer.headers['content-encoding'], undefined, JSON.stringify(headers));
    t.match(answer.bytes.toString(), noError);
  }
  await t.test('and the record tells what went over the wire', async (t) => {
    const { headers, bytes } = await bytesOf({ 'Accept-Encoding': 'gzip' });
    const record = lab.transactions.get(String(headers['request-id']));
    t.ok((record?.response.bytes ?? 0) > bytes.length);
    t.ok((record?.response.bytes ?? 0) < bytes.length + 1000);
  });
});

t.test('a fault in gzip, too', async (t) => {
  const { headers, bytes } = await bytesOf({ 'Accept-Encoding': 'gzip' }, '<nonsense/>');
  t.equal(headers['content-encoding'], 'gzip');
  t.match(gunzipSync(bytes).toString(), '<s:Fault>');
});

t.test('a body in chunks is read', async (t) => {
  const text = getFolder();
  const chunks = [text.slice(0, 7), text.slice(7, 300), text.slice(300)];
  const rest = `${chunks.map((chunk) => `${chunk.length.toString(16)};name=value\r\n${chunk}\r\n`).join('')}0\r\nTrailer: x\r\n\r\n`;
  const answer = parseAnswer(
    await writeRaw(lab, raw([...withToken, 'Transfer-Encoding: chunked'], rest), { enough: isWhole }),
  );
  t.equal(answer.status, 200);
  t.match(answer.body, noError);
  await t.test('but not one whose chunks are none', async (t) => {
    const broken = raw([...withToken, 'Transfer-Encoding: chunked'], 'zz\r\nnonsense\r\n');
    t.equal(parseAnswer(await writeRaw(lab, broken, { enough: isWhole })).status, 400);
    const both = raw([...withToken, 'Transfer-Encoding: chunked', 'Content-Length: 5'], '0\r\n\r\n');
    t.equal(parseAnswer(await writeRaw(lab, both, { enough: isWhole })).status, 400, 'both lengths: smuggling');
  });
  await t.test('and not more of it than is allowed', async (t) => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    const much = raw([...withToken, 'Transfer-Encoding: chunked'], chunk.repeat(70));
    const answer = parseAnswer(await writeRaw(lab, much, { enough: isWhole }));
    t.equal(answer.status, 413);
  });
});

t.test('what is longer than request filtering allows is not there, for anybody', async (t) => {
  const answer = async (lines: readonly string[], length: number) =>
    parseAnswer(await writeRaw(lab, raw([...lines, `Content-Length: ${length}`], ''), { enough: isWhole }));
  const most = 67_108_864;
  t.equal((await answer(withToken, most + 1)).status, 404);
  const { id } = lab.transactions.list().find(({ response }) => response.status === 404) ?? {};
  t.match(await (await fetch(`${lab.control.url}/api/transactions/${id}/iis-log`)).text(), / 404 13 0 /);
  t.equal((await answer(['Content-Type: text/xml'], most + 1)).status, 404, 'authentication comes later');
  t.equal((await answer(withToken, most)).status, 413, 'the lab takes less by itself');
});

t.test('a client that waits for 100 Continue gets it', async (t) => {
  const body = getFolder();
  const head = raw([...withToken, 'Expect: 100-continue', `Content-Length: ${Buffer.byteLength(body)}`], '');
  const { hostname, port } = new URL(lab.exchange.url);
  const text = await new Promise<string>((done) => {
    const socket = tlsConnect({ host: hostname, port: Number(port), ca: lab.ca, servername: owa }, () =>
      socket.write(head),
    );
    let read = '';
    socket.on('data', (chunk: Buffer) => {
      const waited = read === '';
      read += chunk.toString('latin1');
      if (waited) socket.write(body);
      if (isWhole(read)) socket.destroy();
    });
    socket.on('close', () => done(read));
  });
  t.match(text, /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  t.match(text, noError);
});

t.test('who is let in but asks otherwise', async (t) => {
  const get = await call(lab, { method: 'GET', token });
  t.equal(get.status, 200);
  t.match(get.body, 'You have created a service.');
  const head = await call(lab, { method: 'HEAD', token });
  t.same([head.status, head.body], [200, '']);
  const other = await call(lab, { method: 'PUT', token, headers: [soap], body: getFolder() });
  t.equal(other.status, 405);
  t.equal((await call(lab, { method: 'GET' })).status, 401, 'a GET needs a token, too');
});

t.test('content types', async (t) => {
  const of = (value?: string, body: string | Buffer = getFolder()) =>
    call(lab, { token, headers: value === undefined ? [] : [['Content-Type', value]], body });
  for (const wrong of ['application/soap+xml; charset=utf-8', 'application/json', 'text/xmlish', '', 'text/plain'])
    t.equal((await of(wrong)).status, 415, wrong);
  t.equal((await of()).status, 415, 'none');
  t.match(
    (await of('application/json')).statusText,
    "Cannot process the message because the content type 'application/json' was not the expected type 'text/xml; charset=utf-8'.",
  );
  for (const right of ['text/xml', 'TEXT/XML;charset="UTF-8"', 'text/xml ; charset=utf-8; action="x"'])
    t.match((await of(right)).body, noError, right);
  t.match((await of('text/xml; charset=utf-16', Buffer.from(getFolder(), 'utf16le'))).body, noError);
  t.equal((await of('text/xml; charset=klingon')).status, 415);
});

t.test('what SOAPAction says does not count', async (t) => {
  for (const action of [
    '',
    '""',
    '"http://schemas.microsoft.com/exchange/services/2006/messages/FindItem"',
    'nonsense',
  ])
    t.match((await send([['SOAPAction', action]])).body, noError);
});

t.test('an envelope that is none', async (t) => {
  const soap12 = getFolder().replace(
    'http://schemas.xmlsoap.org/soap/envelope/',
    'http://www.w3.org/2003/05/soap-envelope',
  );
  const bodies = [
    soap12,
    '',
    ' ',
    '<a/>',
    '{}',
    getFolder().slice(0, 200),
    getFolder().replace(/<soap:Body>.*<\/soap:Body>/, '<soap:Body/>'),
    getFolder().replace(/<soap:Body>.*<\/soap:Body>/, ''),
  ];
  for (const body of bodies) {
    const answer = await ask(lab, token, { body });
    t.equal(answer.status, 500);
    t.match(answer.body, '<s:Fault><faultcode xmlns:a=', body.slice(0, 40));
  }
});

t.test('a body with a byte order mark is read', async (t) => {
  t.match((await send([], `\ufeff${getFolder()}`)).body, noError);
});

t.test('the lab reports no mistake of its own', async (t) => {
  t.same(labs.defects, []);
});
