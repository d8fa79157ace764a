import type { Cause } from './cause.js';
import { accountOrSpnUnknown } from './causes/account-or-spn-unknown.js';
import { activeDirectoryUnreachable } from './causes/active-directory-unreachable.js';
import { addressOfTenantMissing } from './causes/address-of-tenant-missing.js';
import { answerIsNoXml } from './causes/answer-is-no-xml.js';
import { applicationNotPermitted } from './causes/application-not-permitted.js';
import { applicationUnknownInTenant } from './causes/application-unknown-in-tenant.js';
import { assertionSignedWithAnotherKey } from './causes/assertion-signed-with-another-key.js';
import { audienceNotExchange } from './causes/audience-not-exchange.js';
import { audienceWithoutRealm } from './causes/audience-without-realm.js';
import { authCertificateBecameSmtpCertificate } from './causes/auth-certificate-became-smtp-certificate.js';
import { authCertificateExpired } from './causes/auth-certificate-expired.js';
import { authCertificateKeyTooSmall } from './causes/auth-certificate-key-too-small.js';
import { authCertificateMissing } from './causes/auth-certificate-missing.js';
import { authCertificateNotOnServer } from './causes/auth-certificate-not-on-server.js';
import { authCertificateNotRsa } from './causes/auth-certificate-not-rsa.js';
import { authCertificateRenewedInEac } from './causes/auth-certificate-renewed-in-eac.js';
import { authCertificateUnknownInCloud } from './causes/auth-certificate-unknown-in-cloud.js';
import { authCertificateWithoutKey } from './causes/auth-certificate-without-key.js';
import { authCertificatesUnreadable } from './causes/auth-certificates-unreadable.js';
import { authConfigRealmSet } from './causes/auth-config-realm-set.js';
import { authMetadataInvalid } from './causes/auth-metadata-invalid.js';
import { authMetadataUnreachable } from './causes/auth-metadata-unreachable.js';
import { authServerDisabled } from './causes/auth-server-disabled.js';
import { authServerKeysStale } from './causes/auth-server-keys-stale.js';
import { authServerWithoutCertificates } from './causes/auth-server-without-certificates.js';
import { authServerWithoutRealm } from './causes/auth-server-without-realm.js';
import { authServersAmbiguous } from './causes/auth-servers-ambiguous.js';
import { authorizationEndpointNotNamed } from './causes/authorization-endpoint-not-named.js';
import { authorizationHeaderDropped } from './causes/authorization-header-dropped.js';
import { cachedState } from './causes/cached-state.js';
import { calendarPermissionMissing } from './causes/calendar-permission-missing.js';
import { callbackTokenWrong } from './causes/callback-token-wrong.js';
import { challengeUnusable } from './causes/challenge-unusable.js';
import { clockOff } from './causes/clock-off.js';
import { connectTimeout } from './causes/connect-timeout.js';
import { connectionReset } from './causes/connection-reset.js';
import { connectorWithoutFallback } from './causes/connector-without-fallback.js';
import { dauthApplicationMissing } from './causes/dauth-application-missing.js';
import { dauthRefused } from './causes/dauth-refused.js';
import { dauthTokenServiceUnreachable } from './causes/dauth-token-service-unreachable.js';
import { dedicatedAppKeyOutdated } from './causes/dedicated-app-key-outdated.js';
import { dedicatedAppNotOnAuthServer } from './causes/dedicated-app-not-on-auth-server.js';
import { dedicatedAppOverrideMissing } from './causes/dedicated-app-override-missing.js';
import { dedicatedAppOverridesAmbiguous } from './causes/dedicated-app-overrides-ambiguous.js';
import { dedicatedAppWithoutConsent } from './causes/dedicated-app-without-consent.js';
import { discoveryEndpointWrong } from './causes/discovery-endpoint-wrong.js';
import { ewsAccessBlocked } from './causes/ews-access-blocked.js';
import { ewsAllowList } from './causes/ews-allow-list.js';
import { ewsPoolCrashes } from './causes/ews-pool-crashes.js';
import { exchange2016Cu8Defect } from './causes/exchange-2016-cu8-defect.js';
import { extendedProtection } from './causes/extended-protection.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { hybridAgentDown } from './causes/hybrid-agent-down.js';
import { intraOrganizationConnectorMissing } from './causes/intra-organization-connector-missing.js';
import { issuerFormWrong } from './causes/issuer-form-wrong.js';
import { issuerNotConfiguredLocally } from './causes/issuer-not-configured-locally.js';
import { linkedAccountDangling } from './causes/linked-account-dangling.js';
import { linkedAccountMissing } from './causes/linked-account-missing.js';
import { mailboxDownLevel } from './causes/mailbox-down-level.js';
import { mailboxUnknown } from './causes/mailbox-unknown.js';
import { modernAuthenticationOff } from './causes/modern-authentication-off.js';
import { nameNotResolved } from './causes/name-not-resolved.js';
import { nextCertificateNotOnServer } from './causes/next-certificate-not-on-server.js';
import { nextCertificateNotPublishedYet } from './causes/next-certificate-not-published-yet.js';
import { nextCertificateTooEarly } from './causes/next-certificate-too-early.js';
import { notExchange } from './causes/not-exchange.js';
import { oauthConfigurationNotLoaded } from './causes/oauth-configuration-not-loaded.js';
import { oauthConfigurationUnavailable } from './causes/oauth-configuration-unavailable.js';
import { oauthDisabledOnVirtualDirectory } from './causes/oauth-disabled-on-virtual-directory.js';
import { partnerApplicationDisabled } from './causes/partner-application-disabled.js';
import { partnerApplicationOtherId } from './causes/partner-application-other-id.js';
import { partnerApplicationWithoutCertificates } from './causes/partner-application-without-certificates.js';
import { poolsNotRecycled } from './causes/pools-not-recycled.js';
import { preAuthentication } from './causes/pre-authentication.js';
import { previousCertificateClearedTooEarly } from './causes/previous-certificate-cleared-too-early.js';
import { publishWithoutNextCertificate } from './causes/publish-without-next-certificate.js';
import { realmNotAccepted } from './causes/realm-not-accepted.js';
import { realmsDiffer } from './causes/realms-differ.js';
import { redirected } from './causes/redirected.js';
import { renewalScriptServerUnreachable } from './causes/renewal-script-server-unreachable.js';
import { renewalScriptStoppedForHybrid } from './causes/renewal-script-stopped-for-hybrid.js';
import { requestTimedOut } from './causes/request-timed-out.js';
import { requesterOfOtherOrganization } from './causes/requester-of-other-organization.js';
import { resourcePrincipalMissing } from './causes/resource-principal-missing.js';
import { serverBuildTooOldForDedicatedApp } from './causes/server-build-too-old-for-dedicated-app.js';
import { serverCertificateNotTrusted } from './causes/server-certificate-not-trusted.js';
import { serviceNameChanged } from './causes/service-name-changed.js';
import { setupWithExpiredCertificate } from './causes/setup-with-expired-certificate.js';
import { sharedPrincipalBlocked } from './causes/shared-principal-blocked.js';
import { sharedPrincipalHasKeysAgain } from './causes/shared-principal-has-keys-again.js';
import { signedByUnknownKey } from './causes/signed-by-unknown-key.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import { sslRequired } from './causes/ssl-required.js';
import { tenantClaimWrong } from './causes/tenant-claim-wrong.js';
import { tenantNotTrusted } from './causes/tenant-not-trusted.js';
import { tenantUnknownAtEntra } from './causes/tenant-unknown-at-entra.js';
import { testCoversTheTokenOnly } from './causes/test-covers-the-token-only.js';
import { tlsVersionInbound } from './causes/tls-version-inbound.js';
import { tlsVersionOutbound } from './causes/tls-version-outbound.js';
import { tokenClaimsWrong } from './causes/token-claims-wrong.js';
import { tokenExpired } from './causes/token-expired.js';
import { tokenLifetimeUnusable } from './causes/token-lifetime-unusable.js';
import { tokenNotForThisMailbox } from './causes/token-not-for-this-mailbox.js';
import { tokenProfileNotAllowed } from './causes/token-profile-not-allowed.js';
import { tokenServiceRefuses } from './causes/token-service-refuses.js';
import { tokenStructureWrong } from './causes/token-structure-wrong.js';
import { tokenUnreadable } from './causes/token-unreadable.js';
import { tokenVersionUnknown } from './causes/token-version-unknown.js';
import { userAmbiguous } from './causes/user-ambiguous.js';
import { userClaimsUnusable } from './causes/user-claims-unusable.js';
import { userContextOfOtherApplication } from './causes/user-context-of-other-application.js';
import { userIsNoWorkAccount } from './causes/user-is-no-work-account.js';
import { userNotFound } from './causes/user-not-found.js';
import { userSidMismatch } from './causes/user-sid-mismatch.js';
import { userWithoutClaims } from './causes/user-without-claims.js';
import { userWithoutUpn } from './causes/user-without-upn.js';
import { webProxyRefuses } from './causes/web-proxy-refuses.js';
import { wizardOauthPartFailed } from './causes/wizard-oauth-part-failed.js';
import { wssecurityOff } from './causes/wssecurity-off.js';

/** The catalogue, along the way of a request. Adding a cause is a file and a line here. */
export const causes: readonly Cause[] = [
  hostRewritten,
  hostHeaderMissing,
  sslOffloading,
  preAuthentication,
  oauthDisabledOnVirtualDirectory,
  authorizationHeaderDropped,
  nameNotResolved,
  notExchange,
  connectionReset,
  tlsVersionInbound,
  tlsVersionOutbound,
  connectTimeout,
  answerIsNoXml,
  redirected,
  hybridAgentDown,
  webProxyRefuses,
  extendedProtection,
  sslRequired,
  tenantNotTrusted,
  authServerDisabled,
  authServerWithoutCertificates,
  authServerKeysStale,
  signedByUnknownKey,
  tokenExpired,
  clockOff,
  audienceNotExchange,
  audienceWithoutRealm,
  issuerFormWrong,
  tokenStructureWrong,
  tokenUnreadable,
  tokenClaimsWrong,
  tokenLifetimeUnusable,
  realmsDiffer,
  userContextOfOtherApplication,
  callbackTokenWrong,
  tokenProfileNotAllowed,
  applicationNotPermitted,
  tokenNotForThisMailbox,
  tokenVersionUnknown,
  modernAuthenticationOff,
  oauthConfigurationNotLoaded,
  realmNotAccepted,
  userNotFound,
  userAmbiguous,
  userSidMismatch,
  userClaimsUnusable,
  mailboxDownLevel,
  userIsNoWorkAccount,
  tenantClaimWrong,
  partnerApplicationDisabled,
  partnerApplicationOtherId,
  activeDirectoryUnreachable,
  linkedAccountMissing,
  linkedAccountDangling,
  ewsAccessBlocked,
  ewsPoolCrashes,
  exchange2016Cu8Defect,
  accountOrSpnUnknown,
  wssecurityOff,
  authCertificateNotOnServer,
  sharedPrincipalBlocked,
  authCertificateExpired,
  authCertificateMissing,
  authCertificateWithoutKey,
  authCertificatesUnreadable,
  authCertificateKeyTooSmall,
  authCertificateNotRsa,
  authCertificateBecameSmtpCertificate,
  authCertificateRenewedInEac,
  nextCertificateTooEarly,
  nextCertificateNotPublishedYet,
  publishWithoutNextCertificate,
  previousCertificateClearedTooEarly,
  nextCertificateNotOnServer,
  renewalScriptStoppedForHybrid,
  renewalScriptServerUnreachable,
  setupWithExpiredCertificate,
  poolsNotRecycled,
  authCertificateUnknownInCloud,
  assertionSignedWithAnotherKey,
  serviceNameChanged,
  authConfigRealmSet,
  resourcePrincipalMissing,
  applicationUnknownInTenant,
  tenantUnknownAtEntra,
  tokenServiceRefuses,
  dedicatedAppOverrideMissing,
  dedicatedAppNotOnAuthServer,
  dedicatedAppOverridesAmbiguous,
  dedicatedAppWithoutConsent,
  dedicatedAppKeyOutdated,
  serverBuildTooOldForDedicatedApp,
  ewsAllowList,
  sharedPrincipalHasKeysAgain,
  issuerNotConfiguredLocally,
  authServersAmbiguous,
  authServerWithoutRealm,
  authMetadataUnreachable,
  authMetadataInvalid,
  partnerApplicationWithoutCertificates,
  authorizationEndpointNotNamed,
  intraOrganizationConnectorMissing,
  connectorWithoutFallback,
  discoveryEndpointWrong,
  oauthConfigurationUnavailable,
  challengeUnusable,
  userWithoutUpn,
  userWithoutClaims,
  mailboxUnknown,
  addressOfTenantMissing,
  calendarPermissionMissing,
  testCoversTheTokenOnly,
  cachedState,
  requesterOfOtherOrganization,
  requestTimedOut,
  dauthRefused,
  dauthTokenServiceUnreachable,
  dauthApplicationMissing,
  serverCertificateNotTrusted,
  wizardOauthPartFailed,
];

const byId = new Map(causes.map((cause) => [cause.id, cause]));

export function findCause(id: string): Cause | undefined {
  return byId.get(id);
}
