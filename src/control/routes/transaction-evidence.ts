import type { FastifyInstance } from 'fastify';
import { logText, transactionLogs, whyNotLogged } from '../../evidence/log-text.js';
import { loggedPieces } from '../../evidence/logged-pieces.js';
import { diagnoseTransaction } from '../../evidence/renderers/diagnosis.js';
import { failedRequestTrace } from '../../evidence/renderers/failed-request-trace.js';
import { failedRequestTraceHtml } from '../../evidence/renderers/failed-request-trace-html.js';
import { viewMessages } from '../../evidence/renderers/messages.js';
import type { ControlContext } from '../context.js';
import { findTransaction } from '../find-transaction.js';

const flag = { type: 'string', enum: ['0', '1'] } as const;

interface LogQuery {
  readonly header?: string;
  readonly reveal?: string;
}

const logQuerySchema = {
  type: 'object',
  additionalProperties: false,
  properties: { header: flag, reveal: flag },
} as const;

interface TraceQuery {
  readonly format?: string;
  readonly reveal?: string;
}

const traceQuerySchema = {
  type: 'object',
  additionalProperties: false,
  properties: { format: { type: 'string', enum: ['xml', 'html'] }, reveal: flag },
} as const;

/** What a transaction left in the servers' logs and traces; tokens stand there without their signatures unless `?reveal=1`. */
export function evidenceRoutes(app: FastifyInstance, context: ControlContext): void {
  const find = (id: string) => findTransaction(app, context, id);
  for (const log of transactionLogs) {
    app.get<{ Params: { id: string }; Querystring: LogQuery }>(
      `/api/transactions/:id/${log}`,
      { schema: { querystring: logQuerySchema } },
      async ({ params, query }, reply) => {
        const transaction = find(params.id);
        const options = { ...reveal(query), header: query.header === '1' };
        const text = logText(log, transaction, context.build(), options);
        if (text === undefined) throw app.httpErrors.notFound(whyNotLogged(log, transaction));
        return reply.type('text/plain; charset=utf-8').send(text);
      },
    );
  }
  app.get<{ Params: { id: string }; Querystring: TraceQuery }>(
    '/api/transactions/:id/failed-request-trace',
    { schema: { querystring: traceQuerySchema } },
    async ({ params, query }, reply) => {
      const transaction = find(params.id);
      if (query.format === 'html') {
        reply.header('Content-Security-Policy', "default-src 'none'");
        return reply.type('text/html; charset=utf-8').send(failedRequestTraceHtml(transaction, reveal(query)));
      }
      return reply.type('application/xml; charset=utf-8').send(failedRequestTrace(transaction, reveal(query)));
    },
  );
  app.get<{ Params: { id: string } }>('/api/transactions/:id/logs', async ({ params }) =>
    loggedPieces(find(params.id), context.build()),
  );
  app.get<{ Params: { id: string } }>('/api/transactions/:id/messages', async ({ params }) =>
    viewMessages(context.messages.find(find(params.id).id)),
  );
  app.get<{ Params: { id: string } }>('/api/transactions/:id/diagnosis', async ({ params }) =>
    diagnoseTransaction(find(params.id)),
  );
}

function reveal(query: { readonly reveal?: string }): { readonly reveal: boolean } {
  return { reveal: query.reveal === '1' };
}
