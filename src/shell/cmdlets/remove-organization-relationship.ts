import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireNamed, without } from '../named-objects.js';

/** Remove-OrganizationRelationship (Microsoft's page; the lab has no delegated authentication, which would use it). */
export const removeOrganizationRelationship: Cmdlet = {
  name: 'Remove-OrganizationRelationship',
  synopsis: 'Removes an organization relationship.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: [requiredIdentity('Name or GUID of an organization relationship.')],
  async run({ Identity: identity }, context) {
    const found = requireNamed(partOf('organizationRelationships', context), identity as string, context);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('organizationRelationships', context, (all) => without(all, found));
    return { output: [] };
  },
};
