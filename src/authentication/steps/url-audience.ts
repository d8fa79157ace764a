import { foldCase, parseUrlAudience, sameAuthority } from '../../protocol/audience.js';
import { speaksNewer } from '../../protocol/exchange-version.js';
import { stringClaim } from '../../protocol/token.js';
import { type Case, goOn, required, type Step, type StepOutcome, stop } from '../judgement.js';

/**
 * The audience of a V1 token is a URL: its scheme, host and port are compared with those of the request, its path is not
 * (facts/oauth-inbound §1.4, V1 audience). Behind SSL offloading the request is http, so that this check fails.
 */
export const urlAudience: Step = {
  name: 'audience',
  place: 'module',
  check(subject, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'aud');
    if (value === undefined) return stop('The claim aud is missing.', 'UnexpectedMissingValue');
    const parsed = parseUrlAudience(value);
    if (!parsed) {
      const quoted = subject.speaker.side === 'Cloud' ? 'aud' : value; // the very word, as in steps/audience.ts
      return stop(`'${value}' is no absolute URL.`, 'InvalidAudience', quoted);
    }
    const { scheme, authority } = subject;
    const wanted = `${parsed.scheme}://${parsed.authority}`;
    if (parsed.scheme !== scheme || !sameAuthority(parsed.authority, authority)) {
      return wrongUrl(wanted, subject, required(found.kind, 'token kind') === 'AppAssertedUserV1');
    }
    return goOn(`The token is for '${wanted}', the request is for '${scheme}://${authority}'.`);
  },
};

/**
 * Expected is the audience and Actual the request: the other way round than for server-to-server tokens. That newer
 * builds use their single-value text for the asserted tokens of their challenge, and for a request without Host, is
 * inferred: it quotes a URL, and only these have one (facts/oauth-inbound §1.4).
 */
function wrongUrl(wanted: string, { scheme, authority, speaker }: Case, isAsserted: boolean): StepOutcome {
  const actual = `${scheme}://${foldCase(authority)}`;
  const detail = `The token is for '${wanted}', the request is for '${actual}'.`;
  return speaksNewer(speaker) && (isAsserted || authority === '')
    ? stop(detail, 'UnexpectedHostNameInUrlAudience', wanted)
    : stop(detail, 'UnexpectedHostNameInAudience', wanted, actual);
}
