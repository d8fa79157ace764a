import { headerValue, queryOf } from '../protocol/wire.js';
import { cutSignature } from './cut-signature.js';
import { type Destination, destinationOf } from './exchange-services.js';
import { type FieldRedactor, fieldRedactor } from './redact.js';
import type { Transaction } from './transaction.js';

/** How evidence shows tokens: `reveal` whole, else without their signatures. */
export interface Disclosure {
  readonly reveal?: boolean;
}

/**
 * A transaction and what several logs ask of it, found out once, for lines are made for every request. Texts are as they may
 * be shown, the `stem` too.
 */
export interface LoggedRequest extends Destination, FieldRedactor {
  readonly transaction: Transaction;
  /** When it came and when it was answered, ISO 8601. */
  readonly time: string;
  readonly ended: string;
  /** Host name as the server counts it; empty when there was none. */
  readonly host: string | undefined;
  /** Without the question mark; empty when there was none. */
  readonly query: string | undefined;
  readonly userAgent: string | undefined;
  readonly clientRequestId: string | undefined;
}

/** What of one request is worth remembering for the next, where many are logged. */
export interface LoggingMemory {
  /** As {@link cutSignature}. */
  cutToken(token: string): string | undefined;
  /** ISO 8601 of milliseconds since 1970. */
  isoTime(time: number): string;
}

const noMemory: LoggingMemory = { cutToken: cutSignature, isoTime: (time) => new Date(time).toISOString() };

export function loggedRequest(
  transaction: Transaction,
  { reveal = false }: Disclosure = {},
  memory: LoggingMemory = noMemory,
): LoggedRequest {
  const { arrived, request, response } = transaction;
  const { target, headers, authority } = request;
  const { service, reachedBackEnd, stem } = destinationOf(transaction);
  const redactor = reveal ? revealing(transaction) : fieldRedactor(transaction, (token) => memory.cutToken(token));
  const { show, bearer, showAuthorization } = redactor;
  return {
    transaction,
    service,
    reachedBackEnd,
    stem: show(stem) ?? '',
    time: memory.isoTime(arrived),
    ended: memory.isoTime(arrived + response.timeTakenMs),
    host: show(authority),
    query: show(queryOf(target)),
    userAgent: show(headerValue(headers, 'user-agent')),
    clientRequestId: show(headerValue(headers, 'client-request-id')),
    show,
    bearer,
    showAuthorization,
  };
}

function revealing({ request }: Transaction): FieldRedactor {
  return {
    bearer: undefined,
    show: (value) => value,
    showAuthorization: () => headerValue(request.headers, 'authorization'),
  };
}
