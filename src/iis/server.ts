import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Transaction } from '../evidence/transaction.js';
import { endConnectionsOnClose } from '../network/open-connections.js';
import type { WireResponse } from '../protocol/wire.js';
import type { Random } from '../random.js';
import { type BodyFailure, bodyLimit, readBody } from './body.js';
import { Connections } from './connection.js';
import { EndOfPass } from './end-of-pass.js';
import { httpSysAnswer, httpSysRefusal, withMissingHost } from './http-sys.js';
import { httpSysPage, serverErrorPage, tooLargePage } from './pages.js';
import { headerBytes, readRequest, recordedRequest } from './request.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from './site.js';
import { HttpDate, refuseUnreadable, writeResponse } from './write.js';

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

/** The HTTP side of an IIS server: reads requests as values, writes answers as they stand, records each exchange once. */
export function createSiteServer(options: SiteServerOptions): FastifyInstance {
  const { tls } = options;
  const common = {
    logger: false,
    requestTimeout: entityBodyTimeoutMs,
    genReqId: () => options.random.uuid(),
    clientErrorHandler: refuseUnreadable,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      const isUndecodable = (error as { code?: string }).code === 'FST_ERR_BAD_URL';
      if (!isUndecodable) options.onDefect(error);
      const page = isUndecodable ? httpSysPage('invalidUrl') : serverErrorPage(options.site.serverHeader());
      reply.hijack();
      writeResponse(reply.raw, page, new HttpDate(options.clock).toString());
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

/** A request on its way to its record. */
interface Passage {
  readonly request: SiteRequest;
  readonly reply: FastifyReply;
  /** Size of request line and headers. */
  readonly headBytes: number;
}

/** A request that has its answer. */
interface Answered {
  readonly passage: Passage;
  readonly answer: SiteAnswer;
  readonly bodyBytes: number;
}

/** Carries one request from its head to its record. */
class SiteConnection {
  readonly #options: SiteServerOptions;
  readonly #scheme: 'https' | 'http';
  readonly #connections: Connections;
  readonly #date: HttpDate;
  #closing = false;
  readonly #answers = new EndOfPass<Answered>((answered) => this.#complete(answered));

  constructor(options: SiteServerOptions, scheme: 'https' | 'http') {
    this.#options = options;
    this.#date = new HttpDate(options.clock);
    this.#scheme = scheme;
    this.#connections = new Connections(options.tls?.certificate);
  }

  /** Fastify hands over every request at its first hook; bodies are read and answers written past it. */
  attach(app: FastifyInstance): void {
    app.addHook('preClose', async () => {
      this.#closing = true;
    });
    app.addHook('onRequest', (incoming, reply, _goOn) => {
      reply.hijack();
      this.#receive(incoming, reply);
    });
    app.all('/*', neverReached);
    app.setNotFoundHandler(neverReached);
  }

  #receive(incoming: FastifyRequest, reply: FastifyReply): void {
    const { site, clock } = this.#options;
    const connection = this.#connections.of(incoming.raw.socket);
    const arrival = { id: incoming.id, arrived: clock.now(), connection };
    const request = readRequest(incoming.raw, { scheme: this.#scheme, publicPorts: site.publicPorts }, arrival);
    const headBytes = headerBytes(request);
    const passage: Passage = { request, reply, headBytes };
    const refusal = httpSysRefusal(request, headBytes, site.missingHost);
    const answer = refusal ? httpSysAnswer(refusal) : this.#guarded(() => site.receive(request));
    if (typeof answer !== 'function') this.#finish(passage, answer, 0);
    else
      readBody(incoming.raw, bodyLimit, (body, failure) => {
        if (body) this.#answerBody(passage, answer, body);
        else this.#finish(passage, { response: this.#pageOf(failure) }, 0);
      });
  }

  #answerBody(passage: Passage, handler: BodyHandler, body: Buffer): void {
    const answer = this.#guarded(() => handler(body));
    if (answer instanceof Promise) {
      answer
        .catch((error: unknown) => this.#defect(error))
        .then((late: SiteAnswer) => this.#finish(passage, late, body.length));
    } else this.#finish(passage, answer, body.length);
  }

  #pageOf(failure: BodyFailure | undefined): WireResponse {
    return failure === 'tooLarge' ? tooLargePage(this.#options.site.serverHeader()) : httpSysPage('badRequest');
  }

  #guarded<T>(act: () => T): T | SiteAnswer {
    try {
      return act();
    } catch (error) {
      return this.#defect(error);
    }
  }

  /** A mistake of the lab itself, which the wire never tells. */
  #defect(error: unknown): SiteAnswer {
    this.#options.onDefect(error);
    return { response: serverErrorPage(this.#options.site.serverHeader()) };
  }

  #finish(passage: Passage, answer: SiteAnswer, bodyBytes: number): void {
    this.#answers.add({ passage, answer, bodyBytes });
  }

  #complete({ passage, answer, bodyBytes }: Answered): void {
    try {
      this.#writeAndRecord(passage, answer, bodyBytes);
    } catch (error) {
      this.#options.onDefect(error);
      passage.reply.raw.destroy(); // nobody shall wait for an answer that can't be written
    }
  }

  #writeAndRecord({ request, reply, headBytes }: Passage, answer: SiteAnswer, bodyBytes: number): void {
    const { site, clock, record } = this.#options;
    if (this.#closing) reply.raw.shouldKeepAlive = false; // a server that stops must not wait for an idle client
    const written = writeResponse(reply.raw, answer.response, this.#date.toString());
    const { id, arrived } = request;
    record({
      id,
      arrived,
      side: site.side,
      server: site.server,
      request: recordedRequest(request, headBytes + bodyBytes),
      steps: withMissingHost(answer.steps ?? [], request, site),
      response: {
        status: answer.response.status,
        headers: written.headers,
        bytes: written.bytes,
        timeTakenMs: Math.max(0, clock.now() - arrived),
      },
      diagnostics: answer.diagnostics,
      token: answer.token,
      userName: answer.userName,
      iis: answer.iis,
    });
  }
}

function neverReached(): never {
  throw new Error('A request went past the hook that answers it.');
}
