import { stringClaim } from '../../protocol/token.js';
import { qualify } from '../../protocol/well-known.js';
import { goOn, required, type Step, stop } from '../judgement.js';

/**
 * The application whose V1 token is the actor of a user it asserts: `appid` of the tenant `tid`. That it must be a
 * registered partner application, as with server-to-server tokens, is inferred.
 */
export const v1Application: Step = {
  name: 'application',
  place: 'module',
  check({ trust }, found) {
    const { claims } = required(found.signedToken, 'token');
    const id = stringClaim(claims, 'appid');
    if (id === undefined) return stop('The claim appid is missing.', 'NoClaimFound', 'appid');
    const realm = required(found.realm, 'realm');
    const asking = qualify(id, realm);
    const partner = trust.partnerApplications.vouchedFor({ id, realm }, realm);
    if (!partner)
      return stop(`No enabled partner application has the id of '${asking}'.`, 'NoMatchingPartnerAppFound', asking);
    return goOn(`'${asking}' is partner application '${partner.name}'.`, {
      application: { id, realm },
      issuer: { id, realm },
      partnerApplication: partner,
    });
  },
};
