import type { Recipient } from '../directory/recipient.js';
import type { UserClaims } from './trust.js';

/** The directory as the judgement asks it while a request is at the door; the trust configuration is loaded beforehand. */
export interface DirectoryAccess {
  /** What can't be asked: nothing, the users when a request is routed, or anything. */
  readonly failing: 'nothing' | 'routing' | 'everything';
  /** All users that one of the claims points to; undefined when the directory does not answer. */
  findUsers(realm: string, claims: UserClaims): readonly Recipient[] | undefined;
  /** Does the mailbox sit on a server that knows no OAuth? */
  isDownLevel(user: Recipient): boolean;
}
