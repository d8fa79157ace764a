import type { OutgoingCall } from '../../../evidence/outgoing-call.js';
import type { TransactionSummary } from '../../../evidence/transaction-summary.js';

/** One request of a handshake, as one of its steps. */
export interface ConversationStep {
  readonly key: string;
  /** The view that shows it: `['transactions', id]`. */
  readonly address: readonly [view: string, id: string];
  /** What the client does. */
  readonly does: string;
  /** How that ended: `401`, `no connection`. */
  readonly ended: string;
  readonly tone: 'good' | 'bad' | 'warn';
  readonly remark: string;
}

/** The requests that one client made for one purpose, oldest first: they have its client-request-id in common. */
export function conversationOf(
  clientRequestId: string | undefined,
  transactions: readonly TransactionSummary[],
): readonly TransactionSummary[] {
  if (!clientRequestId) return [];
  return transactions.filter((other) => other.clientRequestId === clientRequestId);
}

/** The steps of a handshake, those that reached no server too. */
export function stepsOf(
  transactions: readonly TransactionSummary[],
  calls: readonly OutgoingCall[],
): readonly ConversationStep[] {
  const ids = new Set(transactions.map(({ clientRequestId }) => clientRequestId));
  const lost = calls.filter((call) => ids.has(call.clientRequestId)).flatMap(lostStep);
  const seen = transactions.map((transaction) => ({ time: transaction.time, step: seenStep(transaction) }));
  return [...seen, ...lost].toSorted((one, other) => one.time.localeCompare(other.time)).map(({ step }) => step);
}

function lostStep({ id, time, clientRequestId, end }: OutgoingCall) {
  if (clientRequestId === null || end?.kind !== 'failure' || end.transactionId !== null) return [];
  const step: ConversationStep = {
    key: id,
    address: ['calls', id],
    does: 'a call that reached no server',
    ended: 'no answer',
    tone: 'bad',
    remark: end.message,
  };
  return [{ time, step }];
}

function seenStep(summary: TransactionSummary): ConversationStep {
  const { id, status, diagnostics, failedStep } = summary;
  const asksFirst = status === 401 && summary.bearer === 'empty' && failedStep === null;
  return {
    key: id,
    address: ['transactions', id],
    does: whatItDoes(summary),
    ended: String(status),
    tone: asksFirst ? 'warn' : status < 400 ? 'good' : 'bad',
    remark: asksFirst ? 'normal' : diagnostics ? String(diagnostics.code) : (failedStep ?? ''),
  };
}

function whatItDoes({ service, bearer, status }: TransactionSummary): string {
  if (service === 'TokenService') return status < 400 ? 'gets a token' : 'asks for a token';
  if (bearer === 'token') return 'asks with its token';
  return bearer === 'empty' ? 'asks without a token' : 'asks, without any Bearer';
}

/** The request of the same handshake, at the same server, that came without a token before this one, or with one after it. */
export function partnerOf(
  summary: TransactionSummary | undefined,
  conversation: readonly TransactionSummary[],
): TransactionSummary | undefined {
  if (!summary) return undefined;
  const place = conversation.findIndex(({ id }) => id === summary.id);
  const isOther = ({ host, path, bearer }: TransactionSummary) =>
    host === summary.host && path === summary.path && (bearer === 'token') !== (summary.bearer === 'token');
  return summary.bearer === 'token'
    ? conversation.slice(0, place).findLast(isOther)
    : conversation.slice(place + 1).find(isOther);
}
