import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import { headerValue } from '../../protocol/wire.js';
import type { LoggedRequest } from '../logged-request.js';
import type { Transaction } from '../transaction.js';
import { authenticationOf, bytesOf, oAuthErrorOf } from './caller.js';
import { exchangeLogHeader, rowWriter } from './exchange-log.js';

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

/** Those that the lab has a value for, in their order. */
const writeRow = rowWriter(columns, [
  ...(['DateTime', 'RequestId', 'MajorVersion', 'MinorVersion', 'BuildVersion', 'RevisionVersion'] as const),
  ...(['ClientRequestId', 'AuthenticationType', 'IsAuthenticated', 'AuthenticatedUser', 'UserAgent'] as const),
  ...(['ClientIpAddress', 'ServerHostName', 'FrontEndServer', 'SoapAction', 'HttpStatus', 'RequestSize'] as const),
  ...(['ResponseSize', 'AuthenticationErrors', 'StartTime'] as const),
]);

export function ewsLogHeader(build: ExchangeBuild, time: number): string {
  return exchangeLogHeader('EWS Logs', columns, build, time);
}

/**
 * The transaction as a row of the web service's own log, on the back end; undefined for what never got there. That the front
 * end's activity id is the RequestId here too is inferred.
 */
export function ewsLogRow(logged: LoggedRequest, { major, minor, build, revision }: ExchangeBuild): string | undefined {
  const { transaction, service, reachedBackEnd, time, show } = logged;
  if (service !== 'Ews' || !reachedBackEnd) return undefined;
  const { id, arrived, server, request, response } = transaction;
  return writeRow({
    DateTime: new Date(arrived + response.timeTakenMs).toISOString(),
    RequestId: id,
    MajorVersion: major,
    MinorVersion: minor,
    BuildVersion: build,
    RevisionVersion: revision,
    ClientRequestId: logged.clientRequestId,
    ...authenticationOf(transaction),
    UserAgent: logged.userAgent,
    ClientIpAddress: request.remoteAddress,
    ServerHostName: server,
    FrontEndServer: headerValue(response.headers, 'x-feserver'),
    SoapAction: show(soapActionOf(transaction)),
    HttpStatus: response.status,
    RequestSize: bytesOf(request.headers),
    ResponseSize: bytesOf(response.headers),
    AuthenticationErrors: show(oAuthErrorOf(transaction)),
    StartTime: time,
  });
}

/** `GetFolder` out of the header `SOAPAction: "…/messages/GetFolder"`. */
function soapActionOf({ request }: Transaction): string | undefined {
  const action = headerValue(request.headers, 'soapaction');
  if (action === undefined) return undefined;
  const name = action.trim().replace(/"$/, '');
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('"')) + 1);
}
