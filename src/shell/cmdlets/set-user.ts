import { findRecipient } from '../../directory/recipient.js';
import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requireNamed } from '../named-objects.js';
import { objectNotFound } from '../not-found.js';
import { recipientIdentity } from '../recipients.js';

/** Set-User -AuthenticationPolicy: on-premises, how a user is kept from Modern Authentication (facts/oauth-inbound §7, 4000000). */
export const setUser: Cmdlet = {
  name: 'Set-User',
  synopsis: 'Gives a user an authentication policy.',
  examples: ['Set-User user2 -AuthenticationPolicy "No HMA"'],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    recipientIdentity('Name, address, GUID or account.', true),
    { name: 'AuthenticationPolicy', type: 'String', nullable: true, help: 'Name of the policy; $null for none.' },
  ],
  async run({ Identity: identity, AuthenticationPolicy: name }, context) {
    const found = findRecipient(partOf('recipients', context), identity as string);
    if (!found) throw objectNotFound(identity as string, context);
    const policies = partOf('authenticationPolicies', context);
    const policy = typeof name === 'string' && name !== '' ? requireNamed(policies, name, context).name : undefined;
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    if (name === undefined) return { output: [] };
    await changePart('recipients', context, (all) =>
      all.map((user) => (user.guid === found.guid ? { ...user, authenticationPolicy: policy } : user)),
    );
    return { output: [], warnings: context.session === 'OnPremises' ? delayedEffect(context) : [] };
  },
};
