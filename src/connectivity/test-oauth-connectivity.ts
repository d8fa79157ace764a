import type { HttpResponse } from '../network/http-response.js';
import { knowsDedicatedApplication } from '../protocol/exchange-version.js';
import { autodiscoverError } from './autodiscover-answer.js';
import type { Caller } from './caller.js';
import type { ConnectivityRequest } from './connectivity-request.js';
import { type OAuthDependencies, type OAuthResult, requestWithOAuth } from './oauth-request.js';
import { createOutboundLog } from './outbound-log.js';
import { createProbe, type Probe, probeHeaders } from './probe.js';
import { type ConnectivityReport, createReport, type Outcome } from './report.js';
import { networkException, statusException, tokenException } from './web-exception.js';

/**
 * Test-OAuthConnectivity: asks without a token, is challenged, gets a token, asks again, and reports. A failure of the
 * network, of the auth server or of the target is a report, never a thrown error (facts/oauth-outbound-admin §1.3).
 */
export async function testOAuthConnectivity(
  request: ConnectivityRequest,
  caller: Caller,
  dependencies: OAuthDependencies,
): Promise<ConnectivityReport> {
  const startedAt = dependencies.clock.now();
  const clientRequestId = dependencies.random.uuid();
  const log = createOutboundLog(caller);
  if (caller.internetWebProxy) log.information(log.words.customProxy(caller.internetWebProxy));
  if (!request.useCachedToken) dependencies.cache.clear();
  const probe = createProbe(request, caller);
  const { appOnly } = request;
  const headers = (token: string) => probeHeaders(clientRequestId, token);
  const result = await requestWithOAuth({ ...dependencies, ...probe, headers, caller, appOnly, clientRequestId, log });
  const outcome = outcomeOf(result, request, caller, probe);
  if (log.lines.length > 0 && namesItsApplication(caller)) {
    log.information(log.words.applicationUsed(caller.serviceName)); // last: where it really stands is unknown
  }
  return createReport({ request, caller, clientRequestId, logLines: log.lines, outcome, startedAt });
}

function outcomeOf(result: OAuthResult, request: ConnectivityRequest, caller: Caller, { method }: Probe): Outcome {
  switch (result.kind) {
    case 'answer':
      return conclude(result.answer, request, caller);
    case 'network':
      return { exception: networkException(result.error, { method, answered: result.answered, side: result.side }) };
    case 'noToken':
      return { exception: tokenException(result.failure, result.refused, request.appOnly) };
  }
}

/** HTTP 200 is success, whatever EWS says in it; of Autodiscover's answer the ErrorCode counts too. */
function conclude(answer: HttpResponse, request: ConnectivityRequest, caller: Caller): Outcome {
  if (answer.status >= 400) return { exception: statusException(answer, caller) };
  if (answer.status !== 200) {
    return { exception: `[lab] The answer is HTTP ${answer.status}, not 200; a redirection is not followed here.` };
  }
  const wrong = request.service === 'AutoD' ? autodiscoverError(answer.text()) : undefined;
  return wrong === undefined ? { answer } : { exception: wrong };
}

/** Builds that can come as the dedicated application say as whom they came (facts/oauth-outbound-admin §1.6). */
function namesItsApplication({ side, exchangeVersion }: Caller): boolean {
  return side === 'OnPremises' && knowsDedicatedApplication(exchangeVersion);
}
