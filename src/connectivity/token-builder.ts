import { formatServiceAudience, parseQualifiedId, sameText } from '../protocol/audience.js';
import type { ReceivedChallenge } from '../protocol/bearer-challenge.js';
import { isReadable, parseToken, timeClaim } from '../protocol/token.js';
import { acsTokenPath, anyRealm, qualify } from '../protocol/well-known.js';
import { type ActorTokenContext, getActorToken, type Issuing } from './actor-token.js';
import type { Caller, CallerAuthServer } from './caller.js';
import { isTokenFailure, outboundFailure, type TokenFailure } from './outbound-errors.js';
import { type SelfIssuing, selfIssuingFor, selfNamed, signActorToken } from './self-issued.js';
import type { IssuedToken } from './token-cache.js';
import { buildUserToken } from './user-token.js';

/** What a token is built from: the caller, and the target that asked for one. */
export interface TokenBuild extends ActorTokenContext {
  readonly challenge: ReceivedChallenge;
  readonly url: URL;
  readonly appOnly: boolean;
}

/**
 * From a challenge to the token that answers it: the ladder of Exchange's outbound side (facts/oauth-outbound-admin §2).
 * A failure is in the log already.
 */
export async function buildToken(build: TokenBuild): Promise<string | TokenFailure> {
  const result = await climb(build);
  if (isTokenFailure(result) && result.code !== 'NetworkFailure') build.log.error(result.message);
  return result;
}

async function climb(build: TokenBuild): Promise<string | TokenFailure> {
  const { caller, challenge, log } = build;
  if (caller.serviceName === '') return outboundFailure('OAuthConfigurationUnavailable', 'GetToken');
  const unusable = challengeError(challenge, build.url);
  if (unusable) return unusable;
  log.information(log.words.challengeRead(challenge.clientId, challenge.realm, challenge.trustedIssuersText));
  // On-premises it is blank; that the cloud shows the tenant there is inferred.
  log.information(log.words.startBuilding(caller.tenantId, caller.userDomain));

  const key = lastTokenKey(build);
  const remembered = build.cache.lastToken(key);
  if (remembered !== undefined) {
    log.information(log.words.tokenFromCache(`${challenge.clientId}/${build.url.hostname}`));
    return remembered;
  }
  const issuing = chooseIssuer(build);
  if (isTokenFailure(issuing)) return issuing;
  const actorToken = await ('server' in issuing
    ? getActorToken(build, issuing)
    : signActorToken(build, issuing, build.url.hostname));
  if (isTokenFailure(actorToken)) return actorToken;
  const token = build.appOnly ? appToken(actorToken) : withUser(build, issuing, actorToken);
  if (isTokenFailure(token)) return token;
  build.cache.rememberLastToken(key, token);
  return token.token;
}

/** What exactly makes a challenge invalid is unknown; taken here: no issuer at all, or one that is not `id@realm`. */
function challengeError(challenge: ReceivedChallenge, url: URL): TokenFailure | undefined {
  if (challenge.clientId === '') return outboundFailure('EmptyClientId', 'GetToken', url.href);
  const issuers = challenge.trustedIssuers.map(parseQualifiedId);
  if ((issuers.length > 0 || challenge.realm !== '') && issuers.every((issuer) => issuer?.id)) return undefined;
  return outboundFailure('InvalidChallenge', 'GetToken', url.href);
}

function chooseIssuer(build: TokenBuild): Issuing | SelfIssuing | TokenFailure {
  const { caller, challenge, log } = build;
  log.information(log.words.startAppToken);
  log.information(log.words.checkingAuthServers);
  const matched = caller.authServers.filter((server) => server.enabled && isTrusted(server, build));
  const [server] = matched;
  if (!server) {
    const self = selfIssuingFor(caller, challenge, build.url.hostname);
    if (self) {
      log.information(log.words.signingForPartner(selfNamed(caller, self), self.resource));
      return self;
    }
    const text = challenge.trustedIssuersText;
    log.error(challenge.realm === '' ? log.words.noIssuer(text) : log.words.noIssuerButRealm(challenge.realm));
    return outboundFailure('NoMatchedTokenIssuer', 'GetAppToken', text);
  }
  const ambiguous = ambiguityOf(matched);
  if (ambiguous) return ambiguous;
  const tenantId = isCloudAcs(server, caller) ? caller.tenantId : server.realm;
  if (tenantId === '') return outboundFailure('MissingRealmInAuthServer', 'GetAppToken', server.name);
  if (tenantId !== caller.tenantId) log.information(log.words.tenantIdUpdated(caller.tenantId, tenantId));
  const resource = formatServiceAudience(build.url.hostname, tenantId, challenge.clientId);
  log.information(log.words.tryingAppToken(server.name, resource, tenantId, caller.userDomain));
  const endpoint = isCloudAcs(server, caller) ? tenantEndpoint(server, tenantId) : server.tokenIssuingEndpoint;
  return { server, tenantId, resource, endpoint };
}

/** Does the challenge trust tokens of this auth server? */
function isTrusted(server: CallerAuthServer, { caller, challenge, log }: TokenBuild): boolean {
  const included = challenge.trustedIssuers.map(parseQualifiedId).some((trusted) => {
    if (!trusted || !sameText(trusted.id, server.issuerIdentifier)) return false;
    return trusted.realm === anyRealm || isCloudAcs(server, caller) || sameText(trusted.realm, server.realm);
  });
  const issuer = qualify(server.issuerIdentifier, server.realm);
  log.information(log.words.authServerChecked(included, server.name, issuer));
  return included;
}

function ambiguityOf(matched: readonly CallerAuthServer[]): TokenFailure | undefined {
  const repeated = matched.find(
    (server, index) => matched.findIndex((other) => sameText(other.realm, server.realm)) < index,
  );
  if (!repeated) return undefined;
  if (repeated.realm === '') {
    return outboundFailure('InvalidConfigurationMultipleAuthServerWithEmptyRealm', 'GetAppToken');
  }
  return outboundFailure('InvalidConfigurationMultipleAuthServerWithSameRealm', 'GetAppToken', repeated.realm);
}

/** The cloud's own ACS: it issues for whatever tenant calls (design §2.2). On-premises a realm is a tenant, nothing else. */
function isCloudAcs(server: CallerAuthServer, caller: Caller): boolean {
  return caller.side === 'Cloud' && server.realm === anyRealm;
}

/** The cloud's ACS has one endpoint for all; a request names its tenant (seed page, Get-AuthServer in Office 365). */
function tenantEndpoint(server: CallerAuthServer, tenantId: string): string {
  return new URL(acsTokenPath(tenantId), server.tokenIssuingEndpoint).href;
}

function withUser(build: TokenBuild, issuing: Issuing | SelfIssuing, actorToken: string): IssuedToken | TokenFailure {
  const { serviceName, user } = build.caller;
  const { resource } = issuing;
  const tenantId = 'server' in issuing ? issuing.tenantId : issuing.realm;
  return buildUserToken({ serviceName, tenantId, resource, user, actorToken }, build.clock);
}

/** App-only: what the auth server issued is sent as it is (facts/oauth-inbound §3.3). */
function appToken(token: string): IssuedToken {
  const parsed = parseToken(token);
  const exp = isReadable(parsed) ? timeClaim(parsed.claims, 'exp') : undefined;
  return { token, expiresAt: (exp ?? 0) * 1000 };
}

function lastTokenKey({ caller, challenge, url, appOnly }: TokenBuild): string {
  const user = appOnly ? null : caller.user;
  const { tenantId, serviceName } = caller;
  return JSON.stringify([url.host, challenge.clientId, challenge.trustedIssuersText, tenantId, serviceName, user]);
}
