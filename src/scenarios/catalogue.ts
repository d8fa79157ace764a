import { activeDirectoryDown } from './catalogue/active-directory-down.js';
import { answerCutOff } from './catalogue/answer-cut-off.js';
import { answerIsNoXml } from './catalogue/answer-is-no-xml.js';
import { answerTooSlow } from './catalogue/answer-too-slow.js';
import { applicationUnknownInTenant } from './catalogue/application-unknown-in-tenant.js';
import { authCertificateBecameSmtpCertificate } from './catalogue/auth-certificate-became-smtp-certificate.js';
import { authCertificateExpired } from './catalogue/auth-certificate-expired.js';
import { authCertificateKeyTooSmall } from './catalogue/auth-certificate-key-too-small.js';
import { authCertificateMissing } from './catalogue/auth-certificate-missing.js';
import { authCertificateNotOnServer } from './catalogue/auth-certificate-not-on-server.js';
import { authCertificateRenewedInEac } from './catalogue/auth-certificate-renewed-in-eac.js';
import { authCertificateUnknownInCloud } from './catalogue/auth-certificate-unknown-in-cloud.js';
import { authCertificateWithoutKey } from './catalogue/auth-certificate-without-key.js';
import { authConfigRealmSet } from './catalogue/auth-config-realm-set.js';
import { authMetadataUnreachable } from './catalogue/auth-metadata-unreachable.js';
import { authServerDisabled } from './catalogue/auth-server-disabled.js';
import { authServerKeysStale } from './catalogue/auth-server-keys-stale.js';
import { authServersAmbiguous } from './catalogue/auth-servers-ambiguous.js';
import { authorizationEndpointNotNamed } from './catalogue/authorization-endpoint-not-named.js';
import { authorizationHeaderDropped } from './catalogue/authorization-header-dropped.js';
import { cachedState } from './catalogue/cached-state.js';
import { calendarPermissionMissing } from './catalogue/calendar-permission-missing.js';
import { clockOff } from './catalogue/clock-off.js';
import { connectTimeout } from './catalogue/connect-timeout.js';
import { connectionRefused } from './catalogue/connection-refused.js';
import { connectionReset } from './catalogue/connection-reset.js';
import { connectorWithoutFallback } from './catalogue/connector-without-fallback.js';
import { dedicatedAppKeyOutdated } from './catalogue/dedicated-app-key-outdated.js';
import { dedicatedAppNotOnAuthServer } from './catalogue/dedicated-app-not-on-auth-server.js';
import { dedicatedAppOverrideMissing } from './catalogue/dedicated-app-override-missing.js';
import { dedicatedAppOverridesAmbiguous } from './catalogue/dedicated-app-overrides-ambiguous.js';
import { dedicatedAppWithoutConsent } from './catalogue/dedicated-app-without-consent.js';
import { discoveryEndpointWrong } from './catalogue/discovery-endpoint-wrong.js';
import { ewsAllowList } from './catalogue/ews-allow-list.js';
import { ewsPoolCrashes } from './catalogue/ews-pool-crashes.js';
import { first401IsNormal } from './catalogue/first-401-is-normal.js';
import { foreignTenant } from './catalogue/foreign-tenant.js';
import { healthy } from './catalogue/healthy.js';
import { hostRewritten } from './catalogue/host-rewritten.js';
import { hybridAgentDown } from './catalogue/hybrid-agent-down.js';
import { intraOrganizationConnectorMissing } from './catalogue/intra-organization-connector-missing.js';
import { issuerNotConfiguredLocally } from './catalogue/issuer-not-configured-locally.js';
import { linkedAccountMissing } from './catalogue/linked-account-missing.js';
import { linkedAccountWithoutRole } from './catalogue/linked-account-without-role.js';
import { mailboxUnknown } from './catalogue/mailbox-unknown.js';
import { metadataOfAnotherTenant } from './catalogue/metadata-of-another-tenant.js';
import { nameMisdirected } from './catalogue/name-misdirected.js';
import { nameNotResolved } from './catalogue/name-not-resolved.js';
import { nextCertificateInLocalTime } from './catalogue/next-certificate-in-local-time.js';
import { nextCertificateNotOnServer } from './catalogue/next-certificate-not-on-server.js';
import { nextCertificateNotPublishedYet } from './catalogue/next-certificate-not-published-yet.js';
import { nextCertificateTooEarly } from './catalogue/next-certificate-too-early.js';
import { noHostHeader } from './catalogue/no-host-header.js';
import { notExchange } from './catalogue/not-exchange.js';
import { oauthDisabledOnVirtualDirectory } from './catalogue/oauth-disabled-on-virtual-directory.js';
import { oneServerFails } from './catalogue/one-server-fails.js';
import { partnerApplicationDisabled } from './catalogue/partner-application-disabled.js';
import { poolsNotRecycled } from './catalogue/pools-not-recycled.js';
import { preAuthentication } from './catalogue/pre-authentication.js';
import { redirected } from './catalogue/redirected.js';
import { renewalScriptServerUnreachable } from './catalogue/renewal-script-server-unreachable.js';
import { renewalScriptStoppedForHybrid } from './catalogue/renewal-script-stopped-for-hybrid.js';
import { resetAfterTls } from './catalogue/reset-after-tls.js';
import { resetBeforeTls } from './catalogue/reset-before-tls.js';
import { serverCertificateExpired } from './catalogue/server-certificate-expired.js';
import { serverCertificateForAnotherName } from './catalogue/server-certificate-for-another-name.js';
import { serverCertificateNotTrusted } from './catalogue/server-certificate-not-trusted.js';
import { serviceNameChanged } from './catalogue/service-name-changed.js';
import { serviceUnavailable } from './catalogue/service-unavailable.js';
import { sharedPrincipalBlocked } from './catalogue/shared-principal-blocked.js';
import { sharedPrincipalHasKeysAgain } from './catalogue/shared-principal-has-keys-again.js';
import { sslOffloading } from './catalogue/ssl-offloading.js';
import { sslOffloadingToAnotherPort } from './catalogue/ssl-offloading-to-another-port.js';
import { testCoversTheTokenOnly } from './catalogue/test-covers-the-token-only.js';
import { tls13Only } from './catalogue/tls-13-only.js';
import { tlsVersion } from './catalogue/tls-version.js';
import { tlsVersionOutbound } from './catalogue/tls-version-outbound.js';
import { tokenProfileNotAllowed } from './catalogue/token-profile-not-allowed.js';
import { userAmbiguous } from './catalogue/user-ambiguous.js';
import { userNotSynchronised } from './catalogue/user-not-synchronised.js';
import { userWithoutUpn } from './catalogue/user-without-upn.js';
import { webProxyRefuses } from './catalogue/web-proxy-refuses.js';
import { wrongCertificateMadeCurrent } from './catalogue/wrong-certificate-made-current.js';
import type { Scenario } from './scenario.js';
import { ScenarioError } from './scenario-error.js';

/** Every scenario: the seed page's table in its order, then what is not on the page. Adding one is a file and a line here. */
export const scenarios: readonly Scenario[] = [
  mailboxUnknown,
  nameNotResolved,
  notExchange,
  connectionReset,
  tlsVersion,
  foreignTenant,
  noHostHeader,
  hostRewritten,
  activeDirectoryDown,
  // A: the auth certificate
  authCertificateExpired,
  ewsPoolCrashes,
  authCertificateMissing,
  nextCertificateNotPublishedYet,
  renewalScriptStoppedForHybrid,
  authCertificateNotOnServer,
  renewalScriptServerUnreachable,
  authCertificateWithoutKey,
  authCertificateKeyTooSmall,
  nextCertificateNotOnServer,
  authCertificateBecameSmtpCertificate,
  authCertificateRenewedInEac,
  nextCertificateInLocalTime,
  poolsNotRecycled,
  nextCertificateTooEarly,
  // E: identity and method
  healthy,
  first401IsNormal,
  userNotSynchronised,
  userAmbiguous,
  calendarPermissionMissing,
  userWithoutUpn,
  testCoversTheTokenOnly,
  cachedState,
  oneServerFails,
  // D: the way in and out
  serverCertificateNotTrusted,
  serverCertificateExpired,
  serverCertificateForAnotherName,
  nameMisdirected,
  tls13Only,
  tlsVersionOutbound,
  oauthDisabledOnVirtualDirectory,
  tokenProfileNotAllowed,
  webProxyRefuses,
  preAuthentication,
  connectTimeout,
  connectionRefused,
  resetBeforeTls,
  resetAfterTls,
  answerIsNoXml,
  redirected,
  hybridAgentDown,
  serviceUnavailable,
  authorizationHeaderDropped,
  answerTooSlow,
  answerCutOff,
  sslOffloading,
  sslOffloadingToAnotherPort,
  // B: what the cloud knows
  clockOff,
  authCertificateUnknownInCloud,
  wrongCertificateMadeCurrent,
  serviceNameChanged,
  authConfigRealmSet,
  ewsAllowList,
  sharedPrincipalBlocked,
  dedicatedAppNotOnAuthServer,
  dedicatedAppOverrideMissing,
  dedicatedAppOverridesAmbiguous,
  dedicatedAppWithoutConsent,
  dedicatedAppKeyOutdated,
  applicationUnknownInTenant,
  sharedPrincipalHasKeysAgain,
  // C: trust on-premises
  authMetadataUnreachable,
  authorizationEndpointNotNamed,
  authServerKeysStale,
  issuerNotConfiguredLocally,
  authServerDisabled,
  metadataOfAnotherTenant,
  authServersAmbiguous,
  partnerApplicationDisabled,
  linkedAccountMissing,
  linkedAccountWithoutRole,
  connectorWithoutFallback,
  intraOrganizationConnectorMissing,
  discoveryEndpointWrong,
];

export function findScenario(id: string): Scenario | undefined {
  return scenarios.find((scenario) => scenario.id === id.toLowerCase());
}

/** The same, where there must be one; a ScenarioError names those there are. */
export function requireScenario(id: string): Scenario {
  const scenario = findScenario(id);
  if (scenario) return scenario;
  const known = scenarios.map((one) => one.id).join(', ');
  throw new ScenarioError('unknown', `There is no scenario '${id}'; there are ${known}.`);
}
