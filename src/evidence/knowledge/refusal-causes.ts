import type { ErrorCategoryName, ExchangeErrorName } from '../../protocol/exchange-errors.js';
import type { Cause } from './cause.js';
import { activeDirectoryUnreachable } from './causes/active-directory-unreachable.js';
import { applicationNotPermitted } from './causes/application-not-permitted.js';
import { audienceNotExchange } from './causes/audience-not-exchange.js';
import { audienceWithoutRealm } from './causes/audience-without-realm.js';
import { authCertificateNotOnServer } from './causes/auth-certificate-not-on-server.js';
import { authServerDisabled } from './causes/auth-server-disabled.js';
import { authServerKeysStale } from './causes/auth-server-keys-stale.js';
import { authServerWithoutCertificates } from './causes/auth-server-without-certificates.js';
import { callbackTokenWrong } from './causes/callback-token-wrong.js';
import { clockOff } from './causes/clock-off.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { issuerFormWrong } from './causes/issuer-form-wrong.js';
import { mailboxDownLevel } from './causes/mailbox-down-level.js';
import { modernAuthenticationOff } from './causes/modern-authentication-off.js';
import { oauthConfigurationNotLoaded } from './causes/oauth-configuration-not-loaded.js';
import { partnerApplicationDisabled } from './causes/partner-application-disabled.js';
import { partnerApplicationOtherId } from './causes/partner-application-other-id.js';
import { realmNotAccepted } from './causes/realm-not-accepted.js';
import { realmsDiffer } from './causes/realms-differ.js';
import { signedByUnknownKey } from './causes/signed-by-unknown-key.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import { tenantClaimWrong } from './causes/tenant-claim-wrong.js';
import { tenantNotTrusted } from './causes/tenant-not-trusted.js';
import { tokenClaimsWrong } from './causes/token-claims-wrong.js';
import { tokenExpired } from './causes/token-expired.js';
import { tokenLifetimeUnusable } from './causes/token-lifetime-unusable.js';
import { tokenNotForThisMailbox } from './causes/token-not-for-this-mailbox.js';
import { tokenProfileNotAllowed } from './causes/token-profile-not-allowed.js';
import { tokenStructureWrong } from './causes/token-structure-wrong.js';
import { tokenUnreadable } from './causes/token-unreadable.js';
import { tokenVersionUnknown } from './causes/token-version-unknown.js';
import { userAmbiguous } from './causes/user-ambiguous.js';
import { userClaimsUnusable } from './causes/user-claims-unusable.js';
import { userContextOfOtherApplication } from './causes/user-context-of-other-application.js';
import { userIsNoWorkAccount } from './causes/user-is-no-work-account.js';
import { userNotFound } from './causes/user-not-found.js';
import { userSidMismatch } from './causes/user-sid-mismatch.js';

/** Why Exchange words each of its refusals, the most likely first (facts/oauth-inbound §1.3, §1.4 and §7). */
export const causesOfRefusals: Readonly<Record<ExchangeErrorName, readonly Cause[]>> = {
  InvalidSignature: [authServerKeysStale, signedByUnknownKey],
  OuterTokenAlsoSigned: [tokenStructureWrong],
  ActorTokenMustBeSigned: [tokenStructureWrong],
  MissingIssuer: [issuerFormWrong],
  CallbackClaimNotFound: [callbackTokenWrong],
  NoClaimFound: [tokenClaimsWrong],
  InvalidIssuerFormat: [issuerFormWrong],
  InvalidOuterTokenIssuerFormat: [issuerFormWrong],
  NoConfiguredIssuerMatched: [tenantNotTrusted, authServerDisabled, authServerWithoutCertificates],
  InvalidNameIdFormat: [tokenClaimsWrong],
  InvalidAudience: [audienceNotExchange],
  MismatchedRealmBetweenAudienceAndIssuer: [realmsDiffer],
  InvalidCallbackClaimValue: [callbackTokenWrong],
  ExtensionInvalidAppCtxFormat: [callbackTokenWrong],
  InvalidCallbackTokenIssuer: [callbackTokenWrong],
  InvalidOuterTokenIssuerIdValue: [userContextOfOtherApplication],
  InvalidRealmFromOuterTokenIssuer: [realmsDiffer],
  UnexpectedRealmInNameId: [realmsDiffer],
  NoUserClaimsFound: [userClaimsUnusable],
  InvalidSidValue: [userClaimsUnusable],
  TokenProfileNotApplicable: [tokenProfileNotAllowed],
  InvalidClaimValueFound: [applicationNotPermitted, tokenClaimsWrong],
  UnableToReadToken: [tokenUnreadable],
  NoSmtpOrPuidClaimFound: [userClaimsUnusable],
  NoAuthorizationValuePresent: [applicationNotPermitted],
  TokenExpired: [clockOff, tokenExpired],
  EmptyRealmFromAudience: [audienceWithoutRealm],
  UnexpectedHostNameInAudience: [hostRewritten, sslOffloading],
  WrongAudience: [hostRewritten],
  ExternalOrgIdNotFound: [realmNotAccepted],
  OrganizationIdNotFoundFromRealm: [realmNotAccepted],
  MissingTenantIdClaim: [tenantClaimWrong],
  TenantIdClaimShouldNotBeSet: [tenantClaimWrong],
  NoUserFoundWithGivenClaims: [userNotFound],
  MoreThan1UserFoundWithGivenClaims: [userAmbiguous],
  NameIdNotMatchMasterAccountSid: [userSidMismatch],
  UserOAuthNotSupported: [mailboxDownLevel],
  NameIdNotMatchLiveIDInstanceType: [userIsNoWorkAccount],
  NoMatchingPartnerAppFound: [partnerApplicationDisabled],
  UnexpectedAppIdInNameId: [partnerApplicationOtherId],
  ADOperationFailed: [activeDirectoryUnreachable],
  UnexpectedErrorOccurred: [tokenVersionUnknown, activeDirectoryUnreachable],
  InvalidCallbackTokenScope: [callbackTokenWrong],
  NoGrantPresented: [applicationNotPermitted],
  NotSupportedWithV1AppToken: [applicationNotPermitted],
  NotEnoughGrantPresented: [applicationNotPermitted],
  AllowAccessOwnMailboxOnly: [tokenNotForThisMailbox],
  NoPuidFound: [userIsNoWorkAccount],
  NoEmailAddressFound: [userClaimsUnusable],
  MethodNotAllowedForToken: [tokenNotForThisMailbox],
  AttachmentOutsideScope: [tokenNotForThisMailbox],
  ItemOutsideScope: [tokenNotForThisMailbox],
  NoCertificateFound: [authCertificateNotOnServer],
  FlightingNotEnabled: [modernAuthenticationOff],
  UnexpectedHostNameInUrlAudience: [hostHeaderMissing, sslOffloading],
  ConfigurationNotLoaded: [oauthConfigurationNotLoaded],
  TokenLibraryText: [tokenLifetimeUnusable],
  UnexpectedMissingValue: [tokenClaimsWrong],
};

/** Where the text is one that nobody has written down, the category is all there is to go by. */
export const causesOfCategories: Readonly<Record<ErrorCategoryName, readonly Cause[]>> = {
  invalid_signature: [authServerKeysStale, signedByUnknownKey],
  invalid_token: [tokenClaimsWrong, tokenProfileNotAllowed, tokenUnreadable],
  token_expired: [clockOff, tokenExpired],
  invalid_resource: [hostRewritten, sslOffloading, hostHeaderMissing, audienceNotExchange],
  invalid_tenant: [realmNotAccepted],
  invalid_user: [userNotFound, userAmbiguous],
  invalid_client: [partnerApplicationDisabled],
  internal_error: [activeDirectoryUnreachable, oauthConfigurationNotLoaded],
  invalid_grant: [applicationNotPermitted, tokenNotForThisMailbox],
  invalid_certificate: [authCertificateNotOnServer],
  invalid_issuer: [tenantNotTrusted, authServerDisabled, authServerWithoutCertificates],
  oauth_not_available: [modernAuthenticationOff],
};
