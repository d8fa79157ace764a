import type { LoggedRequest } from '../logged-request.js';
import { w3cField, w3cHeader, w3cTime } from './w3c.js';

/**
 * Fields of http.sys's error log (Microsoft, KB 820729 and "Format of the HTTP Server API Error Logs"); `streamid` came with
 * HTTP/2, as public readers of such files have it.
 */
const fields = [
  'date',
  'time',
  'c-ip',
  'c-port',
  's-ip',
  's-port',
  'cs-version',
  'cs-method',
  'cs-uri',
  'streamid',
  'sc-status',
  's-siteid',
  's-reason',
  's-queuename',
] as const;

export function httpErrorLogHeader(time: number): string {
  return w3cHeader('Microsoft HTTP API 2.0', fields, time);
}

/** A line of the error log; undefined for a request that http.sys let through, which stands in the IIS log. */
export function httpErrorLogLine({ transaction, stem, query, time }: LoggedRequest): string | undefined {
  const { request, response, iis } = transaction;
  if (!iis?.httpError) return undefined;
  const { reason, queueName } = iis.httpError;
  return [
    w3cTime(time),
    request.remoteAddress,
    request.remotePort,
    request.localAddress,
    request.scheme === 'https' ? 443 : 80,
    `HTTP/${request.httpVersion}`,
    w3cField(request.method),
    w3cField(query ? `${stem}?${query}` : stem),
    '-',
    response.status,
    queueName === undefined ? '-' : 1,
    reason,
    w3cField(queueName),
  ].join(' ');
}
