/**
 * Every refusal Exchange can word in `x-ms-diagnostics`: one row an error, found by Exchange's own name for it.
 * `code` and `category` go on the wire; `internalCode` and the name appear only in the server's own logs.
 *
 * Source: facts/oauth-errors.json and facts/oauth-inbound §1. The main columns are Exchange 2013 CU23, `newerBuilds`
 * is what 2016, 2019, SE or Exchange Online were seen to answer instead. Texts are verbatim, odd spacing included.
 */
export interface ExchangeError {
  readonly internalCode?: number;
  readonly code: number;
  readonly category: string;
  /** Words with {0}, {1} for the arguments; empty when Exchange leaves the reason out. */
  readonly reason: string;
  readonly httpStatus: 401 | 403 | 500;
  readonly newerBuilds?: {
    readonly code: number;
    readonly category: string;
    readonly reason?: string;
    readonly scope?: 'Exchange Online only';
    readonly evidence: string;
  };
  /** Why no request to an on-premises server can provoke it. */
  readonly unreachable?: string;
  readonly note?: string;
}

export const exchangeErrors = {
  InvalidSignature: {
    internalCode: 1001,
    code: 2000000,
    category: 'invalid_signature',
    reason: 'The token has an invalid signature.',
    httpStatus: 401,
  },
  OuterTokenAlsoSigned: {
    internalCode: 2001,
    code: 2000001,
    category: 'invalid_token',
    reason: 'The user context must be unsigned.',
    httpStatus: 401,
  },
  ActorTokenMustBeSigned: {
    internalCode: 2002,
    code: 2000001,
    category: 'invalid_token',
    reason: 'The inner actor token must be signed.',
    httpStatus: 401,
  },
  MissingIssuer: {
    internalCode: 2003,
    code: 2000001,
    category: 'invalid_token',
    reason: 'The token is missing the issuer.',
    httpStatus: 401,
  },
  CallbackClaimNotFound: {
    internalCode: 2004,
    code: 2000001,
    category: 'invalid_token',
    reason: 'The callback token is missing one or more expected claim types.',
    httpStatus: 401,
  },
  NoClaimFound: {
    internalCode: 2005,
    code: 2000001,
    category: 'invalid_token',
    reason: "The token is missing the claim type '{0}'.",
    httpStatus: 401,
  },
  InvalidIssuerFormat: {
    internalCode: 2006,
    code: 2000001,
    category: 'invalid_token',
    reason: "The issuer claim value is invalid '{0}'.",
    httpStatus: 401,
  },
  InvalidOuterTokenIssuerFormat: {
    internalCode: 2007,
    code: 2000001,
    category: 'invalid_token',
    reason: "The outer token issuer claim value is invalid '{0}'",
    httpStatus: 401,
  },
  NoConfiguredIssuerMatched: {
    internalCode: 2008,
    code: 2000001,
    category: 'invalid_token',
    reason: "The issuer of the token is unknown. Issuer was '{0}'.",
    httpStatus: 401,
    newerBuilds: {
      code: 2000009,
      category: 'invalid_issuer',
      evidence: 'seed page and a Microsoft Q&A thread (1524201)',
    },
  },
  InvalidNameIdFormat: {
    internalCode: 2009,
    code: 2000001,
    category: 'invalid_token',
    reason: "The nameid claim value is invalid '{0}'.",
    httpStatus: 401,
  },
  InvalidAudience: {
    internalCode: 2010,
    code: 2000001,
    category: 'invalid_token',
    reason: "The audience claim value is invalid '{0}'.",
    httpStatus: 401,
    newerBuilds: {
      code: 2000003,
      category: 'invalid_resource',
      scope: 'Exchange Online only',
      evidence: 'Exchange Online response of 2017, argument is the literal word aud; not seen on-premises',
    },
  },
  MismatchedRealmBetweenAudienceAndIssuer: {
    internalCode: 2011,
    code: 2000001,
    category: 'invalid_token',
    reason: "The audience contains a realm that is different than the issuer's realm.",
    httpStatus: 401,
  },
  InvalidCallbackClaimValue: {
    internalCode: 2012,
    code: 2000001,
    category: 'invalid_token',
    reason: 'The callback token contains one or more invalid claim values.',
    httpStatus: 401,
  },
  ExtensionInvalidAppCtxFormat: {
    internalCode: 2013,
    code: 2000001,
    category: 'invalid_token',
    reason: "The appctx claim type in the token is invalid '{0}'.",
    httpStatus: 401,
  },
  InvalidCallbackTokenIssuer: {
    internalCode: 2014,
    code: 2000001,
    category: 'invalid_token',
    reason: "The callback token contains an invalid issuer '{0}'.",
    httpStatus: 401,
  },
  InvalidOuterTokenIssuerIdValue: {
    internalCode: 2015,
    code: 2000001,
    category: 'invalid_token',
    reason: "The user-context issuer '{1}' does not match the application-context nameid '{0}'",
    httpStatus: 401,
  },
  InvalidRealmFromOuterTokenIssuer: {
    internalCode: 2016,
    code: 2000001,
    category: 'invalid_token',
    reason: "The outer token issuer realm '{0}' is invalid.",
    httpStatus: 401,
  },
  UnexpectedRealmInNameId: {
    internalCode: 2017,
    code: 2000001,
    category: 'invalid_token',
    reason: "The realm in the nameid claim value is invalid.  Expected '{0}'. Actual '{1}'.",
    httpStatus: 401,
  },
  NoUserClaimsFound: {
    internalCode: 2018,
    code: 2000001,
    category: 'invalid_token',
    reason: 'No applicable user context claims found.',
    httpStatus: 401,
  },
  InvalidSidValue: {
    internalCode: 2019,
    code: 2000001,
    category: 'invalid_token',
    reason: "Invalid SID value '{0}' in primary SID claim type",
    httpStatus: 401,
  },
  TokenProfileNotApplicable: {
    internalCode: 2020,
    code: 2000001,
    category: 'invalid_token',
    reason: 'This token profile is not applicable for the current protocol.',
    httpStatus: 401,
    newerBuilds: {
      code: 2000001,
      category: 'invalid_token',
      reason: "This token profile '{0}' is not applicable for the current protocol",
      evidence: "text in Microsoft's FreeBusyChecker script (CSS-Exchange); final period unknown; {0} e.g. S2SAppActAs",
    },
  },
  InvalidClaimValueFound: {
    internalCode: 2021,
    code: 2000001,
    category: 'invalid_token',
    reason: "The token has invalid value '{0}' for the claim type '{1}'.",
    httpStatus: 401,
  },
  UnableToReadToken: {
    internalCode: 2022,
    code: 2000001,
    category: 'invalid_token',
    reason: "Unable to read or process token, additional details: '{0}'.",
    httpStatus: 401,
  },
  NoSmtpOrPuidClaimFound: {
    internalCode: 2023,
    code: 2000001,
    category: 'invalid_token',
    reason: "Token for app '{0}' does not have smtp or puid claim.",
    httpStatus: 401,
  },
  NoAuthorizationValuePresent: {
    internalCode: 2024,
    code: 2000001,
    category: 'invalid_token',
    reason:
      "The token with version '{0}' should have valid scope claim or linked account associated with partner application '{1}'.",
    httpStatus: 401,
  },
  TokenExpired: {
    internalCode: 3001,
    code: 2000002,
    category: 'token_expired',
    reason: 'The token has expired.',
    httpStatus: 401,
  },
  EmptyRealmFromAudience: {
    internalCode: 4001,
    code: 2000003,
    category: 'invalid_resource',
    reason: 'The audience in the token does not specify a realm.',
    httpStatus: 401,
  },
  UnexpectedHostNameInAudience: {
    internalCode: 4002,
    code: 2000003,
    category: 'invalid_resource',
    reason: "The hostname component of the audience claim value is invalid. Expected '{0}'. Actual '{1}'.",
    httpStatus: 401,
  },
  WrongAudience: {
    internalCode: 4003,
    code: 2000003,
    category: 'invalid_resource',
    reason: "The audience of the token '{0}' doesn't match the endpoint '{1}' that received the request.",
    httpStatus: 401,
    unreachable: 'only in Exchange Online, or shadowed by an earlier check',
  },
  ExternalOrgIdNotFound: {
    internalCode: 5001,
    code: 2000004,
    category: 'invalid_tenant',
    reason: "The tenant for context-id '{0}' does not exist.",
    httpStatus: 401,
  },
  OrganizationIdNotFoundFromRealm: {
    internalCode: 5002,
    code: 2000004,
    category: 'invalid_tenant',
    reason: "The tenant for realm '{0}' does not exist.",
    httpStatus: 401,
    newerBuilds: {
      code: 2000004,
      category: 'invalid_tenant',
      reason: "The tenant for tenant guid '{0}' does not exist.",
      evidence: "Microsoft Learn, 'Skype for Business and Exchange integration fails' (says guid even for a DNS realm)",
    },
  },
  MissingTenantIdClaim: {
    internalCode: 5003,
    code: 2000004,
    category: 'invalid_tenant',
    reason: 'The tid claim is missing.',
    httpStatus: 401,
  },
  TenantIdClaimShouldNotBeSet: {
    internalCode: 5004,
    code: 2000004,
    category: 'invalid_tenant',
    reason: 'The tid claim should not be set for Consumer mailbox tokens.',
    httpStatus: 401,
    unreachable: 'only in Exchange Online, or shadowed by an earlier check',
  },
  NoUserFoundWithGivenClaims: {
    internalCode: 6001,
    code: 2000005,
    category: 'invalid_user',
    reason: 'The user specified by the user-context in the token does not exist.',
    httpStatus: 401,
  },
  MoreThan1UserFoundWithGivenClaims: {
    internalCode: 6002,
    code: 2000005,
    category: 'invalid_user',
    reason: 'The user specified by the user-context in the token is ambiguous.',
    httpStatus: 401,
  },
  NameIdNotMatchMasterAccountSid: {
    internalCode: 6003,
    code: 2000005,
    category: 'invalid_user',
    reason: "The MasterAccountSid doesn't match the SID claim.",
    httpStatus: 401,
  },
  UserOAuthNotSupported: {
    internalCode: 6004,
    code: 2000005,
    category: 'invalid_user',
    reason: "The user's mailbox version is not supported for access using OAuth.",
    httpStatus: 403,
  },
  NameIdNotMatchLiveIDInstanceType: {
    internalCode: 6005,
    code: 2000005,
    category: 'invalid_user',
    reason: 'PUID in the nameid claim was not from BusinessLiveID',
    httpStatus: 401,
    unreachable: 'only in Exchange Online, or shadowed by an earlier check',
  },
  NoMatchingPartnerAppFound: {
    internalCode: 7001,
    code: 2000006,
    category: 'invalid_client',
    reason: "The Application Identifier '{0}' is unknown.",
    httpStatus: 401,
  },
  UnexpectedAppIdInNameId: {
    internalCode: 7002,
    code: 2000006,
    category: 'invalid_client',
    reason: "The application identifier in the nameid claim value is invalid.  Expected '{0}'. Actual '{1}'.",
    httpStatus: 401,
  },
  ADOperationFailed: {
    internalCode: 8001,
    code: 2000007,
    category: 'internal_error',
    reason: 'The Active Directory operation failed.',
    httpStatus: 401,
  },
  UnexpectedErrorOccurred: {
    internalCode: 8002,
    code: 2000007,
    category: 'internal_error',
    reason: 'An unexpected error occurred.',
    httpStatus: 401,
  },
  InvalidCallbackTokenScope: {
    internalCode: 9001,
    code: 2000008,
    category: 'invalid_grant',
    reason: "The callback token's protocol claim value '{0}' doesn't match the current requested protocol.",
    httpStatus: 401,
    note: 'seen with 403 in EWS',
  },
  NoGrantPresented: {
    internalCode: 9004,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The token contains no scope information, or scope can not be understood.',
    httpStatus: 401,
    note: 'seen with 403 in EWS',
  },
  NotSupportedWithV1AppToken: {
    internalCode: 9005,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The call you are trying to access is not supported with OAuth token.',
    httpStatus: 401,
    note: 'seen with 403 in EWS',
  },
  NotEnoughGrantPresented: {
    internalCode: 9006,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The token contains not enough scope to make this call.',
    httpStatus: 401,
    note: 'seen with 403 in EWS',
  },
  AllowAccessOwnMailboxOnly: {
    internalCode: 9007,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The call should access the mailbox specified in the oauth token.',
    httpStatus: 401,
    note: 'seen with 403 in EWS',
  },
  NoPuidFound: {
    internalCode: 9008,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The PUID value was not found for [{0}] identity.',
    httpStatus: 401,
    unreachable: 'only in Exchange Online, or shadowed by an earlier check',
    note: 'seen with 403 in EWS',
  },
  NoEmailAddressFound: {
    internalCode: 9009,
    code: 2000008,
    category: 'invalid_grant',
    reason: 'The email address was not found for [{0}] identity, PUID={1}.',
    httpStatus: 401,
    unreachable: 'only in Exchange Online, or shadowed by an earlier check',
    note: 'seen with 403 in EWS',
  },
  NoCertificateFound: {
    internalCode: 10001,
    code: 2000009,
    category: 'invalid_certificate',
    reason: 'The certificate referenced by token with key {0} could not be located on server {1}.',
    httpStatus: 401,
  },
  FlightingNotEnabled: {
    internalCode: 4001001,
    code: 4000000,
    category: 'oauth_not_available',
    reason: 'Flighting is not enabled for domain {0}.',
    httpStatus: 401,
    newerBuilds: {
      code: 4000000,
      category: 'oauth_not_available',
      reason: "Flighting is not enabled for domain '{0}'.",
      evidence: 'Microsoft Q&A thread 1792037, Exchange 2019 CU14',
    },
  },
  UnexpectedHostNameInUrlAudience: {
    code: 2000003,
    category: 'invalid_resource',
    reason: "The hostname component of the audience claim value '{0}' is invalid",
    httpStatus: 401,
    note: "newer builds only; seed page (request without Host header; argument https://owa.msxfaq.de) and Microsoft Learn 'Resolve free/busy errors' (SSL offloading); no final period; exact trigger beyond 'no Host header' unknown",
  },
  ConfigurationNotLoaded: {
    code: 2000007,
    category: 'internal_error',
    reason: 'OAuth configuration not loaded.',
    httpStatus: 500,
  },
  TokenLibraryText: {
    code: 2000001,
    category: 'invalid_token',
    reason: '{0}',
    httpStatus: 401,
    note: 'what the JWT library throws while it validates, passed on as it is: no exp, or nbf behind exp',
  },
  UnexpectedMissingValue: {
    code: 2000001,
    category: 'invalid_token',
    reason: '',
    httpStatus: 401,
    note: 'no reason part: the judgement met a missing value it did not expect, e.g. an S2S token without aud',
  },
} as const satisfies Record<string, ExchangeError>;

export type ExchangeErrorName = keyof typeof exchangeErrors;
