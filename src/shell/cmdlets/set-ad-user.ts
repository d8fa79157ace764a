import { changedAccount, requireAccount, requireUniqueUpn } from '../active-directory.js';
import type { Cmdlet } from '../cmdlet.js';
import { delayedLookup } from '../delayed-lookup.js';
import { changeOrganization } from '../organization-change.js';
import { recipientIdentity } from '../recipients.js';

/**
 * Set-ADUser of the Active Directory module: the way past Exchange's rules, by which an address comes to be somebody
 * else's too, or a user principal name goes missing.
 */
export const setAdUser: Cmdlet = {
  name: 'Set-ADUser',
  synopsis: 'Changes attributes of an account in Active Directory, past the rules of Exchange.',
  examples: [
    "Set-ADUser admin -Add @{proxyAddresses='sip:user2@msxfaq.de'}",
    'Set-ADUser user2 -Clear userPrincipalName',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [
    recipientIdentity('Account name, UPN or address.', true),
    { name: 'Add', type: 'Object[]', help: "Values to add, as @{proxyAddresses='smtp:…'}." },
    { name: 'Remove', type: 'Object[]', help: 'Values to take away.' },
    { name: 'Replace', type: 'Object[]', help: 'Values in place of those there are.' },
    { name: 'Clear', type: 'String[]', help: 'Attributes to empty.' },
    { name: 'UserPrincipalName', type: 'String', nullable: true, help: 'What the account logs on with.' },
    { name: 'DisplayName', type: 'String', nullable: true, help: 'The name that is shown.' },
  ],
  async run(parameters, context) {
    const found = requireAccount(parameters.Identity as string, context);
    requireUniqueUpn(changedAccount(found, parameters), context.state.state.organization.recipients);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      recipients: organization.recipients.map((account) =>
        account.guid === found.guid ? changedAccount(account, parameters) : account,
      ),
    }));
    return { output: [], warnings: delayedLookup(context) };
  },
};
