import { type Speaker, speaksNewer } from '../protocol/exchange-version.js';

/** Exchange Outbound Oauth Log: what Detail shows of the way to a token. */
export interface OutboundLog {
  /** What the asking server says, in the words of its version. */
  readonly words: OutboundWords;
  information(text: string): void;
  warning(text: string): void;
  error(text: string): void;
  readonly lines: readonly string[];
}

export function createOutboundLog(speaker: Speaker): OutboundLog {
  const lines: string[] = [];
  return {
    words: { ...sharedWords, ...(speaksNewer(speaker) ? newerWords : wordsOf2013) },
    information: (text) => void lines.push(`Information:${text}`),
    warning: (text) => void lines.push(`Warning:${text}`),
    error: (text) => void lines.push(`Error:${text}`),
    lines,
  };
}

/** How Exchange prints the DomainName of an auth server: a list that nobody formatted (facts §1.6, verbatim). */
const domainNames = '( having DomainName : System.Collections.Generic.List`1[System.String] )';

/**
 * Lines that every version has, trailing commas and blanks included (facts/oauth-outbound-admin §1.6 and §1.7). What
 * Exchange says when a token comes from its cache is unknown (§7.4), so those lines are the lab's own.
 */
const sharedWords = {
  customProxy: (url: string) => `Using custom InternetWebProxy ${url}.`, // §1.4
  entering: '[OAuthCredentials:Authenticate] entering',
  preAuthentication: (url: string) =>
    `[OAuthCredentials:Authenticate] trying to build the token for '${url}' as pre-auth is specified.`,
  challengeReceived: (url: string, challenge: string) =>
    `[OAuthCredentials:Authenticate] challenge from '${url}' received: ${challenge}`,
  challengeRead: (clientId: string, realm: string, trustedIssuers: string) =>
    `[OAuthCredentials:GetToken] client-id: '${clientId}', realm: '${realm}', trusted_issuer: '${trustedIssuers}'`,
  startAppToken: '[OAuthTokenBuilder:GetAppToken] start building the apptoken',
  checkingAuthServers: '[OAuthTokenBuilder:GetAppToken] checking enabled auth servers',
  noIssuer: (trustedIssuers: string) =>
    `[OAuthTokenBuilder:GetAppToken] unable to continue building token; no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty. trust_issuers was ${trustedIssuers}`,
  noIssuerButRealm: (realm: string) =>
    `[lab] no locally configured issuer was in the trusted_issuer list; a token for the challenge's realm '${realm}' alone is not built here`,
  signingForPartner: (issuer: string, resource: string) =>
    `[lab] the trusted_issuer list has '${issuer}', this organisation itself: signing the actor token for the resource '${resource}' with the auth certificate`,
  tenantIdUpdated: (current: string, next: string) =>
    `[OAuthTokenBuilder:GetAppToken] updating the tenant id with the auth server realm; current tenant id value is '${current}', new value is '${next}'`,
  sendingBearerToken: (url: string, token: string) =>
    `[OAuthCredentials:Authenticate] send request to '${url}' with the bearer token: '${token}'`,
  /** Scripts look for the id between `L:` and `-AS:` (facts/oauth-outbound-admin §1.6); the line around it is unknown. */
  applicationUsed: (applicationId: string) => `[lab] L:${applicationId}-AS:`,
  tokenFromCache: (resource: string) => `[lab] the token for '${resource}' comes from the token cache`,
  actorTokenFromCache: (resource: string) => `[lab] the actor token for '${resource}' comes from the token cache`,
  tokenRequestNotRetried: (endpoint: string) =>
    `[lab] the last token request to '${endpoint}' failed less than 10 minutes ago and is not repeated; without -UseCachedToken it would be`,
  tokenRequestUnanswered: (endpoint: string, reason: string) =>
    `[lab] the token request to '${endpoint}' got no answer: ${reason}`,
} as const;

/** 2016 and newer, and Exchange Online. */
const newerWords = {
  startBuilding: (organizationId: string, _userDomain: string) =>
    `[OAuthCredentials:GetToken] Start building a token using organizationId '${organizationId}'`,
  authServerChecked: (included: boolean, name: string, issuer: string) =>
    `[OAuthTokenBuilder:GetAppToken] trusted_issuer ${isIncluded(included)} the auth server '${name}' ${domainNames}: ${issuer}, `,
  tryingAppToken: (server: string, resource: string, tenantId: string, userDomain: string) =>
    `[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '${server}' for resource '${resource}', tenantId '${tenantId}', userDomain '${userDomain}'`,
  sendingTokenRequest: (endpoint: string, resource: string, assertion: string) =>
    `[TokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to '${endpoint}' for the resource '${resource}' with token: ${assertion}`,
} as const;

/** Exchange 2013 (facts/oauth-inbound §6, facts/oauth-outbound-admin §1.6, "Older builds"). */
const wordsOf2013: typeof newerWords = {
  startBuilding: (_organizationId, userDomain) =>
    `[OAuthCredentials:GetToken] start building a token for the user domain '${userDomain}'`,
  authServerChecked: (included, name, issuer) =>
    `[OAuthTokenBuilder:GetAppToken] trusted_issuer ${isIncluded(included)} the auth server '${name}': ${issuer}, `,
  tryingAppToken: (server, resource) =>
    `[OAuthTokenBuilder:GetAppToken] trying to get the apptoken from the auth server '${server}' for resource '${resource}'`,
  sendingTokenRequest: (endpoint, resource, assertion) =>
    `[ACSTokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to '${endpoint}' for the resource '${resource}' with token: ${assertion}`,
};

export type OutboundWords = typeof sharedWords & typeof newerWords;

function isIncluded(included: boolean): string {
  return included ? 'includes' : 'does NOT include';
}
