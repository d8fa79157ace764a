import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import t from 'tap';
import { completeOptions } from '../src/config.js';
import { Firewall } from '../src/network/firewall.js';
import { type ConnectionRule, healthyPublishing } from '../src/network/publishing.js';
import { defaultTimeLimits, Timeouts } from '../src/network/timeouts.js';
import {
  clientFor,
  clientOf,
  get,
  ok,
  owa,
  published,
  rawServer,
  rejects,
  tcpServer,
} from './acceptance/network-parts.js';

// Every fault that a publishing can have, over real sockets, as the lab's own client finds it.

process.on('unhandledRejection', (reason) => t.fail('nothing is left unhandled', { reason }));

const limits = { timeouts: new Timeouts({ connectTimeoutMs: 300, responseTimeoutMs: 300 }) };
const resets = { resetBeforeTls: 'connect', resetDuringTls: 'connect', resetAfterTls: 'request' } as const;

t.test('the firewall’s rules end every connection in their way, and no request reaches Exchange', async (t) => {
  const { proxy, upstream } = await published(t);
  const rule = (connection: ConnectionRule) => proxy.apply({ ...healthyPublishing, connection });
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const tls = { minVersion: 'TLSv1.2', maxVersion } as const;
    for (const [connection, phase] of Object.entries(resets)) {
      await proxy.apply({ ...healthyPublishing, tls, connection: connection as ConnectionRule });
      await rejects(t, get(clientFor(t, proxy.endpoint, limits)), 'reset', phase);
    }
  }
  await rule('silent');
  await rejects(t, get(clientFor(t, proxy.endpoint, limits)), 'timeout', 'connect');
  await rule('refuse');
  await rejects(t, get(clientFor(t, proxy.endpoint, limits)), 'connectFailure', 'connect');
  t.equal(upstream.count(), 0);
  await rule('accept');
  t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'ok', 'mended at once');
});

t.test('a large request is torn as well, and the handshake before it is whole', async (t) => {
  const { proxy, upstream } = await published(t);
  await proxy.apply({ ...healthyPublishing, connection: 'resetAfterTls' });
  const body = Buffer.alloc(1 << 20, 'x');
  await rejects(
    t,
    clientFor(t, proxy.endpoint).request(owa, { method: 'POST', headers: [], body }),
    'reset',
    'request',
  );
  const idle = tlsConnect(clientOf(proxy.endpoint));
  await once(idle, 'secureConnect');
  t.ok(idle.authorized, 'who asks nothing has a healthy connection');
  idle.end('GET / HTTP/1.1\r\n\r\n');
  await t.rejects(once(idle, 'close'), { code: 'ECONNRESET' });
  t.equal(upstream.count(), 0);
});

t.test('a port that refuses comes back, as often as one likes, and a proxy may begin or end with it', async (t) => {
  const publishing = { ...healthyPublishing, connection: 'refuse' } as const;
  const { proxy } = await published(t, ok, { publishing });
  const { port } = proxy.endpoint;
  t.ok(port > 0);
  for (let time = 0; time < 3; time++) {
    await rejects(t, get(clientFor(t, proxy.endpoint)), 'connectFailure');
    await proxy.apply(publishing);
    await rejects(t, get(clientFor(t, proxy.endpoint)), 'connectFailure');
    await proxy.apply(healthyPublishing);
    t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'ok');
    t.equal(proxy.endpoint.port, port, 'the same port');
    await proxy.apply(publishing);
  }
  await proxy.close();
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'connectFailure');
});

t.test(
  'a port that somebody has taken meanwhile is another one where any will do, and else one clear line',
  async (t) => {
    const refuse = { ...healthyPublishing, connection: 'refuse' } as const;
    const take = async (port: number) => {
      const thief = createServer();
      thief.listen(port, '127.0.0.1');
      await once(thief, 'listening');
      t.teardown(() => thief.close());
    };
    const any = await published(t);
    const { port } = any.proxy.endpoint;
    await any.proxy.apply(refuse);
    await take(port);
    await any.proxy.apply(healthyPublishing);
    t.not(any.proxy.endpoint.port, port);
    t.equal((await get(clientFor(t, any.proxy.endpoint))).text(), 'ok');
    const fixed = await published(t, ok, { port, portFlag: '--proxy-port' }).catch((error: Error) => error);
    t.match(fixed, { message: /is in use by another program; choose another with --proxy-port/ });
  },
);

t.test('the firewall stands before any server, not just the lab’s proxy', async (t) => {
  const echo = createServer((socket) => socket.on('error', () => {}).pipe(socket));
  const firewall = new Firewall(echo);
  await firewall.open({ host: '127.0.0.1', port: 0 });
  t.teardown(() => {
    firewall.close();
    echo.close();
  });
  const said = async (words: string) => {
    const socket = connect(firewall.endpoint.port, firewall.endpoint.address);
    socket.write(words);
    const [answer] = await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => ['closed'])]);
    socket.destroy();
    return String(answer);
  };
  t.equal(await said('hello'), 'hello');
  await firewall.apply('resetBeforeTls');
  await t.rejects(said('hello'), { code: /ECONNRESET|EPIPE/ });
  await firewall.apply('accept');
  t.equal(await said('again'), 'again');
});

t.test('a silent connection ends with the client, or with the proxy', async (t) => {
  const { proxy } = await published(t);
  await proxy.apply({ ...healthyPublishing, connection: 'silent' });
  const gone = connect({ ...proxy.endpoint, host: proxy.endpoint.address });
  gone.end('anything');
  await once(gone, 'close');
  const kept = connect({ ...proxy.endpoint, host: proxy.endpoint.address });
  await once(kept, 'connect');
  const closed = once(kept, 'close');
  await proxy.close();
  await closed;
  t.pass('both are gone');
});

t.test('an answer that drips in is given up as a whole, and another time-out counts for a while', async (t) => {
  const drip = await rawServer(t, (socket) => {
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n');
    const drops = setInterval(() => socket.write('x'), 20);
    socket.once('close', () => clearInterval(drops));
  });
  const timeouts = new Timeouts();
  const client = clientFor(t, drip.endpoint, { timeouts });
  await timeouts.during({ connectTimeoutMs: 1000, responseTimeoutMs: 200 }, async () => {
    await rejects(t, get(client), 'timeout', 'body');
    const patient = client.request(owa, { method: 'GET', headers: [], responseTimeoutMs: 120_000 });
    await rejects(t, patient, 'timeout', 'body');
  });
  t.match(await completeOptions({}), defaultTimeLimits, 'the settings of a lab begin with the same');
  t.equal(timeouts.responseMs(undefined), 100_000);
  t.equal(timeouts.responseMs(120_000), 120_000, 'a request may have more patience');
  t.equal(timeouts.connectMs, 21_000);
  await t.rejects(
    timeouts.during({ connectTimeoutMs: 1, responseTimeoutMs: 1 }, () => Promise.reject(new Error('failed'))),
    { message: 'failed' },
  );
  t.equal(timeouts.connectMs, 21_000, 'what was, is again after a failure too');
});

t.test('the proxy drops Authorization, and nothing else', async (t) => {
  const { proxy, upstream } = await published(t);
  await proxy.apply({ ...healthyPublishing, authorizationHeader: 'drop' });
  const headers = [
    ['authorization', 'Bearer x'],
    ['X-One', '1'],
  ] as const;
  await clientFor(t, proxy.endpoint).request(owa, { method: 'GET', headers });
  t.notMatch(upstream.received(), /authorization/i);
  t.match(upstream.received(), /\r\nX-One: 1\r\n/);
});

t.test('SSL offloading: the proxy ends TLS and speaks http, with Host as it was', async (t) => {
  let head = '';
  const plain = await tcpServer(t, (socket) =>
    socket.once('data', (chunk: Buffer) => {
      head = chunk.toString();
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nplain');
    }),
  );
  const { proxy } = await published(t, ok, { upstreamHttp: plain });
  await proxy.apply({ ...healthyPublishing, upstreamScheme: 'http' });
  t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'plain');
  t.match(head, /^GET \/ews\/Exchange\.asmx HTTP\/1\.1\r\nhost: owa\.msxfaq\.de\r\n/);
  await proxy.apply(healthyPublishing);
  t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'ok');
});

t.test('what the proxy says by itself never reaches Exchange, and is nothing of Exchange’s', async (t) => {
  const { proxy, upstream } = await published(t);
  const rows = [
    [{ preAuthentication: true }, 401, { 'www-authenticate': 'Basic realm="Reverse proxy"' }],
    [{ answer: 'htmlPage' }, 200, { 'content-type': 'text/html' }],
    [{ answer: 'redirect' }, 302, { location: '/login' }],
    [{ answer: 'serviceUnavailable' }, 503, {}],
    [{ answer: 'gatewayTimeout' }, 504, {}],
  ] as const;
  for (const [fault, status, headers] of rows) {
    await proxy.apply({ ...healthyPublishing, ...fault });
    for (const authorization of ['Bearer', 'Basic YTpi']) {
      const answer = await clientFor(t, proxy.endpoint).request(owa, {
        method: 'POST',
        headers: [['Authorization', authorization]],
        body: 'x'.repeat(100_000),
      });
      t.equal(answer.status, status, JSON.stringify(fault));
      for (const [name, value] of Object.entries(headers)) t.equal(answer.header(name), value);
      t.equal(answer.header('x-ms-diagnostics'), undefined);
      t.match(answer.text(), /^<html>/);
    }
  }
  t.equal(upstream.count(), 0);
});

t.test('a body that is slow takes longer than a client waits, one that is cut ends in the middle', async (t) => {
  const { proxy } = await published(t, `HTTP/1.1 200 OK\r\nContent-Length: 1400\r\n\r\n${'x'.repeat(1400)}`);
  await proxy.apply({ ...healthyPublishing, body: 'slow' });
  await rejects(t, get(clientFor(t, proxy.endpoint, limits)), 'timeout', 'body');
  await proxy.apply({ ...healthyPublishing, body: 'cut' });
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'bodyCut', 'body');
  await proxy.apply(healthyPublishing);
  t.equal((await get(clientFor(t, proxy.endpoint))).body.length, 1400);
});

t.test('a slow body comes whole to who waits, and an empty one is neither slow nor cut', async (t) => {
  const { proxy } = await published(t);
  await proxy.apply({ ...healthyPublishing, body: 'slow' });
  t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'ok');
  const empty = await published(t, 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
  for (const body of ['slow', 'cut'] as const) {
    await empty.proxy.apply({ ...healthyPublishing, body });
    t.equal((await get(clientFor(t, empty.proxy.endpoint, limits))).status, 401, body);
  }
});
