import { type Claims, stringClaim } from '../../protocol/token.js';
import { nameIdIssuers } from '../../protocol/well-known.js';
import { goOn, required, type Step, stop } from '../judgement.js';
import type { UserClaims } from '../trust.js';

/** Which claims point to the user (facts/oauth-inbound §1.4, "User claims (act-as)"). */
export const userClaims: Step = {
  name: 'user context: user claims',
  place: 'module',
  check(_, found) {
    const acceptSid = found.partnerApplication?.acceptSecurityIdentifierInformation ?? false;
    const claims = usableClaims(required(found.outerToken, 'outer token').claims, acceptSid);
    const listed = Object.entries(claims).filter(([, value]) => value !== undefined);
    if (listed.length === 0) return stop('None of upn, smtp and sip has a value.', 'NoUserClaimsFound');
    return goOn(`The user is looked up by ${listed.map(([name, value]) => `${name} '${value}'`).join(', ')}.`, {
      userClaims: claims,
    });
  },
};

function usableClaims(claims: Claims, acceptSid: boolean): UserClaims {
  const value = (name: string) => stringClaim(claims, name) || undefined;
  const addresses: UserClaims = { smtpAddress: value('smtp'), sipAddress: value('sip') };
  const withUpn: UserClaims = { userPrincipalName: value('upn'), ...addresses };
  switch (value('nii')) {
    case undefined:
      return { ...addresses, userPrincipalName: value('nameid') };
    case nameIdIssuers.activeDirectory:
      return acceptSid ? { ...withUpn, sid: value('nameid') } : withUpn;
    case nameIdIssuers.microsoftOnline:
    case nameIdIssuers.orgId:
      return withUpn;
    default:
      return acceptSid ? addresses : withUpn;
  }
}
