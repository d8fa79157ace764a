import { mailboxUnknown } from '../../knowledge/causes/mailbox-unknown.js';
import { type Phrase, phraseRecogniser } from '../phrase.js';

/** The terminating error of the cmdlet (facts/oauth-outbound-admin §1.8 F01): the German sentence is the seed page’s. */
const phrases: readonly Phrase[] = [
  {
    words: "weil das Objekt '{mailbox}' nicht auf '{controller}' gefunden wurde.",
    meaning: 'The cmdlet found no such mailbox where it ran; no connection was made.',
    causes: [mailboxUnknown],
  },
  {
    words: "because object '{mailbox}' couldn't be found on '{controller}'.",
    meaning: 'The cmdlet found no such mailbox where it ran; no connection was made.',
    causes: [mailboxUnknown],
  },
  {
    words: 'ManagementObjectNotFoundException',
    meaning: 'The cmdlet found no such mailbox where it ran; no connection was made.',
    causes: [mailboxUnknown],
  },
];

export const mailboxNotFound = phraseRecogniser(
  'ManagementObjectNotFoundException, in English or German',
  'error of the cmdlet',
  'mailbox',
  phrases,
);
