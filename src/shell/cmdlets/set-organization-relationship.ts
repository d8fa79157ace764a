import type { Cmdlet } from '../cmdlet.js';
import { changePart, partOf } from '../either-side.js';
import { requiredIdentity } from '../given.js';
import { requireFreeName, requireNamed, withChanged } from '../named-objects.js';
import { changedRelationship, relationshipParameters } from '../organization-relationships.js';

/** Set-OrganizationRelationship (Microsoft's page; the lab has no delegated authentication, which would use it). */
export const setOrganizationRelationship: Cmdlet = {
  name: 'Set-OrganizationRelationship',
  synopsis: 'Changes an organization relationship.',
  sessions: ['OnPremises', 'Cloud'],
  supportsShouldProcess: true,
  parameters: [
    requiredIdentity('Name or GUID of an organization relationship.'),
    ...relationshipParameters(false),
    { name: 'Name', type: 'String', help: 'Another name, at most 64 characters.' },
  ],
  async run(parameters, context) {
    const all = partOf('organizationRelationships', context);
    const found = requireNamed(all, parameters.Identity as string, context);
    if (typeof parameters.Name === 'string')
      requireFreeName(parameters.Name, all, 'an organization relationship', found);
    if (!(await context.shouldProcess({ target: found.name }))) return { output: [] };
    await changePart('organizationRelationships', context, (current) =>
      withChanged(current, found, context, (one) => changedRelationship(one, parameters)),
    );
    return { output: [] };
  },
};
