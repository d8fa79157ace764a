import type { TransactionSummary } from '../../evidence/transaction-summary.js';
import type { Handshake } from './handshakes.js';

/** The request of the same handshake, at the same server, that came without a token before this one, or with one after it. */
export function partnerOf(id: string, { requests }: Handshake): TransactionSummary | undefined {
  const seen = requests.flatMap(({ transaction }) => transaction ?? []);
  const place = seen.findIndex((transaction) => transaction.id === id);
  const summary = seen[place];
  if (!summary) return undefined;
  const isOther = ({ host, path, bearer }: TransactionSummary) =>
    host === summary.host && path === summary.path && (bearer === 'token') !== (summary.bearer === 'token');
  return summary.bearer === 'token' ? seen.slice(0, place).findLast(isOther) : seen.slice(place + 1).find(isOther);
}
