import { parseQualifiedId, sameText } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * The user context must be written by the application that its actor token is for. The words of 2015 and its values are
 * crossed in Exchange: {0} is the issuer's id, {1} the application's (facts/oauth-inbound §1.3, 2007 and 2015). There is
 * no check of the outer audience.
 */
export const outerIssuer: Step = {
  name: 'user context: issuer',
  place: 'module',
  check(_, found) {
    const value = stringClaim(required(found.outerToken, 'outer token').claims, 'iss');
    if (value === undefined) return stop('The user context has no claim iss.', 'UnexpectedMissingValue');
    const parsed = parseQualifiedId(value);
    if (!parsed) return stop(`'${value}' is not of the form id@realm.`, 'InvalidOuterTokenIssuerFormat', value);
    const application = required(found.application, 'application');
    const detail = `The user context is written by '${parsed.id}', the actor token is for '${application.id}'.`;
    if (!sameText(parsed.id, application.id)) {
      return stop(detail, 'InvalidOuterTokenIssuerIdValue', parsed.id, application.id);
    }
    return goOn(detail);
  },
};
