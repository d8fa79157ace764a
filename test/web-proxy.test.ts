import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { createHttpClient } from '../src/network/http-client.js';
import { NameTable } from '../src/network/names.js';
import type { WebProxyRule } from '../src/network/publishing.js';
import { startWebProxy } from '../src/network/web-proxy.js';
import { TestLabs } from './acceptance/labs.js';

// The web proxy between the on-premises servers and the Internet, on real sockets and with a client that is not ours.

let rule: WebProxyRule = 'forward';
const names = new NameTable();
const server = createServer((incoming, outgoing) => {
  const { method, url, headers } = incoming;
  incoming.on('data', () => undefined);
  incoming.on('end', () => outgoing.end(JSON.stringify({ method, url, host: headers.host })));
});
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as AddressInfo;
names.publish('www.example', { 80: { address: '127.0.0.1', port }, 81: { address: '127.0.0.1', port: 1 } });
const proxy = await startWebProxy({ names, rule: () => rule });
names.publish('proxy.example', { 8080: proxy.endpoint });
const client = createHttpClient({ names, ca: '' }).through('http://proxy.example:8080');
t.teardown(async () => {
  await client.close();
  await proxy.close();
  server.close();
});
t.beforeEach(() => {
  rule = 'forward';
});

/** Writes bytes to the proxy, and gives what came until it hung up. */
function raw(bytes: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(proxy.endpoint.port, proxy.endpoint.address, () => socket.write(bytes));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
    });
    socket.on('error', () => undefined); // hanging up is an answer too
    socket.on('close', () => resolve(text));
  });
}

t.test('plain requests are forwarded with their method, path and body, and Host as it was', async (t) => {
  const answer = await client.request(new URL('http://www.example/path?x=1'), {
    method: 'POST',
    headers: [['Content-Type', 'text/plain']],
    body: 'hello',
  });
  t.equal(answer.status, 200);
  t.same(JSON.parse(answer.text()), { method: 'POST', url: '/path?x=1', host: 'www.example' });
});

t.test('what it can’t forward is 502, what it must not is 403', async (t) => {
  const status = async (url: string) => (await client.request(new URL(url), { method: 'GET', headers: [] })).status;
  t.equal(await status('http://nowhere.example/'), 502, 'a name that is not in the table');
  t.equal(await status('http://www.example:82/'), 502, 'a port where nothing is');
  for (const [what, bytes] of [
    ['no whole URL', 'GET / HTTP/1.1\r\nHost: www.example\r\nConnection: close\r\n\r\n'],
    ['another scheme', 'GET ftp://www.example/ HTTP/1.1\r\nHost: www.example\r\nConnection: close\r\n\r\n'],
    ['a tunnel to nowhere', 'CONNECT nowhere.example:443 HTTP/1.1\r\nHost: nowhere.example\r\n\r\n'],
    ['a tunnel without a target', 'CONNECT :x HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a tunnel to a port that refuses', 'CONNECT www.example:81 HTTP/1.1\r\nHost: www.example\r\n\r\n'],
  ] as const) {
    t.match(await raw(bytes), /^HTTP\/1\.1 502 Bad Gateway\r\n/, what);
  }
  rule = 'forbid';
  t.equal(await status('http://www.example/'), 403);
  t.match(await raw('CONNECT www.example:80 HTTP/1.1\r\nHost: x\r\n\r\n'), /^HTTP\/1\.1 403 Forbidden\r\n/);
});

t.test('a tunnel passes bytes both ways, and ends with either side', async (t) => {
  const text = await raw(
    'CONNECT www.example:80 HTTP/1.1\r\nHost: x\r\n\r\nGET /inside HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n',
  );
  t.match(text, /^HTTP\/1\.1 200 Connection established\r\n\r\nHTTP\/1\.1 200 OK\r\n/);
  t.match(text, '{"method":"GET","url":"/inside","host":"inside"}');
});

t.test('an open tunnel does not keep the proxy from closing', async (t) => {
  const other = await startWebProxy({ names, rule: () => 'forward' });
  const socket = await new Promise<NodeJS.ReadableStream>((resolve) => {
    const options = {
      host: other.endpoint.address,
      port: other.endpoint.port,
      method: 'CONNECT',
      path: 'www.example:80',
    };
    request(options)
      .once('connect', (_, tunnel) => resolve(tunnel))
      .end();
  });
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.resume();
  await other.close();
  await closed;
  t.pass('and is hung up on');
});

t.test('curl gets to Exchange through it, its TLS untouched, and reports the 403', async (t) => {
  const curl = promisify(execFile);
  if (
    !(await curl('curl', ['--version']).then(
      () => true,
      () => false,
    ))
  ) {
    t.pass('no curl', { skip: 'curl is not installed' });
    return;
  }
  const labs = new TestLabs('web-proxy');
  const lab = await labs.start('lab');
  t.teardown(() => labs.close());
  const { port: exchangePort, hostname: address } = new URL(lab.exchange.url);
  names.publish('owa.msxfaq.de', { 443: { address, port: Number(exchangePort) } });
  const ca = join(labs.directory, 'ca.pem');
  writeFileSync(ca, lab.ca);
  const { address: host, port: proxyPort } = proxy.endpoint;
  const args = ['-sS', '--noproxy', '', '--proxy', `http://${host}:${proxyPort}`, '--cacert', ca];
  const get = () => curl('curl', [...args, 'https://owa.msxfaq.de/ews/healthcheck.htm']);
  t.match((await get()).stdout, /^200 OK<br\/>EX01\.MSXFAQ\.DE/);
  rule = 'forbid';
  await t.rejects(get(), { code: 56, stderr: /403/ });
});
