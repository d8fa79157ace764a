import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * Whom a `MSExchange.SelfIssued.V1` token is for: `smtp` or `puid`. The words of 2023 name both; that they belong to this
 * kind, and that {0} is the claim appid, is inferred.
 */
export const selfIssuedUser: Step = {
  name: 'user claims',
  place: 'module',
  check(_, found) {
    const { claims } = required(found.signedToken, 'token');
    const smtpAddress = stringClaim(claims, 'smtp') || undefined;
    const puid = stringClaim(claims, 'puid') || undefined;
    if (smtpAddress === undefined && puid === undefined) {
      const application = stringClaim(claims, 'appid') ?? '';
      return stop('Neither smtp nor puid has a value.', 'NoSmtpOrPuidClaimFound', application);
    }
    return goOn(`The user is looked up by smtp '${smtpAddress ?? ''}', puid '${puid ?? ''}'.`, {
      userClaims: { smtpAddress, puid },
    });
  },
};
