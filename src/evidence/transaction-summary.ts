import { headerValue, pathOf } from '../protocol/wire.js';
import { cutSignature } from './cut-signature.js';
import { type AnsweringService, asksDirectory, serviceOn } from './place.js';
import { fieldRedactor } from './redact.js';
import type { Side, Transaction } from './transaction.js';
import type { TransactionView } from './transaction-view.js';

/** A transaction in one row: what a list of them shows. Texts are as they may be shown: a token has no signature. */
export interface TransactionSummary {
  readonly id: string;
  /** ISO 8601 */
  readonly time: string;
  readonly side: Side;
  readonly server: string;
  readonly service: AnsweringService;
  readonly method: string;
  readonly scheme: 'https' | 'http';
  /** Host name as the server counts it; empty when there was none. */
  readonly host: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly status: number;
  /** Milliseconds by the lab's clock. */
  readonly timeTakenMs: number;
  readonly clientRequestId: string | null;
  readonly userAgent: string | null;
  /** Who was let in, as a log would print him. */
  readonly userName: string | null;
  /** Of the connection; a proxy's where there is one before the server. */
  readonly remoteAddress: string;
  /** The first of X-Forwarded-For, which is the client's own where proxies are honest. */
  readonly forwardedFor: string | null;
  /** Whether a bearer token came; an empty one asks what is trusted here. */
  readonly bearer: 'none' | 'empty' | 'token';
  /** The step of the judgement that refused it. */
  readonly failedStep: string | null;
  /** Whether it was for an answer of the directory about a user or an account. */
  readonly failedInDirectory: boolean;
  /** Whether the lab was more generous than a real server somewhere. */
  readonly lenient: boolean;
  /** Why http.sys answered by itself, in its own word. */
  readonly httpError: string | null;
  readonly diagnostics: TransactionView['diagnostics'];
}

export function summarizeTransaction(transaction: Transaction): TransactionSummary {
  const { id, arrived, side, server, request, response, steps, userName, iis } = transaction;
  const { show } = fieldRedactor(transaction, cutSignature);
  const shown = (value: string | undefined): string | null => show(value) ?? null;
  const failedStep = steps.find(({ verdict }) => verdict === 'failed')?.name ?? null;
  const header = (name: string): string | undefined => headerValue(request.headers, name);
  return {
    ...{ id, time: new Date(arrived).toISOString(), side, server },
    service: serviceOn(side, request.authority, pathOf(request.target)),
    ...{ method: request.method, scheme: request.scheme },
    host: show(request.authority) ?? '',
    path: show(pathOf(request.target)) ?? '',
    ...{ status: response.status, timeTakenMs: response.timeTakenMs },
    clientRequestId: shown(header('client-request-id')),
    userAgent: shown(header('user-agent')),
    userName: shown(userName),
    remoteAddress: request.remoteAddress,
    forwardedFor: shown(header('x-forwarded-for')?.split(',', 1)[0]?.trim()),
    bearer: bearerOf(header('authorization')),
    failedStep,
    failedInDirectory: asksDirectory(failedStep),
    lenient: steps.some(({ verdict }) => verdict === 'lenient'),
    httpError: iis?.httpError?.reason ?? null,
    diagnostics: diagnosticsOf(transaction, show),
  };
}

function bearerOf(authorization = ''): TransactionSummary['bearer'] {
  const [, credential] = /^\s*bearer(.*)$/is.exec(authorization) ?? [];
  if (credential === undefined) return 'none';
  return credential.trim() === '' ? 'empty' : 'token';
}

function diagnosticsOf(
  { diagnostics }: Transaction,
  show: (value: string | undefined) => string | undefined,
): TransactionSummary['diagnostics'] {
  if (!diagnostics) return null;
  const { code, errorCategory, reason } = diagnostics;
  return { code, errorCategory, reason: show(reason) ?? '' };
}
