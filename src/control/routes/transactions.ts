import type { FastifyInstance } from 'fastify';
import type { Transaction } from '../../evidence/transaction.js';
import { summarizeTransaction } from '../../evidence/transaction-summary.js';
import { viewTransaction } from '../../evidence/transaction-view.js';
import type { ControlContext } from '../context.js';
import { findTransaction } from '../find-transaction.js';

interface TransactionQuery {
  readonly limit?: string;
  readonly after?: string;
  readonly reveal?: string;
  readonly view?: 'full' | 'summary';
}

const defaultLimit = 100;

const querySchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    limit: { type: 'string', pattern: '^[1-9]\\d{0,5}$' },
    after: { type: 'string' },
    reveal: { type: 'string', enum: ['0', '1'] },
    view: { type: 'string', enum: ['full', 'summary'] },
  },
} as const;

/** The journal; tokens stand there without their signatures unless `?reveal=1` (design §2.4). */
export function transactionRoutes(app: FastifyInstance, context: ControlContext): void {
  const schema = { querystring: querySchema };
  const find = (id: string) => findTransaction(app, context, id);
  app.get<{ Querystring: TransactionQuery }>('/api/transactions', { schema }, async ({ query }) => {
    const after = query.after === undefined ? undefined : find(query.after).id;
    const transactions = context.journal.list({ after, limit: Number(query.limit ?? defaultLimit) });
    return transactions.map((transaction) => shown(transaction, query));
  });
  app.get<{ Params: { id: string }; Querystring: TransactionQuery }>(
    '/api/transactions/:id',
    { schema },
    async ({ params, query }) => shown(find(params.id), query),
  );
}

/** A summary has nothing to reveal. */
function shown(transaction: Transaction, { view, reveal }: TransactionQuery): object {
  if (view === 'summary') return summarizeTransaction(transaction);
  return viewTransaction(transaction, { reveal: reveal === '1' });
}
