import type { Cmdlet } from '../cmdlet.js';
import { requiredIdentity } from '../given.js';
import { changeOrganization } from '../organization-change.js';
import { changedLimits, limitParameters, policyOf, requirePolicy } from '../throttling-policies.js';

/** Set-ThrottlingPolicy: from the next request on; in life the servers read it again some time later. */
export const setThrottlingPolicy: Cmdlet = {
  name: 'Set-ThrottlingPolicy',
  synopsis: 'Changes how much of EWS a user may take.',
  examples: [
    'Get-ThrottlingPolicy | Set-ThrottlingPolicy -EwsMaxBurst 1 -EwsRechargeRate 60 -EwsCutoffBalance 0',
    'Get-ThrottlingPolicy | Set-ThrottlingPolicy -EwsMaxConcurrency 0',
  ],
  sessions: ['OnPremises'],
  supportsShouldProcess: true,
  parameters: [requiredIdentity('Name of the policy.'), ...limitParameters],
  async run(parameters, context) {
    const target = requirePolicy(parameters.Identity, context);
    changedLimits(policyOf(context.state.state.organization), parameters); // refuses wrong values before it is asked
    if (!(await context.shouldProcess({ target }))) return { output: [] };
    await changeOrganization(context, (organization) => ({
      ...organization,
      throttlingPolicy: changedLimits(policyOf(organization), parameters),
    }));
    return { output: [] };
  },
};
