import { headerValue, queryOf } from '../protocol/wire.js';
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
  /** When it came, ISO 8601. */
  readonly time: string;
  /** Host name as the server counts it; empty when there was none. */
  readonly host: string | undefined;
  /** Without the question mark; empty when there was none. */
  readonly query: string | undefined;
  readonly userAgent: string | undefined;
  readonly clientRequestId: string | undefined;
}

export function loggedRequest(
  transaction: Transaction,
  { reveal = false }: Disclosure = {},
  cutToken?: (token: string) => string | undefined,
): LoggedRequest {
  const { target, headers, authority } = transaction.request;
  const { service, reachedBackEnd, stem } = destinationOf(transaction);
  const redactor = reveal ? revealing(transaction) : fieldRedactor(transaction, cutToken);
  const { show, bearer, showAuthorization } = redactor;
  return {
    transaction,
    service,
    reachedBackEnd,
    stem: show(stem) ?? '',
    time: new Date(transaction.arrived).toISOString(),
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
