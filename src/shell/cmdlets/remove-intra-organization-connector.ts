import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, without } from '../named-objects.js';

/** Remove-IntraOrganizationConnector (facts/oauth-outbound-admin §3.6; free/busy goes by it). */
export const removeIntraOrganizationConnector: Cmdlet = {
  name: 'Remove-IntraOrganizationConnector',
  synopsis: 'Removes an intra-organization connector.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of an intra-organization connector.')],
  async run({ Identity: identity }, context) {
    const found = requireNamed(partOf('intraOrganizationConnectors', context), identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('intraOrganizationConnectors', context, (all) => without(all, found));
    return { output: [] };
  },
};
