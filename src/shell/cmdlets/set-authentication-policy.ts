import { changedPolicy, policyParameters, requirePolicies } from '../authentication-policies.js';
import { type Cmdlet, delayedEffect } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, withChanged } from '../named-objects.js';

/** Set-AuthenticationPolicy. */
export const setAuthenticationPolicy: Cmdlet = {
  name: 'Set-AuthenticationPolicy',
  synopsis: 'Changes an authentication policy.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [requiredIdentity('Name or GUID of the authentication policy.'), ...policyParameters],
  async run(parameters, context) {
    requirePolicies('Set-AuthenticationPolicy', context);
    const found = requireNamed(partOf('authenticationPolicies', context), parameters.Identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('authenticationPolicies', context, (all) =>
      withChanged(all, found, context, (policy) => changedPolicy(policy, parameters)),
    );
    return { output: [], warnings: context.session === 'OnPremises' ? delayedEffect(context) : [] };
  },
};
