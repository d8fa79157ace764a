import type { ExchangeBuild } from '../../protocol/exchange-version.js';
import type { LoggedRequest } from '../logged-request.js';
import type { LoggedCaller } from './caller.js';

/** What a row of Exchange's own logs is written of. */
export interface ServiceRow {
  readonly logged: LoggedRequest;
  readonly build: ExchangeBuild;
  readonly caller: LoggedCaller;
}

/** Columns that the HttpProxy and the EWS log have alike (facts/oauth-outbound-admin §5.2, §5.3). */
export const serviceColumns = {
  RequestId: ({ logged }: ServiceRow) => logged.transaction.id,
  MajorVersion: ({ build }: ServiceRow) => build.major,
  MinorVersion: ({ build }: ServiceRow) => build.minor,
  BuildVersion: ({ build }: ServiceRow) => build.build,
  RevisionVersion: ({ build }: ServiceRow) => build.revision,
  ClientRequestId: ({ logged }: ServiceRow) => logged.clientRequestId,
  AuthenticationType: ({ caller }: ServiceRow) => caller.authenticationType,
  IsAuthenticated: ({ caller }: ServiceRow) => caller.isAuthenticated,
  AuthenticatedUser: ({ caller }: ServiceRow) => caller.authenticatedUser,
  UserAgent: ({ logged }: ServiceRow) => logged.userAgent,
  ClientIpAddress: ({ logged }: ServiceRow) => logged.transaction.request.remoteAddress,
  ServerHostName: ({ logged }: ServiceRow) => logged.transaction.server,
  HttpStatus: ({ logged }: ServiceRow) => logged.transaction.response.status,
} as const;
