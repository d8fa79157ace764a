import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { headerValue } from '../../protocol/wire.js';
import type { LoggedRequest } from '../logged-request.js';
import { authenticationOf, bytesOf, oAuthErrorOf } from './caller.js';
import { exchangeLogHeader, rowWriter } from './exchange-log.js';

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

/** Those that the lab has a value for, in their order. */
const writeRow = rowWriter(columns, [
  ...(['DateTime', 'RequestId', 'MajorVersion', 'MinorVersion', 'BuildVersion', 'RevisionVersion'] as const),
  ...(['ClientRequestId', 'Protocol', 'UrlHost', 'UrlStem', 'AuthenticationType', 'IsAuthenticated'] as const),
  ...(['AuthenticatedUser', 'UserAgent', 'ClientIpAddress', 'ServerHostName', 'HttpStatus', 'BackEndStatus'] as const),
  ...(['Method', 'TargetServer', 'RequestBytes', 'ResponseBytes', 'TotalRequestTime', 'UrlQuery'] as const),
  ...(['GenericInfo', 'GenericErrors', 'RoutingStatus'] as const),
]);

export function httpProxyLogHeader(build: ExchangeBuild, time: number): string {
  return exchangeLogHeader('HttpProxy Logs', columns, build, time);
}

/**
 * The transaction as a row of the front end's HttpProxy log; undefined where Exchange keeps none. What the lab has no value
 * for is empty. That `OAuthError` and `OAuthErrorCategory` (facts/oauth-inbound §2.3) stand in GenericInfo, as `name=value;`,
 * is inferred: they have no column of their own.
 */
export function httpProxyLogRow(
  logged: LoggedRequest,
  { major, minor, build, revision }: ExchangeBuild,
): string | undefined {
  const { transaction, service, reachedBackEnd: proxied, query } = logged;
  if (service === undefined) return undefined;
  const { id, server, request, response } = transaction;
  return writeRow({
    DateTime: logged.time,
    RequestId: id,
    MajorVersion: major,
    MinorVersion: minor,
    BuildVersion: build,
    RevisionVersion: revision,
    ClientRequestId: logged.clientRequestId,
    Protocol: service,
    UrlHost: logged.host,
    UrlStem: logged.stem,
    ...authenticationOf(transaction),
    UserAgent: logged.userAgent,
    ClientIpAddress: request.remoteAddress,
    ServerHostName: server,
    HttpStatus: response.status,
    BackEndStatus: proxied ? response.status : undefined,
    Method: request.method,
    TargetServer: proxied ? headerValue(response.headers, 'x-calculatedbetarget') : undefined,
    RequestBytes: bytesOf(request.headers),
    ResponseBytes: bytesOf(response.headers),
    TotalRequestTime: Math.round(response.timeTakenMs),
    UrlQuery: query ? `?${query}` : undefined,
    GenericInfo: logged.show(oAuthErrorOf(transaction)),
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
