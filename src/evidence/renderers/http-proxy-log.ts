import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { headerValue, queryOf } from '../../protocol/wire.js';
import { reachedBackEnd, serviceOf, stemOf } from '../exchange-services.js';
import { redactedField } from '../redact.js';
import type { Transaction } from '../transaction.js';
import { authenticationOf, bytesOf, oAuthErrorOf } from './caller.js';
import { csvRow, exchangeLogHeader } from './exchange-log.js';
import type { Disclosure } from './iis-log.js';

/** All columns (facts/oauth-outbound-admin §5.2). */
const columns = [
  ...['DateTime', 'RequestId', 'MajorVersion', 'MinorVersion', 'BuildVersion', 'RevisionVersion', 'ClientRequestId'],
  ...['Protocol', 'UrlHost', 'UrlStem', 'ProtocolAction', 'AuthenticationType', 'IsAuthenticated', 'AuthenticatedUser'],
  ...['Organization', 'AnchorMailbox', 'UserAgent', 'ClientIpAddress', 'ServerHostName', 'HttpStatus', 'BackEndStatus'],
  ...['ErrorCode', 'Method', 'ProxyAction', 'TargetServer', 'TargetServerVersion', 'RoutingType', 'RoutingHint'],
  ...['BackEndCookie', 'ServerLocatorHost', 'ServerLocatorLatency', 'RequestBytes', 'ResponseBytes'],
  ...['TargetOutstandingRequests', 'AuthModulePerfContext', 'HttpPipelineLatency', 'CalculateTargetBackEndLatency'],
  ...['GlsLatencyBreakup', 'TotalGlsLatency', 'AccountForestLatencyBreakup', 'TotalAccountForestLatency'],
  ...['ResourceForestLatencyBreakup', 'TotalResourceForestLatency', 'ADLatency', 'SharedCacheLatencyBreakup'],
  ...['TotalSharedCacheLatency', 'ActivityContextLifeTime', 'ModuleToHandlerSwitchingLatency'],
  ...['ClientReqStreamLatency', 'BackendReqInitLatency', 'BackendReqStreamLatency', 'BackendProcessingLatency'],
  ...['BackendRespInitLatency', 'BackendRespStreamLatency', 'ClientRespStreamLatency', 'KerberosAuthHeaderLatency'],
  ...['HandlerCompletionLatency', 'RequestHandlerLatency', 'HandlerToModuleSwitchingLatency', 'ProxyTime'],
  ...['CoreLatency', 'RoutingLatency', 'HttpProxyOverhead', 'TotalRequestTime', 'RouteRefresherLatency', 'UrlQuery'],
  ...['BackEndGenericInfo', 'GenericInfo', 'GenericErrors', 'EdgeTraceId', 'DatabaseGuid', 'UserADObjectGuid'],
  ...['PartitionEndpointLookupLatency', 'RoutingStatus'],
] as const;

export function httpProxyLogHeader(build: ExchangeBuild, time: number): string {
  return exchangeLogHeader('HttpProxy Logs', columns, build, time);
}

/**
 * The transaction as a row of the front end's HttpProxy log; undefined where Exchange keeps none. What the lab has no value
 * for is empty. That `OAuthError` and `OAuthErrorCategory` (facts/oauth-inbound §2.3) stand in GenericInfo, as `name=value;`,
 * is inferred: they have no column of their own.
 */
export function httpProxyLogRow(
  transaction: Transaction,
  { major, minor, build, revision }: ExchangeBuild,
  { reveal = false }: Disclosure = {},
): string | undefined {
  const service = serviceOf(transaction);
  if (service === undefined) return undefined;
  const { id, arrived, server, request, response } = transaction;
  const { headers } = request;
  const show = (value: string | undefined) =>
    value === undefined || reveal ? value : redactedField(transaction, value);
  const query = queryOf(request.target);
  const proxied = reachedBackEnd(transaction);
  return csvRow(columns, {
    DateTime: new Date(arrived).toISOString(),
    RequestId: id,
    MajorVersion: major,
    MinorVersion: minor,
    BuildVersion: build,
    RevisionVersion: revision,
    ClientRequestId: show(headerValue(headers, 'client-request-id')),
    Protocol: service,
    UrlHost: show(request.authority),
    UrlStem: show(stemOf(transaction)),
    ...authenticationOf(transaction),
    UserAgent: show(headerValue(headers, 'user-agent')),
    ClientIpAddress: request.remoteAddress,
    ServerHostName: server,
    HttpStatus: response.status,
    BackEndStatus: proxied ? response.status : undefined,
    Method: request.method,
    TargetServer: proxied ? headerValue(response.headers, 'x-calculatedbetarget') : undefined,
    RequestBytes: bytesOf(headers),
    ResponseBytes: bytesOf(response.headers),
    TotalRequestTime: Math.round(response.timeTakenMs),
    UrlQuery: query === '' ? undefined : show(`?${query}`),
    GenericInfo: show(oAuthErrorOf(transaction)),
    GenericErrors: proxied ? backEndError(response.status) : undefined,
    RoutingStatus: 'CafeV1',
  });
}

/**
 * What the front end writes of a back end that answers with an error; of a real row for a 401 (facts/oauth-outbound-admin
 * §5.2) it is the part before the stack, which is not known whole. .NET's names of other statuses are well known.
 */
function backEndError(status: number): string | undefined {
  const name = dotNetNames[status];
  if (name === undefined) return undefined;
  return `WebExceptionStatus=ProtocolError;ResponseStatusCode=${status};WebException=System.Net.WebException: The remote server returned an error: (${status}) ${name}.;`;
}

const dotNetNames: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
};
