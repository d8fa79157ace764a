import { exchangeApplicationId } from '../../../protocol/well-known.js';
import type { Cause } from '../../knowledge/cause.js';
import { dedicatedAppNotOnAuthServer } from '../../knowledge/causes/dedicated-app-not-on-auth-server.js';
import { dedicatedAppOverrideMissing } from '../../knowledge/causes/dedicated-app-override-missing.js';
import { dedicatedAppWithoutConsent } from '../../knowledge/causes/dedicated-app-without-consent.js';
import { ewsAllowList } from '../../knowledge/causes/ews-allow-list.js';
import { linkedAccountDangling } from '../../knowledge/causes/linked-account-dangling.js';
import { sharedPrincipalBlocked } from '../../knowledge/causes/shared-principal-blocked.js';
import { webProxyRefuses } from '../../knowledge/causes/web-proxy-refuses.js';
import { diagnose } from '../../knowledge/diagnose.js';
import type { Observation } from '../../knowledge/observation.js';
import { causesOfStatus, isCloudHost } from '../../knowledge/status-causes.js';
import { type Direction, type Finding, type Recogniser, weights } from '../finding.js';
import { shortened } from '../pasted-text.js';
import { type TestOutput, testOutput } from '../test-output.js';

/** In any language: the type of the exception is .NET's, and the status stands in parentheses. */
const webException = /System\.Net\.WebException: [^(]{0,200}\((\d{3})\)[^.]{0,60}/;
const bareStatus =
  /The remote server returned an error: \((\d{3})\)[^.]{0,60}|The request failed with HTTP status (?:code )?(\d{3})\b[^.]{0,60}/;

/** A status in an exception and nothing that explains it: who answered decides (facts/oauth-outbound-admin §1.4 rule 5). */
export const statusException: Recogniser = {
  looksFor: 'an exception with a status, such as “The remote server returned an error: (403) Forbidden.”',
  find(text) {
    const match = webException.exec(text.plain) ?? bareStatus.exec(text.plain);
    if (!match) return [];
    const output = testOutput(text);
    const status = Number(match[1] ?? match[2]);
    return [{ ...judge(status, output), kind: 'WebException', words: shortened(match[0]), weight: weights.status }];
  },
};

type Judged = Pick<Finding, 'meaning' | 'normal' | 'causes' | 'quoted' | 'direction'>;

function judge(status: number, output: TestOutput): Judged {
  if (output.frame === 'GetRequestStream' && output.target === undefined) {
    return {
      meaning: `${status} came before there was a connection to the target (GetRequestStream): a web proxy on the caller's side answered.`,
      ...{ normal: false, causes: [webProxyRefuses], quoted: {}, direction: 'on-premises -> cloud' },
    };
  }
  const host = output.target === undefined ? undefined : hostOf(output.target);
  const direction = directionTo(host);
  if (status === 403 && direction !== 'cloud -> on-premises' && mayBeBlocked(output)) {
    const meaning = 'The target itself answered 403, without diagnostics.';
    return { meaning, normal: false, causes: causesOf403(output, host), quoted: {}, direction: 'on-premises -> cloud' };
  }
  const observation = observationOf(status, output, host);
  const found = observation.authorization === 'token' ? diagnose(observation) : undefined;
  const unchallenged = output.isDetail && status === 401 ? ', without a Bearer challenge and without diagnostics' : '';
  return {
    meaning: found ? `${found.symptom}.` : `The answer is ${status}${unchallenged}.`,
    ...{
      normal: false,
      causes: found?.causes ?? causesOfStatus({ status, host }),
      quoted: found?.quoted ?? {},
      direction,
    },
  };
}

/** Exchange Online has refused the shared principal for days since then, and altogether since 31 October (§3.8). */
const firstBlock = Date.UTC(2025, 8, 16);

function mayBeBlocked({ time }: TestOutput): boolean {
  return time === undefined || time >= firstBlock;
}

function causesOf403({ applicationId, frame }: TestOutput, host: string | undefined): readonly Cause[] {
  if (applicationId !== undefined && applicationId !== exchangeApplicationId) {
    return [dedicatedAppWithoutConsent, ewsAllowList];
  }
  const blocked = [sharedPrincipalBlocked, dedicatedAppOverrideMissing, dedicatedAppNotOnAuthServer, ewsAllowList];
  if (host !== undefined) return blocked;
  return frame === undefined
    ? [...blocked, webProxyRefuses, linkedAccountDangling]
    : [...blocked, linkedAccountDangling];
}

/** What a refused token is answered with has `error` in its challenge; the Detail shows the first one only. */
function observationOf(
  status: number,
  { challenge, sentToken, time }: TestOutput,
  host: string | undefined,
): Observation {
  const challenges = challenge === undefined ? undefined : [`${challenge}, error="invalid_token"`];
  return { status, host, time, authorization: sentToken ? 'token' : undefined, challenges };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function directionTo(host: string | undefined): Direction | undefined {
  if (host === undefined) return undefined;
  return isCloudHost(host) ? 'on-premises -> cloud' : 'cloud -> on-premises';
}
