import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket, type TlsOptions, connect as tlsConnect } from 'node:tls';
import t from 'tap';
import { createHttpClient, type HttpClient, type HttpClientOptions } from '../../src/network/http-client.js';
import { type Endpoint, NameTable } from '../../src/network/names.js';
import { NetworkError } from '../../src/network/network-error.js';
import { healthyPublishing } from '../../src/network/publishing.js';
import { type ReverseProxyOptions, startReverseProxy } from '../../src/network/reverse-proxy.js';
import type { TlsIdentity } from '../../src/network/tls.js';

// What tests of the network stand on: certificates of openssl, servers that do as they are told, and the lab's client.

const store = t.testdir({});
const rootCa = makeRoot('root');
const strangeCa = makeRoot('stranger');
export const identity = makeIdentity('owa', rootCa, 'DNS:owa.msxfaq.de,DNS:localhost,IP:127.0.0.1');
export const strangeIdentity = makeIdentity('strange', strangeCa, 'DNS:owa.msxfaq.de,DNS:localhost,IP:127.0.0.1');
export const ca = readFileSync(`${rootCa}.crt`, 'utf8');
export const owa = new URL('https://owa.msxfaq.de/ews/Exchange.asmx');
export const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';

type Test = Pick<typeof t, 'teardown' | 'equal' | 'ok'>;

/** Certificates come from openssl, not from the code under test. */
function openssl(...parameters: readonly string[]): void {
  execFileSync('openssl', parameters, { stdio: 'pipe' });
}

/** Makes a root and returns its path without extension. */
function makeRoot(name: string): string {
  const path = `${store}/${name}`;
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '30',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${path}.key`,
    '-out',
    `${path}.crt`,
  );
  return path;
}

function makeIdentity(name: string, root: string, alternativeNames: string): TlsIdentity {
  const path = `${store}/${name}`;
  writeFileSync(`${path}.ext`, `subjectAltName=${alternativeNames}`);
  openssl(
    'req',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${path}.key`,
    '-out',
    `${path}.csr`,
  );
  openssl(
    'x509',
    '-req',
    '-in',
    `${path}.csr`,
    '-CA',
    `${root}.crt`,
    '-CAkey',
    `${root}.key`,
    '-CAcreateserial',
    '-days',
    '30',
    '-extfile',
    `${path}.ext`,
    '-out',
    `${path}.crt`,
  );
  return { certificate: readFileSync(`${path}.crt`, 'utf8'), privateKey: readFileSync(`${path}.key`, 'utf8') };
}

export async function opened(t: Test, server: Server): Promise<Endpoint> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { address: '127.0.0.1', port: (server.address() as AddressInfo).port };
}

export function tcpServer(t: Test, onConnection: (socket: Socket) => void): Promise<Endpoint> {
  return opened(t, createTcpServer(onConnection));
}

export function httpsServer(t: Test, onRequest: RequestListener): Promise<Endpoint> {
  return opened(t, createHttpsServer({ cert: identity.certificate, key: identity.privateKey }, onRequest));
}

/** Whether a message's head is there, and as much body as it states. */
export function isWhole(message: string): boolean {
  const [head = '', body] = message.split(/\r\n\r\n(.*)/s);
  return body !== undefined && body.length >= Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
}

/** A TLS server that keeps what it is sent. It writes fixed bytes after a whole request, or acts on the first bytes. */
export async function rawServer(t: Test, answer: string | ((socket: TLSSocket) => void), tls: TlsOptions = {}) {
  const requests: string[] = [];
  let serverName: string | false | undefined;
  let arrived = (): void => {};
  const server = createTlsServer({ cert: identity.certificate, key: identity.privateKey, ...tls }, (socket) => {
    // Node sets it, its types do not know it.
    serverName = (socket as TLSSocket & { servername: string | false }).servername;
    let text = '';
    socket
      .on('error', () => {})
      .on('data', (chunk) => {
        text += chunk.toString('latin1');
        if (typeof answer === 'string' ? !isWhole(text) : text.length > chunk.length) return;
        requests.push(text);
        arrived();
        if (typeof answer === 'string') socket.write(answer);
        else answer(socket);
      });
  });
  return {
    endpoint: await opened(t, server),
    received: () => requests.at(-1) ?? '',
    count: () => requests.length,
    serverName: () => serverName,
    async firstRequest(): Promise<void> {
      if (requests.length > 0) return;
      await new Promise<void>((resolve) => {
        arrived = resolve;
      });
    },
  };
}

/** The tests' client: it knows one name, and localhost and 127.0.0.1, at port 443. */
export function clientFor(
  t: Test,
  endpoint: Endpoint,
  options: Partial<HttpClientOptions> = {},
  host = 'owa.msxfaq.de',
): HttpClient {
  const names = new NameTable();
  for (const name of [host, 'localhost', '127.0.0.1']) names.publish(name, { 443: endpoint });
  const client = createHttpClient({ names, ca, ...options });
  t.teardown(() => client.close());
  return client;
}

export function get(client: HttpClient, url: string | URL = owa, method = 'GET') {
  return client.request(new URL(url), { method, headers: [] });
}

export async function rejects(
  t: Test,
  promise: Promise<unknown>,
  failure: string,
  phase?: string,
): Promise<NetworkError> {
  const error = await promise.then(
    () => new Error('there was an answer'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof NetworkError)) throw error;
  t.equal(error.failure, failure, `${failure}: ${error.message}`);
  if (phase !== undefined) t.equal(error.phase, phase, `${failure} in phase ${phase}`);
  return error;
}

export async function proxyFor(t: Test, upstream: Endpoint, options: Partial<ReverseProxyOptions> = {}) {
  const proxy = await startReverseProxy({
    identity: async () => identity,
    upstream,
    upstreamHttp: upstream,
    upstreamCa: ca,
    otherWebServer: (_request, response) =>
      response.writeHead(404, { Server: 'Microsoft-IIS/10.0' }).end('no Exchange'),
    publishing: healthyPublishing,
    ...options,
  });
  t.teardown(() => proxy.close());
  return proxy;
}

export async function published(t: Test, answer = ok, options: Partial<ReverseProxyOptions> = {}) {
  const upstream = await rawServer(t, answer);
  return { upstream, proxy: await proxyFor(t, upstream.endpoint, options) };
}

export function clientOf(endpoint: Endpoint) {
  return { host: endpoint.address, port: endpoint.port, servername: 'owa.msxfaq.de', ca };
}

/** Sends bytes as they are and returns the bytes of one whole answer. */
export async function rawExchange(endpoint: Endpoint, request: string): Promise<string> {
  const socket = tlsConnect(clientOf(endpoint));
  socket.write(request);
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk.toString('latin1');
    if (isWhole(answer)) break;
  }
  socket.destroy();
  return answer;
}

export async function negotiated(endpoint: Endpoint): Promise<string | null> {
  const socket = tlsConnect(clientOf(endpoint));
  await once(socket, 'secureConnect');
  const version = socket.getProtocol();
  socket.destroy();
  return version;
}
