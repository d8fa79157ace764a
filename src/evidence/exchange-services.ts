import { paths } from '../protocol/well-known.js';
import { canonicalPath, headerValue } from '../protocol/wire.js';
import type { Transaction } from './transaction.js';

/** The services of the front end that keep protocol logs, by the name that log folders and columns have for them. */
export const exchangeServices = {
  Ews: { directory: '/ews/', endpoint: paths.ews.toLowerCase(), pool: 'MSExchangeServicesAppPool' },
  Autodiscover: {
    directory: '/autodiscover/',
    endpoint: paths.autodiscover.toLowerCase(),
    pool: 'MSExchangeAutodiscoverAppPool',
  },
} as const;

export type ExchangeService = keyof typeof exchangeServices;

const names = Object.keys(exchangeServices) as readonly ExchangeService[];

/** Where a request went, as far as logs tell services apart. */
export interface Destination {
  /** The service whose virtual directory it was for; undefined for other paths and in the cloud. */
  readonly service: ExchangeService | undefined;
  /**
   * The front end passed it on: then the answer bears the back end's headers (facts/oauth-inbound §2.3 G). What the front
   * end refuses itself, at the OAuth module or at routing, leaves nothing on the back end.
   */
  readonly reachedBackEnd: boolean;
  /** Path as http.sys hands it on, and as logs show it. */
  readonly stem: string;
}

export function destinationOf({ side, request, response, iis }: Transaction): Destination {
  const stem = canonicalPath(request.target);
  if (side !== 'OnPremises' || iis?.httpError) return { service: undefined, reachedBackEnd: false, stem };
  const path = stem.toLowerCase();
  const service = names.find((name) => path.startsWith(exchangeServices[name].directory));
  if (service === undefined) return { service, reachedBackEnd: false, stem };
  const { endpoint } = exchangeServices[service];
  const isEndpoint =
    path.startsWith(endpoint) && (path.length === endpoint.length || path.slice(endpoint.length) === '/');
  return { service, reachedBackEnd: isEndpoint && headerValue(response.headers, 'x-beserver') !== undefined, stem };
}
