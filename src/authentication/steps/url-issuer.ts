import { isAbsoluteUri } from '../../protocol/audience.js';
import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import { listed } from './listed.js';

/** The issuer of a V1 token is Entra or AD FS, by the URL of its metadata (facts/oauth-inbound §1.4, V1 issuer). */
export const urlIssuer: Step = {
  name: 'issuer',
  place: 'module',
  check({ trust }, found) {
    const { claims } = required(found.signedToken, 'token');
    const value = stringClaim(claims, 'iss');
    if (value === undefined) return stop('The claim iss is missing.', 'MissingIssuer');
    if (!isAbsoluteUri(value)) return stop(`'${value}' is no absolute URI.`, 'InvalidIssuerFormat', value);
    const trustedIssuer = trust.urlIssuers.find(value, stringClaim(claims, 'tid') ?? '');
    if (!trustedIssuer) {
      const known = listed(trust.urlIssuers.all.map(({ id }) => id));
      return stop(`'${value}' is nobody this server trusts; it trusts ${known}.`, 'NoConfiguredIssuerMatched', value);
    }
    return goOn(`'${value}' is auth server '${trustedIssuer.name}'.`, { trustedIssuer });
  },
};
