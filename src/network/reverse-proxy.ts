import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { Firewall } from './firewall.js';
import { forward, type Upstream } from './forward.js';
import type { Endpoint } from './names.js';
import { ownAnswer, sayByItself } from './own-answers.js';
import { PrivateConnections } from './private-connections.js';
import type { PublishedCertificate, Publishing } from './publishing.js';
import { ciphersFor, type TlsIdentity } from './tls.js';

export interface ReverseProxyOptions {
  /**
   * The published certificate, or one with a fault; asked for again with every change: the proxy ends the Internet's TLS.
   * Where it is another than Exchange's, Windows authentication can't be bound to the channel (Extended Protection).
   */
  readonly identity: (certificate: PublishedCertificate) => Promise<TlsIdentity>;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default 0, any free port. */
  readonly port?: number;
  /** The flag that chooses the port, for an error's advice. */
  readonly portFlag?: string;
  /** Exchange's https listener. */
  readonly upstream: Endpoint;
  /** Its http listener, for SSL offloading. */
  readonly upstreamHttp: Endpoint;
  /** The roots Exchange's own certificate is checked against, PEM. */
  readonly upstreamCa: string;
  /** The name Exchange's certificate must bear; default `localhost`. */
  readonly upstreamName?: string;
  /** Answers while the name leads to a web server that is no Exchange. */
  readonly otherWebServer: Pass;
  readonly publishing: Publishing;
}

/** The reverse proxy that publishes the on-premises Exchange to the Internet, embedded here or an nginx (nginx-proxy.ts). */
export interface ReverseProxy {
  readonly endpoint: Endpoint;
  /** Takes effect for every new connection and request, once the promise is kept. Throws ListenError. */
  apply(publishing: Publishing): Promise<void>;
  close(): Promise<void>;
}

/** Exchange's limit, 64 KB, and some more: judging long headers is Exchange's business. */
const maxHeaderSize = 128 * 1024;

/** What the proxy does with a request: a pure pass-through to the target of the day. */
export type Pass = (request: IncomingMessage, response: ServerResponse) => void;

export async function startReverseProxy(options: ReverseProxyOptions): Promise<ReverseProxy> {
  const { identity, host = '127.0.0.1', port = 0, portFlag } = options;
  const pass = passTo(upstreamsOf(options), options.otherWebServer);
  let publishing = options.publishing;
  const app = createProxyServer(await secureContext(identity, publishing), (request, response) => {
    // A connection that outlives the request would outlive a change of TLS or firewall as well.
    const then = publishing;
    response.once('finish', () => then !== publishing && request.socket.end());
    // The connection may be older than the firewall's rule.
    if (publishing.connection !== 'accept') request.destroy();
    else pass(request, response, publishing);
  });
  const firewall = new Firewall(app.server);
  await firewall.open({ host, port, ...(portFlag === undefined ? {} : { flag: portFlag }) }, app);
  await firewall.apply(publishing.connection);
  return {
    get endpoint() {
      return firewall.endpoint;
    },
    async apply(next) {
      const context = await secureContext(identity, next);
      publishing = next;
      app.server.setSecureContext(context);
      app.server.closeIdleConnections();
      await firewall.apply(next.connection);
    },
    async close() {
      firewall.close();
      await app.close();
    },
  };
}

/** What becomes of a request, by the publishing of the moment. */
function passTo(upstreams: Readonly<Record<Publishing['upstreamScheme'], Upstream>>, otherWebServer: Pass) {
  return (request: IncomingMessage, response: ServerResponse, publishing: Publishing): void => {
    const own = ownAnswer(publishing);
    if (own) sayByItself(response, own);
    else if (publishing.target === 'otherWebServer') otherWebServer(request, response);
    else forward(request, response, upstreams[publishing.upstreamScheme], publishing);
  };
}

function upstreamsOf({ upstream, upstreamHttp, upstreamCa, upstreamName = 'localhost' }: ReverseProxyOptions) {
  return {
    https: {
      endpoint: upstream,
      connections: new PrivateConnections('https'),
      tls: { ca: upstreamCa, servername: upstreamName },
    },
    http: { endpoint: upstreamHttp, connections: new PrivateConnections('http'), tls: undefined },
  };
}

function createProxyServer(tls: SecureContextOptions, pass: Pass) {
  const handOver = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.hijack();
    pass(request.raw, reply.raw);
  };
  const app = Fastify({
    https: { ...tls, requireHostHeader: false, maxHeaderSize },
    forceCloseConnections: true,
    // A URL that Fastify cannot read is not the proxy's to judge.
    frameworkErrors: (_error, request, reply) => handOver(request, reply),
    clientErrorHandler: (error, socket) => {
      if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
      else socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    },
  });
  app.server.maxHeadersCount = 0; // Node would drop what comes behind the thousandth, Content-Length perhaps
  // Bodies stay unread: they are streamed on as they come.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.all('*', handOver);
  // Methods that Fastify has no routes for, PROPFIND for one.
  app.setNotFoundHandler(handOver);
  return app;
}

async function secureContext(
  identity: ReverseProxyOptions['identity'],
  { tls, certificate }: Publishing,
): Promise<SecureContextOptions> {
  const { certificate: cert, privateKey: key } = await identity(certificate);
  return { cert, key, minVersion: tls.minVersion, maxVersion: tls.maxVersion, ciphers: ciphersFor(tls.minVersion) };
}
