import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer as createTcpServer, type Socket } from 'node:net';
import { TLSSocket, connect as tlsConnect } from 'node:tls';
import Fastify from 'fastify';
import t from 'tap';
import { ListenError, listen } from '../src/network/listen.js';
import { type Endpoint, NameTable } from '../src/network/names.js';
import { classifyNetworkFailure } from '../src/network/network-error.js';
import { healthyNetwork, healthyPublishing, type Publishing } from '../src/network/publishing.js';
import { Timeouts } from '../src/network/timeouts.js';
import { ciphersFor } from '../src/network/tls.js';
import {
  ca,
  clientFor,
  clientOf,
  get,
  httpsServer,
  identity,
  negotiated,
  ok,
  opened,
  owa,
  proxyFor,
  published,
  rawExchange,
  rawServer,
  rejects,
  strangeIdentity,
  tcpServer,
} from './acceptance/network-parts.js';

process.on('unhandledRejection', (reason) => t.fail('nothing is left unhandled', { reason }));

t.test('the name table', async (t) => {
  const here: Endpoint = { address: '127.0.0.1', port: 8443 };
  const names = new NameTable();
  names.publish('OWA.msxfaq.de', { 443: here });
  names.publish('::1', { 8443: here });
  t.same(names.resolve('owa.MSXFAQ.de.', 443), here, 'a name has no case, and a trailing dot is nothing');
  t.same(names.resolve('[::1]', 8443), here, 'brackets belong to the URL, not to the address');
  t.equal(names.resolve('owa.msxfaq.de', 25), 'noListener', 'a known name without a listener at that port');
  t.equal(names.resolve('hybrid2.msxfaq.de', 443), 'unknownName', 'a name nobody published');
  names.withdraw('owa.msxfaq.DE');
  t.equal(names.resolve('owa.msxfaq.de', 443), 'unknownName', 'a withdrawn name is gone');
});

t.test('the healthy network is plain data', async (t) => {
  t.same(JSON.parse(JSON.stringify(healthyNetwork)), healthyNetwork);
});

t.test('the client sends its headers as given and reads them as they stood on the wire', async (t) => {
  const answer =
    'HTTP/1.1 401 Keep Out\r\nWWW-Authenticate: Bearer client_id="x"\r\nX-FEServer: EX01\r\n' +
    'www-authenticate: Negotiate\r\nWWW-Authenticate: NTLM\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\ndöm';
  const upstream = await rawServer(t, answer);
  const client = clientFor(t, upstream.endpoint);
  const response = await client.request(owa, {
    method: 'POST',
    headers: [
      ['User-Agent', 'AMProbe/OAUTH/Exchange'],
      ['X-aNcHor', '1'],
      ['Authorization', 'Bearer'],
    ],
    body: '<a/>',
  });
  const sent = upstream.received();
  t.match(sent, /^POST \/ews\/Exchange\.asmx HTTP\/1\.1\r\nhost: owa\.msxfaq\.de\r\n/);
  t.match(sent, /User-Agent: AMProbe\/OAUTH\/Exchange\r\nX-aNcHor: 1\r\nAuthorization: Bearer\r\n/);
  t.equal(response.status, 401);
  t.equal(response.statusText, 'Keep Out');
  t.same(response.rawHeaders[0], ['WWW-Authenticate', 'Bearer client_id="x"']);
  t.equal(response.rawHeaders[2]?.[0], 'www-authenticate', 'case is kept');
  t.equal(response.header('WWW-Authenticate'), 'Bearer client_id="x",Negotiate,NTLM', 'joined as .NET does');
  t.same(response.headerValues('www-authenticate'), ['Bearer client_id="x"', 'Negotiate', 'NTLM']);
  t.equal(response.header('absent'), undefined);
  t.equal(response.text(), 'döm', 'nothing is decompressed');
});

t.test('the client follows no redirect', async (t) => {
  const upstream = await rawServer(
    t,
    'HTTP/1.1 302 Found\r\nLocation: https://example.com/\r\nContent-Length: 0\r\n\r\n',
  );
  const response = await clientFor(t, upstream.endpoint).request(owa, { method: 'GET', headers: [] });
  t.equal(response.status, 302);
});

t.test('SNI and the certificate check stay with the host of the URL, whatever Host says', async (t) => {
  const upstream = await rawServer(t, ok);
  const client = clientFor(t, upstream.endpoint);
  const headers = [['Host', 'ex01.msxfaq.local']] as const;
  t.equal((await client.request(owa, { method: 'GET', headers })).text(), 'ok');
  t.match(upstream.received(), /^GET .*\r\nhost: ex01\.msxfaq\.local\r\n/);
  t.equal(upstream.serverName(), 'owa.msxfaq.de');
});

t.test('an IP address and localhost work as hosts of a URL', async (t) => {
  const upstream = await rawServer(t, ok);
  const client = clientFor(t, upstream.endpoint);
  const local = await client.request(new URL('https://localhost/'), { method: 'GET', headers: [] });
  t.equal(local.text(), 'ok');
  t.equal(upstream.serverName(), 'localhost');
  const byAddress = await client.request(new URL('https://127.0.0.1/'), { method: 'GET', headers: [] });
  t.equal(byAddress.text(), 'ok');
  t.equal(upstream.serverName(), false, 'there is no SNI for an address');
});

t.test('an address the certificate does not bear is not trusted', async (t) => {
  const upstream = await rawServer(t, ok);
  const client = clientFor(t, upstream.endpoint, { ca }, '127.0.0.9');
  await rejects(t, client.request(new URL('https://127.0.0.9/'), { method: 'GET', headers: [] }), 'trustFailure');
});

t.test('an unknown name never leaves the lab', async (t) => {
  const client = clientFor(t, { address: '127.0.0.1', port: 9 });
  const error = await rejects(t, get(client, 'https://one.one.one.one/'), 'nameNotResolved', 'connect');
  t.equal(error.host, 'one.one.one.one');
  await rejects(t, get(client, 'https://1.1.1.1/'), 'nameNotResolved');
});

t.test('a port without a listener, in the table or in truth, is a connection that fails', async (t) => {
  const tcp = createTcpServer();
  const free = await opened(t, tcp);
  tcp.close();
  await rejects(t, get(clientFor(t, free)), 'connectFailure', 'connect');
  await rejects(t, get(clientFor(t, free), 'https://owa.msxfaq.de:444/'), 'connectFailure', 'connect');
});

t.test('failures before TLS is up', async (t) => {
  const firstBytes = (act: (socket: Socket) => void) =>
    tcpServer(t, (socket) => socket.once('data', () => act(socket)));
  const resetting = await firstBytes((socket) => socket.resetAndDestroy());
  await rejects(t, get(clientFor(t, resetting)), 'reset', 'connect');
  const closing = await firstBytes((socket) => socket.end());
  await rejects(t, get(clientFor(t, closing)), 'closed', 'connect');
  const noTls = await firstBytes((socket) => socket.end(ok));
  await rejects(t, get(clientFor(t, noTls)), 'tlsFailure', 'connect');
  const alert = (code: number) => firstBytes((socket) => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, code])));
  await rejects(t, get(clientFor(t, await alert(40))), 'tlsFailure', 'connect');
  await rejects(t, get(clientFor(t, await alert(70))), 'tlsVersion', 'connect');
  const silent = await tcpServer(t, () => {});
  await rejects(
    t,
    get(clientFor(t, silent, { timeouts: new Timeouts({ connectTimeoutMs: 50 }) })),
    'timeout',
    'connect',
  );
});

t.test('a server that speaks TLS 1.0 only has no version in common with a client of today', async (t) => {
  const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: ciphersFor('TLSv1') } as const;
  const upstream = await rawServer(t, ok, old);
  await rejects(t, get(clientFor(t, upstream.endpoint)), 'tlsVersion', 'connect');
  const oldClient = clientFor(t, upstream.endpoint, { minVersion: 'TLSv1' });
  t.equal((await get(oldClient)).text(), 'ok', 'an old client still gets through');
});

t.test('a certificate of a strange root, or for another name, is not trusted', async (t) => {
  const strange = await rawServer(t, ok, { cert: strangeIdentity.certificate, key: strangeIdentity.privateKey });
  await rejects(t, get(clientFor(t, strange.endpoint)), 'trustFailure', 'connect');
  const upstream = await rawServer(t, ok);
  const client = clientFor(t, upstream.endpoint, {}, 'hybrid.msxfaq.de');
  await rejects(t, get(client, 'https://hybrid.msxfaq.de/'), 'trustFailure', 'connect');
});

t.test('failures after the request is sent', async (t) => {
  const garbage = await rawServer(t, 'hello, this is no HTTP\r\n\r\n');
  await rejects(t, get(clientFor(t, garbage.endpoint)), 'protocolViolation', 'request');
  const silent = await rawServer(t, '');
  await rejects(
    t,
    get(clientFor(t, silent.endpoint, { timeouts: new Timeouts({ responseTimeoutMs: 50 }) })),
    'timeout',
    'request',
  );
  const closing = await rawServer(t, (socket) => socket.end());
  await rejects(t, get(clientFor(t, closing.endpoint)), 'closed', 'request');
  const midHead = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nConnection: close\r\nServ'));
  await rejects(t, get(clientFor(t, midHead.endpoint)), 'closed', 'request');
  const resetting = await tcpServer(t, (socket) => {
    const secured = new TLSSocket(socket, { isServer: true, cert: identity.certificate, key: identity.privateKey });
    secured.on('error', () => {}).once('data', () => socket.resetAndDestroy());
  });
  await rejects(t, get(clientFor(t, resetting)), 'reset', 'request');
});

t.test('a body that is cut off is no answer, however it was framed', async (t) => {
  for (const framing of ['Content-Length: 99\r\n\r\nhalf', 'Transfer-Encoding: chunked\r\n\r\n9\r\nhalf']) {
    for (const connection of ['keep-alive', 'close']) {
      const head = `HTTP/1.1 200 OK\r\nConnection: ${connection}\r\n${framing}`;
      const cut = await rawServer(t, (socket) => socket.end(head));
      await rejects(t, get(clientFor(t, cut.endpoint)), 'bodyCut', 'body');
    }
  }
  const stalled = await rawServer(t, 'HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf');
  await rejects(
    t,
    get(clientFor(t, stalled.endpoint, { timeouts: new Timeouts({ responseTimeoutMs: 50 }) })),
    'timeout',
    'body',
  );
  const endless = await rawServer(t, `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(5 << 20)}`);
  await rejects(t, get(clientFor(t, endless.endpoint)), 'protocolViolation', 'body');
});

t.test('an abort is the signal’s own reason, and a closed client ends what is in flight', async (t) => {
  const silent = await rawServer(t, '');
  const client = clientFor(t, silent.endpoint);
  const controller = new AbortController();
  const aborted = client.request(owa, { method: 'GET', headers: [], signal: controller.signal });
  controller.abort(new Error('enough'));
  await t.rejects(aborted, { message: 'enough' });
  const pending = rejects(t, get(client), 'closed');
  await silent.firstRequest();
  await client.close();
  await pending;
  await rejects(t, get(client), 'closed');
});

t.test('the errors of node:https mean the same as those of undici', async (t) => {
  const coded = (code: string, message = '') => Object.assign(new Error(message), { code });
  t.equal(classifyNetworkFailure(coded('EPROTO', 'SSL alert: tlsv1 alert protocol version'), 'connect'), 'tlsVersion');
  t.equal(classifyNetworkFailure(coded('EPROTO', 'wrong version number'), 'connect'), 'tlsFailure');
  t.equal(classifyNetworkFailure(coded('ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE'), 'connect'), 'tlsFailure', 'Node 22');
  t.equal(classifyNetworkFailure(coded('ECONNRESET', 'socket hang up'), 'request'), 'closed');
  t.equal(classifyNetworkFailure(coded('ECONNRESET', 'aborted'), 'body'), 'bodyCut');
  t.equal(classifyNetworkFailure(coded('UND_ERR_INVALID_ARG'), 'connect'), undefined, 'a bug is no network failure');
  t.equal(classifyNetworkFailure('text', 'connect'), undefined);
  await t.rejects(get(clientFor(t, { address: '127.0.0.1', port: 9 }), undefined, 'BAD METHOD'), {
    code: 'UND_ERR_INVALID_ARG',
  });
});

t.test('the proxy passes the request on as it came, with the client’s address added', async (t) => {
  const { proxy, upstream } = await published(t);
  await rawExchange(
    proxy.endpoint,
    'POST /EWS/Exchange.asmx?a=%C3%A4&b HTTP/1.1\r\nX-One: 1\r\nHOST: owa.msxfaq.de\r\nx-TWO: 2\r\nX-One: 3\r\n' +
      'Content-Type: text/xml\r\nConnection: keep-alive, X-Private\r\nX-Private: 1\r\nContent-Length: 4\r\n\r\n<a/>',
  );
  t.equal(
    upstream.received(),
    'POST /EWS/Exchange.asmx?a=%C3%A4&b HTTP/1.1\r\nX-One: 1\r\nHOST: owa.msxfaq.de\r\nx-TWO: 2\r\nX-One: 3\r\n' +
      'Content-Type: text/xml\r\nContent-Length: 4\r\nX-Forwarded-For: 40.99.157.189\r\nConnection: close\r\n\r\n<a/>',
  );
  await rawExchange(
    proxy.endpoint,
    'GET / HTTP/1.1\r\nHost: a\r\nx-forwarded-for: 10.0.0.1\r\nConnection: close\r\n\r\n',
  );
  t.match(upstream.received(), /\r\nx-forwarded-for: 10\.0\.0\.1, 40\.99\.157\.189\r\n/, 'appended as proxies do');
  await rawExchange(proxy.endpoint, 'PROPFIND /%zz HTTP/1.0\r\n\r\n');
  t.match(upstream.received(), /^PROPFIND \/%zz HTTP\/1\.1\r\n(?!.*host:)/is, 'any method, any URL, no Host invented');
});

t.test('the proxy rewrites Host, or drops it, or leaves it alone, as of the next request', async (t) => {
  const { proxy, upstream } = await published(t);
  const request = 'GET / HTTP/1.1\r\nA: 1\r\nHost: owa.msxfaq.de\r\nB: 2\r\n\r\n';
  const seenWith = async (hostHeader: Publishing['hostHeader'], text = request): Promise<string> => {
    await proxy.apply({ ...healthyPublishing, hostHeader });
    await rawExchange(proxy.endpoint, text);
    return upstream.received();
  };
  t.match(await seenWith({ mode: 'preserve' }), /\r\nA: 1\r\nHost: owa\.msxfaq\.de\r\nB: 2\r\n/);
  t.match(
    await seenWith({ mode: 'rewrite', to: 'ex01.msxfaq.local' }),
    /\r\nA: 1\r\nHost: ex01\.msxfaq\.local\r\nB: 2/,
  );
  t.match(await seenWith({ mode: 'drop' }), /^GET \/ HTTP\/1\.1\r\nA: 1\r\nB: 2\r\nX-Forwarded-For:/);
  t.notMatch(upstream.received(), /host/i);
  const hostless = 'GET / HTTP/1.1\r\nA: 1\r\n\r\n';
  t.match(await seenWith({ mode: 'rewrite', to: 'ex01' }, hostless), /^GET \/ HTTP\/1\.1\r\nHost: ex01\r\nA: 1\r\n/);
});

t.test('the proxy hands the answer back as it came', async (t) => {
  const { proxy } = await published(
    t,
    'HTTP/1.1 401 Nicht so\r\nWWW-Authenticate: Bearer a="1"\r\nx-feserver: EX01\r\nWWW-Authenticate: NTLM\r\n' +
      'Keep-Alive: timeout=9\r\nContent-Length: 2\r\n\r\nno',
  );
  const answer = await rawExchange(proxy.endpoint, 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n');
  t.equal(
    answer,
    'HTTP/1.1 401 Nicht so\r\nWWW-Authenticate: Bearer a="1"\r\nx-feserver: EX01\r\nWWW-Authenticate: NTLM\r\n' +
      'Content-Length: 2\r\n\r\nno',
  );
});

t.test('the proxy streams large bodies both ways, by length and in chunks', async (t) => {
  const big = Buffer.alloc(1 << 20, 'exchange');
  const digest = createHash('sha256').update(big).digest('hex');
  const upstream = await httpsServer(t, (request, response) => {
    const hash = createHash('sha256');
    request.on('data', (chunk) => hash.update(chunk));
    request.on('end', () => response.setHeader('x-digest', hash.digest('hex')).end(big));
  });
  const proxy = await proxyFor(t, upstream);
  const byLength = await clientFor(t, proxy.endpoint).request(owa, { method: 'POST', headers: [], body: big });
  t.equal(byLength.header('x-digest'), digest);
  t.ok(byLength.body.equals(big));
  const chunked = httpsRequest({ ...clientOf(proxy.endpoint), method: 'PUT' });
  for (let at = 0; at < big.length; at += 100_000) chunked.write(big.subarray(at, at + 100_000));
  chunked.end();
  const [response] = (await once(chunked, 'response')) as [IncomingMessage];
  t.equal(response.headers['x-digest'], digest);
  response.resume();
  await once(response, 'end');
});

t.test('the proxy buffers nothing: each side sees the first half before the second is sent', async (t) => {
  let finishAnswer = (): void => {};
  const upstream = await httpsServer(t, (request, response) => {
    request.once('data', () => response.write('first'));
    finishAnswer = () => response.end('second');
  });
  const proxy = await proxyFor(t, upstream);
  const request = httpsRequest({ ...clientOf(proxy.endpoint), method: 'POST' });
  request.write('half');
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const [first] = await once(response, 'data');
  t.equal(String(first), 'first');
  request.end();
  finishAnswer();
  const [second] = await once(response, 'data');
  t.equal(String(second), 'second');
});

t.test('a firewall that resets shows at once, and its end too', async (t) => {
  const { proxy } = await published(t);
  t.equal((await get(clientFor(t, proxy.endpoint))).status, 200);
  await proxy.apply({ ...healthyPublishing, connection: 'resetDuringTls' });
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'reset', 'connect');
  await proxy.apply(healthyPublishing);
  t.equal((await get(clientFor(t, proxy.endpoint))).status, 200);
});

t.test('an idle connection does not survive a fault that is switched on', async (t) => {
  const { proxy } = await published(t);
  const socket = tlsConnect({ ...clientOf(proxy.endpoint) });
  socket.write('GET / HTTP/1.1\r\n\r\n');
  await once(socket, 'data');
  const gone = once(socket, 'close');
  await proxy.apply({ ...healthyPublishing, connection: 'resetDuringTls' });
  await gone;
  t.ok(socket.destroyed);
});

t.test('the proxy offers the TLS versions it is told to', async (t) => {
  const { proxy } = await published(t);
  const offer = (minVersion: Publishing['tls']['minVersion'], maxVersion: Publishing['tls']['maxVersion']) =>
    proxy.apply({ ...healthyPublishing, tls: { minVersion, maxVersion } });
  const client = clientFor(t, proxy.endpoint);
  await offer('TLSv1', 'TLSv1.1');
  await rejects(t, get(client), 'tlsVersion', 'connect');
  t.equal((await get(clientFor(t, proxy.endpoint, { minVersion: 'TLSv1' }))).status, 200, 'it is there, only old');
  await offer('TLSv1', 'TLSv1.3');
  t.equal(await negotiated(proxy.endpoint), 'TLSv1.3');
  await offer('TLSv1.3', 'TLSv1.3');
  t.equal(await negotiated(proxy.endpoint), 'TLSv1.3');
  await offer('TLSv1.2', 'TLSv1.2');
  t.equal(await negotiated(proxy.endpoint), 'TLSv1.2');
});

t.test('a proxy that points to another web server gets that server’s manners', async (t) => {
  const { proxy, upstream } = await published(t);
  await proxy.apply({ ...healthyPublishing, target: 'otherWebServer' });
  const client = clientFor(t, proxy.endpoint);
  const headers = [['Content-Type', 'text/xml; charset=utf-8']] as const;
  const missing = await client.request(owa, { method: 'POST', headers, body: '<a/>' });
  t.equal(missing.status, 404);
  t.equal(missing.statusText, 'Not Found');
  t.equal(missing.header('server'), 'Microsoft-IIS/10.0');
  t.equal(missing.text(), 'no Exchange');
  t.equal(upstream.count(), 0, 'Exchange sees nothing of it');
});

t.test('an upstream that fails is a 502, whatever the reason', async (t) => {
  const closed = createTcpServer();
  const nobody = await opened(t, closed);
  closed.close();
  const strange = await rawServer(t, ok, { cert: strangeIdentity.certificate, key: strangeIdentity.privateKey });
  const resetting = await tcpServer(t, (socket) => socket.once('data', () => socket.resetAndDestroy()));
  const garbage = await rawServer(t, 'no HTTP');
  for (const upstream of [nobody, strange.endpoint, resetting, garbage.endpoint]) {
    const proxy = await proxyFor(t, upstream);
    const response = await clientFor(t, proxy.endpoint).request(owa, { method: 'POST', headers: [], body: 'x' });
    t.equal(response.status, 502);
    t.match(response.text(), /502 Bad Gateway/);
  }
});

t.test('an answer that the upstream cuts off reaches the client cut off', async (t) => {
  const upstream = await rawServer(t, (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf'));
  const proxy = await proxyFor(t, upstream.endpoint);
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'bodyCut', 'body');
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'bodyCut', 'body');
});

t.test('an early 401 reaches a client that is still uploading', async (t) => {
  const upstream = await rawServer(t, (socket) => socket.end('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n'));
  const proxy = await proxyFor(t, upstream.endpoint);
  const body = Buffer.alloc(8 << 20);
  const response = await clientFor(t, proxy.endpoint).request(owa, { method: 'POST', headers: [], body });
  t.equal(response.status, 401);
});

t.test('clients that abort, or talk nonsense, leave the proxy alive', async (t) => {
  let seenGone = (): void => {};
  const gone = new Promise<void>((resolve) => {
    seenGone = resolve;
  });
  const upstream = await httpsServer(t, (request, response) => {
    if (request.method === 'GET') return void response.end('alive');
    request.on('error', () => {}).on('close', () => seenGone());
    request.once('data', () => response.write('x'));
  });
  const proxy = await proxyFor(t, upstream);
  const upload = httpsRequest({ ...clientOf(proxy.endpoint), method: 'POST', headers: { 'Content-Length': 999 } });
  upload.on('error', () => {}).write('half');
  const [response] = (await once(upload, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  upload.destroy();
  await gone;
  t.pass('the upstream sees that the client has gone');
  t.match(await rawExchange(proxy.endpoint, 'nonsense\r\n\r\n'), /^HTTP\/1\.1 400 Bad Request\r\n/);
  const plain = httpRequest({ port: proxy.endpoint.port, host: proxy.endpoint.address }).end();
  await t.rejects(once(plain, 'response'), { code: 'ECONNRESET' }, 'plain HTTP on the TLS port');
  t.equal((await get(clientFor(t, proxy.endpoint))).text(), 'alive');
});

t.test('close ends the proxy in the middle of an exchange', async (t) => {
  const upstream = await rawServer(t, '');
  const proxy = await proxyFor(t, upstream.endpoint);
  const pending = rejects(t, get(clientFor(t, proxy.endpoint)), 'closed', 'request');
  await upstream.firstRequest();
  await proxy.close();
  await pending;
  await rejects(t, get(clientFor(t, proxy.endpoint)), 'connectFailure', 'connect');
});

t.test('a port in use is one clear line', async (t) => {
  const first = Fastify();
  const second = Fastify();
  t.teardown(() => Promise.all([first.close(), second.close()]));
  const port = await listen(first, { host: '127.0.0.1', port: 0, flag: '--exchange-port' });
  t.ok(port > 0, 'port 0 gives the real one');
  const line = `Port ${port} on 127.0.0.1 is in use by another program; choose another with --exchange-port (0 means any free port).`;
  await t.rejects(listen(second, { host: '127.0.0.1', port, flag: '--exchange-port' }), new ListenError(line));
  await t.rejects(listen(Fastify(), { host: '192.0.2.1', port: 0, flag: '--exchange-port' }), {
    name: 'ListenError',
    message: '192.0.2.1 is no address of this computer; choose another with --host.',
  });
});
