import type { Diagnostics } from '../protocol/diagnostics.js';
import type { HeaderList } from '../protocol/wire.js';
import { type DecodedToken, decodeToken } from './decoded-token.js';
import { redactTransaction } from './redact.js';
import type { JudgedStep, Side, Transaction } from './transaction.js';

/** A transaction as the control API and the library show it (design §2.4). */
export interface TransactionView {
  readonly id: string;
  /** ISO 8601 */
  readonly time: string;
  readonly side: Side;
  readonly server: string;
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly httpVersion: string;
    readonly scheme: 'https' | 'http';
    readonly host: string;
    readonly headers: HeaderList;
    readonly remoteAddress: string;
    readonly bytes: number;
  };
  readonly steps: readonly JudgedStep[];
  readonly response: {
    readonly status: number;
    readonly headers: HeaderList;
    readonly bytes: number;
    readonly timeTakenMs: number;
  };
  readonly diagnostics: { readonly code: number; readonly errorCategory: string; readonly reason: string } | null;
  readonly decodedToken: DecodedToken | null;
}

/** `reveal` shows tokens whole; else they have no signature. */
export function viewTransaction(
  transaction: Transaction,
  options: { readonly reveal?: boolean } = {},
): TransactionView {
  const { request, steps, response, diagnostics } = options.reveal ? transaction : redactTransaction(transaction);
  const { token } = transaction;
  return {
    id: transaction.id,
    time: new Date(transaction.arrived).toISOString(),
    side: transaction.side,
    server: transaction.server,
    request: {
      method: request.method,
      url: request.target,
      httpVersion: request.httpVersion,
      scheme: request.scheme,
      host: request.authority,
      headers: request.headers,
      remoteAddress: request.remoteAddress,
      bytes: request.bytes,
    },
    steps,
    response,
    diagnostics: diagnostics ? plainDiagnostics(diagnostics) : null,
    decodedToken: token === undefined ? null : (decodeToken(token, options) ?? null),
  };
}

function plainDiagnostics({ code, errorCategory, reason }: Diagnostics): TransactionView['diagnostics'] {
  return { code, errorCategory, reason };
}
