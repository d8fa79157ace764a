import { requireAccount } from '../active-directory.js';
import type { Cmdlet } from '../cmdlet.js';
import { changeOrganization } from '../organization-change.js';
import { recipientIdentity } from '../recipients.js';

/** Set-ADAccountPassword of the Active Directory module, for those who want to see a wrong password. */
export const setAdAccountPassword: Cmdlet = {
  name: 'Set-ADAccountPassword',
  synopsis: 'Changes the password of an account on-premises.',
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    recipientIdentity('Account name, UPN or address.', true),
    { name: 'NewPassword', type: 'SecureString', mandatory: true, help: 'The new password, as plain text.' },
    { name: 'Reset', type: 'SwitchParameter', help: 'Accepted: a lab never asks for the old one.' },
  ],
  async run(parameters, context) {
    const found = requireAccount(parameters.Identity as string, context);
    const password = parameters.NewPassword as string;
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      recipients: organization.recipients.map((one) => (one.guid === found.guid ? { ...one, password } : one)),
    }));
    return { output: [] };
  },
};
