import type { Cause } from './cause.js';
import { accountOrSpnUnknown } from './causes/account-or-spn-unknown.js';
import { activeDirectoryUnreachable } from './causes/active-directory-unreachable.js';
import { answerIsNoXml } from './causes/answer-is-no-xml.js';
import { applicationNotPermitted } from './causes/application-not-permitted.js';
import { audienceNotExchange } from './causes/audience-not-exchange.js';
import { audienceWithoutRealm } from './causes/audience-without-realm.js';
import { authCertificateNotOnServer } from './causes/auth-certificate-not-on-server.js';
import { authServerDisabled } from './causes/auth-server-disabled.js';
import { authServerKeysStale } from './causes/auth-server-keys-stale.js';
import { authServerWithoutCertificates } from './causes/auth-server-without-certificates.js';
import { callbackTokenWrong } from './causes/callback-token-wrong.js';
import { clockOff } from './causes/clock-off.js';
import { connectTimeout } from './causes/connect-timeout.js';
import { connectionReset } from './causes/connection-reset.js';
import { ewsAccessBlocked } from './causes/ews-access-blocked.js';
import { ewsPoolCrashes } from './causes/ews-pool-crashes.js';
import { exchange2016Cu8Defect } from './causes/exchange-2016-cu8-defect.js';
import { extendedProtection } from './causes/extended-protection.js';
import { hostHeaderMissing } from './causes/host-header-missing.js';
import { hostRewritten } from './causes/host-rewritten.js';
import { hybridAgentDown } from './causes/hybrid-agent-down.js';
import { issuerFormWrong } from './causes/issuer-form-wrong.js';
import { linkedAccountDangling } from './causes/linked-account-dangling.js';
import { linkedAccountMissing } from './causes/linked-account-missing.js';
import { mailboxDownLevel } from './causes/mailbox-down-level.js';
import { modernAuthenticationOff } from './causes/modern-authentication-off.js';
import { nameNotResolved } from './causes/name-not-resolved.js';
import { notExchange } from './causes/not-exchange.js';
import { oauthConfigurationNotLoaded } from './causes/oauth-configuration-not-loaded.js';
import { oauthDisabledOnVirtualDirectory } from './causes/oauth-disabled-on-virtual-directory.js';
import { partnerApplicationDisabled } from './causes/partner-application-disabled.js';
import { partnerApplicationOtherId } from './causes/partner-application-other-id.js';
import { preAuthentication } from './causes/pre-authentication.js';
import { realmNotAccepted } from './causes/realm-not-accepted.js';
import { realmsDiffer } from './causes/realms-differ.js';
import { redirected } from './causes/redirected.js';
import { sharedPrincipalBlocked } from './causes/shared-principal-blocked.js';
import { signedByUnknownKey } from './causes/signed-by-unknown-key.js';
import { sslOffloading } from './causes/ssl-offloading.js';
import { sslRequired } from './causes/ssl-required.js';
import { tenantClaimWrong } from './causes/tenant-claim-wrong.js';
import { tenantNotTrusted } from './causes/tenant-not-trusted.js';
import { tlsVersionInbound } from './causes/tls-version-inbound.js';
import { tlsVersionOutbound } from './causes/tls-version-outbound.js';
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
import { webProxyRefuses } from './causes/web-proxy-refuses.js';
import { wssecurityOff } from './causes/wssecurity-off.js';

/** The catalogue, along the way of a request. Adding a cause is a file and a line here. */
export const causes: readonly Cause[] = [
  hostRewritten,
  hostHeaderMissing,
  sslOffloading,
  preAuthentication,
  oauthDisabledOnVirtualDirectory,
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
];

const byId = new Map(causes.map((cause) => [cause.id, cause]));

export function findCause(id: string): Cause | undefined {
  return byId.get(id);
}
