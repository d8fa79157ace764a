import { goOn, required, type Step, stop } from '../judgement.js';

/** The user must exist, once: the lookup is done late, when the request is routed to his mailbox (facts/oauth-inbound §1.4 step 8). */
export const userLookup: Step = {
  name: 'user lookup',
  place: 'routing',
  check({ trust }, found) {
    const claims = required(found.userClaims, 'user claims');
    const users = trust.findUsers(required(found.audience, 'audience').realm, claims);
    const [user] = users;
    if (!user) return stop('No user of the organisation has one of these addresses.', 'NoUserFoundWithGivenClaims');
    if (users.length > 1) {
      const names = users.map((candidate) => candidate.userPrincipalName).join(', ');
      return stop(`More than one user matches: ${names}.`, 'MoreThan1UserFoundWithGivenClaims');
    }
    return goOn(`The user is ${user.userPrincipalName}, a ${user.recipientTypeDetails}.`, { user });
  },
};
