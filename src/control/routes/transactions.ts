import type { FastifyInstance } from 'fastify';
import { noTransaction } from '../../evidence/journal.js';
import { logText, transactionLogs, whyNotLogged } from '../../evidence/log-text.js';
import { diagnoseTransaction } from '../../evidence/renderers/diagnosis.js';
import { failedRequestTrace } from '../../evidence/renderers/failed-request-trace.js';
import { failedRequestTraceHtml } from '../../evidence/renderers/failed-request-trace-html.js';
import type { Transaction } from '../../evidence/transaction.js';
import { viewTransaction } from '../../evidence/transaction-view.js';
import type { ControlContext } from '../context.js';

interface TransactionQuery {
  readonly limit?: string;
  readonly after?: string;
  readonly reveal?: string;
}

const defaultLimit = 100;

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { type: 'string', pattern: '^[1-9]\\d{0,5}$' },
    after: { type: 'string' },
    reveal: { type: 'string', enum: ['0', '1'] },
  },
} as const;

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

/** The journal and its evidence; tokens stand there without their signatures unless `?reveal=1` (design §2.4). */
export function transactionRoutes(app: FastifyInstance, context: ControlContext): void {
  const schema = { querystring: querySchema };
  app.get<{ Querystring: TransactionQuery }>('/api/transactions', { schema }, async ({ query }) => {
    if (query.after !== undefined) find(query.after);
    const transactions = context.journal.list({ after: query.after, limit: Number(query.limit ?? defaultLimit) });
    return transactions.map((transaction) => viewTransaction(transaction, reveal(query)));
  });
  app.get<{ Params: { id: string }; Querystring: TransactionQuery }>(
    '/api/transactions/:id',
    { schema },
    async ({ params, query }) => viewTransaction(find(params.id), reveal(query)),
  );
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

  app.get<{ Params: { id: string } }>('/api/transactions/:id/diagnosis', async ({ params }) =>
    diagnoseTransaction(find(params.id)),
  );

  /** `latest` stands for the one that came last. */
  function find(id: string): Transaction {
    const transaction = id === 'latest' ? context.journal.list({ limit: 1 }).at(-1) : context.journal.find(id);
    if (transaction) return transaction;
    throw app.httpErrors.notFound(id === 'latest' ? 'No request has come yet.' : noTransaction(id));
  }
}

function reveal(query: { readonly reveal?: string }): { readonly reveal: boolean } {
  return { reveal: query.reveal === '1' };
}
