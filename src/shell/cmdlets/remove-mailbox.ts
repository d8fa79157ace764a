import type { Cmdlet } from '../cmdlet.js';
import { delayedLookup } from '../delayed-lookup.js';
import { changePart } from '../either-side.js';
import { recipientIdentity, requireRecipient } from '../recipients.js';

/** Remove-Mailbox: the mailbox and its user are gone from this side; the other side keeps what it has. */
export const removeMailbox: Cmdlet = {
  name: 'Remove-Mailbox',
  synopsis: 'Removes a mailbox and its user.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [recipientIdentity('Address, alias, name or GUID.', true)],
  async run({ Identity: identity }, context) {
    const found = requireRecipient('UserMailbox', identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('recipients', context, (all) => all.filter(({ guid }) => guid !== found.guid));
    return { output: [], warnings: delayedLookup(context) };
  },
};
