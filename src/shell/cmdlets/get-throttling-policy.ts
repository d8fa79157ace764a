import type { Cmdlet } from '../cmdlet.js';
import { identityParameter } from '../given.js';
import { policyOf, requirePolicy, throttlingPolicyObject } from '../throttling-policies.js';

/** Get-ThrottlingPolicy: what of it concerns EWS; Exchange Online has no such cmdlet. */
export const getThrottlingPolicy: Cmdlet = {
  name: 'Get-ThrottlingPolicy',
  synopsis: 'Shows how much of EWS a user may take.',
  sessions: ['OnPremises'],
  parameters: [identityParameter('Name of the policy.')],
  run({ Identity: identity }, context) {
    requirePolicy(identity, context);
    return { output: [throttlingPolicyObject(policyOf(context.state.state.organization))] };
  },
};
