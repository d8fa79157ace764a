import { type Role, roleByContent, roleOf } from './field-names.js';
import type { LogKind } from './log-record.js';
import type { Tells, Values } from './record-of-values.js';

/** The columns of a log from one header to the next. */
export interface Layout {
  readonly kind: LogKind;
  /** Names as the header has them. */
  readonly names: readonly string[];
  /** What each column tells. */
  readonly roles: readonly (Role | 'custom' | undefined)[];
  /** The day of all lines, where they have no column for it. */
  readonly day?: string | undefined;
}

export function layoutOf(kind: LogKind, names: readonly string[], day?: string): Layout {
  const seen = new Set<Role | 'custom' | undefined>();
  const roles = names.map((name) => {
    const role = roleOf(name);
    const isSecond = role !== 'custom' && seen.has(role); // cs-host and a custom field for the same: the first counts
    seen.add(role);
    return isSecond ? undefined : role;
  });
  return { kind, names, roles, day: roles.includes('date') ? undefined : day };
}

/** Why a header is none that lines can be read by; undefined where it is one. An IIS log may have custom fields alone. */
export function flawOf({ kind, names, roles }: Layout): string | undefined {
  if (names.some((name) => /^\d{4}-\d\d-\d\d/.test(name))) {
    return 'the #Fields line goes on with lines: the log has lost its line ends';
  }
  const mayBeCustom = kind === 'iis' && names.length > 1;
  const isKnown = mayBeCustom || roles.some((role) => role !== undefined && role !== 'custom');
  return isKnown ? undefined : 'no log known here: its #Fields line names no field of these logs';
}

/** HTTP.sys wrote no header before it was version 2.0; the order is documented (Microsoft KB 820729). */
export const httpErrFields =
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename'.split(' ');

/** Columns of the HttpProxy log (facts/oauth-outbound-admin §5.2). */
export const httpProxyFields = [
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,ClientRequestId,Protocol,UrlHost,UrlStem',
  'ProtocolAction,AuthenticationType,IsAuthenticated,AuthenticatedUser,Organization,AnchorMailbox,UserAgent',
  'ClientIpAddress,ServerHostName,HttpStatus,BackEndStatus,ErrorCode,Method,ProxyAction,TargetServer',
  'TargetServerVersion,RoutingType,RoutingHint,BackEndCookie,ServerLocatorHost,ServerLocatorLatency,RequestBytes',
  'ResponseBytes,TargetOutstandingRequests,AuthModulePerfContext,HttpPipelineLatency,CalculateTargetBackEndLatency',
  'GlsLatencyBreakup,TotalGlsLatency,AccountForestLatencyBreakup,TotalAccountForestLatency',
  'ResourceForestLatencyBreakup,TotalResourceForestLatency,ADLatency,SharedCacheLatencyBreakup',
  'TotalSharedCacheLatency,ActivityContextLifeTime,ModuleToHandlerSwitchingLatency,ClientReqStreamLatency',
  'BackendReqInitLatency,BackendReqStreamLatency,BackendProcessingLatency,BackendRespInitLatency',
  'BackendRespStreamLatency,ClientRespStreamLatency,KerberosAuthHeaderLatency,HandlerCompletionLatency',
  'RequestHandlerLatency,HandlerToModuleSwitchingLatency,ProxyTime,CoreLatency,RoutingLatency,HttpProxyOverhead',
  'TotalRequestTime,RouteRefresherLatency,UrlQuery,BackEndGenericInfo,GenericInfo,GenericErrors,EdgeTraceId',
  'DatabaseGuid,UserADObjectGuid,PartitionEndpointLookupLatency,RoutingStatus',
]
  .join(',')
  .split(',');

/** The first columns of the EWS log, all that are known (facts/oauth-outbound-admin §5.3). */
export const ewsFields = [
  'DateTime,RequestId,MajorVersion,MinorVersion,BuildVersion,RevisionVersion,Ring,ClientRequestId,AuthenticationType',
  'IsAuthenticated,AuthenticatedUser,Organization,UserAgent,VersionInfo,ClientIpAddress,ServerHostName,FrontEndServer',
  'SoapAction,HttpStatus,RequestSize,ResponseSize,ErrorCode,ImpersonatedUser,ProxyAsUser,ActAsUser,Cookie',
  'CorrelationGuid,PrimaryOrProxyServer,TaskType',
]
  .join(',')
  .split(',');

/** What stands in the columns of a line; a custom column with a telling value counts where no other has it. */
export function valuesOf(layout: Layout, columns: readonly string[]): Values {
  const values: Partial<Record<Role, string>> = layout.day === undefined ? {} : { date: layout.day };
  const unnamed: string[] = [];
  for (const [index, role] of layout.roles.entries()) {
    const value = columns[index];
    if (role === undefined || value === undefined || value === '' || value === '-') continue;
    if (role === 'custom') unnamed.push(value);
    else values[role] = value;
  }
  for (const value of unnamed) {
    const role = roleByContent(value);
    if (role !== undefined && (role !== 'forwardedFor' || layout.kind === 'iis')) values[role] ??= value;
  }
  return values;
}

export function tellsOf({ kind, roles }: Layout, values: Values): Tells {
  return {
    authorization: roles.includes('authorization') || values.authorization !== undefined,
    host: kind === 'iis' && roles.includes('host'),
  };
}
