/**
 * Every refusal Exchange can word in `x-ms-diagnostics`: one row an error, found by Exchange's own name for it.
 * `code` and `category` go on the wire; `internalCode` and the name appear only in the server's own logs.
 *
 * Source: facts/oauth-errors.json and facts/oauth-inbound §1. The main columns are Exchange 2013 CU23, `newerBuilds`
 * is what 2016, 2019, SE or Exchange Online were seen to answer instead. Texts are verbatim, odd spacing included.
 */
export interface ExchangeError {
  readonly internalCode?: number | undefined;
  readonly code: number;
  readonly category: ErrorCategoryName;
  /** Words with {0}, {1} for the arguments; empty when Exchange leaves the reason out. */
  readonly reason: string;
  readonly httpStatus: 401 | 403 | 500;
  /** Reason phrase of the response, where it is not the usual one. */
  readonly statusText?: string;
  readonly newerBuilds?: {
    readonly code: number;
    readonly category: ErrorCategoryName;
    readonly reason?: string;
    readonly scope?: 'Exchange Online only';
    readonly evidence: string;
  };
  /** Why no request to an on-premises server can provoke it. */
  readonly unreachable?: string;
  readonly note?: string;
}

/** The number on the wire is that of the category (facts/oauth-inbound §1.2); 2013 and newer builds differ in 2000009. */
const codes = {
  invalid_signature: 2000000,
  invalid_token: 2000001,
  token_expired: 2000002,
  invalid_resource: 2000003,
  invalid_tenant: 2000004,
  invalid_user: 2000005,
  invalid_client: 2000006,
  internal_error: 2000007,
  invalid_grant: 2000008,
  invalid_certificate: 2000009,
  invalid_issuer: 2000009,
  oauth_not_available: 4000000,
} as const;

export type ErrorCategoryName = keyof typeof codes;

function wire(category: ErrorCategoryName): Pick<ExchangeError, 'code' | 'category'> {
  return { code: codes[category], category };
}

/** A row: 401 unless it says otherwise; `internalCode` is undefined where Exchange has none. */
function row(
  internalCode: number | undefined,
  category: ErrorCategoryName,
  reason: string,
  more: Partial<Pick<ExchangeError, 'httpStatus' | 'statusText' | 'newerBuilds' | 'unreachable' | 'note'>> = {},
): ExchangeError {
  return { internalCode, ...wire(category), reason, httpStatus: 401, ...more };
}

const unreachable = 'only in Exchange Online, or shadowed by an earlier check';
const seenWith403 = 'seen with 403 in EWS';

export const exchangeErrors = {
  InvalidSignature: row(1001, 'invalid_signature', 'The token has an invalid signature.'),
  OuterTokenAlsoSigned: row(2001, 'invalid_token', 'The user context must be unsigned.'),
  ActorTokenMustBeSigned: row(2002, 'invalid_token', 'The inner actor token must be signed.'),
  MissingIssuer: row(2003, 'invalid_token', 'The token is missing the issuer.'),
  CallbackClaimNotFound: row(2004, 'invalid_token', 'The callback token is missing one or more expected claim types.'),
  NoClaimFound: row(2005, 'invalid_token', "The token is missing the claim type '{0}'."),
  InvalidIssuerFormat: row(2006, 'invalid_token', "The issuer claim value is invalid '{0}'."),
  InvalidOuterTokenIssuerFormat: row(2007, 'invalid_token', "The outer token issuer claim value is invalid '{0}'"),
  NoConfiguredIssuerMatched: row(2008, 'invalid_token', "The issuer of the token is unknown. Issuer was '{0}'.", {
    newerBuilds: { ...wire('invalid_issuer'), evidence: 'seed page and a Microsoft Q&A thread (1524201)' },
  }),
  InvalidNameIdFormat: row(2009, 'invalid_token', "The nameid claim value is invalid '{0}'."),
  InvalidAudience: row(2010, 'invalid_token', "The audience claim value is invalid '{0}'.", {
    newerBuilds: {
      ...wire('invalid_resource'),
      scope: 'Exchange Online only',
      evidence: 'Exchange Online response of 2017, argument is the literal word aud; not seen on-premises',
    },
  }),
  MismatchedRealmBetweenAudienceAndIssuer: row(
    2011,
    'invalid_token',
    "The audience contains a realm that is different than the issuer's realm.",
  ),
  InvalidCallbackClaimValue: row(
    2012,
    'invalid_token',
    'The callback token contains one or more invalid claim values.',
  ),
  ExtensionInvalidAppCtxFormat: row(2013, 'invalid_token', "The appctx claim type in the token is invalid '{0}'."),
  InvalidCallbackTokenIssuer: row(2014, 'invalid_token', "The callback token contains an invalid issuer '{0}'."),
  InvalidOuterTokenIssuerIdValue: row(
    2015,
    'invalid_token',
    "The user-context issuer '{1}' does not match the application-context nameid '{0}'",
  ),
  InvalidRealmFromOuterTokenIssuer: row(2016, 'invalid_token', "The outer token issuer realm '{0}' is invalid."),
  UnexpectedRealmInNameId: row(
    2017,
    'invalid_token',
    "The realm in the nameid claim value is invalid.  Expected '{0}'. Actual '{1}'.",
  ),
  NoUserClaimsFound: row(2018, 'invalid_token', 'No applicable user context claims found.'),
  InvalidSidValue: row(2019, 'invalid_token', "Invalid SID value '{0}' in primary SID claim type"),
  TokenProfileNotApplicable: row(
    2020,
    'invalid_token',
    'This token profile is not applicable for the current protocol.',
    {
      newerBuilds: {
        ...wire('invalid_token'),
        reason: "This token profile '{0}' is not applicable for the current protocol",
        evidence:
          "text in Microsoft's FreeBusyChecker script (CSS-Exchange); final period unknown; {0} e.g. S2SAppActAs",
      },
    },
  ),
  InvalidClaimValueFound: row(2021, 'invalid_token', "The token has invalid value '{0}' for the claim type '{1}'."),
  UnableToReadToken: row(2022, 'invalid_token', "Unable to read or process token, additional details: '{0}'."),
  NoSmtpOrPuidClaimFound: row(2023, 'invalid_token', "Token for app '{0}' does not have smtp or puid claim."),
  NoAuthorizationValuePresent: row(
    2024,
    'invalid_token',
    "The token with version '{0}' should have valid scope claim or linked account associated with partner application '{1}'.",
    {
      newerBuilds: {
        ...wire('invalid_grant'),
        reason: "The token should have valid permissions or linked account associated with partner application '{1}'.",
        evidence: "IIS log of an Exchange of 2019 in Jan Hajek's blog, client_credentials in a hybrid setup",
      },
    },
  ),
  TokenExpired: row(3001, 'token_expired', 'The token has expired.'),
  EmptyRealmFromAudience: row(4001, 'invalid_resource', 'The audience in the token does not specify a realm.'),
  UnexpectedHostNameInAudience: row(
    4002,
    'invalid_resource',
    "The hostname component of the audience claim value is invalid. Expected '{0}'. Actual '{1}'.",
  ),
  WrongAudience: row(
    4003,
    'invalid_resource',
    "The audience of the token '{0}' doesn't match the endpoint '{1}' that received the request.",
    { unreachable },
  ),
  ExternalOrgIdNotFound: row(5001, 'invalid_tenant', "The tenant for context-id '{0}' does not exist."),
  OrganizationIdNotFoundFromRealm: row(5002, 'invalid_tenant', "The tenant for realm '{0}' does not exist.", {
    newerBuilds: {
      ...wire('invalid_tenant'),
      reason: "The tenant for tenant guid '{0}' does not exist.",
      evidence: "Microsoft Learn, 'Skype for Business and Exchange integration fails' (says guid even for a DNS realm)",
    },
  }),
  MissingTenantIdClaim: row(5003, 'invalid_tenant', 'The tid claim is missing.'),
  TenantIdClaimShouldNotBeSet: row(
    5004,
    'invalid_tenant',
    'The tid claim should not be set for Consumer mailbox tokens.',
    { unreachable },
  ),
  NoUserFoundWithGivenClaims: row(
    6001,
    'invalid_user',
    'The user specified by the user-context in the token does not exist.',
  ),
  MoreThan1UserFoundWithGivenClaims: row(
    6002,
    'invalid_user',
    'The user specified by the user-context in the token is ambiguous.',
  ),
  NameIdNotMatchMasterAccountSid: row(6003, 'invalid_user', "The MasterAccountSid doesn't match the SID claim."),
  UserOAuthNotSupported: row(
    6004,
    'invalid_user',
    "The user's mailbox version is not supported for access using OAuth.",
    { httpStatus: 403, statusText: 'Cannot proxy OAuth request to down level server.' },
  ),
  NameIdNotMatchLiveIDInstanceType: row(6005, 'invalid_user', 'PUID in the nameid claim was not from BusinessLiveID', {
    unreachable,
  }),
  NoMatchingPartnerAppFound: row(7001, 'invalid_client', "The Application Identifier '{0}' is unknown."),
  UnexpectedAppIdInNameId: row(
    7002,
    'invalid_client',
    "The application identifier in the nameid claim value is invalid.  Expected '{0}'. Actual '{1}'.",
  ),
  ADOperationFailed: row(8001, 'internal_error', 'The Active Directory operation failed.'),
  UnexpectedErrorOccurred: row(8002, 'internal_error', 'An unexpected error occurred.'),
  InvalidCallbackTokenScope: row(
    9001,
    'invalid_grant',
    "The callback token's protocol claim value '{0}' doesn't match the current requested protocol.",
    { note: seenWith403 },
  ),
  NoGrantPresented: row(
    9004,
    'invalid_grant',
    'The token contains no scope information, or scope can not be understood.',
    {
      note: seenWith403,
      newerBuilds: {
        ...wire('invalid_grant'),
        reason: 'The token contains no permissions, or permissions can not be understood.',
        scope: 'Exchange Online only',
        evidence: 'responses of Exchange Online in otris/ews-cpp issue 148 and O365/python-o365 issue 427',
      },
    },
  ),
  NotSupportedWithV1AppToken: row(
    9005,
    'invalid_grant',
    'The call you are trying to access is not supported with OAuth token.',
    { note: seenWith403 },
  ),
  NotEnoughGrantPresented: row(9006, 'invalid_grant', 'The token contains not enough scope to make this call.', {
    note: seenWith403,
  }),
  AllowAccessOwnMailboxOnly: row(
    9007,
    'invalid_grant',
    'The call should access the mailbox specified in the oauth token.',
    { note: seenWith403 },
  ),
  NoPuidFound: row(9008, 'invalid_grant', 'The PUID value was not found for [{0}] identity.', {
    unreachable,
    note: seenWith403,
  }),
  NoEmailAddressFound: row(9009, 'invalid_grant', 'The email address was not found for [{0}] identity, PUID={1}.', {
    unreachable,
    note: seenWith403,
  }),
  MethodNotAllowedForToken: row(
    undefined,
    'invalid_grant',
    'The web method in the request is not allowed with this token.',
    { httpStatus: 403 },
  ),
  AttachmentOutsideScope: row(
    undefined,
    'invalid_grant',
    'The specified attachment id does not correspond to an attachment on the item that the token is scoped for.',
    { httpStatus: 403 },
  ),
  ItemOutsideScope: row(
    undefined,
    'invalid_grant',
    'The specified item id does not correspond to an item that the token is scoped for.',
    { httpStatus: 403 },
  ),
  NoCertificateFound: row(
    10001,
    'invalid_certificate',
    'The certificate referenced by token with key {0} could not be located on server {1}.',
  ),
  FlightingNotEnabled: row(4001001, 'oauth_not_available', 'Flighting is not enabled for domain {0}.', {
    newerBuilds: {
      ...wire('oauth_not_available'),
      reason: "Flighting is not enabled for domain '{0}'.",
      evidence: 'Microsoft Q&A thread 1792037, Exchange 2019 CU14',
    },
  }),
  UnexpectedHostNameInUrlAudience: row(
    undefined,
    'invalid_resource',
    "The hostname component of the audience claim value '{0}' is invalid",
    {
      note: "newer builds only; seed page (request without Host header; argument https://owa.msxfaq.de) and Microsoft Learn 'Resolve free/busy errors' (SSL offloading); no final period; exact trigger beyond 'no Host header' unknown",
    },
  ),
  ConfigurationNotLoaded: row(undefined, 'internal_error', 'OAuth configuration not loaded.', { httpStatus: 500 }),
  TokenLibraryText: row(undefined, 'invalid_token', '{0}', {
    note: 'what the JWT library throws while it validates, passed on as it is: no exp, or nbf behind exp',
  }),
  UnexpectedMissingValue: row(undefined, 'invalid_token', '', {
    note: 'no reason part: the judgement met a missing value it did not expect, e.g. an S2S token without aud',
  }),
} as const satisfies Record<string, ExchangeError>;

export type ExchangeErrorName = keyof typeof exchangeErrors;
