import { stringClaim } from '../../protocol/token.js';
import { goOn, required, type Step, stop } from '../judgement.js';

const sidForm = /^S-1-\d{1,15}(?:-\d{1,10}){1,15}$/i;

/**
 * The user of a V1 token. On-premises his SID, `primarysid` or `onprem_sid` (facts/oauth-inbound §1.4). Which claim
 * Exchange Online goes by is not in the sources: `puid`, `upn` and `smtp` are taken.
 */
export const v1User: Step = {
  name: 'user claims',
  place: 'module',
  check({ speaker }, found) {
    const { claims } = required(found.signedToken, 'token');
    if (speaker.side === 'Cloud') {
      const [puid, userPrincipalName, smtpAddress] = ['puid', 'upn', 'smtp'].map((name) => stringClaim(claims, name));
      if (!(puid || userPrincipalName || smtpAddress))
        return stop('None of puid, upn and smtp has a value.', 'NoUserClaimsFound');
      return goOn('The user is looked up by puid, upn and smtp.', {
        userClaims: { puid, userPrincipalName, smtpAddress },
      });
    }
    const sid = stringClaim(claims, 'primarysid') || stringClaim(claims, 'onprem_sid');
    if (!sid) return stop('Neither primarysid nor onprem_sid has a value.', 'NoUserClaimsFound');
    if (!sidForm.test(sid)) return stop(`'${sid}' is no SID.`, 'InvalidSidValue', sid);
    return goOn(`The user is looked up by SID '${sid}'.`, { userClaims: { sid } });
  },
};
