import { policyObject, requirePolicies } from '../authentication-policies.js';
import type { Cmdlet } from '../cmdlet.js';
import { partOf } from '../either-side.js';
import { identityParameter } from '../given.js';
import { selectNamed } from '../named-objects.js';

/** Get-AuthenticationPolicy of the session's side. */
export const getAuthenticationPolicy: Cmdlet = {
  name: 'Get-AuthenticationPolicy',
  synopsis: 'Shows authentication policies.',
  sessions: ['OnPremises', 'Cloud'],
  parameters: [identityParameter('Name or GUID of one authentication policy.')],
  run({ Identity: identity }, context) {
    requirePolicies('Get-AuthenticationPolicy', context);
    const found = selectNamed(partOf('authenticationPolicies', context), identity, context);
    return { output: found.map((policy) => policyObject(policy, context)) };
  },
};
