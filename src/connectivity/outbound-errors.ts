/**
 * OAuthOutboundErrorCodes: why Exchange builds no token (facts/oauth-outbound-admin §2). `seen` names the public sample
 * of a message; the others were observed as message strings only.
 */
export const outboundErrors = {
  NoError: { message: 'No Error' },
  OAuthConfigurationUnavailable: { message: 'Unable to load OAuth configuration.' },
  MissingSigningCertificate: { message: 'Missing signing certificate.', seen: 'MSsup' },
  CertificatePrivateKeySizeTooSmall: {
    message: 'The signing certificate should have a private key with at least 2048 bits.',
  },
  UnableToGetTokenFromACS: {
    message: "Unable to get token from Auth Server. Error code: '{0}'. Description: '{1}'.",
    seen: 'MSsup',
  },
  EmptyClientId: { message: "The client ID inside the challenge returned from '{0}' was empty." },
  InvalidChallenge: { message: "The challenge value returned from '{0}' is not valid." },
  InvalidConfigurationMultipleAuthServerWithEmptyRealm: {
    message: 'Multiple Auth Servers have an empty realm configured.',
  },
  InvalidConfigurationMultipleAuthServerWithSameRealm: { message: "Multiple Auth Servers have same realm '{0}'." },
  UPNValueNotProvided: {
    message:
      "The UserPrincipalName property was missing on the mailbox object and couldn't be added to the user context in the token.",
  },
  NoMatchedTokenIssuer: {
    message: "The trusted issuers contained the following entries '{0}'. None of them are configured locally.",
    seen: 'QA 1629044',
  },
  MissingRealmInAuthServer: { message: "The matched Auth Server '{0}' has an empty realm." },
  EmptyClaimsForUser: {
    message: 'Unable to get at least one valid claim-value for the user to build the user context.',
  },
  // When Exchange says so is unknown; the lab never does: a 401 without Bearer challenge stays a plain 401 (F27).
  InvalidOAuthEndpoint: { message: 'The specified url may not support OAuth.' },
  EmptyNameIdClaim: { message: 'The claim nameidClaim is empty.' },
} as const satisfies Readonly<Record<string, { readonly message: string; readonly seen?: string }>>;

export type OutboundErrorCode = keyof typeof outboundErrors;

/** The method of Exchange that gives up; the stack of the exception starts there (facts/oauth-outbound-admin §1.7). */
export type ThrowingMethod = 'GetAppToken' | 'GetAppWithUserToken' | 'GetToken' | 'Authenticate';

/** No token: the exception that says why, as .NET prints its first line. */
export interface TokenFailure {
  readonly code: OutboundErrorCode | 'NetworkFailure';
  /** .NET type of the exception. */
  readonly exceptionType: string;
  readonly message: string;
  readonly thrownIn: ThrowingMethod;
}

export function outboundFailure(
  code: OutboundErrorCode,
  thrownIn: ThrowingMethod,
  ...args: readonly string[]
): TokenFailure {
  const message = outboundErrors[code].message.replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
  const exceptionType = 'Microsoft.Exchange.Security.OAuth.OAuthTokenRequestFailedException';
  return { code, exceptionType, message, thrownIn };
}

export function isTokenFailure(value: unknown): value is TokenFailure {
  return typeof value === 'object' && value !== null && 'thrownIn' in value;
}
