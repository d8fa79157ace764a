import type { Clock } from '../clock.js';
import type { HttpClient } from '../network/http-client.js';
import type { HttpResponse } from '../network/http-response.js';
import { NetworkError } from '../network/network-error.js';
import type { RawHeaders } from '../network/raw-headers.js';
import { parseBearerChallenge, type ReceivedChallenge } from '../protocol/bearer-challenge.js';
import type { Random } from '../random.js';
import type { Caller } from './caller.js';
import { loggedToken } from './logged-token.js';
import { isTokenFailure, type TokenFailure } from './outbound-errors.js';
import type { OutboundLog } from './outbound-log.js';
import { buildToken } from './token-builder.js';
import type { TokenCache } from './token-cache.js';

/** What a call with OAuth needs of the side that makes it. */
export interface OAuthDependencies {
  readonly http: Pick<HttpClient, 'request'>;
  readonly clock: Clock;
  readonly random: Random;
  /** The asking process's own; see {@link TokenCache}. */
  readonly cache: TokenCache;
  /** Hears that a token could not be signed for want of a certificate. */
  readonly onMissingCertificate?: () => void;
}

/** A request that is sent twice: without a token, then with the one that the challenge asked for. */
export interface OAuthRequest extends OAuthDependencies {
  readonly url: URL;
  readonly method: 'POST' | 'GET';
  readonly body: string | undefined;
  /** The headers for a token; an empty one gives an empty Bearer. */
  readonly headers: (token: string) => RawHeaders;
  readonly caller: Caller;
  /** The actor token alone, without a user. */
  readonly appOnly: boolean;
  readonly clientRequestId: string;
  readonly log: OutboundLog;
}

/** How it ended. `answered`: there was an answer before the network failed; `refused` is the 401 with the challenge. */
export type OAuthResult =
  | { readonly kind: 'answer'; readonly answer: HttpResponse }
  | {
      readonly kind: 'network';
      readonly error: NetworkError;
      readonly answered: boolean;
      readonly side: Caller['side'];
    }
  | { readonly kind: 'noToken'; readonly failure: TokenFailure; readonly refused: HttpResponse | undefined };

/** Asks without a token, is challenged, gets a token, asks again. Whatever goes wrong is a result, never thrown. */
export async function requestWithOAuth(request: OAuthRequest): Promise<OAuthResult> {
  const { cache, url, log } = request;
  const remembered = cache.challenge(url.href);
  if (remembered) {
    log.information(log.words.entering);
    log.information(log.words.preAuthentication(url.href));
    return askWithToken(request, remembered, undefined);
  }
  const first = await send(request, '');
  if (first instanceof NetworkError)
    return { kind: 'network', error: first, answered: false, side: request.caller.side };
  const header = first.status === 401 ? (first.header('www-authenticate') ?? '') : '';
  const challenge = parseBearerChallenge(header);
  // A 200 without any challenge is as good to .NET; a 401 without Bearer comes from something in between (F27).
  if (!challenge) return { kind: 'answer', answer: first };
  log.information(log.words.entering);
  log.information(log.words.challengeReceived(url.href, header));
  return askWithToken(request, challenge, first);
}

/** `refused` is the 401 that brought the challenge; there is none when the challenge was remembered. */
async function askWithToken(
  request: OAuthRequest,
  challenge: ReceivedChallenge,
  refused: HttpResponse | undefined,
): Promise<OAuthResult> {
  const { cache, url, log } = request;
  const token = await buildToken({ ...request, challenge });
  if (isTokenFailure(token)) return { kind: 'noToken', failure: token, refused };
  if (refused) cache.rememberChallenge(url.href, challenge);
  log.information(log.words.sendingBearerToken(url.href, loggedToken(token)));
  const answer = await send(request, token);
  return answer instanceof NetworkError
    ? { kind: 'network', error: answer, answered: refused !== undefined, side: request.caller.side }
    : { kind: 'answer', answer };
}

async function send(request: OAuthRequest, token: string): Promise<HttpResponse | NetworkError> {
  const { http, url, method, body, headers } = request;
  try {
    return await http.request(url, { method, headers: headers(token), ...(body === undefined ? {} : { body }) });
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
}
