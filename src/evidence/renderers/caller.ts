import { type HeaderList, headerValue } from '../../protocol/wire.js';
import type { Transaction } from '../transaction.js';

/** What protocol logs say of who called, and why he was not let in. */

/** The columns AuthenticationType, IsAuthenticated and AuthenticatedUser. */
export interface LoggedCaller {
  readonly authenticationType: string | undefined;
  readonly isAuthenticated: string;
  readonly authenticatedUser: string | undefined;
}

/**
 * `Bearer` is the word of the protocol logs (facts/oauth-inbound §2.3, last paragraph); who logged on by Windows or Basic did
 * so by the scheme he named. `true` and `false` are written small, as public rows have them.
 */
export function callerOf({ request, token, userName, iis, response }: Transaction): LoggedCaller {
  const scheme = /^[A-Za-z0-9-]+/.exec(headerValue(request.headers, 'authorization') ?? '')?.[0];
  const type = token !== undefined ? 'Bearer' : iis?.userName !== undefined ? scheme : undefined;
  const refused = response.status === 401 || type === undefined;
  return {
    authenticationType: type,
    isAuthenticated: String(!refused),
    authenticatedUser: refused ? undefined : (iis?.userName ?? userName),
  };
}

/** The refusal of a token, `name=value;` as GenericInfo has it; undefined where there was none. */
export function oAuthErrorOf({ diagnostics }: Transaction): string | undefined {
  if (!diagnostics) return undefined;
  return `OAuthError=${diagnostics.reason};OAuthErrorCategory=${diagnostics.errorCategory};`;
}

/** Bytes of a body as its own header says; undefined where it says nothing. */
export function bytesOf(headers: HeaderList): string | undefined {
  const length = headerValue(headers, 'content-length');
  return length !== undefined && /^\d+$/.test(length) ? length : undefined;
}
