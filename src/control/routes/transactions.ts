import type { FastifyInstance } from 'fastify';
import { noTransaction } from '../../evidence/journal.js';
import { diagnoseTransaction } from '../../evidence/renderers/diagnosis.js';
import { iisLogLine } from '../../evidence/renderers/iis-log.js';
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
  app.get<{ Params: { id: string }; Querystring: TransactionQuery }>(
    '/api/transactions/:id/iis-log',
    { schema },
    async ({ params, query }, reply) => {
      const line = iisLogLine(find(params.id), reveal(query));
      return reply.type('text/plain; charset=utf-8').send(`${line}\n`);
    },
  );

  app.get<{ Params: { id: string } }>('/api/transactions/:id/diagnosis', async ({ params }) =>
    diagnoseTransaction(find(params.id)),
  );

  function find(id: string): Transaction {
    const transaction = context.journal.find(id);
    if (transaction) return transaction;
    throw app.httpErrors.notFound(noTransaction(id));
  }
}

function reveal(query: TransactionQuery): { readonly reveal: boolean } {
  return { reveal: query.reveal === '1' };
}
