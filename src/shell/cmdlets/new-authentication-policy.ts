import { changedPolicy, policyObject, policyParameters, requirePolicies } from '../authentication-policies.js';
import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { newIdentity, requireFreeName } from '../named-objects.js';

/** New-AuthenticationPolicy: counts for the users who get it with Set-User. */
export const newAuthenticationPolicy: Cmdlet = {
  name: 'New-AuthenticationPolicy',
  synopsis: 'Makes an authentication policy.',
  examples: ['New-AuthenticationPolicy "No HMA" -BlockModernAuthWebServices'],
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    { name: 'Name', type: 'String', mandatory: true, position: 0, help: 'Its name, at most 64 characters.' },
    ...policyParameters,
  ],
  async run(parameters, context) {
    requirePolicies('New-AuthenticationPolicy', context);
    const name = parameters.Name as string;
    const policy = changedPolicy({ name, ...newIdentity(context), switches: [] }, parameters);
    requireFreeName(name, partOf('authenticationPolicies', context), 'an authentication policy');
    if (!(await context.shouldProcess({ target: name }))) return { output: [] };
    await changePart('authenticationPolicies', context, (all) => {
      requireFreeName(name, all, 'an authentication policy'); // another call may have been quicker
      return [...all, policy];
    });
    return { output: [policyObject(policy, context)] };
  },
};
