import type { FastifyInstance } from 'fastify';
import { noTransaction } from '../evidence/journal.js';
import type { Transaction } from '../evidence/transaction.js';
import type { ControlContext } from './context.js';

/** The transaction of an id, as a log or a failed request trace has it (`{F520490F-…}`), or the `latest`; 404 where there is none. */
export function findTransaction(app: FastifyInstance, { journal }: ControlContext, id: string): Transaction {
  const transaction = id === 'latest' ? journal.list({ limit: 1 }).at(-1) : journal.find(plain(id));
  if (transaction) return transaction;
  throw app.httpErrors.notFound(id === 'latest' ? 'No request has come yet.' : noTransaction(id));
}

function plain(id: string): string {
  return id.toLowerCase().replace(/^\{(.*)\}$/, '$1');
}
