import { findAccountName } from '../../directory/account.js';
import { requireAccount } from '../active-directory.js';
import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { delayedLookup } from '../delayed-lookup.js';
import { changeOrganization } from '../organization-change.js';
import { recipientIdentity } from '../recipients.js';

/** Remove-ADUser of the Active Directory module, for the accounts of partner applications: what links to one is left behind. */
export const removeAdUser: Cmdlet = {
  name: 'Remove-ADUser',
  synopsis: 'Deletes an account in Active Directory, that of a partner application too.',
  examples: ['Remove-ADUser "Exchange Online-ApplicationAccount"'],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [recipientIdentity('Account name.', true)],
  async run({ Identity: identity }, context) {
    const { organization } = context.state.state;
    const account = findAccountName(organization, identity as string);
    const isApplication = account !== undefined && organization.applicationAccounts?.includes(account) === true;
    const target = isApplication ? account : requireAccount(identity as string, context).guid;
    if (!(await context.shouldProcess({ target: identity as string }))) return { output: [] };
    await changeOrganization(context, (current) => ({
      ...current,
      ...(current.applicationAccounts
        ? { applicationAccounts: current.applicationAccounts.filter((name) => name !== target) }
        : {}),
      recipients: current.recipients.filter(({ guid }) => guid !== target),
    }));
    return { output: [], warnings: isApplication ? delayedEffect(context) : delayedLookup(context) };
  },
};
