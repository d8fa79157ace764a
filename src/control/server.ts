import type { Socket } from 'node:net';
import sensible from '@fastify/sensible';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import { endConnectionsOnClose } from '../network/open-connections.js';
import { ScenarioError } from '../scenarios/scenario-error.js';
import { CmdletError, type ErrorCategory, type Session } from '../shell/cmdlet.js';
import type { Prompt } from '../shell/prompt.js';
import { TokenOrderError } from '../tokens/token-order.js';
import type { ControlContext } from './context.js';
import { protect } from './protection.js';
import { analyzeLogRoutes } from './routes/analyze-log.js';
import { authCertificateRoutes } from './routes/auth-certificates.js';
import { cmdletRoutes } from './routes/cmdlets.js';
import { eventLogRoutes } from './routes/event-log.js';
import { eventRoutes } from './routes/events.js';
import { explainRoutes } from './routes/explain.js';
import { keyRoutes } from './routes/keys.js';
import { labRoutes } from './routes/lab.js';
import { logRoutes } from './routes/logs.js';
import { mysteryRoutes } from './routes/mystery.js';
import { outgoingCallRoutes } from './routes/outgoing-calls.js';
import { pageRoutes } from './routes/page.js';
import { sampleRoutes } from './routes/samples.js';
import { scenarioRoutes } from './routes/scenarios.js';
import { shellRoutes } from './routes/shell.js';
import { tokenRoutes } from './routes/tokens.js';
import { evidenceRoutes } from './routes/transaction-evidence.js';
import { transactionRoutes } from './routes/transactions.js';

const allRoutes = [
  pageRoutes,
  labRoutes,
  keyRoutes,
  authCertificateRoutes,
  tokenRoutes,
  transactionRoutes,
  evidenceRoutes,
  outgoingCallRoutes,
  eventRoutes,
  logRoutes,
  eventLogRoutes,
  scenarioRoutes,
  mysteryRoutes,
  cmdletRoutes,
  shellRoutes,
  explainRoutes,
  sampleRoutes,
  analyzeLogRoutes,
];

/** A request must have come whole by then; how long its answer takes is another matter. */
const requestTimeoutMs = 60_000;

/** The HTTP API of the lab. `onDefect` hears of mistakes of the lab itself, never of a caller's. */
export async function createControlServer(
  context: ControlContext,
  onDefect: (error: unknown) => void,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: requestTimeoutMs,
    http: { requireHostHeader: false }, // refused with a sentence, as every unknown Host is
    clientErrorHandler: refuseUnreadable,
    // What a caller sends is taken as it is: nothing is converted, and nothing unknown is dropped silently.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    frameworkErrors: (error, _request, reply: FastifyReply) =>
      void reply.code(error.statusCode ?? 400).send(errorBody('InvalidArgument', unreadableUrl)),
  });
  endConnectionsOnClose(app);
  app.removeContentTypeParser('text/plain');
  await app.register(sensible);
  protect(app, context.access);
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const { status, ...explanation } = explain(error, request.method, request.url);
    if (status >= 500) onDefect(error);
    return reply.code(status).send({ error: explanation });
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .code(404)
      .send(
        errorBody(
          'ObjectNotFound',
          `There is no ${request.method} ${request.url.split('?', 1)[0]} in the control API.`,
        ),
      ),
  );
  for (const routes of allRoutes) routes(app, context);
  return app;
}

/** What Node can't read as HTTP gets the shape of every other error. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const isLate = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const message = isLate
    ? `The request has not come whole within ${requestTimeoutMs / 1000} seconds.`
    : `This is no HTTP request that can be read (${error.code}).`;
  const body = JSON.stringify(errorBody('InvalidArgument', message));
  const head = [
    `HTTP/1.1 ${isLate ? '408 Request Timeout' : '400 Bad Request'}`,
    'Content-Type: application/json; charset=utf-8',
    'Connection: close',
  ];
  setTimeout(() => socket.destroy(), 2000).unref(); // who keeps his half open is not waited for
  socket.end([...head, `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

const unreadableUrl = 'The URL of this call can’t be read: it is too long, or not encoded as URLs are.';

const statusOfCategory: Readonly<Record<ErrorCategory, number>> = {
  InvalidArgument: 400,
  ObjectNotFound: 404,
  CommandNotFound: 404,
  ResourceExists: 409,
  InvalidOperation: 409,
  ConnectionError: 424,
  PermissionDenied: 403,
  ConfirmationRequired: 409,
};

interface Explanation {
  readonly status: number;
  readonly category: string;
  readonly message: string;
  /** Where a cmdlet ran that ended with this. */
  readonly session?: Session | undefined;
  /** The question that nobody answered. */
  readonly prompt?: Prompt | undefined;
}

/** Every error as a sentence for the caller; what is the lab's own fault says no more than that. */
function explain(error: FastifyError, method: string, url: string): Explanation {
  if (error instanceof CmdletError) {
    const { category, message, session, prompt } = error;
    return { status: statusOfCategory[category], category, message, session, prompt };
  }
  if (error instanceof ScenarioError) {
    const unknown = error.code === 'unknown';
    return {
      status: unknown ? 404 : 409,
      category: unknown ? 'ObjectNotFound' : 'InvalidOperation',
      message: error.message,
    };
  }
  if (error instanceof TokenOrderError) return { status: 400, category: 'InvalidArgument', message: error.message };
  if (error.validation)
    return { status: 400, category: 'InvalidArgument', message: validationSentence(error, method, url) };
  const status = error.statusCode ?? 500;
  if (status === 415)
    return {
      status,
      category: 'InvalidArgument',
      message: 'Send the body as JSON, with Content-Type: application/json.',
    };
  if (status < 500) return { status, category: categoryOfStatus(status), message: error.message };
  return { status: 500, category: 'InternalError', message: 'The lab made a mistake here; its console says which.' };
}

function categoryOfStatus(status: number): string {
  if (status === 401 || status === 403) return 'PermissionDenied';
  if (status === 409) return 'InvalidOperation';
  return status === 404 ? 'ObjectNotFound' : 'InvalidArgument';
}

function validationSentence(error: FastifyError, method: string, url: string): string {
  const [first] = error.validation ?? [];
  const place = first?.instancePath ? ` at ${first.instancePath.slice(1).replaceAll('/', '.')}` : '';
  const extra = first?.keyword === 'additionalProperties' ? ` ('${String(first.params.additionalProperty)}')` : '';
  const allowed = first?.keyword === 'enum' ? `: ${(first.params.allowedValues as readonly unknown[]).join(', ')}` : '';
  return `${method} ${url.split('?', 1)[0]}: the ${error.validationContext ?? 'body'}${place} ${first?.message ?? 'is not valid'}${extra}${allowed}.`;
}

function errorBody(category: string, message: string) {
  return { error: { category, message } };
}
