import { cloudHosts, exchangeOnlineHosts } from '../directory/world.js';
import { paths } from '../protocol/well-known.js';
import type { Side } from './transaction.js';

/** A service of the hybrid that answers requests: the on-premises Exchange, or one of the cloud's two. */
export type AnsweringService = 'Exchange' | 'ExchangeOnline' | 'TokenService';

/** The service that answered a request on this side; names of the cloud tell it, or the path where they don't. */
export function serviceOn(side: Side, host: string, path: string): AnsweringService {
  if (side === 'OnPremises') return 'Exchange';
  if (exchangeOnlineHosts.includes(host)) return 'ExchangeOnline';
  const isOther = (cloudHosts as readonly string[]).includes(host);
  return !isOther && isExchangePath(path) ? 'ExchangeOnline' : 'TokenService';
}

/** The service that a URL is meant for. What is no name of the cloud is one of the organisation. */
export function serviceMeant(url: URL): AnsweringService {
  if (exchangeOnlineHosts.includes(url.hostname)) return 'ExchangeOnline';
  return (cloudHosts as readonly string[]).includes(url.hostname) ? 'TokenService' : 'Exchange';
}

function isExchangePath(path: string): boolean {
  return [paths.ews, paths.autodiscover].some((known) => path.toLowerCase().startsWith(known.toLowerCase()));
}

/** Steps of the judgement for which Exchange asks the directory about a user or an account (facts/oauth-inbound §1.4 step 8). */
export const directorySteps = { userLookup: 'user lookup', linkedAccount: 'linked account' } as const;

/** Whether it was the directory's answer that a step of this name failed for. */
export function asksDirectory(step: string | null): boolean {
  return step !== null && Object.values<string>(directorySteps).includes(step);
}
