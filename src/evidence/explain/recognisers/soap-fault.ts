import { applicationNotPermitted } from '../../knowledge/causes/application-not-permitted.js';
import { ewsAccessBlocked } from '../../knowledge/causes/ews-access-blocked.js';
import { linkedAccountDangling } from '../../knowledge/causes/linked-account-dangling.js';
import { linkedAccountMissing } from '../../knowledge/causes/linked-account-missing.js';
import { mailboxDownLevel } from '../../knowledge/causes/mailbox-down-level.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** What EWS says after authentication (facts/oauth-inbound §1.4, “After authentication”, and §1.3, 403). */
const phrases: readonly Phrase[] = [
  {
    words:
      'The application is missing a linked account for RBAC roles, or the linked account has no RBAC role assignments, or the calling users account is logon disabled.',
    meaning: 'The token was accepted; EWS finds no roles for the application.',
    causes: [linkedAccountMissing],
  },
  {
    words: 'The linked account configured for this application is missing the UserApplication role assignment.',
    meaning: 'The token was accepted; the application’s account lacks the role UserApplication.',
    causes: [linkedAccountMissing],
  },
  {
    words: 'The application has no permission to act-as the specified user.',
    meaning: 'The token was accepted; the application may not act for that user.',
    causes: [linkedAccountMissing, applicationNotPermitted],
  },
  {
    words: 'The OAuth partner application "{application}" links to an invalid service account "{account}".',
    meaning: 'The partner application’s account does not exist.',
    causes: [linkedAccountDangling],
  },
  {
    words: 'User not allowed to access EWS',
    meaning: 'EWS itself does not let the caller in.',
    causes: [ewsAccessBlocked],
  },
  {
    words: 'Cannot proxy OAuth request to down level server.',
    meaning: 'The mailbox sits on a server too old for OAuth.',
    causes: [mailboxDownLevel],
  },
];

export const soapFault = phraseRecogniser(
  'a refusal of EWS after authentication, such as “The application is missing a linked account …”',
  'refusal of EWS',
  'soapFault',
  phrases,
);
