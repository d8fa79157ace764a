import { goOn, required, type Step, stop } from '../judgement.js';

/** A mailbox on a server older than Exchange 2013 can't be reached with a token (facts/oauth-inbound §1.3, 6004). */
export const mailboxVersion: Step = {
  name: 'mailbox version',
  place: 'routing',
  varies: true,
  check({ directory }, found) {
    const user = required(found.user, 'user');
    return directory.isDownLevel(user)
      ? stop(`The mailbox of ${user.userPrincipalName} is on a down-level server.`, 'UserOAuthNotSupported')
      : goOn(`The mailbox of ${user.userPrincipalName} is on a server that knows OAuth.`);
  },
};
