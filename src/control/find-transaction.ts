import type { FastifyInstance } from 'fastify';
import { noTransaction } from '../evidence/journal.js';
import type { Transaction } from '../evidence/transaction.js';
import type { ControlContext } from './context.js';

/** The transaction of an id, or the `latest`; 404 where there is none. */
export function findTransaction(app: FastifyInstance, { journal }: ControlContext, id: string): Transaction {
  const transaction = id === 'latest' ? journal.list({ limit: 1 }).at(-1) : journal.find(id);
  if (transaction) return transaction;
  throw app.httpErrors.notFound(id === 'latest' ? 'No request has come yet.' : noTransaction(id));
}
