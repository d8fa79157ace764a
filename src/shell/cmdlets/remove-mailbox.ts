import { findRecipient, isMailbox } from '../../directory/recipient.js';
import type { Cmdlet } from '../cmdlet.js';
import { objectNotFound } from '../not-found.js';
import { changeTenant } from '../tenant-change.js';

/** Remove-Mailbox in Exchange Online: the mailbox and its user are gone. */
export const removeMailbox: Cmdlet = {
  name: 'Remove-Mailbox',
  synopsis: 'Removes a mailbox from Exchange Online.',
  sessions: ['Cloud'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [
    { name: 'Identity', type: 'String', mandatory: true, position: 0, help: 'Address, alias, name or GUID.' },
  ],
  async run({ Identity: identity }, context) {
    const found = findRecipient(context.tenant.recipients, identity as string);
    if (!found || !isMailbox(found)) throw objectNotFound(identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeTenant(context, (tenant) => ({
      ...tenant,
      recipients: tenant.recipients.filter(({ guid }) => guid !== found.guid),
    }));
    return { output: [] };
  },
};
