import type { Clock } from '../clock.js';
import type { HttpClient, HttpRequest } from '../network/http-client.js';
import type { HttpResponse } from '../network/http-response.js';
import { NetworkError } from '../network/network-error.js';
import { type Claims, isReadable, parseJsonObject, parseToken, timeClaim } from '../protocol/token.js';
import { jwtBearerGrant } from '../protocol/well-known.js';
import type { Caller } from './caller.js';
import { outboundFailure, type TokenFailure } from './outbound-errors.js';
import type { IssuedToken } from './token-cache.js';
import { networkFailureText } from './web-exception.js';

export interface TokenRequest {
  readonly endpoint: URL;
  readonly clientAssertion: string;
  readonly resource: string;
  readonly clientRequestId: string;
  /** Who asks. */
  readonly side: Caller['side'];
}

/** How long Exchange waits for its token (facts/oauth-inbound §4.4). */
const responseTimeoutMs = 2 * 60 * 1000;

/** Asks an auth server for the actor token (facts/oauth-inbound §4.4). */
export async function requestActorToken(
  request: TokenRequest,
  http: Pick<HttpClient, 'request'>,
  clock: Clock,
): Promise<IssuedToken | TokenFailure> {
  try {
    return readAnswer(await http.request(request.endpoint, formPost(request)), clock);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    // Which exception a real server shows when the auth server can't be reached is unknown: that of .NET is inferred.
    return {
      code: 'NetworkFailure',
      exceptionType: 'System.Net.WebException',
      message: networkFailureText(error, request.side),
      thrownIn: 'GetAppToken',
    };
  }
}

function formPost(request: TokenRequest): HttpRequest {
  const form = new URLSearchParams([
    ['grant_type', jwtBearerGrant],
    ['assertion', request.clientAssertion],
    ['resource', request.resource],
  ]);
  return {
    method: 'POST',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['client-request-id', request.clientRequestId],
      ['return-client-request-id', 'True'],
    ],
    body: form.toString(),
    responseTimeoutMs,
  };
}

function readAnswer(answer: HttpResponse, clock: Clock): IssuedToken | TokenFailure {
  const fields = parseJsonObject(answer.text());
  const token = text(fields?.access_token);
  if (answer.status === 200 && token !== '') return { token, expiresAt: expiry(token, fields, clock) };
  const code = text(fields?.error) || `[lab] HTTP ${answer.status}`;
  const description = text(fields?.error_description) || '[lab] The auth server gave neither a token nor a reason.';
  return outboundFailure('UnableToGetTokenFromACS', 'GetAppToken', code, description);
}

/** `expires_in` decides, a number or a decimal string; where it is missing, the token itself does. */
function expiry(token: string, fields: Claims | undefined, clock: Clock): number {
  const seconds = fields && timeClaim(fields, 'expires_in');
  if (seconds !== undefined) return clock.now() + seconds * 1000;
  const parsed = parseToken(token);
  return ((isReadable(parsed) && timeClaim(parsed.claims, 'exp')) || 0) * 1000;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
