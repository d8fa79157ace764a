import type { Recipient } from '../../directory/recipient.js';
import { directorySteps } from '../../evidence/place.js';
import { sameText } from '../../protocol/audience.js';
import { fail, goOn, required, type Step, stop } from '../judgement.js';

/**
 * The user must exist, once: the lookup is done late, when the request is routed to his mailbox (facts/oauth-inbound §1.4
 * step 8). A directory that does not answer then ends the request with 500; that nothing else is said is inferred.
 */
export const userLookup: Step = {
  name: directorySteps.userLookup,
  place: 'routing',
  varies: true,
  check({ directory }, found) {
    const claims = required(found.userClaims, 'user claims');
    const { sid } = claims;
    const candidates = directory.findUsers(required(found.realm, 'realm'), claims);
    if (!candidates) return fail('Active Directory does not answer.', { status: 500 });
    const users = sid !== undefined && candidates.length === 2 ? withSid(candidates, sid) : candidates;
    const [user] = users;
    if (!user) return stop('No user of the organisation is meant by these claims.', 'NoUserFoundWithGivenClaims');
    if (users.length > 1) {
      const names = users.map((candidate) => candidate.userPrincipalName).join(', ');
      return stop(`More than one user matches: ${names}.`, 'MoreThan1UserFoundWithGivenClaims');
    }
    if (sid !== undefined && !hasSid(user, sid)) {
      return stop(`The SID of ${user.userPrincipalName} is '${user.sid ?? ''}'.`, 'NameIdNotMatchMasterAccountSid');
    }
    return goOn(`The user is ${user.userPrincipalName}, a ${user.recipientTypeDetails}.`, { user });
  },
};

/** Of two, the SID picks one; where it is neither's, both stay and the user is ambiguous (the latter inferred). */
function withSid(candidates: readonly Recipient[], sid: string): readonly Recipient[] {
  const picked = candidates.filter((candidate) => hasSid(candidate, sid));
  return picked.length > 0 ? picked : candidates;
}

function hasSid(user: Recipient, sid: string): boolean {
  return sameText(user.sid ?? '', sid);
}
