import type { Cmdlet } from '../cmdlet.js';
import { recipientIdentity, recipientSettings, setRecipient } from '../recipients.js';

/** Set-Mailbox: names and addresses. A user is looked up by them when a token asserts him (facts/oauth-inbound §1.4, User lookup). */
export const setMailbox: Cmdlet = {
  name: 'Set-Mailbox',
  synopsis: 'Changes names and addresses of a mailbox.',
  examples: ["Set-Mailbox user2 -EmailAddresses @{Add='smtp:second@msxfaq.de'}"],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [recipientIdentity('Address, alias, name or GUID.', true), ...recipientSettings],
  run: (parameters, context) => setRecipient('UserMailbox', parameters, context),
};
