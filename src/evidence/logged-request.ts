import { type Destination, destinationOf } from './exchange-services.js';
import { fieldRedactor } from './redact.js';
import type { Transaction } from './transaction.js';

/** How evidence shows tokens: `reveal` whole, else without their signatures. */
export interface Disclosure {
  readonly reveal?: boolean;
}

/** A transaction and what several logs ask of it, found out once: lines are made for every request. */
export interface LoggedRequest extends Destination {
  readonly transaction: Transaction;
  /** When it came, ISO 8601. */
  readonly time: string;
  /** A value of the request as it may be shown. */
  show(value: string | undefined): string | undefined;
  /** The Authorization header as it may be shown. */
  showCredential(value: string | undefined): string | undefined;
}

export function loggedRequest(
  transaction: Transaction,
  { reveal = false }: Disclosure = {},
  cutToken?: (token: string) => string | undefined,
): LoggedRequest {
  const { service, reachedBackEnd, stem } = destinationOf(transaction);
  const time = new Date(transaction.arrived).toISOString();
  const { show, showCredential } = reveal ? everything : fieldRedactor(transaction, cutToken);
  return { transaction, service, reachedBackEnd, stem, time, show, showCredential };
}

const everything = {
  show: (value: string | undefined) => value,
  showCredential: (value: string | undefined) => value,
};
