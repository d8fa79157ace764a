import { parseServiceAudience, sameAuthority, sameText } from '../../protocol/audience.js';
import { speaksNewer } from '../../protocol/exchange-version.js';
import { stringClaim } from '../../protocol/token.js';
import { type Case, goOn, required, type Step, type StepOutcome, stop } from '../judgement.js';

/**
 * `appid/host@realm`: the application must be Exchange, the host that of the request, the realm not empty
 * (facts/oauth-inbound §1.4, S2S audience). External URL and certificate names play no role, nor does the scheme.
 */
export const audience: Step = {
  name: 'audience',
  place: 'module',
  check(subject, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'aud');
    if (value === undefined) return stop('The claim aud is missing.', 'UnexpectedMissingValue');
    const quoted = subject.speaker.side === 'Cloud' ? 'aud' : value; // the very word, in a capture of Exchange Online (§0)
    const parsed = parseServiceAudience(value);
    if (!parsed) return stop(`'${value}' is not of the form appid/host@realm.`, 'InvalidAudience', quoted);
    if (!sameText(parsed.applicationId, subject.trust.serviceName)) {
      return stop(
        `The audience's application is not this organisation's service name ${subject.trust.serviceName}.`,
        'InvalidAudience',
        quoted,
      );
    }
    if (!sameAuthority(parsed.host, subject.authority)) return wrongHost(parsed.host, subject);
    if (parsed.realm === '') return stop('The audience names no realm.', 'EmptyRealmFromAudience');
    return goOn(`The token is for host '${parsed.host}', the request is for '${subject.authority}'.`, {
      audience: parsed,
      realm: parsed.realm,
    });
  },
};

/**
 * S2S order: Expected is the host of the request, Actual that of the token. Without a Host there is nothing to expect:
 * newer builds then quote the audience as a URL (seed page, "Kein Hostheader"; that it is https:// and the token's host
 * is inferred), 2013 keeps its form with an empty Expected (inferred).
 */
function wrongHost(host: string, { authority, speaker }: Case): StepOutcome {
  if (authority !== '') {
    return stop(
      `The token is for host '${host}', the request is for '${authority}'.`,
      'UnexpectedHostNameInAudience',
      authority,
      host,
    );
  }
  const detail = `The token is for host '${host}', the request names no host.`;
  return speaksNewer(speaker)
    ? stop(detail, 'UnexpectedHostNameInUrlAudience', `https://${host}`)
    : stop(detail, 'UnexpectedHostNameInAudience', '', host);
}
