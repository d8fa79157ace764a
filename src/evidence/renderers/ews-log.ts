import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { headerValue } from '../../protocol/wire.js';
import type { LoggedRequest } from '../logged-request.js';
import type { Transaction } from '../transaction.js';
import { bytesOf, callerOf, oAuthErrorOf } from './caller.js';
import { exchangeLogHeader, rowWriter } from './exchange-log.js';
import { type ServiceRow, serviceColumns } from './service-row.js';

/**
 * The columns that are known (facts/oauth-outbound-admin §5.3). Between TaskType and ClientStatistics a real file has those
 * of budget, throttling and latency, behind TimeInGC some more; their names were not collected.
 */
const columns = [
  ...['DateTime', 'RequestId', 'MajorVersion', 'MinorVersion', 'BuildVersion', 'RevisionVersion', 'Ring'],
  ...['ClientRequestId', 'AuthenticationType', 'IsAuthenticated', 'AuthenticatedUser', 'Organization', 'UserAgent'],
  ...['VersionInfo', 'ClientIpAddress', 'ServerHostName', 'FrontEndServer', 'SoapAction', 'HttpStatus', 'RequestSize'],
  ...['ResponseSize', 'ErrorCode', 'ImpersonatedUser', 'ProxyAsUser', 'ActAsUser', 'Cookie', 'CorrelationGuid'],
  ...['PrimaryOrProxyServer', 'TaskType', 'ClientStatistics', 'GenericInfo', 'AuthenticationErrors', 'GenericErrors'],
  ...['Puid', 'StartTime', 'ProcessId', 'TimeInGC'],
] as const;

const writeRow = rowWriter<ServiceRow, (typeof columns)[number]>(columns, {
  ...serviceColumns,
  DateTime: ({ logged }) => logged.ended,
  FrontEndServer: ({ logged }) => headerValue(logged.transaction.response.headers, 'x-feserver'),
  SoapAction: ({ logged }) => logged.show(soapActionOf(logged.transaction)),
  RequestSize: ({ logged }) => bytesOf(logged.transaction.request.headers),
  ResponseSize: ({ logged }) => bytesOf(logged.transaction.response.headers),
  AuthenticationErrors: ({ logged }) => logged.show(oAuthErrorOf(logged.transaction)),
  StartTime: ({ logged }) => logged.time,
});

export function ewsLogHeader(build: ExchangeBuild, time: number): string {
  return exchangeLogHeader('EWS Logs', columns, build, time);
}

/**
 * The transaction as a row of the web service's own log, on the back end; undefined for what never got there. That the front
 * end's activity id is the RequestId here too is inferred.
 */
export function ewsLogRow(logged: LoggedRequest, build: ExchangeBuild): string | undefined {
  if (logged.service !== 'Ews' || !logged.reachedBackEnd) return undefined;
  return writeRow({ logged, build, caller: callerOf(logged.transaction) });
}

/** `GetFolder` out of the header `SOAPAction: "…/messages/GetFolder"`. */
function soapActionOf({ request }: Transaction): string | undefined {
  const action = headerValue(request.headers, 'soapaction');
  if (action === undefined) return undefined;
  const name = action.trim().replace(/"$/, '');
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('"')) + 1);
}
