import type { Cause } from './cause.js';
import { accountOrSpnUnknown } from './causes/account-or-spn-unknown.js';
import { activeDirectoryUnreachable } from './causes/active-directory-unreachable.js';
import { answerIsNoXml } from './causes/answer-is-no-xml.js';
import { authorizationHeaderDropped } from './causes/authorization-header-dropped.js';
import { ewsAccessBlocked } from './causes/ews-access-blocked.js';
import { ewsPoolCrashes } from './causes/ews-pool-crashes.js';
import { exchange2016Cu8Defect } from './causes/exchange-2016-cu8-defect.js';
import { extendedProtection } from './causes/extended-protection.js';
import { hybridAgentDown } from './causes/hybrid-agent-down.js';
import { linkedAccountDangling } from './causes/linked-account-dangling.js';
import { linkedAccountMissing } from './causes/linked-account-missing.js';
import { notExchange } from './causes/not-exchange.js';
import { oauthConfigurationNotLoaded } from './causes/oauth-configuration-not-loaded.js';
import { oauthDisabledOnVirtualDirectory } from './causes/oauth-disabled-on-virtual-directory.js';
import { preAuthentication } from './causes/pre-authentication.js';
import { redirected } from './causes/redirected.js';
import { sharedPrincipalBlocked } from './causes/shared-principal-blocked.js';
import { sslRequired } from './causes/ssl-required.js';
import { wssecurityOff } from './causes/wssecurity-off.js';
import type { Observation } from './observation.js';

/** Hosts of Exchange Online: what answers there is Microsoft's, not a server of the organisation. */
const cloudHost =
  /(?:^|\.)(?:outlook\.office365\.com|outlook\.office\.com|outlook\.com|outlook\.cn|office365\.us)(?::443)?$/i;

export function isCloudHost(host: string): boolean {
  return cloudHost.test(host);
}

/**
 * What a bare status without diagnostics can mean, the most likely first (facts/oauth-inbound §7 and
 * facts/oauth-outbound-admin §1.8, §6.2).
 */
export function causesOfStatus({ status = 0, subStatus, host, challenges, userName }: Observation): readonly Cause[] {
  const inCloud = isCloudHost(host ?? '');
  switch (status) {
    case 401:
      return causesOf401(challenges);
    case 403:
      if (subStatus === 4) return [sslRequired];
      return inCloud ? [sharedPrincipalBlocked] : causesOf403(userName);
    case 404:
      return [notExchange];
    case 500:
      return inCloud
        ? [exchange2016Cu8Defect]
        : [linkedAccountMissing, oauthConfigurationNotLoaded, activeDirectoryUnreachable, exchange2016Cu8Defect];
    case 502:
    case 504:
      return [hybridAgentDown];
    case 503:
      return [ewsPoolCrashes, hybridAgentDown];
    default:
      if (status >= 300 && status < 400) return [redirected, preAuthentication];
      // What stands in IIS's log, as a sub status does, came as far as Exchange: no device before it has answered.
      return status >= 400 && subStatus === undefined ? [answerIsNoXml] : [];
  }
}

/** Who is named was let in: by EWS he is refused. What a name is for a token is not known (facts/oauth-outbound-admin §5.1). */
function causesOf403(userName: string | undefined): readonly Cause[] {
  return userName === undefined
    ? [linkedAccountDangling, ewsAccessBlocked, preAuthentication]
    : [ewsAccessBlocked, linkedAccountDangling];
}

/** Exchange itself offers Bearer to who says Bearer: without it somebody else answered, or OAuth is off (§2.2). */
function causesOf401(challenges: readonly string[] | undefined): readonly Cause[] {
  if (challenges === undefined) {
    return [
      preAuthentication,
      oauthDisabledOnVirtualDirectory,
      authorizationHeaderDropped,
      accountOrSpnUnknown,
      extendedProtection,
    ];
  }
  if (challenges.length === 0) return [preAuthentication];
  return [oauthDisabledOnVirtualDirectory, preAuthentication, authorizationHeaderDropped, extendedProtection];
}

/** A request of DAuth, whose path ends so, carries WS-Security and no OAuth token (facts/oauth-outbound-admin §5.1). */
export const dauthCauses: readonly Cause[] = [preAuthentication, wssecurityOff];
