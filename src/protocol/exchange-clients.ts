import { probeUserAgent } from './well-known.js';

const availabilityService = /^(?:ASProxy\/|ASAutoDiscover\/)/i;

/** Whether a User-Agent is one of Exchange's that come with OAuth: the test and the availability service (facts/oauth-outbound-admin §5.6). */
export function isExchangeClient(userAgent: string): boolean {
  return userAgent.toLowerCase().startsWith(probeUserAgent.toLowerCase()) || availabilityService.test(userAgent);
}
