import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import Fastify from 'fastify';
import { listen } from './listen.js';
import type { Endpoint, NameTable } from './names.js';
import type { WebProxyRule } from './publishing.js';

export interface WebProxyOptions {
  /** Where it forwards to: what this table names, and nothing else. */
  readonly names: NameTable;
  readonly rule: () => WebProxyRule;
  /** Default 127.0.0.1. */
  readonly host?: string;
}

/** The embedded web proxy between the on-premises servers and the Internet: tunnels (CONNECT), and plain requests. */
export interface WebProxy {
  readonly endpoint: Endpoint;
  close(): Promise<void>;
}

export async function startWebProxy({ names, rule, host = '127.0.0.1' }: WebProxyOptions): Promise<WebProxy> {
  const sockets = new Set<Socket>();
  const app = Fastify({
    forceCloseConnections: true,
    // Whole URLs, which Fastify has no routes for.
    frameworkErrors: (_error, request, reply) => {
      reply.hijack();
      passOn(request.raw, reply.raw, names, rule());
    },
  });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setNotFoundHandler((request, reply) => {
    reply.hijack();
    passOn(request.raw, reply.raw, names, rule());
  });
  app.server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    keep(client, sockets);
    const endpoint = rule() === 'forbid' ? 403 : tunnelEnd(request.url ?? '', names);
    if (typeof endpoint === 'number') client.end(statusOnly(endpoint));
    else join(client, keep(connect(endpoint.port, endpoint.address), sockets), head);
  });
  const port = await listen(app, { host, port: 0 });
  return {
    endpoint: { address: host, port },
    async close() {
      for (const socket of sockets) socket.destroy();
      await app.close();
    },
  };
}

/** Tunnels are no requests to the server: it does not end them itself. */
function keep(socket: Socket, sockets: Set<Socket>): Socket {
  sockets.add(socket);
  return socket.on('error', () => socket.destroy()).once('close', () => sockets.delete(socket));
}

/** Once the server is reached, whatever one side says goes to the other, and both end together. */
function join(client: Socket, upstream: Socket, head: Buffer): void {
  let reached = false;
  upstream.once('connect', () => {
    reached = true;
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    upstream.write(head);
    client.pipe(upstream).pipe(client);
  });
  upstream.once('close', () => (reached ? client.destroy() : client.end(statusOnly(502))));
  client.once('close', () => upstream.destroy());
}

function tunnelEnd(authority: string, names: NameTable): Endpoint | 502 {
  return URL.canParse(`http://${authority}`) ? endpointOf(new URL(`http://${authority}`), names) : 502;
}

/** Where a target is; 502 when the proxy does not find it either. */
function endpointOf(target: URL, names: NameTable): Endpoint | 502 {
  const endpoint = names.resolve(target.hostname, Number(target.port || 80));
  return typeof endpoint === 'string' ? 502 : endpoint;
}

function statusOnly(status: 403 | 502): string {
  const words = status === 403 ? 'Forbidden' : 'Bad Gateway';
  return `HTTP/1.1 ${status} ${words}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
}

/** A plain request names its whole URL; without one there is nothing to forward. */
function passOn(request: IncomingMessage, response: ServerResponse, names: NameTable, rule: WebProxyRule): void {
  const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : undefined;
  const endpoint = rule === 'forbid' ? 403 : url?.protocol === 'http:' ? endpointOf(url, names) : 502;
  if (typeof endpoint === 'number' || !url) {
    response.writeHead(typeof endpoint === 'number' ? endpoint : 502, { Connection: 'close' }).end();
    request.resume();
    return;
  }
  const { address: host, port } = endpoint;
  const outgoing = httpRequest(
    {
      host,
      port,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: request.headers,
      agent: false,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  outgoing.once('error', () => response.destroy());
  request.pipe(outgoing);
}
