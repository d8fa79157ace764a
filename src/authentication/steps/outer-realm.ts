import { parseQualifiedId, sameText } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/** The user context must be of the actor token's realm, or of one that is the same organisation's (facts/oauth-inbound §1.4 step 7). */
export const outerRealm: Step = {
  name: 'user context: realm',
  place: 'module',
  check({ trust }, found) {
    const realm =
      parseQualifiedId(stringClaim(required(found.outerToken, 'outer token').claims, 'iss') ?? '')?.realm ?? '';
    const innerRealm = required(found.issuer, 'issuer').realm;
    const detail = `The user context is of realm '${realm}', the actor token of '${innerRealm}'.`;
    if (!sameText(realm, innerRealm) && !trust.sameOrganization(realm, innerRealm)) {
      return stop(detail, 'InvalidRealmFromOuterTokenIssuer', realm);
    }
    return goOn(detail);
  },
};
