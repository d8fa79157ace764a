import type { NewEvent } from '../event-log.js';

/**
 * Event 4002: free/busy of the other organisation could not be had from its EWS (facts/oauth-outbound-admin §3.9). What
 * stands behind `Process`, `Requester:` and the exception's name is inferred; the entry type too.
 */
export function proxyRequestFailed(
  request: { readonly processId: number; readonly requester: string; readonly url: string; readonly exception: string },
  machineName: string,
): NewEvent {
  const { processId, requester, url, exception } = request;
  return {
    log: 'Application',
    entryType: 'Error',
    source: 'MSExchange Availability',
    eventId: 4002,
    message: `Process ${processId}: Proxy request CrossForest from Requester:${requester} to ${url} failed. Caller SIDs: . The exception returned is Microsoft.Exchange.InfoWorker.Common.Availability.ProxyWebRequestProcessingException: ${exception}`,
    machineName,
  };
}
