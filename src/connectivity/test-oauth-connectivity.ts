import type { Clock } from '../clock.js';
import type { HttpClient } from '../network/http-client.js';
import type { HttpResponse } from '../network/http-response.js';
import { NetworkError } from '../network/network-error.js';
import { parseBearerChallenge, type ReceivedChallenge } from '../protocol/bearer-challenge.js';
import { knowsDedicatedApplication } from '../protocol/exchange-version.js';
import type { Random } from '../random.js';
import { autodiscoverError } from './autodiscover-answer.js';
import type { Caller } from './caller.js';
import type { ConnectivityRequest } from './connectivity-request.js';
import { loggedToken } from './logged-token.js';
import { isTokenFailure } from './outbound-errors.js';
import { createOutboundLog, type OutboundLog } from './outbound-log.js';
import { createProbe, type Probe, probeHeaders } from './probe.js';
import { type ConnectivityReport, createReport, type Outcome } from './report.js';
import { buildToken } from './token-builder.js';
import type { TokenCache } from './token-cache.js';
import { networkException, statusException, tokenException } from './web-exception.js';

export interface ConnectivityDependencies {
  readonly http: Pick<HttpClient, 'request'>;
  readonly clock: Clock;
  readonly random: Random;
  /** The asking side's own; see {@link TokenCache}. */
  readonly cache: TokenCache;
}

/** One run of the test: all that its steps share. */
interface Run extends ConnectivityDependencies {
  readonly request: ConnectivityRequest;
  readonly caller: Caller;
  readonly probe: Probe;
  readonly clientRequestId: string;
  readonly log: OutboundLog;
}

/**
 * Test-OAuthConnectivity: asks without a token, is challenged, gets a token, asks again, and reports. A failure of the
 * network, of the auth server or of the target is a report, never a thrown error (facts/oauth-outbound-admin §1.3).
 */
export async function testOAuthConnectivity(
  request: ConnectivityRequest,
  caller: Caller,
  dependencies: ConnectivityDependencies,
): Promise<ConnectivityReport> {
  const startedAt = dependencies.clock.now();
  const clientRequestId = dependencies.random.uuid();
  const log = createOutboundLog(caller);
  if (!request.useCachedToken) dependencies.cache.clear();
  const probe = createProbe(request, caller);
  const outcome = await askTwice({ ...dependencies, request, caller, probe, clientRequestId, log });
  if (log.lines.length > 0 && namesItsApplication(caller)) {
    log.information(log.words.applicationUsed(caller.serviceName)); // last: where it really stands is unknown
  }
  return createReport({ request, caller, clientRequestId, logLines: log.lines, outcome, startedAt });
}

/** Builds that can come as the dedicated application say as whom they came (facts/oauth-outbound-admin §1.6). */
function namesItsApplication({ side, exchangeVersion }: Caller): boolean {
  return side === 'OnPremises' && knowsDedicatedApplication(exchangeVersion);
}

async function askTwice(run: Run): Promise<Outcome> {
  const remembered = run.cache.challenge(run.probe.url.href);
  if (remembered) {
    run.log.information(run.log.words.entering);
    run.log.information(run.log.words.preAuthentication(run.probe.url.href));
    return askWithToken(run, remembered, undefined);
  }
  const first = await send(run, '');
  if (first instanceof NetworkError) {
    return { exception: networkException(first, { method: run.probe.method, answered: false }) };
  }
  const header = first.status === 401 ? (first.header('www-authenticate') ?? '') : '';
  const challenge = parseBearerChallenge(header);
  // A 200 without any challenge is as good to .NET; a 401 without Bearer comes from something in between (F27).
  if (!challenge) return conclude(run, first);
  run.log.information(run.log.words.entering);
  run.log.information(run.log.words.challengeReceived(run.probe.url.href, header));
  return askWithToken(run, challenge, first);
}

/** `refused` is the 401 that brought the challenge; there is none when the challenge was remembered. */
async function askWithToken(
  run: Run,
  challenge: ReceivedChallenge,
  refused: HttpResponse | undefined,
): Promise<Outcome> {
  const { url, method } = run.probe;
  const { appOnly } = run.request;
  const token = await buildToken({ ...run, challenge, url, appOnly });
  if (isTokenFailure(token)) return { exception: tokenException(token, refused, appOnly) };
  if (refused) run.cache.rememberChallenge(url.href, challenge);
  run.log.information(run.log.words.sendingBearerToken(url.href, loggedToken(token)));
  const answer = await send(run, token);
  if (answer instanceof NetworkError) {
    return { exception: networkException(answer, { method, answered: refused !== undefined }) };
  }
  return conclude(run, answer);
}

async function send(run: Run, token: string): Promise<HttpResponse | NetworkError> {
  const { url, method, body } = run.probe;
  const headers = probeHeaders(run.clientRequestId, token);
  try {
    return await run.http.request(url, { method, headers, ...(body === undefined ? {} : { body }) });
  } catch (error) {
    if (error instanceof NetworkError) return error;
    throw error;
  }
}

/** HTTP 200 is success, whatever EWS says in it; of Autodiscover's answer the ErrorCode counts too. */
function conclude({ request, caller }: Run, answer: HttpResponse): Outcome {
  if (answer.status >= 400) return { exception: statusException(answer, caller) };
  if (answer.status !== 200) {
    return { exception: `[lab] The answer is HTTP ${answer.status}, not 200; a redirection is not followed here.` };
  }
  const wrong = request.service === 'AutoD' ? autodiscoverError(answer.text(), caller.user === undefined) : undefined;
  return wrong === undefined ? { answer } : { exception: wrong };
}
