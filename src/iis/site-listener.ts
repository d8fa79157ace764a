import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../clock.js';
import type { Transaction } from '../evidence/transaction.js';
import type { TlsIdentity } from '../network/tls.js';
import type { WireResponse } from '../protocol/wire.js';
import type { Random } from '../random.js';
import { Batch, type Schedule } from './batch.js';
import { type BodyFailure, bodyLimit, readBody } from './body.js';
import { Connections } from './connection.js';
import { httpSysAnswer, httpSysRefusal, withMissingHost } from './http-sys.js';
import { httpSysPage, serverErrorPage, tooLargePage } from './pages.js';
import { headerBytes, readRequest, recordedRequest } from './request.js';
import type { BodyHandler, Site, SiteAnswer, SiteRequest } from './site.js';
import { HttpDate, writeResponse } from './write.js';

/** A certificate that is made when a client first asks for it: for listeners that few labs use. */
export type LateTlsIdentity = () => Promise<TlsIdentity>;

/** What a server of a site is made from. */
export interface SiteServerOptions {
  readonly site: Site;
  /** Certificate and key in PEM; without them the server speaks plain HTTP. */
  readonly tls?: TlsIdentity | LateTlsIdentity;
  readonly clock: Clock;
  readonly random: Random;
  readonly record: (transaction: Transaction) => void;
  /** Hears of the bodies of XML calls that a service has answered. */
  readonly keepMessages?: (id: string, request: Buffer, answer: string) => void;
  /** Where a defect of the lab itself is reported; never a client's mistake. */
  readonly onDefect: (error: unknown) => void;
}

/** A request that has come and waits for its turn. */
interface Arrived {
  readonly incoming: FastifyRequest;
  readonly reply: FastifyReply;
  readonly request: SiteRequest;
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
  /** Undefined where the answer did not wait for one. */
  readonly body: Buffer | undefined;
}

/** Carries the requests of a listener from their head to their record. */
export class SiteListener {
  readonly #options: SiteServerOptions;
  readonly #scheme: 'https' | 'http';
  readonly #connections: Connections;
  readonly #date: HttpDate;
  #closing = false;
  readonly #arrivals = new Batch<Arrived>(
    setImmediate,
    (arrived) => this.#receive(arrived),
    (error, { reply }) => this.#giveUp(error, reply),
  );
  readonly #answers = this.#batchOfAnswers(process.nextTick);
  /** Answers that were waited for come one by one, each with a turn of its own. */
  readonly #lateAnswers = this.#batchOfAnswers(setImmediate);

  constructor(options: SiteServerOptions, scheme: 'https' | 'http') {
    this.#options = options;
    this.#date = new HttpDate(options.clock);
    this.#scheme = scheme;
    const { tls } = options;
    this.#connections = new Connections(typeof tls === 'object' ? tls.certificate : undefined);
  }

  /** Fastify hands over every request at its first hook; bodies are read and answers written past it. */
  attach(app: FastifyInstance): void {
    app.addHook('preClose', async () => {
      this.#closing = true;
    });
    app.addHook('onRequest', (incoming, reply, _goOn) => {
      reply.hijack();
      this.#arrive(incoming, reply);
    });
    app.all('/*', neverReached);
    app.setNotFoundHandler(neverReached);
  }

  /** Reads the head at once: when its turn comes, the socket may be gone, and its ends with it. */
  #arrive(incoming: FastifyRequest, reply: FastifyReply): void {
    const { site, clock } = this.#options;
    const connection = this.#connections.of(incoming.raw.socket);
    const arrival = { id: incoming.id, arrived: clock.now(), connection };
    const request = readRequest(incoming.raw, { scheme: this.#scheme, publicPorts: site.publicPorts }, arrival);
    this.#arrivals.add({ incoming, reply, request });
  }

  #receive({ incoming, reply, request }: Arrived): void {
    const { site } = this.#options;
    const headBytes = headerBytes(request);
    const passage: Passage = { request, reply, headBytes };
    const refusal = httpSysRefusal(request, headBytes, site.missingHost);
    const answer = refusal ? httpSysAnswer(refusal) : this.#guarded(() => site.receive(request));
    if (typeof answer !== 'function') this.#finish(passage, answer, undefined);
    else
      readBody(incoming.raw, bodyLimit, (body, failure) => {
        if (body) this.#answerBody(passage, answer, body);
        else this.#finish(passage, { response: this.#pageOf(failure) }, undefined);
      });
  }

  #answerBody(passage: Passage, handler: BodyHandler, body: Buffer): void {
    const answer = this.#guarded(() => handler(body));
    if (answer instanceof Promise) {
      answer
        .catch((error: unknown) => this.#defect(error))
        .then((late: SiteAnswer) => this.#lateAnswers.add({ passage, answer: late, body }));
    } else this.#finish(passage, answer, body);
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

  #finish(passage: Passage, answer: SiteAnswer, body: Buffer | undefined): void {
    this.#answers.add({ passage, answer, body });
  }

  #batchOfAnswers(schedule: Schedule): Batch<Answered> {
    return new Batch<Answered>(
      schedule,
      (answered) => this.#writeAndRecord(answered),
      (error, { passage }) => this.#giveUp(error, passage.reply),
    );
  }

  /** Nobody shall wait for an answer that can't be given. */
  #giveUp(error: unknown, reply: FastifyReply): void {
    reply.raw.destroy();
    this.#options.onDefect(error);
  }

  #writeAndRecord({ passage, answer, body }: Answered): void {
    const { request, reply, headBytes } = passage;
    const { site, clock, record, keepMessages } = this.#options;
    if (this.#closing) reply.raw.shouldKeepAlive = false; // a server that stops must not wait for an idle client
    const written = writeResponse(reply.raw, answer.response, this.#date.toString());
    const { id, arrived } = request;
    record({
      id,
      arrived,
      side: site.side,
      server: site.server,
      request: recordedRequest(request, headBytes + (body?.length ?? 0)),
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
    if (body && keepMessages && isXml(answer.response)) keepMessages(id, body, answer.response.body);
  }
}

function isXml({ headers }: WireResponse): boolean {
  return headers.some(([name, value]) => name === 'Content-Type' && value.startsWith('text/xml'));
}

function neverReached(): never {
  throw new Error('A request went past the hook that answers it.');
}
