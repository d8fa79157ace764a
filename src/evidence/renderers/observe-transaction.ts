import { headerValue, headerValues, pathOf } from '../../protocol/wire.js';
import { decodeToken } from '../decoded-token.js';
import type { Observation } from '../knowledge/observation.js';
import type { Transaction } from '../transaction.js';

/** Everything that a trace could tell of a transaction: the lab saw all of it. */
export function observeTransaction({ arrived, request, response, token, diagnostics, iis }: Transaction): Observation {
  return {
    time: arrived,
    status: response.status,
    subStatus: iis?.subStatus,
    win32Status: iis?.win32Status,
    method: request.method,
    path: pathOf(request.target),
    userAgent: headerValue(request.headers, 'user-agent'),
    host: request.authority,
    scheme: request.scheme,
    authorization: authorizationOf(headerValue(request.headers, 'authorization')?.trim() ?? ''),
    token: token === undefined ? undefined : decodeToken(token),
    diagnostics,
    challenges: headerValues(response.headers, 'www-authenticate'),
  };
}

function authorizationOf(header: string): Observation['authorization'] {
  if (header === '') return 'none';
  if (!/^bearer/i.test(header)) return 'other';
  return header.length === 'bearer'.length ? 'emptyBearer' : 'token';
}
