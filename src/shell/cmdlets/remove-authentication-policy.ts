import { requirePolicies } from '../authentication-policies.js';
import { type Cmdlet, CmdletError } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, without } from '../named-objects.js';

/** Remove-AuthenticationPolicy; one that somebody has stays. */
export const removeAuthenticationPolicy: Cmdlet = {
  name: 'Remove-AuthenticationPolicy',
  synopsis: 'Removes an authentication policy.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of the authentication policy.')],
  async run({ Identity: identity }, context) {
    requirePolicies('Remove-AuthenticationPolicy', context);
    const found = requireNamed(partOf('authenticationPolicies', context), identity as string, context);
    const user = partOf('recipients', context).find(({ authenticationPolicy }) => authenticationPolicy === found.name);
    if (user) {
      throw new CmdletError('InvalidOperation', `[lab] '${found.name}' is in use: '${user.name}' has it (Set-User).`);
    }
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('authenticationPolicies', context, (all) => without(all, found));
    return { output: [] };
  },
};
