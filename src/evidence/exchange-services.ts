import { paths } from '../protocol/well-known.js';
import { canonicalPath, headerValue, normalizedPath } from '../protocol/wire.js';
import type { Transaction } from './transaction.js';

/** The services of the front end that keep protocol logs, by the name that log folders and columns have for them. */
export const exchangeServices = {
  Ews: { directory: '/ews', endpoint: paths.ews.toLowerCase(), pool: 'MSExchangeServicesAppPool' },
  Autodiscover: {
    directory: '/autodiscover',
    endpoint: paths.autodiscover.toLowerCase(),
    pool: 'MSExchangeAutodiscoverAppPool',
  },
} as const;

export type ExchangeService = keyof typeof exchangeServices;

const names = Object.keys(exchangeServices) as readonly ExchangeService[];

/** The service whose virtual directory a request was for; undefined for other paths and in the cloud. */
export function serviceOf({ side, request, iis }: Transaction): ExchangeService | undefined {
  if (side !== 'OnPremises' || iis?.httpError) return undefined;
  const path = normalizedPath(request.target);
  return names.find((name) => {
    const { directory } = exchangeServices[name];
    return path === directory || path.startsWith(`${directory}/`);
  });
}

/**
 * Whether the front end passed a request on: then the answer bears the back end's headers (facts/oauth-inbound §2.3 G). What
 * the front end refuses itself, at the OAuth module or at routing, leaves nothing on the back end.
 */
export function reachedBackEnd(transaction: Transaction): boolean {
  const service = serviceOf(transaction);
  if (service === undefined || headerValue(transaction.response.headers, 'x-beserver') === undefined) return false;
  return normalizedPath(transaction.request.target) === exchangeServices[service].endpoint;
}

/** The path as logs show it. */
export function stemOf({ request }: Transaction): string {
  return canonicalPath(request.target);
}
