import { type Clock, systemClock } from '../clock.js';
import type { HttpClient } from '../network/http-client.js';
import type { Random } from '../random.js';
import type { Caller, CallerAuthServer } from './caller.js';
import { signClientAssertion, signingCertificateError, unsigned } from './client-assertion.js';
import { loggedToken } from './logged-token.js';
import { isTokenFailure, outboundFailure, type TokenFailure } from './outbound-errors.js';
import { createOutboundLog, type OutboundLog } from './outbound-log.js';
import type { IssuedToken, TokenCache } from './token-cache.js';
import { requestActorToken } from './token-request.js';

export interface ActorTokenContext {
  readonly caller: Caller;
  readonly clientRequestId: string;
  readonly log: OutboundLog;
  readonly cache: TokenCache;
  readonly http: Pick<HttpClient, 'request'>;
  readonly clock: Clock;
  readonly random: Random;
  readonly onMissingCertificate?: () => void;
}

/** Where the actor token is asked for, for whom, and what it shall be good for. */
export interface Issuing {
  readonly server: CallerAuthServer;
  readonly tenantId: string;
  readonly resource: string;
  readonly endpoint: string;
}

/** The actor token: remembered, or asked for at the auth server unless that failed a short while ago. */
export async function getActorToken(context: ActorTokenContext, issuing: Issuing): Promise<string | TokenFailure> {
  const { caller, cache, log } = context;
  const key = JSON.stringify([caller.serviceName, issuing.endpoint, issuing.resource]);
  const remembered = cache.actorToken(key);
  if (remembered !== undefined) {
    log.information(log.words.actorTokenFromCache(issuing.resource));
    cache.renewActorToken(key, () => askInBackground(context, issuing));
    return remembered;
  }
  const failed = cache.failedTokenRequest(key);
  if (failed) {
    log.warning(log.words.tokenRequestNotRetried(issuing.endpoint));
    return failed;
  }
  const clientAssertion = await assertIdentity(context, issuing);
  if (isTokenFailure(clientAssertion)) return clientAssertion;
  const issued = await askAuthServer(context, issuing, clientAssertion);
  if (isTokenFailure(issued)) {
    cache.rememberFailedTokenRequest(key, issued);
    return issued;
  }
  cache.rememberActorToken(key, issued);
  return issued.token;
}

/** A request of its own, behind the back of the one that is served with the old token: another id, and nobody's log. */
async function askInBackground(context: ActorTokenContext, issuing: Issuing): Promise<IssuedToken | TokenFailure> {
  const own = { ...context, clientRequestId: context.random.uuid(), log: createOutboundLog(context.caller) };
  const clientAssertion = await assertIdentity(own, issuing);
  return isTokenFailure(clientAssertion) ? clientAssertion : askAuthServer(own, issuing, clientAssertion);
}

async function assertIdentity(
  context: ActorTokenContext,
  { server, tenantId, endpoint }: Issuing,
): Promise<string | TokenFailure> {
  const { caller, clock } = context;
  const signing = caller.signingCertificate;
  // Microsoft renews its own certificate in time, however far the lab's clock was moved.
  const unfit = signingCertificateError(signing, caller.side === 'Cloud' ? systemClock : clock);
  if (!signing || unfit) return unsigned(unfit, context);
  if (!URL.canParse(endpoint)) return notAnEndpoint(endpoint);
  const { serviceName } = caller;
  const host = new URL(endpoint).hostname;
  return signClientAssertion(
    { serviceName, tenantId, issuerIdentifier: server.issuerIdentifier, host },
    signing,
    clock,
  );
}

async function askAuthServer(context: ActorTokenContext, { endpoint, resource }: Issuing, clientAssertion: string) {
  const { clientRequestId, log, caller } = context;
  log.information(log.words.sendingTokenRequest(endpoint, resource, loggedToken(clientAssertion)));
  const request = { endpoint: new URL(endpoint), clientAssertion, resource, clientRequestId, side: caller.side };
  const issued = await requestActorToken(request, context.http, context.clock);
  if (isTokenFailure(issued) && issued.code === 'NetworkFailure') {
    log.error(log.words.tokenRequestUnanswered(endpoint, issued.message));
  }
  return issued;
}

/** What Exchange says of an auth server whose TokenIssuingEndpoint is blank or no URL is unknown. */
function notAnEndpoint(endpoint: string): TokenFailure {
  const description = `[lab] The auth server's TokenIssuingEndpoint '${endpoint}' is no URL.`;
  return outboundFailure('UnableToGetTokenFromACS', 'GetAppToken', '[lab] no endpoint', description);
}
