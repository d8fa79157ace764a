import { sameText } from '../../protocol/audience.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/** Post-check of tokens from an auth server: audience and issuer must be of one realm (facts/oauth-inbound §1.4, Application). */
export const realmAgreement: Step = {
  name: 'realm agreement',
  place: 'module',
  check(_, found) {
    if (required(found.trustedIssuer, 'trusted issuer').kind !== 'authServer')
      return goOn('Concerns tokens of auth servers only.');
    const audienceRealm = required(found.audience, 'audience').realm;
    const issuerRealm = required(found.issuer, 'issuer').realm;
    const detail = `The audience is of realm '${audienceRealm}', the issuer of '${issuerRealm}'.`;
    return sameText(audienceRealm, issuerRealm)
      ? goOn(detail)
      : stop(detail, 'MismatchedRealmBetweenAudienceAndIssuer');
  },
};
