import { stringClaim } from '../../protocol/token.js';
import { pastedText } from '../explain/pasted-text.js';
import { tokenServiceError } from '../explain/recognisers/token-service-error.js';
import type { Cause } from '../knowledge/cause.js';
import { answerIsNoXml } from '../knowledge/causes/answer-is-no-xml.js';
import { authServerKeysStale } from '../knowledge/causes/auth-server-keys-stale.js';
import { dedicatedAppWithoutConsent } from '../knowledge/causes/dedicated-app-without-consent.js';
import { ewsAllowList } from '../knowledge/causes/ews-allow-list.js';
import { hostHeaderMissing } from '../knowledge/causes/host-header-missing.js';
import { linkedAccountDangling } from '../knowledge/causes/linked-account-dangling.js';
import { linkedAccountMissing } from '../knowledge/causes/linked-account-missing.js';
import { oauthConfigurationNotLoaded } from '../knowledge/causes/oauth-configuration-not-loaded.js';
import { oauthDisabledOnVirtualDirectory } from '../knowledge/causes/oauth-disabled-on-virtual-directory.js';
import { sharedPrincipalBlocked } from '../knowledge/causes/shared-principal-blocked.js';
import { signedByUnknownKey } from '../knowledge/causes/signed-by-unknown-key.js';
import { compareToken } from '../knowledge/compare-token.js';
import type { Observation } from '../knowledge/observation.js';
import type { JudgedStep } from '../transaction.js';

/** The lab judged the request itself, so that it knows what a trace leaves open. Undefined where it does not, either. */
export function certainCauses(
  steps: readonly JudgedStep[],
  observation: Observation,
  possible: readonly Cause[],
): readonly Cause[] | undefined {
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  if (!failed) return withoutFailedStep(steps, observation, possible);
  switch (failed.name) {
    case 'signature':
      return signature(failed, observation);
    case 'lifetime':
    case 'user context: lifetime':
    case 'audience':
      return confirmed(observation, possible);
    case 'http.sys':
      return observation.host === '' ? [hostHeaderMissing] : undefined;
    case 'linked account':
      return [linkedAccountDangling];
    case 'configuration':
      return [oauthConfigurationNotLoaded];
    case 'token request':
      return tokenServiceError.find(pastedText(failed.detail))[0]?.causes;
    case 'tenant':
      return tenant(failed);
    default:
      return undefined;
  }
}

/** A key that the issuer has not: old keys here, or somebody else's token. A known one that does not fit is the token's fault. */
function signature({ detail }: JudgedStep, { token }: Observation): readonly Cause[] | undefined {
  if (!detail.startsWith('No key of ')) return [signedByUnknownKey];
  const signedToken = token?.actorToken ?? token;
  const x5t = signedToken && stringClaim(signedToken.header, 'x5t');
  if (x5t === undefined) return undefined;
  const thumbprint = Buffer.from(x5t, 'base64url').toString('hex').toUpperCase();
  return thumbprint !== '' && detail.includes(thumbprint)
    ? [signedByUnknownKey]
    : [authServerKeysStale, signedByUnknownKey];
}

/** Of the possible causes those that the token and its request show. */
function confirmed(observation: Observation, possible: readonly Cause[]): readonly Cause[] | undefined {
  if (observation.host === '' && possible.includes(hostHeaderMissing)) return [hostHeaderMissing];
  const { token } = observation;
  const seen = token ? [...new Set(compareToken(token, observation).map(({ cause }) => cause))] : [];
  const both = seen.filter((cause) => possible.includes(cause));
  return both.length > 0 ? both : undefined;
}

function tenant({ detail }: JudgedStep): readonly Cause[] {
  if (detail.includes('shared service principal')) return [sharedPrincipalBlocked];
  return [
    detail.includes('EwsAllowedAppIDs') || detail.includes('EwsEnabled') ? ewsAllowList : dedicatedAppWithoutConsent,
  ];
}

function withoutFailedStep(
  steps: readonly JudgedStep[],
  { status, authorization }: Observation,
  possible: readonly Cause[],
): readonly Cause[] | undefined {
  const has = (words: string | RegExp) => steps.some(({ detail }) => detail.search(words) >= 0);
  if (has('could never be loaded')) return [oauthConfigurationNotLoaded];
  const bearer = authorization === 'emptyBearer' || authorization === 'token';
  if (status === 401 && bearer && has('OAuth is off on this virtual directory'))
    return [oauthDisabledOnVirtualDirectory];
  if (possible.includes(answerIsNoXml)) return []; // a page of its own, as of a firewall: this one is Exchange's
  if (status !== 500) return undefined;
  const roleless = has('The application links to no account') || has(/its roles: (?!.*\bUserApplication\b)/);
  return roleless ? [linkedAccountMissing] : []; // what EWS itself says of the request is no matter of OAuth
}
