import { foldCase, parseQualifiedId, sameText } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * A token that Exchange issued for itself: `iss` is the organisation's service name at its realm, an accepted domain or
 * the host that issued it (facts/oauth-inbound §3.8 shows the host). Which realms Exchange takes is inferred.
 */
export const ownIssuer: Step = {
  name: 'issuer',
  place: 'module',
  check({ trust, authority }, found) {
    const value = stringClaim(required(found.signedToken, 'token').claims, 'iss');
    if (value === undefined) return stop('The claim iss is missing.', 'MissingIssuer');
    const { self } = trust;
    const parsed = parseQualifiedId(value);
    const isOurs =
      parsed !== undefined &&
      sameText(parsed.id, self.id) &&
      (sameText(parsed.realm, self.realm) ||
        sameText(parsed.realm, authority) ||
        trust.ownHosts.has(foldCase(parsed.realm)));
    if (isOurs) return goOn(`'${value}' is this organisation itself.`, { issuer: parsed, trustedIssuer: self });
    const detail = `'${value}' is not this organisation, ${self.id}@${self.realm} or one of its hosts.`;
    return found.kind === 'V1ExchangeSelfIssued'
      ? stop(detail, 'NoConfiguredIssuerMatched', value)
      : stop(detail, 'InvalidCallbackTokenIssuer', value);
  },
};
