import { capture, inferred, observed2013, type Subject, testsOf, versions } from '../rows.js';

const connectivity = testsOf('connectivity');

const fromCloud = connectivity('Detail > of a success from the cloud shows the whole ladder, the body and the headers');
const old = connectivity('Detail > of Exchange 2013 has its own words on the way to the token, and no diagnostics');
const wholeLog = testsOf('hybrid')('Detail on the way to the cloud is laid out as Exchange does it');
const noIssuer = connectivity('Detail > of an issuer that is not configured shows the inner exception with its stack');
const log = capture('facts/oauth-outbound-admin §1.6', 'slides');
const failureLog = capture('facts/oauth-outbound-admin §1.7', 'qaChina');

/** The outbound log in Detail: from a challenge to the token that answers it. */
export const outboundLog: Subject = {
  title: 'Test-OAuthConnectivity: the outbound log',
  rows: [
    {
      id: 'log/entering',
      what: '`Information:[OAuthCredentials:Authenticate] entering`',
      versions: versions.all,
      evidence: log,
      witness: fromCloud,
    },
    {
      id: 'log/challenge',
      what: "`Information:[OAuthCredentials:Authenticate] challenge from '{url}' received: {challenge}`, all challenges joined by commas",
      versions: versions.all,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/client-id',
      what: "`Information:[OAuthCredentials:GetToken] client-id: '{id}', realm: '', trusted_issuer: '{issuers}'`",
      versions: versions.all,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/organization-id',
      what: "`Information:[OAuthCredentials:GetToken] Start building a token using organizationId ''`",
      versions: versions.newerOnPremises,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/organization-id-online',
      what: "In Exchange Online the tenant's id stands there",
      versions: versions.online,
      evidence: inferred('on-premises it is blank, as the organisation has none'),
      witness: fromCloud,
    },
    {
      id: 'log/start',
      what: '`…[OAuthTokenBuilder:GetAppToken] start building the apptoken`, `… checking enabled auth servers`',
      versions: versions.all,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/auth-server',
      what: "``… trusted_issuer includes the auth server '{name}' ( having DomainName : System.Collections.Generic.List`1[System.String] ): {id@realm}, ``, or `does NOT include`; comma and blank at the end",
      versions: versions.newer,
      evidence: capture('facts/oauth-outbound-admin §1.6, §1.7', 'slides', 'qaChina'),
      witness: noIssuer,
    },
    {
      id: 'log/tenant',
      what: "`… updating the tenant id with the auth server realm; current tenant id value is '', new value is '{tenant}'`",
      versions: versions.onPremises,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/trying',
      what: "`… trying to get the apptoken from the auth server '{name}' for resource '{resource}', tenantId '{tenant}', userDomain '{domain}'`",
      versions: versions.newer,
      evidence: log,
      witness: wholeLog,
    },
    {
      id: 'log/token-request',
      what: "`Information:[TokenBuildRequest:GetActorTokenFromAuthServer] Sending token request to '{url}' for the resource '{resource}' with token: {header}.{claims}`",
      versions: versions.newer,
      evidence: log,
      witness: fromCloud,
    },
    {
      id: 'log/bearer',
      what: "`Information:[OAuthCredentials:Authenticate] send request to '{url}' with the bearer token: '{header}.{claims}; actor: {header}.{claims}'`; the claims `oid`, `iss`, `aud`, `nbf`, `exp` in this order, a blank behind each",
      versions: versions.all,
      evidence: log,
      witness: fromCloud,
    },
    {
      id: 'log/no-signature',
      what: 'No line holds a signature',
      versions: versions.all,
      evidence: log,
      witness: connectivity('Detail > never holds a signature'),
    },
    {
      id: 'log/2013',
      what: "`… start building a token for the user domain '{domain}'`, `… trusted_issuer includes the auth server '{name}': {id@realm}, `, no tenantId and userDomain, `[ACSTokenBuildRequest:GetActorTokenFromAuthServer]`",
      versions: versions.only2013,
      evidence: observed2013('facts/oauth-inbound §6'),
      witness: old,
    },
    {
      id: 'log/2013-rest',
      what: 'All other lines are those of newer versions',
      versions: versions.only2013,
      evidence: inferred('what differs is known line by line from observed lines of both'),
      witness: old,
    },
    {
      id: 'log/pre-auth',
      what: "`… trying to build the token for '{url}' as pre-auth is specified.`, with a challenge that is remembered",
      versions: versions.all,
      evidence: observed2013('facts/oauth-outbound-admin §1.6'),
      witness: connectivity(
        'the token cache > is used with -UseCachedToken alone: one request, with the token of the last call',
      ),
    },
    {
      id: 'log/no-issuer',
      what: '`Error:[OAuthTokenBuilder:GetAppToken] unable to continue building token; no locally configured issuer was in the trusted_issuer list, realm from challenge was also empty. trust_issuers was {issuers}`',
      versions: versions.all,
      evidence: failureLog,
      witness: noIssuer,
    },
  ],
};
