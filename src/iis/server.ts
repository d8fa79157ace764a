import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Transaction } from '../evidence/transaction.js';
import { endConnectionsOnClose } from '../network/open-connections.js';
import type { Random } from '../random.js';
import { Connections } from './connection.js';
import { httpSysAnswer, httpSysRefusal, missingHostStep } from './http-sys.js';
import { httpSysPage, serverErrorPage, tooLargePage } from './pages.js';
import { authorityOf, headerBytes, readRequest } from './request.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from './site.js';
import { refuseUnreadable, writeResponse } from './write.js';

export interface SiteServerOptions {
  readonly site: Site;
  /** Certificate and key in PEM; without them the server speaks plain HTTP. */
  readonly tls?: { readonly certificate: string; readonly privateKey: string };
  readonly clock: Clock;
  readonly random: Random;
  readonly record: (transaction: Transaction) => void;
  /** Where a defect of the lab itself is reported; never a client's mistake. */
  readonly onDefect: (error: unknown) => void;
}

/** Enough for http.sys's 16 KB and for seeing by how much a request is over it. */
const maxHeaderSize = 65_536;

/** http.sys's patience for a whole request (EntityBody, 120 seconds). */
const entityBodyTimeoutMs = 120_000;

/** Largest SOAP body taken. */
const bodyLimit = 4 * 1024 * 1024;

/** The HTTP side of an IIS server: reads requests as values, writes answers as they stand, records each exchange once. */
export function createSiteServer(options: SiteServerOptions): FastifyInstance {
  const { tls } = options;
  const common = {
    bodyLimit,
    logger: false,
    requestTimeout: entityBodyTimeoutMs,
    genReqId: () => options.random.uuid(),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const isUndecodable = (error as { code?: string }).code === 'FST_ERR_BAD_URL';
      if (!isUndecodable) options.onDefect(error);
      const page = isUndecodable ? httpSysPage('invalidUrl') : serverErrorPage(options.site.serverHeader());
      writeResponse(reply, page, options.clock);
    },
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, maxParamLength: 2048 },
  };
  const app = (
    tls
      ? Fastify({
          ...common,
          https: {
            key: tls.privateKey,
            cert: tls.certificate,
            minVersion: 'TLSv1.2',
            requireHostHeader: false,
            maxHeaderSize,
          },
        })
      : Fastify({ ...common, http: { requireHostHeader: false, maxHeaderSize } })
  ) as FastifyInstance;
  endConnectionsOnClose(app);
  app.server.maxHeadersCount = 0; // Node would drop what comes behind the thousandth, unseen and uncounted
  new SiteConnection(options, tls ? 'https' : 'http').attach(app);
  return app;
}

/** Carries one request from its head to its record. */
class SiteConnection {
  readonly #options: SiteServerOptions;
  readonly #scheme: 'https' | 'http';
  readonly #connections: Connections;
  #closing = false;
  readonly #pending = new WeakMap<FastifyRequest, { readonly request: SiteRequest; readonly handler: BodyHandler }>();

  constructor(options: SiteServerOptions, scheme: 'https' | 'http') {
    this.#options = options;
    this.#scheme = scheme;
    this.#connections = new Connections(options.tls?.certificate);
  }

  attach(app: FastifyInstance): void {
    app.addHook('preClose', async () => {
      this.#closing = true;
    });
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.addHook('onRequest', (request, reply, done) => {
      if (this.#receiveHead(request, reply)) done();
    });
    const answer = (request: FastifyRequest, reply: FastifyReply) => this.#answerBody(request, reply);
    app.all('/*', answer);
    app.setNotFoundHandler(answer);
    app.setErrorHandler((error, request, reply) => this.#fail(error, request, reply));
  }

  /** True when the body is needed; false when the answer is already on its way. */
  #receiveHead(incoming: FastifyRequest, reply: FastifyReply): boolean {
    const { site, clock } = this.#options;
    const wire = readRequest(incoming.raw, this.#scheme);
    incoming.raw.headers['content-type'] = 'application/octet-stream'; // what a body is, the application judges
    const ports = [wire.localPort, ...site.publicPorts];
    const request: SiteRequest = {
      ...wire,
      id: incoming.id,
      arrived: clock.now(),
      authority: authorityOf(wire.headers, this.#scheme, ports),
      connection: this.#connections.of(incoming.raw.socket),
    };
    const refusal = httpSysRefusal(wire, site.missingHost);
    if (refusal) {
      this.#finish(request, reply, httpSysAnswer(refusal), 0);
      return false;
    }
    const answer = this.#guarded(() => site.receive(request));
    if (typeof answer === 'function') {
      this.#pending.set(incoming, { request, handler: answer });
      return true;
    }
    this.#finish(request, reply, answer, 0);
    return false;
  }

  async #answerBody(incoming: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const pending = this.#pending.get(incoming);
    if (!pending) throw new Error('A request reached its handler without having been received.');
    const body = Buffer.isBuffer(incoming.body) ? incoming.body : Buffer.alloc(0);
    const answer = await pending.handler(body);
    this.#finish(pending.request, reply, answer, body.length);
    return reply;
  }

  /** A body that is too large, cut off, or of an unreadable media type; or a defect of the lab. */
  #fail(error: unknown, incoming: FastifyRequest, reply: FastifyReply): void {
    const pending = this.#pending.get(incoming);
    const { site } = this.#options;
    const code = (error as { code?: string }).code ?? '';
    const clientsFault = code.startsWith('FST_ERR_CTP_') || code === 'ECONNRESET';
    if (!clientsFault) this.#options.onDefect(error);
    const page =
      code === 'FST_ERR_CTP_BODY_TOO_LARGE'
        ? tooLargePage(site.serverHeader())
        : clientsFault
          ? httpSysPage('badRequest')
          : serverErrorPage(site.serverHeader());
    if (pending) this.#finish(pending.request, reply, { response: page }, 0);
    else writeResponse(reply, page, this.#options.clock);
  }

  #guarded(receive: () => SiteAnswer | BodyHandler): SiteAnswer | BodyHandler {
    try {
      return receive();
    } catch (error) {
      this.#options.onDefect(error);
      return { response: serverErrorPage(this.#options.site.serverHeader()) };
    }
  }

  #finish(request: SiteRequest, reply: FastifyReply, answer: SiteAnswer, bodyBytes: number): void {
    try {
      this.#writeAndRecord(request, reply, answer, bodyBytes);
    } catch (error) {
      this.#options.onDefect(error);
      reply.raw.destroy(); // nobody shall wait for an answer that can't be written
    }
  }

  #writeAndRecord(request: SiteRequest, reply: FastifyReply, answer: SiteAnswer, bodyBytes: number): void {
    const { site, clock, record } = this.#options;
    if (this.#closing) reply.raw.shouldKeepAlive = false; // a server that stops must not wait for an idle client
    const written = writeResponse(reply, answer.response, clock);
    const { id, arrived, connection: _, ...wire } = request;
    record({
      id,
      arrived,
      side: site.side,
      server: site.server,
      request: { ...wire, bytes: headerBytes(request) + bodyBytes },
      steps: [...missingHostStep(request, site), ...(answer.steps ?? [])],
      response: { ...written, timeTakenMs: Math.max(0, clock.now() - arrived) },
      diagnostics: answer.diagnostics,
      token: answer.token,
      userName: answer.userName,
      iis: answer.iis,
    });
  }
}
