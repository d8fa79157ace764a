import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { headerValue } from '../../protocol/wire.js';
import type { LoggedRequest } from '../logged-request.js';
import { bytesOf, callerOf, oAuthErrorOf } from './caller.js';
import { exchangeLogHeader, rowWriter } from './exchange-log.js';
import { type ServiceRow, serviceColumns } from './service-row.js';

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

const writeRow = rowWriter<ServiceRow, (typeof columns)[number]>(columns, {
  ...serviceColumns,
  DateTime: ({ logged }) => logged.time,
  Protocol: ({ logged }) => logged.service,
  UrlHost: ({ logged }) => logged.host,
  UrlStem: ({ logged }) => logged.stem,
  BackEndStatus: ({ logged }) => (logged.reachedBackEnd ? logged.transaction.response.status : undefined),
  Method: ({ logged }) => logged.transaction.request.method,
  TargetServer: ({ logged }) => targetServerOf(logged),
  RequestBytes: ({ logged }) => bytesOf(logged.transaction.request.headers),
  ResponseBytes: ({ logged }) => bytesOf(logged.transaction.response.headers),
  TotalRequestTime: ({ logged }) => Math.round(logged.transaction.response.timeTakenMs),
  UrlQuery: ({ logged }) => (logged.query ? `?${logged.query}` : undefined),
  GenericInfo: ({ logged }) => logged.show(oAuthErrorOf(logged.transaction)),
  GenericErrors: ({ logged }) => (logged.reachedBackEnd ? backEndError(logged.transaction.response.status) : undefined),
  RoutingStatus: () => 'CafeV1',
});

function targetServerOf({ reachedBackEnd, transaction }: LoggedRequest): string | undefined {
  return reachedBackEnd ? headerValue(transaction.response.headers, 'x-calculatedbetarget') : undefined;
}

export function httpProxyLogHeader(build: ExchangeBuild, time: number): string {
  return exchangeLogHeader('HttpProxy Logs', columns, build, time);
}

/**
 * The transaction as a row of the front end's HttpProxy log; undefined where Exchange keeps none. What the lab has no value
 * for is empty. That `OAuthError` and `OAuthErrorCategory` (facts/oauth-inbound §2.3) stand in GenericInfo, as `name=value;`,
 * is inferred: they have no column of their own.
 */
export function httpProxyLogRow(logged: LoggedRequest, build: ExchangeBuild): string | undefined {
  if (logged.service === undefined) return undefined;
  return writeRow({ logged, build, caller: callerOf(logged.transaction) });
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
